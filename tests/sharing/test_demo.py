"""The demo keeps what its list of people promises: two districts, and somebody to be in each."""

from collections import Counter
from collections.abc import Iterator
from urllib.parse import parse_qs

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker, Settings

from districts.acting import actors_of
from districts.actor import Actor, Role
from districts.models import District, Student, User, active_features
from families.models import FamilyInvitation, SchoolAssociation
from portfolios.models import Attachment, Comment, Draft, Portfolio, Post
from portfolios.reading.looks import since
from sharing.demo import world as demo
from sharing.ending.links import ending
from sharing.menu import address_of
from sharing.models import ShareLink
from spacesedu.lib import clock
from spacesedu.lib.demo_cast import CAST, PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def _seeded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Seed once for all tests of this file, and leave the database as it was."""
    with django_db_blocker.unblock(), transaction.atomic():
        demo.seed()
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _in_the_demo(settings: Settings) -> None:
    """Personas sign in with a password alone there."""
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.mark.parametrize("email", [email for email, _what in CAST])
def test_every_persona_can_sign_in(client: Client, email: str) -> None:
    answer = client.post("/accounts/login/", {"login": email, "password": PASSWORD})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert client.get("/").status_code == 200


def test_the_personas_are_what_the_list_says() -> None:
    roles = {email.partition("@")[0]: _actor(email).role for email, _what in CAST}
    assert roles["support"] is Role.SUPPORT
    assert roles["principal"] is Role.SCHOOL_ADMIN
    assert roles["counsellor"] is Role.COUNSELLOR
    for everything, less in (("admin", "limited"), ("head", "principal")):
        assert roles[everything] is roles[less]
        levels = [_actor(f"{who}@demo.example").full for who in (everything, less)]
        assert levels == [True, False]
    for prefix in ("", "other-"):
        for role in (Role.TEACHER, Role.STUDENT, Role.FAMILY):
            assert roles[f"{prefix}{role.value}"] is role


def test_one_persona_works_in_one_district_and_is_a_parent_in_the_other() -> None:
    at_work, at_home = actors_of(User.objects.get(email="both@demo.example"))
    assert (at_work.role, at_home.role) == (Role.COUNSELLOR, Role.FAMILY)
    assert at_work.district_id == District.objects.get(slug="demo").pk
    children = Student.objects.filter(school_associations__in=SchoolAssociation.objects.active())
    assert children.get(school_associations__contact__user=at_home.user_id).district.slug == "other"


@pytest.mark.parametrize("prefix", ["", "other-"])
def test_the_student_has_an_active_portfolio_with_a_photo_and_every_gate_open(prefix: str) -> None:
    portfolio = _first_portfolio(_actor(f"{prefix}student@demo.example"))
    assert Portfolio.objects.open_to_url(clock.now()).active().filter(pk=portfolio.pk).exists()
    photos = Attachment.objects.ready().filter(post__portfolio=portfolio, kind="photo")
    assert photos.exists()
    assert all(photo.alt for photo in photos)


@pytest.mark.parametrize("prefix", ["", "other-"])
def test_teacher_and_family_may_open_that_portfolio(prefix: str) -> None:
    portfolio = _first_portfolio(_actor(f"{prefix}student@demo.example"))
    for who in ("teacher", "family"):
        actor = _actor(f"{prefix}{who}@demo.example")
        assert Portfolio.objects.visible_to(actor).filter(pk=portfolio.pk).exists()


def test_principal_and_counsellor_belong_to_the_students_school() -> None:
    student = Student.objects.get(user__email="student@demo.example")
    for who in ("principal", "counsellor"):
        assert student in Student.objects.visible_to(_actor(f"{who}@demo.example"))


def test_in_demo_everything_is_on_but_automatic_removal() -> None:
    district = District.objects.get(slug="demo")
    assert len(active_features(district.pk)) == 5
    assert (district.auto_create_associations, district.auto_remove_associations) == (True, False)


def test_there_are_families_and_links_in_every_state() -> None:
    now = clock.now()
    states = Counter(one.state(now).value for one in FamilyInvitation.objects.all())
    wanted = {"queued", "opened", "bounced", "accepted", "declined", "disowned", "expired"}
    assert wanted <= set(states)
    assert SchoolAssociation.objects.filter(end_reason="revoked").exists()
    links = Counter(link.state(now).value for link in ShareLink.objects.all())
    assert set(links) == {"open", "expired", "closed"}
    assert links["open"] >= 8
    districts = District.objects.filter(slug__in=["demo", "other"])
    assert all(ending(district, now).exists() for district in districts)


def test_twelve_students_have_something_to_show_and_every_file_was_taken() -> None:
    with_posts = Post.objects.values("portfolio__student").distinct()
    assert with_posts.count() >= 12
    kinds = set(Attachment.objects.ready().values_list("kind", flat=True))
    assert kinds == {"photo", "video", "audio", "pdf", "file"}
    assert not Attachment.objects.filter(ready_at=None).exists()
    assert not Attachment.objects.filter(kind__in=["video", "pdf"], cover_width=None).exists()


def test_there_are_papers_to_take_from_a_description() -> None:
    papers = Attachment.objects.ready().filter(template__name="My Learning Journey")
    kinds = papers.filter(district__slug="demo").order_by("position").values_list("kind", flat=True)
    assert list(kinds) == ["pdf", "file"]


@pytest.mark.parametrize("prefix", ["", "other-"])
def test_something_is_new_to_the_teacher_and_not_everything(prefix: str) -> None:
    portfolio = _first_portfolio(_actor(f"{prefix}student@demo.example"))
    teacher = _actor(f"{prefix}teacher@demo.example")
    looked = since(teacher, portfolio, clock.now())
    assert looked is not None
    assert {post.created_at > looked for post in portfolio.posts.all()} == {True, False}


def test_student_and_teacher_have_talked_and_the_teacher_has_added_for_a_student() -> None:
    roles = set(Comment.objects.kept().values_list("author_role", flat=True))
    assert roles == {"student", "teacher"}
    teacher = User.objects.get(email="teacher@demo.example")
    assert Post.objects.kept().filter(author=teacher).exists()


def test_a_portfolio_of_last_year_is_archived_with_its_work() -> None:
    student = _actor("student@demo.example")
    archived = Portfolio.objects.visible_to(student).filter(template__archived_at__isnull=False)
    assert archived.get().posts.kept().count() == 2


def test_somebody_has_not_finished_writing() -> None:
    writer = _actor("other-student@demo.example")
    draft = Draft.objects.visible_to(writer).open().get()
    assert parse_qs(draft.words)["title"] == ["What the tide took"]


def test_a_stranger_can_open_a_demo_link(client: Client) -> None:
    link = ShareLink.objects.not_closed().order_by("id").first()
    assert link is not None
    address = address_of(link) or ""
    assert client.get("/" + address.split("/", 3)[3]).status_code in {200, 410}


def test_seeding_again_changes_nothing() -> None:
    before = (User.objects.count(), Post.objects.count(), ShareLink.objects.count())
    assert demo.seed() is False
    assert (User.objects.count(), Post.objects.count(), ShareLink.objects.count()) == before


def test_outside_a_demo_nothing_is_seeded(settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("seed_demo")


def _actor(email: str) -> Actor:
    return actors_of(User.objects.get(email=email))[0]


def _first_portfolio(actor: Actor) -> Portfolio:
    mine = Portfolio.objects.visible_to(actor).filter(template__student_url_sharing=True)
    return mine.active().get()
