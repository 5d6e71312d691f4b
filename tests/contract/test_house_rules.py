"""House rules that no linter knows, read from the syntax trees. Each finding says where."""

import ast
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from functools import cache
from pathlib import Path

import pytest

from tests.contract import ours

LONGEST_FILE = 300
VIEWS = {"views", "views.py", "admin", "public.py", "health.py", "gallery.py", "demo_mail.py"}
# Where a request, a command or a task begins, time is read once, and passed on from there.
EDGES = VIEWS | {"commands", "tasks.py", "run.py", "up.py", "demo", "middleware"}
# Called straight from an edge, by somebody else's rules: allauth's hooks, mail, the home screen,
# a tag of a template.
EDGES |= {"adapter.py", "social_adapter.py", "delivery.py", "home.py", "step_up.py"}
EDGES |= {"safety_hooks.py", "sharing_tags.py"}
CLOCKS = {"timezone.now", "datetime.now", "datetime.today", "datetime.utcnow", "date.today"}
SIGNALS = (
    "django.dispatch",
    "django.db.models.signals",
    "django.core.signals",
    "allauth.account.signals",
)


@cache
def parts(path: Path) -> frozenset[str]:
    return frozenset(path.relative_to(ours.ROOT).parts)


def is_in(path: Path, places: AbstractSet[str]) -> bool:
    return not parts(path).isdisjoint(places)


def dotted(node: ast.AST) -> str:
    """Return ``a.b.c`` of an attribute, else nothing."""
    return ast.unparse(node) if isinstance(node, ast.Attribute | ast.Name) else ""


def found(rule: Callable[[Path, ast.AST], bool], *packages: str) -> list[str]:
    """Return every place where a node breaks the rule."""
    return [
        ours.named(path, node)
        for path in ours.sources(*packages)
        for node in ours.nodes(path)
        if rule(path, node)
    ]


def test_views_start_at_the_person_not_at_the_table() -> None:
    def breaks(path: Path, node: ast.AST) -> bool:
        managers = {"objects", "_default_manager", "_base_manager"}
        return is_in(path, VIEWS) and isinstance(node, ast.Attribute) and node.attr in managers

    assert found(breaks) == []


def test_views_ask_a_policy_instead_of_comparing_roles() -> None:
    def breaks(path: Path, node: ast.AST) -> bool:
        if not (is_in(path, VIEWS) and isinstance(node, ast.Compare)):
            return False
        sides = [node.left, *node.comparators]
        return any(isinstance(side, ast.Attribute) and side.attr == "role" for side in sides)

    assert found(breaks) == []


def test_imports_stand_at_the_head_of_the_file() -> None:
    def breaks(path: Path, node: ast.AST) -> bool:
        inside = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        imports = ast.Import | ast.ImportFrom
        return inside and any(isinstance(inner, imports) for inner in ast.walk(node))

    assert found(breaks) == []


def test_nothing_happens_by_signal() -> None:
    def breaks(path: Path, node: ast.AST) -> bool:
        return isinstance(node, ast.ImportFrom) and (node.module or "").startswith(SIGNALS)

    assert found(breaks, *ours.APPS) == []


def test_what_is_locked_is_joined_with_nothing() -> None:
    """A join shows the other table as it was before the wait; ``prefetch_related`` reads it after.

    Two teachers who print one class would each see that its pupils have no accounts.
    """

    def breaks(path: Path, node: ast.AST) -> bool:
        if not isinstance(node, ast.FunctionDef):
            return False
        called = {one.attr for one in ast.walk(node) if isinstance(one, ast.Attribute)}
        return {"select_for_update", "select_related"} <= called

    assert found(breaks) == []


def test_time_is_read_by_the_clock_alone() -> None:
    def breaks(path: Path, node: ast.AST) -> bool:
        if path.name == "clock.py" or not isinstance(node, ast.Call):
            return False
        called = dotted(node.func)
        return called in CLOCKS or called.endswith((".datetime.now", ".date.today"))

    assert found(breaks) == []


def test_time_is_read_at_the_edges_and_passed_on() -> None:
    def breaks(path: Path, node: ast.AST) -> bool:
        return (
            not is_in(path, EDGES)
            and isinstance(node, ast.Call)
            and dotted(node.func) in {"clock.now", "now"}
        )

    assert found(breaks, *ours.APPS) == []


def test_mail_leaves_through_the_outbox_alone() -> None:
    def breaks(path: Path, node: ast.AST) -> bool:
        named = isinstance(node, ast.ImportFrom) and (node.module or "").startswith(
            "django.core.mail"
        )
        return named and is_in(
            path, {"views", "actions", "actions.py", "models", "sis", "forms.py"}
        )

    assert found(breaks) == []


# What nobody does: a step of something that has an actor, or what a machine notes.
NOBODYS = {
    "ensure_portfolios": "a step of publishing and of imports, whose entries say who",
    "forget_uploads": "what nobody came back to",
    "note_look": "a mark of the reader's own, which nobody else is shown",
    "note_opened": "whoever holds the link, a mail scanner too",
    "note_outcome": "the mail server's answer",
    "process_attachment": "a worker's part of the post that was added",
}


def actions() -> Iterator[tuple[str, ast.FunctionDef]]:
    """Yield every action: a public function that is a transaction."""
    for path in ours.sources(*ours.APPS):
        if is_in(path, {"actions", "actions.py"}):
            for node in ours.tree(path).body:
                if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                    decorators = {dotted(decorator) for decorator in node.decorator_list}
                    if "transaction.atomic" in decorators:
                        yield ours.named(path, node), node


def test_actions_say_by_whom_and_name_everything_they_are_given() -> None:
    wrong = [
        f"{where} {action.name}"
        for where, action in actions()
        if action.args.args
        or action.args.posonlyargs
        or not (action.name in NOBODYS or "by" in {given.arg for given in action.args.kwonlyargs})
    ]
    assert wrong == []


def test_no_file_is_longer_than_one_can_hold() -> None:
    suffixes = {".py", ".html", ".css", ".js", ".sql", ".txt", ".md"}
    folders = [*ours.PACKAGES, "templates", "static", "tests", "docs"]
    long = {
        ours.named(path): lines
        for folder in folders
        for path in (ours.ROOT / folder).rglob("*.*")
        if path.suffix in suffixes
        and "migrations" not in path.parts
        and "samples" not in path.parts
        if (lines := len(path.read_text().splitlines())) > LONGEST_FILE
    }
    assert long == {}


@pytest.mark.parametrize("package", ours.PACKAGES)
def test_every_module_says_what_it_is_for(package: str) -> None:
    silent = [
        ours.named(path)
        for path in ours.sources(package)
        if ours.tree(path).body and not ast.get_docstring(ours.tree(path))
    ]
    assert silent == []
