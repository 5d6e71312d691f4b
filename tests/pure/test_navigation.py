"""Who has which ways through the product, and where they stand."""

from dataclasses import replace

import pytest

from spacesedu.lib.facts import Facts
from spacesedu.navigation import Place, place, tabs

EVERYTHING_ON = Facts(portfolios=True, associations=True, family_portfolios=True)

OFFICE = ["home", "portfolios", "share_links", "classes", "family", "students"]
READER = [way for way in OFFICE if way != "share_links"]

WAYS = [
    ("support", False, ["home", "districts"]),
    ("support_reader", False, [*READER, "staff", "schools", "settings"]),
    (
        "district_admin",
        True,
        [*OFFICE, "staff", "schools", "templates", "imports", "activity", "settings"],
    ),
    ("district_admin", False, [*OFFICE, "staff", "schools", "settings"]),
    ("school_admin", True, [*OFFICE, "staff", "schools", "imports", "settings"]),
    ("school_admin", False, [*OFFICE, "staff", "schools", "settings"]),
    ("counsellor", False, ["home", "portfolios", "family"]),
    ("teacher", False, ["home", "portfolios", "classes"]),
    ("student", False, ["home", "portfolios"]),
    ("family", False, ["home", "portfolios"]),
    ("", False, []),
]


def keys(facts: Facts) -> list[str]:
    return [tab.key for tab in tabs(facts)]


@pytest.mark.parametrize(("role", "full", "expected"), WAYS)
def test_everyone_has_the_ways_of_their_role(
    role: str,
    full: bool,  # noqa: FBT001 -- a column of the table
    expected: list[str],
) -> None:
    assert keys(replace(EVERYTHING_ON, role=role, full=full)) == expected


@pytest.mark.parametrize("role", ["district_admin", "school_admin", "counsellor"])
def test_administrators_have_no_family_tab_before_the_associations_are_on(role: str) -> None:
    assert "family" in keys(Facts(role=role, associations=True))
    assert "family" not in keys(Facts(role=role, associations=False))


@pytest.mark.parametrize("role", ["teacher", "student", "family"])
def test_only_administrators_ever_have_a_family_tab(role: str) -> None:
    assert "family" not in keys(replace(EVERYTHING_ON, role=role, full=True))


def test_a_parent_without_a_listed_portfolio_has_no_portfolios_tab() -> None:
    assert "portfolios" in keys(Facts(role="family", family_portfolios=True))
    assert "portfolios" not in keys(Facts(role="family", family_portfolios=False))


@pytest.mark.parametrize("role", ["district_admin", "teacher", "student"])
def test_nobody_is_sent_to_portfolios_a_district_has_not_licensed(role: str) -> None:
    assert "portfolios" not in keys(Facts(role=role, full=True, portfolios=False))
    assert "templates" not in keys(Facts(role=role, full=True, portfolios=False))


FEW = ("student", "family", "teacher", "counsellor", "support")
MANY = ("support_reader", "school_admin", "district_admin")


@pytest.mark.parametrize("role", FEW)
def test_a_few_ways_stand_on_top(role: str) -> None:
    assert place(replace(EVERYTHING_ON, role=role)) is Place.TOP


@pytest.mark.parametrize("role", MANY)
@pytest.mark.parametrize("facts", [EVERYTHING_ON, Facts()])
def test_many_ways_stand_at_the_left_whatever_a_district_has_licensed(
    role: str, facts: Facts
) -> None:
    assert place(replace(facts, role=role)) is Place.SIDE
