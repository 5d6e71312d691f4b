"""Every list, search, export and file, asked with words and ids of the other district.

A filter by an id that one may not see finds nothing, or is left out; it never finds what is there.
Support, who reads nobody without a grant, never comes upon a person at all.
"""

from collections.abc import Mapping

import pytest

from tests.contract.access_rows import ROWS, Row
from tests.contract.addresses import all_addresses
from tests.contract.asking import Asker, read
from tests.world import Cast

ADDRESSES = {address.name: address for address in all_addresses()}
# Pages of one's own account and of nobody's have no list to search.
NO_LISTS = ("account_", "mfa_", "public:", "health_", "metrics", "accent", "usersessions_")
PAGES = [
    row for row in ROWS if row.method == "GET" and row.who_may and not row.name.startswith(NO_LISTS)
]
# One of each reach: a district, schools, classes, own work, one's children, a grant.
WHO = ("admin", "principal", "counsellor", "teacher", "student", "family", "reader")
# Shared by both districts, so that a search without a wall finds people of both.
WORDS = ("sunny", "-")


def typed(there: Cast) -> dict[str, object]:
    """Return every filter somebody may try, filled in with the other district's ids."""
    ids = {
        **dict.fromkeys(("school", "at"), there.maple.pk),
        **dict.fromkeys(("class", "class_group"), there.class_group.pk),
        **dict.fromkeys(("student", "subject", "about"), there.student_record.pk),
        **dict.fromkeys(("staff", "teacher"), there.teacher_record.pk),
        **dict.fromkeys(("person", "who", "actor", "user"), there.admin.user.pk),
        "template": there.template.pk,
        "portfolio": there.portfolio.pk,
        "contact": there.contact.pk,
        "district": there.district.slug,
        "run": there.connection.pk,
    }
    return {name: str(value) for name, value in ids.items()}


def places(there: Cast) -> list[object]:
    """Return rows of the other district that a list could be made to go on from."""
    return [there.student_record.pk, there.teacher_record.pk, there.contact.pk, there.maple.pk]


def people(cast: Cast) -> frozenset[str]:
    """Return the names of a district's people and of what they made; Support knows its schools."""
    known = {str(cast.district), str(cast.maple), str(cast.cedar)}
    return cast.names - known


@pytest.mark.parametrize("row", PAGES, ids=str)
def test_no_filter_of_a_list_finds_anybody_of_the_other_district(ask: Asker, row: Row) -> None:
    other = ask.world.other
    asked: list[Mapping[str, object]] = [
        *({"q": word} for word in WORDS),
        {**typed(other), "q": ""},
        *({"after": str(place)} for place in places(other)),
    ]
    found = [
        (who, query)
        for who in WHO
        if who in row.who_may
        for query in asked
        for page in [read(ask.response(who, "GET", ADDRESSES[row.name], query=query))]
        if any(name in page for name in other.names)
    ]
    assert found == []


@pytest.mark.parametrize("row", [row for row in PAGES if "support" in row.who_may], ids=str)
def test_support_without_a_grant_never_comes_upon_a_person(ask: Asker, row: Row) -> None:
    asked: list[Mapping[str, object]] = [{}, typed(ask.world), *({"q": word} for word in WORDS)]
    found = {
        name
        for query in asked
        for page in [read(ask.response("support", "GET", ADDRESSES[row.name], query=query))]
        for name in people(ask.world) | people(ask.world.other)
        if name in page
    }
    assert not found
