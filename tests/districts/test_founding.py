"""Beginning on an empty installation: a district, and its first administrator."""

import getpass
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from districts.acting import actors_of
from districts.actor import Role
from districts.models import AuditEvent, District, OutboundEmail, StaffRole, User
from tests import factories as make
from tests.world import World


def run(command: str, *words: str, **options: str) -> str:
    out = StringIO()
    call_command(command, *words, stdout=out, **options)
    return out.getvalue()


def test_a_new_district_has_everything_off_and_nobody_in_it(db: None) -> None:
    said = run("create_district", "sd74", name="Gold Trail", timezone="America/Vancouver")
    district = District.objects.get(slug="sd74")
    assert (district.name, district.time_zone) == ("Gold Trail", "America/Vancouver")
    assert not district.approvals.exists()
    assert not district.auto_create_associations
    assert not district.auto_remove_associations
    assert "/sign-in/sd74/" in said


def test_a_district_without_a_time_zone_counts_in_utc(db: None) -> None:
    run("create_district", "sd74", name="Gold Trail")
    assert District.objects.get().time_zone == "UTC"


def test_who_typed_it_stands_in_the_audit_log(db: None) -> None:
    run("create_district", "sd74", name="Gold Trail")
    event = AuditEvent.objects.get()
    assert (event.verb, event.actor_label) == ("district.created", getpass.getuser())


@pytest.mark.parametrize(
    ("slug", "name", "zone", "words"),
    [
        ("sd74", "Another", "UTC", "already"),
        ("SD 74", "Gold Trail", "UTC", "slug"),
        ("gold_trail", "Gold Trail", "UTC", "slug"),
        ("gold--trail", "Gold Trail", "UTC", "slug"),
        ("x" * 41, "Gold Trail", "UTC", "slug"),
        ("new", " ", "UTC", "name"),
        ("new", "Gold Trail", "Mars/Olympus", "time zone"),
    ],
)
def test_a_wrong_word_makes_no_district(
    db: None, slug: str, name: str, zone: str, words: str
) -> None:
    make.DistrictFactory.create(slug="sd74")
    with pytest.raises(CommandError, match=words) as refusal:
        run("create_district", slug, name=name, timezone=zone)
    assert refusal.value.returncode == 2
    assert District.objects.count() == 1


def test_the_first_administrator_gets_a_link_to_choose_a_password(db: None) -> None:
    district = make.DistrictFactory.create(slug="sd74")
    run("create_admin", "sd74", "Jo@Example.org", name="Jo Lead")
    user = User.objects.get()
    assert (user.email, user.name) == ("jo@example.org", "Jo Lead")
    assert not user.has_usable_password()
    (actor,) = actors_of(user)
    assert (actor.role, actor.full, actor.district_id) == (
        Role.DISTRICT_ADMIN,
        True,
        district.id,
    )
    mail = OutboundEmail.objects.get()
    assert (mail.purpose, mail.recipient) == ("password_reset", "jo@example.org")


def test_somebody_with_an_account_becomes_administrator_besides(world: World) -> None:
    email = world.other.teacher.user.email or ""
    run("create_admin", world.district.slug, email, name="Whatever")
    assert {actor.role for actor in actors_of(world.other.teacher.user)} == {
        Role.DISTRICT_ADMIN,
        Role.TEACHER,
    }
    assert not OutboundEmail.objects.filter(purpose="password_reset").exists()


@pytest.mark.parametrize(("slug", "email"), [("sd75", "jo@example.org"), ("sd74", "no address")])
def test_an_unknown_district_or_a_wrong_address_makes_nobody(
    db: None, slug: str, email: str
) -> None:
    make.DistrictFactory.create(slug="sd74")
    with pytest.raises(CommandError) as refusal:
        run("create_admin", slug, email, name="Jo")
    assert refusal.value.returncode == 2
    assert not User.objects.exists()


def test_making_the_same_person_administrator_twice_says_so(db: None) -> None:
    make.DistrictFactory.create(slug="sd74")
    run("create_admin", "sd74", "jo@example.org", name="Jo")
    with pytest.raises(CommandError, match="already") as refusal:
        run("create_admin", "sd74", "jo@example.org", name="Jo")
    assert refusal.value.returncode == 2
    assert StaffRole.objects.count() == 1
