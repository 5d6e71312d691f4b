"""What narrows a list: a chip sets its own filter anew and keeps the others."""

import uuid

import pytest
from django.test import RequestFactory

from spacesedu.lib.filters import address, chosen_id, options


@pytest.mark.parametrize(
    ("asked", "key", "address_wanted"),
    [
        ("/staff/", "invited", "/staff/?state=invited"),
        ("/staff/?state=invited", "", "/staff/"),
        ("/staff/?q=okafor&state=invited", "waiting", "/staff/?q=okafor&state=waiting"),
        ("/staff/?q=&role=teacher", "invited", "/staff/?role=teacher&state=invited"),
        ("/staff/?after=7&before=7&page=2", "invited", "/staff/?state=invited"),
    ],
)
def test_a_chip_keeps_the_other_filters_and_begins_anew(
    rf: RequestFactory, asked: str, key: str, address_wanted: str
) -> None:
    assert address(rf.get(asked), "state", key) == address_wanted


@pytest.mark.parametrize("text", ["", "maple", "%00", "12"])
def test_what_is_no_id_chooses_nothing(rf: RequestFactory, text: str) -> None:
    assert chosen_id(rf.get(f"/staff/?school={text}"), "school") is None


def test_the_chosen_entry_is_marked() -> None:
    maple, cedar = uuid.uuid4(), uuid.uuid4()
    entries = options([(maple, "Maple"), (cedar, "Cedar")], cedar)
    assert [one.label for one in entries if one.current] == ["Cedar"]
    assert [one.value for one in entries] == [str(maple), str(cedar)]
