"""Links that leave the page: as a file for mail merge, and on cards to cut out."""

import csv
import io
from collections.abc import Callable

import pytest
from django.db.models import F
from django.test import Client
from django.urls import reverse

from districts.models import AuditEvent, Student
from sharing.expiry import shown_day
from sharing.menu import address_of
from sharing.models import ShareLink
from sharing.views import class_links
from tests import factories as make
from tests.districts import factors
from tests.portfolios import changes
from tests.portfolios.test_desk import join
from tests.world import PASSWORD, World


@pytest.fixture
def teacher(client: Client, world: World) -> Client:
    """Return Ms Tara's browser."""
    client.force_login(world.teacher.user)
    return client


def address(world: World, what: str) -> str:
    """Return the address of ``class_links``, its ``csv`` or its ``cards``."""
    name = f"class_links_{what}" if what else "class_links"
    return reverse(f"sharing:{name}", kwargs={"template": world.template.pk})


def download(teacher: Client, world: World, **asked: object) -> list[list[str]]:
    """Return the rows of the file."""
    answer = teacher.post(address(world, "csv"), asked)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"
    assert "attachment" in answer["Content-Disposition"]
    text = answer.getvalue().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def sheet(teacher: Client, world: World, **asked: object) -> str:
    """Return the sheet of cards."""
    answer = teacher.post(address(world, "cards"), asked)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"
    return " ".join(answer.content.decode().split())


def test_the_file_has_name_address_and_last_day_of_each_open_link(
    teacher: Client, world: World
) -> None:
    ends = shown_day(world.link.expires_at, world.district.zone)
    assert download(teacher, world) == [
        ["Name", "Link", "Works until"],
        [str(world.student_record), address_of(world.link), ends.isoformat()],
    ]


def test_a_name_that_could_be_a_formula_is_harmless_in_the_file(
    teacher: Client, world: World
) -> None:
    Student.objects.filter(pk=world.student_record.pk).update(display_name="=cmd() Sunny")
    assert download(teacher, world)[1][0].startswith("'=cmd()")


def test_a_name_that_could_be_a_formula_is_harmless_as_copied_text(
    teacher: Client, world: World
) -> None:
    Student.objects.filter(pk=world.student_record.pk).update(display_name="=cmd() Sunny")
    page = teacher.get(address(world, "")).content.decode()
    assert f"&#x27;=cmd() Sunny\t{address_of(world.link)}" in page


def test_what_the_list_was_narrowed_to_is_what_is_taken(teacher: Client, world: World) -> None:
    ada = make.ShareLinkFactory.create(portfolio=join(world, "Ada", "Aaron"))
    assert [row[1] for row in download(teacher, world, q="ada")[1:]] == [address_of(ada)]
    cards = sheet(teacher, world, q="ada")
    assert "Ada Aaron" in cards
    assert str(world.student_record) not in cards


@pytest.mark.parametrize("what", ["csv", "cards"])
def test_nothing_is_taken_of_a_class_that_is_not_theirs(
    teacher: Client, world: World, what: str
) -> None:
    strange = make.ClassGroupFactory.create(school=world.cedar)
    for chosen in (strange.pk, "gone"):
        assert teacher.post(address(world, what), {"class": chosen}).status_code == 404


def test_a_card_says_whose_what_where_and_until_when(teacher: Client, world: World) -> None:
    cards = sheet(teacher, world)
    assert f"<bdi>{world.student_record}</bdi>" in cards
    assert f"<bdi>{world.template.name}</bdi>" in cards
    assert f'aria-label="Code of {world.student_record}"' in cards
    assert str(address_of(world.link)).partition("://")[2] in cards
    assert "Open until" in cards
    assert str(world.classmate) not in cards


def test_where_no_link_is_open_there_is_no_card(teacher: Client, world: World) -> None:
    changes.link_expires(world)
    assert "A card needs a link that works." in sheet(teacher, world)
    assert download(teacher, world)[1:] == []


def test_a_sheet_holds_so_many_cards_and_says_what_is_left_out(
    teacher: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(class_links, "CARDS_A_SHEET", 1)
    make.ShareLinkFactory.create(portfolio=join(world, "Ada", "Aaron"))
    cards = sheet(teacher, world)
    assert "1 more link does not fit on this sheet." in cards
    assert str(world.student_record) not in cards


@pytest.mark.parametrize(
    ("take", "verb"),
    [(download, "class_links.downloaded"), (sheet, "class_links.printed")],
    ids=["file", "cards"],
)
def test_taking_links_along_is_noted_and_makes_none(
    teacher: Client, world: World, take: Callable[[Client, World], object], verb: str
) -> None:
    before = list(ShareLink.objects.order_by("pk").values_list("pk", F("expires_at")))
    take(teacher, world)
    event = AuditEvent.objects.latest("id")
    assert (event.verb, event.subject_id) == (verb, str(world.template.pk))
    assert event.actor_user_id == world.teacher.user.pk
    assert event.detail == {"links": 1}
    assert list(ShareLink.objects.order_by("pk").values_list("pk", F("expires_at"))) == before


@pytest.mark.parametrize("what", ["csv", "cards"])
def test_whoever_has_not_lately_shown_who_they_are_is_asked_and_comes_back_to_the_button(
    teacher: Client, world: World, what: str
) -> None:
    factors.an_hour_passes(teacher)
    asked = teacher.post(address(world, what), {"q": "adaeze"})
    assert asked.status_code == 302
    answer = teacher.post(asked["Location"], {"password": PASSWORD})
    assert answer["Location"] == f"{address(world, '')}?q=adaeze#take"
    page = teacher.get(address(world, "")).content.decode()
    assert 'id="take"' in page
    assert "Thank you. You can take them along now." in page
    assert not AuditEvent.objects.filter(verb__startswith="class_links.").exists()


def test_coming_back_to_the_sheet_later_leads_to_the_list(teacher: Client, world: World) -> None:
    answer = teacher.get(address(world, "cards"), {"q": "sunny"})
    assert answer["Location"] == f"{address(world, '')}?q=sunny"
