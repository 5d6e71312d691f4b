"""The list of a run's changes: in the order of its letter, with numbers, narrowed and paged."""

import re

import pytest
from django.test import Client

from districts.models import ImportRun
from tests import factories as make
from tests.world import World

pytestmark = pytest.mark.django_db

NOBODY = "01900000-0000-7000-8000-000000000000"


@pytest.fixture
def admin(client: Client, world: World) -> Client:
    """The browser of a District Admin with full rights."""
    client.force_login(world.admin.user)
    return client


@pytest.fixture
def run(world: World) -> ImportRun:
    """Two classes and three students are new; a student who would leave waits, and their place."""
    counts = {
        "classes": {"created": 2, "changed": 0, "ended": 0, "unchanged": 4},
        "students": {"created": 3, "changed": 0, "ended": 0, "unchanged": 5},
        "memberships": {"created": 0, "changed": 0, "ended": 0, "unchanged": 5},
    }
    facts = {"applied_at": world.now, "planned_at": world.now, "removals_held": True}
    run: ImportRun = make.ImportRunFactory.create(
        connection=world.connection, counts=counts, hold_reasons=["removals"], **facts
    )
    for number in range(2):
        make.PlannedChangeFactory.create(run=run, kind="classes", key=f"class {number}", after={})
    for number in range(3):
        named = {"first_name": f"new {number}", "email": "n@people.example"}
        make.PlannedChangeFactory.create(run=run, key=str(number), after=named)
    for kind in ("memberships", "students"):
        make.PlannedChangeFactory.create(
            run=run, kind=kind, action="end", key=f"leaving: {kind}", held=True
        )
    return run


def page_of(client: Client, run: ImportRun, query: str = "") -> str:
    answer = client.get(f"/imports/{run.pk}/changes/{query}")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def keys(page: str) -> list[str]:
    """Return what the rows of a page are called, in their order."""
    return re.findall(r'class="change__who"> <bdi>(.*?)</bdi>', page)


def counts(page: str) -> list[str]:
    return re.findall(r'class="chip__count">(\d+)<', page)


def test_kinds_stand_in_the_order_of_the_letter(admin: Client, run: ImportRun) -> None:
    listed = keys(page_of(admin, run))
    assert sorted(listed[:4]) == ["leaving: students", "new 0", "new 1", "new 2"]
    assert listed[4] == "leaving: memberships"
    assert sorted(listed[5:]) == ["class 0", "class 1"]
    file = b"".join(admin.post(f"/imports/{run.pk}/changes/csv/")).decode()
    assert [line.split(",")[1].strip('"') for line in file.splitlines()[1:]] == listed


def test_what_is_left_waiting_is_counted_and_listed_with_its_kind(
    admin: Client, run: ImportRun
) -> None:
    page = page_of(admin, run)
    assert counts(page) == ["7", "5", "0", "2", "2"]
    assert '<option value="memberships"' in page
    assert counts(page_of(admin, run, "?kind=students")) == ["4", "3", "0", "1", "1"]
    assert counts(page_of(admin, run, "?q=new")) == []
    assert keys(page_of(admin, run, "?show=waiting")) == [
        *("leaving: students", "leaving: memberships")
    ]


def test_what_has_waited_and_was_discarded_waits_no_more(admin: Client, run: ImportRun) -> None:
    ImportRun.objects.update(removals_held=False)
    page = page_of(admin, run, "?show=waiting")
    assert page.count("Not carried out") == 3
    assert "Waits" not in page
    assert "Not carried out" in b"".join(admin.post(f"/imports/{run.pk}/changes/csv/")).decode()


def test_where_no_row_has_values_there_is_no_column_for_them(admin: Client, run: ImportRun) -> None:
    assert "Before and after" in page_of(admin, run)
    assert "Before and after" not in page_of(admin, run, "?kind=classes")


@pytest.mark.parametrize(
    "query",
    [
        "?kind=identities&what=nothing&show=all&school=maple",
        f"?after={NOBODY}&before=first&page=abc",
        "?after=%00&q=%00",
    ],
)
def test_what_an_address_has_mistyped_narrows_nothing(
    admin: Client, run: ImportRun, query: str
) -> None:
    assert len(keys(page_of(admin, run, query))) == 7


def test_a_page_of_words_finds_nothing_and_breaks_nothing(admin: Client, run: ImportRun) -> None:
    assert "No such change" in page_of(admin, run, f"?q={'zz ' * 2000}")
    assert "No such change" in page_of(admin, run, f"?school={NOBODY}")
