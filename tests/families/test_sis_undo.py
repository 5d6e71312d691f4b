"""Taking an import back, as families meet it: ties are as they were, nobody is written to."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from psycopg import sql

from districts import delivery
from districts.actor import Actor, Role
from districts.models import ImportRun, OutboundEmail, RunState
from districts.sis import answers, undo
from families.models import (
    Bar,
    FamilyContact,
    FamilyInvitation,
    SchoolAssociation,
    SisFamilyLink,
)
from families.policy import Answerable, answerable
from spacesedu.lib import clock
from tests.factories import UserFactory
from tests.families.sis import ADDRESS, Pair, accepted, with_parent, without_parent
from tests.samples.advanced_csv import Sample
from tests.samples.importing import INVITING, importing

pytestmark = pytest.mark.django_db

TABLES = (FamilyContact, SisFamilyLink, SchoolAssociation, FamilyInvitation)


@pytest.fixture
def parent(tmp_path: Path) -> Pair:
    """Let the parent of s05 be invited, in a district that creates and removes by itself."""
    district = importing(tmp_path, *INVITING, auto_create=True, auto_remove=True)
    district.run(with_parent(), approve=True)
    OutboundEmail.objects.update(sent_at=clock.now())
    return Pair(district)


def everything() -> dict[str, set[str]]:
    """Return all rows of families an import can touch, whole, as PostgreSQL writes them."""
    found = {}
    with connection.cursor() as cursor:
        for model in TABLES:
            table = sql.Identifier(model._meta.db_table)
            query = sql.SQL("SELECT to_jsonb(row)::text FROM {} AS row").format(table)
            cursor.execute(query.as_string(cursor.connection))
            found[model.__name__] = {row for (row,) in cursor}
    return found


def asked(parent: Pair) -> ImportRun:
    """Let an administrator ask for the undo of the latest import; no worker has come to it yet."""
    district = parent.importing.district
    latest = undo.latest(district)
    assert latest is not None
    anna = Actor(
        "admin", Role.DISTRICT_ADMIN, UserFactory.create().pk, full=True, district_id=district.pk
    )
    return answers.undo(latest, by=anna, at=clock.now())


def take_back(parent: Pair) -> ImportRun:
    done = parent.importing.worked(asked(parent))
    assert done.state() is RunState.APPLIED
    return done


def with_somebody_new() -> Sample:
    package = with_parent()
    package.rows("Family").append(
        package.of("Family", Email=ADDRESS) | {"Email": "new@home.example", "First Name": "New"}
    )
    package.of("Family", Email=ADDRESS)["First Name"] = "Renamed"
    package.drop("Family", lambda row: row["Student User ID"] == "s07")
    return package


def test_every_tie_is_as_it_was(parent: Pair) -> None:
    before = everything()
    parent.importing.run(with_somebody_new(), approve=True)
    assert everything() != before
    mails = OutboundEmail.objects.count()

    done = take_back(parent)

    assert not done.problems.exists()
    after = everything()
    assert {name: rows & before[name] for name, rows in after.items()} == before
    assert OutboundEmail.objects.count() == mails


def test_access_that_an_import_took_is_back(parent: Pair) -> None:
    accepted(parent)
    parent.importing.run(without_parent(), approve=True)
    assert parent.state == "ended"

    take_back(parent)

    assert parent.state == "active"
    assert parent.associations.count() == 1


def test_an_invitation_that_an_import_had_ended_works_again(parent: Pair) -> None:
    parent.importing.run(without_parent(), approve=True)
    assert answerable(parent.invitation, clock.now()) is Answerable.ENDED_BY_IMPORT

    take_back(parent)

    assert answerable(parent.invitation, clock.now()) is Answerable.YES


def test_who_was_invited_by_it_is_so_no_more_unless_they_have_accepted(parent: Pair) -> None:
    package = with_somebody_new()
    package.rows("Family").append(
        package.of("Family", Email=ADDRESS) | {"Email": "other@home.example", "First Name": "Other"}
    )
    parent.importing.run(package, approve=True)
    contact = FamilyContact.objects.get(email_key="other@home.example")
    contact.user = UserFactory.create()
    contact.save()
    SchoolAssociation.objects.filter(contact=contact).update(started_at=clock.now())
    FamilyInvitation.objects.filter(contact=contact).update(
        accepted_at=clock.now(), accepted_by=contact.user
    )

    done = take_back(parent)

    new = FamilyInvitation.objects.get(contact__email_key="new@home.example")
    assert answerable(new, clock.now()) is Answerable.ENDED_BY_IMPORT
    assert SchoolAssociation.objects.active().filter(contact=contact).exists()
    assert {left.column for left in done.problems.all()} == {"associations", "invitations"}


def test_what_a_person_has_barred_since_stays_so(parent: Pair) -> None:
    accepted(parent)
    parent.importing.run(without_parent(), approve=True)
    Bar.objects.create(
        district=parent.importing.district,
        contact=parent.contact,
        student=parent.student,
        reason="do_not_link",
        barred_at=clock.now(),
    )

    done = take_back(parent)

    assert parent.state == "ended"
    assert done.problems.filter(column="associations").exists()


def test_from_the_moment_an_undo_is_asked_for_nobody_is_invited(parent: Pair) -> None:
    parent.importing.run(with_somebody_new(), approve=True)
    [mail] = OutboundEmail.objects.filter(sent_at=None)

    turning = asked(parent)
    assert not delivery.deliver(at=clock.now())
    parent.importing.worked(turning)
    assert delivery.deliver(at=clock.now() + timedelta(hours=1))

    mail.refresh_from_db()
    assert (mail.sent_at, mail.cancel_reason) == (None, "ended_by_import")
