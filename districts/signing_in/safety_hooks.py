"""allauth's occasions on which somebody has to be told, or asked for a link, by mail."""

from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.core import context as current_context
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from districts.acting import current
from districts.actions.safety import note_change, send_address_link
from districts.actor import Actor, System
from districts.models import User
from districts.signing_in.notices import ADDRESS_CONFIRMED, VERBS
from spacesedu.lib import clock

BY_LINK = System("account holder")
"""Somebody who holds a link from the account's mail, or has no role at the moment."""


class SafetyHooks:
    """Part of the account adapter: notices and links leave through the outbox."""

    def send_notification_mail(
        self,
        template_prefix: str,
        user: AbstractBaseUser,
        context: dict[str, object] | None = None,  # noqa: ARG002 -- address and program of a browser
        email: str | None = None,
    ) -> None:
        """Put the change on record, and tell the account's owner."""
        if isinstance(user, User):
            verb = VERBS[template_prefix]
            note_change(user=user, verb=verb, told=email, by=_who(), at=clock.now())

    def send_confirmation_mail(
        self,
        request: HttpRequest,  # noqa: ARG002 -- allauth asks so
        emailconfirmation: EmailConfirmationHMAC,
        signup: bool,  # noqa: ARG002, FBT001 -- there is none
    ) -> None:
        """Queue the message; the link in it is derived when it is sent, so none is stored."""
        send_address_link(address=emailconfirmation.email_address, by=_who(), at=clock.now())

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Confirm the address, tell the primary one; of two accounts at once the first has it."""
        try:
            with transaction.atomic():
                done: bool = super().confirm_email(request, email_address)  # type: ignore[misc]
        except IntegrityError:
            messages.error(request, _("This address belongs to another account."))
            return False
        user = email_address.user
        if done and isinstance(user, User):
            note_change(user=user, verb=ADDRESS_CONFIRMED, by=_who(), at=clock.now())
        return done

    def can_delete_email(self, email_address: EmailAddress) -> bool:
        """Keep the main address: the account is told things there, and found by it."""
        return not email_address.primary


def _who() -> Actor | System:
    request: HttpRequest | None = current_context.request
    return (current(request) if request is not None else None) or BY_LINK
