"""Before hundreds of families get a message, an administrator reads it in their own mailbox."""

import pytest
from django.test import Client

from districts import delivery
from districts.models import OutboundEmail
from families.models import FamilyInvitation
from families.sample_email import sample
from spacesedu.lib import clock
from spacesedu.lib.mail import Cancelled, Message
from tests import factories as make
from tests.world import World

pytestmark = pytest.mark.django_db


def test_an_administrator_asks_for_an_example_and_gets_it_alone(
    client: Client, world: World
) -> None:
    invitations = FamilyInvitation.objects.count()
    run = make.ImportRunFactory.create(
        connection=world.connection, planned_at=world.now, held_at=world.now, emails_planned=126
    )
    client.force_login(world.admin.user)
    assert "Send me an example" in client.get(f"/imports/{run.pk}/").content.decode()
    page = client.post(f"/imports/{run.pk}/example/", follow=True).content.decode()
    assert str(world.admin.user.email) in page
    mail = OutboundEmail.objects.get(purpose="import_sample")
    assert mail.recipient == world.admin.user.email
    assert FamilyInvitation.objects.count() == invitations

    message = sample(mail.subject_id, clock.now())
    assert isinstance(message, Message)
    assert message.to == world.admin.user.email
    assert message.subject.startswith("Example: ")
    assert world.student_record.last_name not in message.text + message.html
    assert "/invitation" not in message.text
    delivery.deliver(at=clock.now(), email_id=mail.pk)
    mail.refresh_from_db()
    assert mail.sent_at is not None


def test_whoever_has_no_account_any_more_gets_none(world: World) -> None:
    world.teacher_record.user = None
    world.teacher_record.save(update_fields=["user"])
    assert isinstance(sample(world.teacher_record.pk, clock.now()), Cancelled)
