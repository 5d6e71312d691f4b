"""Somebody has lost phone and recovery codes, and calls those who run the installation."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import call_command
from django.core.management.base import CommandError

from districts.models import AuditEvent, OutboundEmail
from tests.world import World


def test_the_operator_removes_every_factor_and_the_owner_is_told(world: World) -> None:
    call_command("remove_second_factor", world.admin.user.email)
    assert not Authenticator.objects.filter(user=world.admin.user).exists()
    assert Authenticator.objects.filter(user=world.limited.user).exists()
    event = AuditEvent.objects.get(verb="account.factors_removed")
    assert (event.actor_role, event.subject_id) == ("system", str(world.admin.user.pk))
    mail = OutboundEmail.objects.get(purpose="security_notice")
    assert mail.recipient == world.admin.user.email


@pytest.mark.parametrize("who", ["nobody@example.org", "teacher"])
def test_without_an_account_or_a_factor_nothing_changes(world: World, who: str) -> None:
    email = world.teacher.user.email if who == "teacher" else who
    with pytest.raises(CommandError) as refused:
        call_command("remove_second_factor", email)
    assert refused.value.returncode == 2
    assert not OutboundEmail.objects.exists()
