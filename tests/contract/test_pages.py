"""Every page anybody can open: the headers it carries, and the other district it never shows."""

import pytest
from django.http import HttpResponse

from tests.contract.access_rows import ROWS, Row
from tests.contract.addresses import all_addresses
from tests.contract.asking import Asker, read
from tests.world import Cast

ADDRESSES = {address.name: address for address in all_addresses()}
PAGES = [row for row in ROWS if row.method == "GET"]
POLICY = {
    *("default-src 'none'", "style-src 'self'", "img-src 'self' data:", "object-src 'none'"),
    *("base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"),
}
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
NOBODY_STORES = {"no-store", "private"}
# The same for everybody, and named by what is in it.
MAY_BE_STORED = {"accent", "districts:logo"}


def missing(response: HttpResponse, *, public: bool) -> set[str]:
    """Return what a page should say in its headers and does not."""
    said = response.headers
    policy = {part.strip() for part in said.get("Content-Security-Policy", "").split(";")}
    wrong = POLICY - policy if "sandbox" not in policy else set()
    wrong |= {name for name, value in ALWAYS.items() if said.get(name) != value}
    referrer = "no-referrer" if public else "same-origin"
    wrong |= {"Referrer-Policy"} if said.get("Referrer-Policy") != referrer else set()
    stored = {part.strip() for part in said.get("Cache-Control", "").split(",")}
    wrong |= NOBODY_STORES - stored
    wrong |= {"X-Robots-Tag"} if "noindex" not in said.get("X-Robots-Tag", "") else set()
    wrong |= (
        {"Permissions-Policy"} if "camera=()" not in said.get("Permissions-Policy", "") else set()
    )
    return wrong


@pytest.mark.parametrize("row", PAGES, ids=str)
def test_every_answer_carries_the_headers(ask: Asker, row: Row) -> None:
    public = row.name.startswith("public:")
    who = {answer: who for who, answer in row.answers.items()}
    found = {
        answer: missing(ask.response(person, "GET", ADDRESSES[row.name]), public=public)
        for answer, person in who.items()
    }
    if row.name in MAY_BE_STORED:
        found = {answer: gone - NOBODY_STORES for answer, gone in found.items()}
    assert not any(found.values()), found


@pytest.mark.parametrize("row", PAGES, ids=str)
def test_no_page_of_one_district_names_anybody_of_the_other(ask: Asker, row: Row) -> None:
    here = [who for who in row.who_may if "." not in who and who != "support"]
    there = [f"other.{who}" for who in ("admin", "teacher", "student", "family") if who in here]
    leaks = {
        *((who, name) for who in here for name in named(ask, row, who, ask.world, ask.world.other)),
        *(
            (who, name)
            for who in there
            for name in named(ask, row, who, ask.world.other, ask.world)
        ),
    }
    assert not leaks


def named(ask: Asker, row: Row, who: str, home: Cast, elsewhere: Cast) -> list[str]:
    """Return what a page of one district says of the other."""
    page = read(ask.response(who, "GET", ADDRESSES[row.name], of=home))
    return [name for name in elsewhere.names if name in page]
