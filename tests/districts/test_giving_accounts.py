"""An operator gives imported people a way in, before there are pages for it."""

import io
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client

from districts.models import ExternalId, OutboundEmail, StaffMember, Student, User
from tests.world import World


@pytest.fixture
def known(world: World) -> World:
    """The world whose outsider and colleague a SIS knows by a number."""
    ExternalId.objects.bulk_create(
        ExternalId(district=world.district, connection=world.connection, **names)
        for names in (
            {"kind": "student", "value": "4711", "student": world.outsider},
            {"kind": "staff", "value": "T1", "staff": _unconnected_teacher(world)},
        )
    )
    return world


def test_a_pupil_without_an_email_signs_in_with_a_username(
    known: World, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("maple-leaf-9\n"))
    said = run(known.district.slug, student="4711", username="olive")
    assert f"{known.district.slug}:olive" in said
    answer = client.post(
        f"/sign-in/{known.district.slug}/", {"login": "olive", "password": "maple-leaf-9"}
    )
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")


def test_a_teacher_with_an_email_gets_a_link_to_choose_a_password(known: World) -> None:
    assert "link" in run(known.district.slug, staff="T1")
    teacher = StaffMember.objects.get(email="new.teacher@example.org")
    assert teacher.user == User.objects.get(email="new.teacher@example.org")
    assert OutboundEmail.objects.filter(purpose="password_reset").count() == 1


@pytest.mark.parametrize(
    ("typed", "options"),
    [
        ("", {"student": "nobody"}),
        ("", {"student": "4711"}),
        ("short\n", {"student": "4711", "username": "olive"}),
        ("long enough\n", {"student": "4711", "username": "with space"}),
    ],
)
def test_what_is_wrong_is_said_and_changes_nothing(
    known: World, monkeypatch: pytest.MonkeyPatch, typed: str, options: dict[str, str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    with pytest.raises(CommandError) as refusal:
        run(known.district.slug, **options)
    assert refusal.value.returncode == 2
    assert Student.objects.get(pk=known.outsider.pk).user is None


def test_another_districts_number_is_nobody_here(known: World) -> None:
    with pytest.raises(CommandError):
        run(known.other.district.slug, student="4711", username="olive")


def run(slug: str, **options: str) -> str:
    out = io.StringIO()
    given: dict[str, Any] = {"student": None, "staff": None, "username": None} | options
    arguments = [f"--{name}={value}" for name, value in given.items() if value is not None]
    call_command("give_account", slug, *arguments, stdout=out)
    return out.getvalue()


def _unconnected_teacher(world: World) -> StaffMember:
    return StaffMember.objects.create(
        district=world.district,
        first_name="New",
        last_name="Teacher",
        email="new.teacher@example.org",
    )
