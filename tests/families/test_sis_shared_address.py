"""Addresses that move: not with one of two who share it, and not many at once."""

from collections.abc import Callable
from pathlib import Path

import pytest

from districts.models import OutboundEmail
from families.models import FamilyContact
from tests.samples.importing import INVITING, Importing, codes, importing
from tests.samples.oneroster import Sample, sample

pytestmark = pytest.mark.django_db

type Step = Callable[[Sample], Sample]


@pytest.fixture
def sd74(tmp_path: Path) -> Importing:
    """A district that has invited the adult p0."""
    district = importing(tmp_path, *INVITING, auto_create=True, auto_remove=True)
    district.run(sample(), approve=True)
    return district


def with_p9(email: str) -> Sample:
    """Return the sample with another adult, of s6, who has this address."""
    package = sample()
    known = package.of("users", sourcedId="p1")
    package.rows("users").append(
        known | {"sourcedId": "p9", "email": email, "agentSourcedIds": "s6"}
    )
    return package


def as_changes(package: Sample) -> Sample:
    return package.changes(("users", "p9"), at="2025-10-03T08:00:00.000Z")


def without_the_other(package: Sample) -> Sample:
    package.drop("users", lambda row: row["sourcedId"] == "p0")
    return package


def with_the_other_unreadable(package: Sample) -> Sample:
    package.of("users", sourcedId="p0")["email"] = "no address"
    return package


@pytest.mark.parametrize("sent", [as_changes, without_the_other, with_the_other_unreadable])
def test_an_invitation_does_not_follow_one_of_them(sd74: Importing, sent: Step) -> None:
    victim = FamilyContact.objects.get(sis_ids__value="p0")
    sd74.run(with_p9(victim.email), approve=True)
    OutboundEmail.objects.all().delete()

    report = sd74.run(sent(with_p9("mallory@people.example")), approve=True)

    victim.refresh_from_db()
    assert victim.email == "p0@people.example"
    assert not OutboundEmail.objects.filter(recipient="mallory@people.example").exists()
    assert "address_shared" in {code for *_, code in codes(report)}


def test_where_both_say_so_it_moves(sd74: Importing) -> None:
    sd74.run(with_p9("p0@people.example"), approve=True)
    both = with_p9("new@people.example")
    both.of("users", sourcedId="p0")["email"] = "new@people.example"
    sd74.run(both, approve=True)

    assert FamilyContact.objects.get(sis_ids__value="p0").email == "new@people.example"


def test_many_addresses_at_once_wait_for_a_person(sd74: Importing) -> None:
    many = sample()
    for number in range(10, 22):
        many.rows("users").append(
            many.of("users", sourcedId="p1")
            | {
                "sourcedId": f"p{number}",
                "email": f"p{number}@people.example",
                "agentSourcedIds": "s6",
            }
        )
    sd74.run(many, approve=True)
    OutboundEmail.objects.all().delete()
    for row in many.rows("users"):
        if row["role"] == "parent":
            row["email"] = row["email"].replace("people.example", "evil.example")
    many.of("users", sourcedId="s0")["givenName"] = "Other"
    run = sd74.worked(sd74.hand_in(many))

    assert "email_changes" in run.hold_reasons
    assert not OutboundEmail.objects.exists()
    assert not FamilyContact.objects.filter(email__endswith="@evil.example").exists()
