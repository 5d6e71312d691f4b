"""A student leaves: the district may let their links open for some days more, and nothing else."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from django.test import Client

from districts.models import District, Feature, SchoolMembership, Student
from portfolios.models import Portfolio
from sharing.models import ShareLink
from sharing.policy import showing
from spacesedu.lib import clock
from tests import factories as make
from tests.portfolios import changes as c
from tests.samples.advanced_csv import sample
from tests.samples.importing import importing
from tests.sharing.paths import public_path
from tests.world import World

TEN_DAYS = timedelta(days=10)
A_SECOND = timedelta(seconds=1)

type Travel = Callable[[datetime], None]


@pytest.fixture
def travel(monkeypatch: pytest.MonkeyPatch) -> Travel:
    """Return what lets it be another time."""
    return lambda moment: monkeypatch.setattr(clock, "now", lambda: moment)


@pytest.fixture
def gone(world: World) -> World:
    """Gold Trail waits ten days, and Sunny has just left, out of her only school."""
    District.objects.filter(pk=world.district.pk).update(leaver_grace_days=10)
    c.student_leaves(world)
    c.take_from_school(world)
    return world


def statuses(world: World) -> list[int]:
    """Return what a visitor gets: the page, and a picture."""
    page = public_path(world.link)
    addresses = (page, f"{page}media/{world.photo.pk}/640.webp")
    return [Client().get(address).status_code for address in addresses]


def opens(world: World) -> bool:
    """Tell whether the visitor's page does."""
    return Client().get(public_path(world.link)).status_code == 200


def test_the_links_open_for_ten_days_and_not_a_second_longer(gone: World, travel: Travel) -> None:
    travel(gone.now + TEN_DAYS - A_SECOND)
    assert opens(gone)
    travel(gone.now + TEN_DAYS)
    assert statuses(gone) == [404, 404]


def test_without_days_of_grace_they_close_at_once(gone: World) -> None:
    District.objects.filter(pk=gone.district.pk).update(leaver_grace_days=0)
    assert statuses(gone) == [404, 404]


def test_whom_an_administrator_deactivates_has_no_such_days(gone: World) -> None:
    assert opens(gone)
    c.deactivate(gone)
    assert statuses(gone) == [404, 404]


def test_who_comes_back_shares_again(gone: World, travel: Travel) -> None:
    travel(gone.now + 3 * TEN_DAYS)
    assert not opens(gone)
    Student.objects.filter(pk=gone.student_record.pk).update(left_at=None)
    SchoolMembership.objects.filter(student=gone.student_record).update(ended_at=None)
    assert opens(gone)


def moved_before(world: World) -> None:
    """Let the school that is licensed be one that she had left for another before."""
    earlier = make.MembershipFactory.create(
        student=world.student_record, school=world.cedar, ended_at=world.now - TEN_DAYS
    )
    c.allow_at(Feature.PORTFOLIOS, world, earlier.school)


CLOSES: dict[str, c.Change] = {
    "L: Portfolios are no longer on at the school she left": lambda world: c.allow_at(
        Feature.PORTFOLIOS, world, world.cedar
    ),
    "L: they are on at a school she had left before": moved_before,
    "D: sharing is switched off": partial(c.switch_off, Feature.URL_SHARING),
    "G: the grade she was in is not in the list": lambda world: c.limit_sharing_to(world, "09"),
    "T: the template is not shared": c.template_without_sharing,
    "P: the school she left is paused": lambda world: c.pause(world, school=world.maple),
    "P: the grade she was in is paused": lambda world: c.pause(world, grade="08"),
}


@pytest.mark.parametrize("what", CLOSES)
def test_every_other_gate_goes_on_counting_the_school_she_left(gone: World, what: str) -> None:
    assert opens(gone)
    CLOSES[what](gone)
    assert not opens(gone)


def test_a_grade_list_that_holds_her_lets_her_links_open(gone: World) -> None:
    c.limit_sharing_to(gone, "08")
    assert opens(gone)


@pytest.mark.parametrize("person", ["student", "teacher", "family"])
def test_nobody_who_signs_in_sees_more_by_it(client: Client, gone: World, person: str) -> None:
    client.force_login(getattr(gone, person).user)
    assert client.get(f"/portfolios/{gone.portfolio.pk}/").status_code in {403, 404}
    for address in ("", "reset/", "new/"):
        refused = client.post(f"/share/{gone.portfolio.pk}/{address}")
        assert refused.status_code in {403, 404}
    assert ShareLink.objects.filter(portfolio=gone.portfolio).count() == 1


def test_the_button_asks_about_today_and_not_about_when_its_query_was_made(gone: World) -> None:
    ShareLink.objects.filter(portfolio=gone.portfolio).delete()
    c.add_school(gone, "08")  # an import held back what ends at another school
    asked = partial(showing, gone.teacher.actor, [gone.portfolio.pk])
    assert asked(gone.now) == {gone.portfolio.pk}
    assert asked(gone.now + TEN_DAYS) == set()


def test_who_asks_why_reads_until_when(client: Client, gone: World) -> None:
    client.force_login(gone.admin.user)
    page = " ".join(client.get(f"/portfolios/{gone.portfolio.pk}/why/").text.split())
    assert "the links stay open until" in page
    assert "Only the links stay open for some days." in page


@pytest.mark.django_db
def test_an_import_that_misses_a_student_leaves_the_links_open(tmp_path: Path) -> None:
    school = importing(tmp_path)
    school.run(sample(families=False), approve=True)
    student = Student.objects.filter(external_ids__value="s00").distinct().get()
    grades = [student.memberships.get().grade]
    for feature in (Feature.PORTFOLIOS, Feature.URL_SHARING):
        make.FeatureApprovalFactory.create(
            district=student.district,
            feature=feature,
            grades=grades if feature is Feature.URL_SHARING else None,
        )
    template = make.TemplateFactory.create(district=student.district)
    made = make.PortfolioFactory.create(template=template, student=student)
    theirs = Portfolio.objects.filter(pk=made.pk)
    package = sample(families=False)
    for name in ("Students", "Staff", "Enrollments"):
        package.drop(name, lambda row: row["User ID"] == "s00")

    school.run(package)

    assert not theirs.open_to_url(clock.now()).exists()
    District.objects.filter(pk=student.district_id).update(leaver_grace_days=10)
    assert theirs.open_to_url(clock.now()).exists()
    assert not theirs.active().exists()
