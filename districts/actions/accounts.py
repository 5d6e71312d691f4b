"""Accounts: one a person, found by a verified e-mail or by the username a district gave."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from districts import audit, outbox
from districts.actor import Actor, System
from districts.emails import account_key
from districts.models import StaffMember, Student, User
from districts.signing_in.free_usernames import lock_name
from districts.signing_in.school_accounts import refusals
from districts.signing_in.usernames import full_username, is_plain
from spacesedu.lib.db import lock

# A person has two names of up to 255 signs in the SIS; an account shows one.
NAME_LENGTH = 200


class AddressTakenError(ValueError):
    """Another account has this address."""


class UsernameError(ValueError):
    """The username is taken in the district, or no child could type it."""


@transaction.atomic
def create_account(
    *, email: str, name: str, password: str | None, by: Actor | System, at: datetime
) -> User:
    """Create an account whose address is known to be its owner's, and return it.

    The caller knows so from an invitation's token, or vouches for it as the operator does. The
    password has passed the form's or the command's rules; None leaves the account to a link.
    Raises ``AddressTakenError``.
    """
    address = email.casefold()
    try:
        with transaction.atomic():
            user = User(email=address, name=name.strip()[:NAME_LENGTH])
            user.set_password(password)
            user.save()
            EmailAddress.objects.create(user=user, email=address, primary=True, verified=True)
    except IntegrityError:
        raise AddressTakenError(_("There is an account with this address already.")) from None
    audit.record("account.created", by=by, at=at, district_id=None, subject=user)
    return user


def account_at(email: str) -> User | None:
    """Return the account that signs in with this verified address."""
    address = EmailAddress.objects.filter(email=email.casefold(), verified=True)
    found = address.select_related("user").first()
    return found.user if found else None


@transaction.atomic
def give_username(
    *, student: Student, name: str, password: str, by: Actor | System, at: datetime
) -> User:
    """Let a student sign in with a username of their district, and return the account.

    A new password signs out whoever is signed in. An account that is somebody's own, by an e-mail
    or another role, is left alone: no school may set its password. Raises ``UsernameError``.
    """
    rows = Student.objects.select_for_update(of=("self",)).prefetch_related("district", "user")
    student = rows.get(pk=student.pk)
    bare = name.strip().lower()
    if not is_plain(bare):
        raise UsernameError(_("A username is made of a–z, 0–9, dots, hyphens and underscores."))
    refused = refusals([student]).get(student.pk)
    if refused is not None:
        raise UsernameError(refused.label)
    user = student.user or User(name=str(student)[:200])
    username = full_username(student.district.slug, bare)
    verb = "account.password_given" if user.username == username else "account.username_given"
    user.username = username
    user.set_password(password)
    lock(lock_name(student.district))
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError:
        raise UsernameError(_("This username is taken in the district.")) from None
    if student.user_id is None:
        student.user = user
        student.save(update_fields=["user"])
    audit.record(verb, by=by, at=at, district_id=student.district_id, subject=student)
    return user


@transaction.atomic
def connect_account(
    *, person: StaffMember | Student, user: User, by: Actor | System, at: datetime
) -> None:
    """Make the account act as this person of the district. A person has one account."""
    person.user = user
    person.save(update_fields=["user"])
    audit.record(
        "account.connected",
        by=by,
        at=at,
        district_id=person.district_id,
        subject=person,
        detail={"user": user.pk},
    )


@transaction.atomic
def send_password_link(*, user: User, by: Actor | System, at: datetime) -> None:
    """Queue a message with a link to choose a password; asked twice in a minute, it is one.

    The row holds no link: ``password_reset`` derives it when the message is sent.
    """
    if user.email is None:
        return
    outbox.enqueue(
        purpose="password_reset",
        subject_id=account_key(user),
        recipient=user.email,
        dedupe_key=f"password_reset:{user.pk}:{at:%Y-%m-%dT%H:%M}",
        district_id=None,
        at=at,
    )
    audit.record("account.password_link", by=by, at=at, district_id=None, subject=user)
