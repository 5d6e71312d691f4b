"""Every action is in the audit log, and every verb of the log is a sentence."""

import ast
import re
from collections.abc import Iterator

import pytest
from django.utils import translation

from districts.activity.words import Group, kinds, verbs
from districts.models import RunState
from tests.contract import ours
from tests.contract.calls import Code, comes_to, definitions, find
from tests.contract.test_house_rules import NOBODYS, is_in

RECORD = find("districts.audit.record")
# The verbs of an import are its states.
COMPUTED = {f"import.{state.value}" for state in RunState}
# Texts that only look like verbs.
NO_VERBS = {"demo.example"}
A_VERB = re.compile(r"[a-z_]+\.[a-z_]+")


def actions() -> Iterator[Code]:
    """Yield whatever somebody can do: public, everything by name, ``by`` among it."""
    for path in ours.sources(*ours.APPS):
        if is_in(path, {"actions", "actions.py"}):
            for code in definitions(path).values():
                if isinstance(code.node, ast.FunctionDef) and not code.node.name.startswith("_"):
                    given = code.node.args
                    named = {one.arg for one in given.kwonlyargs}
                    if "by" in named and not given.args:
                        yield code


def test_there_are_actions() -> None:
    assert len(list(actions())) > 20


def test_every_action_is_noted() -> None:
    assert RECORD is not None
    silent = [
        f"{ours.named(code.path, code.node)} {code.node.name}"
        for code in actions()
        if not comes_to(code, RECORD)
    ]
    assert silent == []


def test_what_nobody_does_is_not_noted() -> None:
    assert RECORD is not None
    outbox = find("families.actions.delivery.note_outcome")
    assert outbox is not None
    assert not comes_to(outbox, RECORD)
    assert {code.node.name for code in actions()}.isdisjoint(NOBODYS)


def verbs_in_use() -> dict[str, str]:
    """Return every text of the form of a verb, and where: one is ``family.done``.

    A text counts if a verb begins alike, wherever it stands, or if it is handed to a function that
    notes something.
    """
    begins = {name.partition(".")[0] for name in verbs()}
    found = {}
    for path in ours.sources(*ours.APPS):
        for node in ours.nodes(path):
            texts = _texts_noted(node)
            if isinstance(node, ast.Constant) and str(node.value).partition(".")[0] in begins:
                texts = [node.value]
            for text in texts:
                if isinstance(text, str) and A_VERB.fullmatch(text):
                    found[text] = ours.named(path, node)
    return found


def _texts_noted(node: ast.AST) -> list[object]:
    """Return the texts among the arguments of a call of ``record``, ``_note`` and the like."""
    if not isinstance(node, ast.Call):
        return []
    name = node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)
    if not name.strip("_").startswith(("record", "note")):
        return []
    given = [*node.args, *(one.value for one in node.keywords)]
    return [one.value for one in given if isinstance(one, ast.Constant)]


def test_every_verb_is_a_sentence() -> None:
    unknown = {
        verb: where
        for verb, where in verbs_in_use().items()
        if verb not in verbs() and verb not in NO_VERBS
    }
    assert unknown == {}
    assert verbs().keys() >= COMPUTED


@pytest.mark.parametrize("name", verbs())
def test_a_sentence_goes_on_from_a_name(name: str) -> None:
    with translation.override("en"):
        sentence = str(verbs()[name].sentence)
    assert sentence[0].islower()
    assert not sentence.endswith(".")
    assert sentence.count("%(what)s") == sentence.count("%") <= 1


def test_every_verb_belongs_to_a_group_and_every_group_has_verbs() -> None:
    assert {verb.group for verb in verbs().values()} == set(Group)


def test_whatever_is_noted_has_words_for_its_kind() -> None:
    labels = {model._meta.label_lower for model in ours.models()}
    assert kinds().keys() <= labels
