"""A student's work is read from where a rule stands: whose it is, and whether it is still there.

Actions are told an id by a view that has asked, and check it again under lock; models are the rules
themselves. Everywhere else a query of work begins at one of the rules.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.contract import ours

WORK = {"Attachment", "Comment", "Draft", "Post", "SummaryDraft", "Upload"}
RULES = {"visible_to", "kept", "ready", "open"}
THE_RULES_THEMSELVES = {"actions", "models", "demo"}
# (file, model): what reads deleted rows too, or asks another way.
LISTED = {
    ("portfolios/queries.py", "Post"): "the very page's portfolio, which was visible",
    (
        "portfolios/storage/quota.py",
        "Attachment",
    ): "bytes alone; what is deleted takes up room for a while",
    ("portfolios/storage/quota.py", "Upload"): "bytes alone",
    (
        "portfolios/shaping/reads.py",
        "Attachment",
    ): "a template's files, which administrators put back",
    ("portfolios/storage/page.py", "Attachment"): "bytes alone, of the administrator's district",
    ("portfolios/subjects.py", "Attachment"): "what a line of Activity is about, deleted or not",
    ("portfolios/subjects.py", "Comment"): "the same; never its words",
    ("portfolios/subjects.py", "Draft"): "the same; never its words",
    ("portfolios/subjects.py", "Post"): "the same",
    ("portfolios/subjects.py", "SummaryDraft"): "the same; never its words",
    ("portfolios/keeping/deleted.py", "Attachment"): "what was deleted, of posts that are visible",
    ("portfolios/keeping/deleted.py", "Post"): "what was deleted, of portfolios that are visible",
}
# What was made of somebody's words: sanitised once more wherever it is handed on.
MADE = {"body_html", "summary_html", "description_html"}


def outside() -> Iterator[Path]:
    """Yield every file that has to begin at a rule."""
    for path in ours.sources(*ours.APPS):
        if THE_RULES_THEMSELVES.isdisjoint(path.parts):
            yield path


def begun_elsewhere(path: Path) -> Iterator[tuple[str, str]]:
    """Yield file and model of each query that begins at the table."""
    for node in ours.nodes(path):
        match node:
            case ast.Attribute(ast.Attribute(ast.Name(model), "objects"), first):
                if model in WORK and first not in RULES:
                    yield ours.named(path), model


def test_whoever_reads_work_begins_at_a_rule() -> None:
    assert {one for path in outside() for one in begun_elsewhere(path)} == LISTED.keys()


def test_what_was_made_of_words_is_sanitised_again_on_its_way_to_a_page() -> None:
    bare = [
        ours.named(path, node)
        for path in outside()
        for node in ours.nodes(path)
        if isinstance(node, ast.Attribute) and node.attr in MADE
        if node not in set(handed_to_safe(path))
    ]
    assert bare == []


def handed_to_safe(path: Path) -> Iterator[ast.expr]:
    """Yield what stands in the brackets of ``text.safe``, or on a cover, which is no page yet."""
    for node in ours.nodes(path):
        match node:
            case ast.Call(func, args) if ast.unparse(func) == "text.safe":
                yield from args
            case ast.Call(ast.Name("Cover"), keywords=named):
                yield from (one.value for one in named)
