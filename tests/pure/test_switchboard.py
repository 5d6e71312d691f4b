"""Two boards compared: what is asked for, and what a person reads before they agree."""

import uuid

import pytest

from districts.models import Feature
from districts.switching.effective import EVERYBODY, OFF, Limit
from districts.switching.switchboard import Board, changes, switches_between
from districts.switching.switches import GradeList, Switches

MAPLE, CEDAR = uuid.UUID(int=1), uuid.UUID(int=2)
NAMES = {MAPLE: "Maple School", CEDAR: "Cedar School"}
AT_MAPLE, AT_CEDAR = (Limit(schools=frozenset({school})) for school in (MAPLE, CEDAR))
TENTH = Limit(grades=frozenset({"10"}))


def board(**limits: Limit) -> Board:
    """Return a board where everything is off but what is named."""
    return {feature: limits.get(feature.value, OFF) for feature in Feature}


def test_two_boards_that_are_alike_ask_for_nothing() -> None:
    assert switches_between(board(portfolios=EVERYBODY), board(portfolios=EVERYBODY)) == Switches()
    assert changes(board(), board(), NAMES) == []


def test_only_what_differs_is_asked_for() -> None:
    asked = switches_between(
        board(portfolios=EVERYBODY, associations=EVERYBODY),
        board(portfolios=EVERYBODY, family_accounts=EVERYBODY),
    )
    assert asked.features == {Feature.FAMILY_ACCOUNTS: True, Feature.ASSOCIATIONS: False}
    assert asked.schools == {}
    assert asked.grades is None


def test_some_schools_are_asked_for_in_one_order() -> None:
    asked = switches_between(board(), board(portfolios=Limit(schools=frozenset({CEDAR, MAPLE}))))
    assert asked.schools == {Feature.PORTFOLIOS: (MAPLE, CEDAR)}


def test_every_school_again_is_asked_for_as_such() -> None:
    asked = switches_between(
        board(portfolios=Limit(schools=frozenset({MAPLE}))), board(portfolios=EVERYBODY)
    )
    assert asked.features == {Feature.PORTFOLIOS: True}
    assert asked.schools == {Feature.PORTFOLIOS: None}


def test_grades_are_asked_for_in_school_order() -> None:
    asked = switches_between(
        board(), board(url_sharing=Limit(grades=frozenset({"10", "KG", "09"})))
    )
    assert asked.grades == GradeList(("KG", "09", "10"))


def test_sharing_that_goes_off_asks_for_no_grades() -> None:
    asked = switches_between(board(url_sharing=Limit(grades=frozenset({"10"}))), board())
    assert asked.features == {Feature.URL_SHARING: False}
    assert asked.grades is None


def test_a_change_names_every_school_and_grade() -> None:
    read = changes(
        board(portfolios=EVERYBODY, url_sharing=EVERYBODY),
        board(
            portfolios=Limit(schools=frozenset({MAPLE, CEDAR})),
            url_sharing=Limit(grades=frozenset({"10", "11", "12"})),
            family_accounts=EVERYBODY,
        ),
        NAMES,
    )
    assert [(change.label, change.before, change.after) for change in read] == [
        ("Portfolios", "On at every school", "On at Cedar School, Maple School"),
        (
            "URL sharing",
            "On for all grades, students without a grade included",
            "On for grades 10–12",
        ),
        ("Family Accounts", "Off", "On"),
    ]


def test_switching_off_says_what_closes() -> None:
    everything = dict.fromkeys(Feature, EVERYBODY)
    assert {change.label: change.closes for change in changes(everything, board(), NAMES)} == {
        "Portfolios": "Nobody sees any portfolio. Nothing is deleted.",
        "URL sharing": (
            "Every share link closes at once. Switching it on again opens the same links."
        ),
        "Family Accounts": "Families see no portfolios, and nobody is invited.",
        "Family Data Imports": "Imports bring no family members any more.",
        "School-Family-Student Associations": "Families see no portfolios, and nobody is invited.",
    }


def closes(before: Limit, after: Limit, feature: Feature) -> str:
    return changes(board(**{feature: before}), board(**{feature: after}), NAMES)[0].closes


@pytest.mark.parametrize(
    ("feature", "before", "after", "said"),
    [
        (
            Feature.PORTFOLIOS,
            EVERYBODY,
            AT_MAPLE,
            "At the schools left out nobody sees any portfolio",
        ),
        (
            Feature.PORTFOLIOS,
            AT_MAPLE,
            AT_CEDAR,
            "At the schools left out nobody sees any portfolio",
        ),
        (Feature.ASSOCIATIONS, EVERYBODY, AT_MAPLE, "At the schools left out families see no"),
        (Feature.URL_SHARING, EVERYBODY, TENTH, "Share links of students who are left out"),
    ],
)
def test_whoever_leaves_some_out_reads_what_closes_for_them(
    feature: Feature, before: Limit, after: Limit, said: str
) -> None:
    assert closes(before, after, feature).startswith(said)


def test_letting_more_in_closes_nothing() -> None:
    assert closes(AT_MAPLE, EVERYBODY, Feature.PORTFOLIOS) == ""
    assert closes(TENTH, EVERYBODY, Feature.URL_SHARING) == ""


def test_switching_on_closes_nothing() -> None:
    everything = dict.fromkeys(Feature, EVERYBODY)
    assert {change.closes for change in changes(board(), everything, NAMES)} == {""}


def test_a_school_that_is_gone_is_not_left_out() -> None:
    gone = board(associations=Limit(schools=frozenset({uuid.UUID(int=9)})))
    assert changes(gone, board(), NAMES)[0].before == "On at a school that is gone"
