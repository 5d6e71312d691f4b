"""Every list, search, export and file, asked with words and ids of the other district.

A filter by an id that one may not see finds nothing, or is left out; it never finds what is there.
Support, who reads nobody without a grant, never comes upon a person at all.
"""

import pytest

from tests.contract.access_rows import ROWS, Row
from tests.contract.addresses import all_addresses
from tests.contract.asking import Asker
from tests.contract.typed import pages
from tests.world import Cast

ADDRESSES = {address.name: address for address in all_addresses()}
# Pages of one's own account and of nobody's have no list to search.
NO_LISTS = (
    *("account_", "mfa_", "socialaccount_", "usersessions_", "districts:sign_in"),
    *("public:", "health_", "metrics", "accent", "districts:logo"),
)
PAGES = [
    row for row in ROWS if row.method == "GET" and row.who_may and not row.name.startswith(NO_LISTS)
]
# One of each reach and rights: a district, schools, classes, own work, one's children, a grant.
WHO = (
    *("admin", "principal", "deputy", "counsellor", "teacher"),
    *("student", "pupil", "family", "reader"),
)


def people(cast: Cast) -> frozenset[str]:
    """Return the names of a district's people and of what they made; Support knows its schools."""
    known = {str(cast.district), str(cast.maple), str(cast.cedar)}
    return cast.names - known


@pytest.mark.parametrize("row", PAGES, ids=str)
def test_no_filter_of_a_list_finds_anybody_of_the_other_district(ask: Asker, row: Row) -> None:
    other = ask.world.other
    found = [
        (who, query)
        for who in WHO
        if who in row.who_may
        for query, page in pages(ask, who, ADDRESSES[row.name], other)
        if any(name in page for name in other.names)
    ]
    assert found == []


@pytest.mark.parametrize("row", [row for row in PAGES if "support" in row.who_may], ids=str)
def test_support_without_a_grant_never_comes_upon_a_person(ask: Asker, row: Row) -> None:
    found = {
        name
        for _query, page in pages(ask, "support", ADDRESSES[row.name], ask.world)
        for name in people(ask.world) | people(ask.world.other)
        if name in page
    }
    assert not found
