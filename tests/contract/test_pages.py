"""Every page anybody can open: the headers it carries, and the other district it never shows."""

import pytest
from django.http import HttpResponse

from tests.contract.access_rows import ROWS, Row
from tests.contract.addresses import Address, all_addresses
from tests.contract.asking import Asker

ADDRESSES = {address.name: address for address in all_addresses()}
PAGES = [row for row in ROWS if row.method == "GET"]
POLICY = {
    *("default-src 'none'", "style-src 'self'", "img-src 'self' data:", "object-src 'none'"),
    *("base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"),
}
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
NOBODY_STORES = {"no-store", "private"}


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
    assert found == dict.fromkeys(found, set())


def shown(ask: Asker, row: Row, who: str) -> str:
    """Return the page that somebody sees at an address of their own district."""
    at_home = ask.world.other if who.startswith("other.") else ask.world
    address: Address = ADDRESSES[row.name]
    response = ask.response(who, "GET", address, of=at_home)
    return response.content.decode(errors="replace") if not response.streaming else ""


@pytest.mark.parametrize("row", PAGES, ids=str)
def test_no_page_of_one_district_names_anybody_of_the_other(ask: Asker, row: Row) -> None:
    theirs = {"": ask.world.other.names, "other.": ask.world.names}
    people = [who for who, answer in row.answers.items() if who != "support" and answer == "200"]
    people += [f"other.{who}" for who in ("admin", "teacher", "student", "family") if who in people]
    leaks = {
        (who, name)
        for who in people
        for name in theirs["other." if who.startswith("other.") else ""]
        if name in shown(ask, row, who)
    }
    assert not leaks
