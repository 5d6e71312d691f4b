"""Sign-in cards: giving them out, replacing and revoking them. Printing is only looking."""

import uuid
from collections.abc import Collection, Iterable
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.db import transaction

from districts import audit
from districts.actor import Actor, System
from districts.models import SignInCard, Student, User
from districts.signing_in.free_usernames import free_usernames, lock_name
from districts.signing_in.school_accounts import refusals
from districts.signing_in.usernames import full_username
from spacesedu.lib.db import lock


@transaction.atomic
def issue_cards(
    *, student_ids: Collection[uuid.UUID], by: Actor | System, at: datetime
) -> list[SignInCard]:
    """Return a valid card of each student who may have one, made where there is none.

    Who has no account gets one, with a username and no password. A valid card stays what it is, so
    a second print shows the same code. The rows are locked: two teachers at once make one card each
    student. All are students of one district; who may not have a card is left out.
    """
    students = _able(_locked(student_ids))
    _open_accounts([student for student in students if student.user is None], by=by, at=at)
    held = {card.student_id: card for card in _valid(students)}
    for student in students:
        card = held.get(student.pk)
        if card is not None and not _can_be_printed(card):
            _end([card], by=by, at=at)
            card = None
        held[student.pk] = card or _new_card(student, "card.issued", by=by, at=at)
    return [held[student.pk] for student in students]


@transaction.atomic
def replace_cards(
    *, student_ids: Collection[uuid.UUID], by: Actor | System, at: datetime
) -> list[SignInCard]:
    """Make new cards for students who hold one: the old ones, and who came in by them, are out."""
    students = _able(_locked(student_ids))
    held = list(_valid(students))
    _end(held, by=by, at=at)
    holders = {card.student_id for card in held}
    return [
        _new_card(student, "card.replaced", by=by, at=at)
        for student in students
        if student.pk in holders
    ]


@transaction.atomic
def revoke_cards(*, student_ids: Collection[uuid.UUID], by: Actor | System, at: datetime) -> int:
    """End the valid cards of these students, and the sessions that are open; return how many.

    Whoever found a card is signed out with it. The username stays, with its password if it has one.
    """
    held = list(_valid(_locked(student_ids)))
    _end(held, by=by, at=at)
    for card in held:
        _note("card.revoked", card, by=by, at=at)
    return len(held)


def _locked(student_ids: Collection[uuid.UUID]) -> list[Student]:
    """Lock the students in the order of their ids, so that two class sets never wait in a ring."""
    rows = Student.objects.select_for_update(of=("self",)).prefetch_related("district", "user")
    return list(rows.filter(pk__in=student_ids).order_by("pk"))


def _able(students: Collection[Student]) -> list[Student]:
    refused = refusals(students)
    return [student for student in students if student.pk not in refused]


def _valid(students: Iterable[Student]) -> Iterable[SignInCard]:
    rows = SignInCard.objects.valid().filter(student__in=list(students))
    return rows.select_related("student").order_by("pk")


def _can_be_printed(card: SignInCard) -> bool:
    """Tell whether the key of its code is still in use; one that was dropped opens nothing."""
    return card.token is not None


def _open_accounts(students: list[Student], *, by: Actor | System, at: datetime) -> None:
    if not students:
        return
    district = students[0].district
    lock(lock_name(district))
    for student, name in zip(students, free_usernames(district, students), strict=True):
        student.user = User.objects.create_user(
            username=full_username(district.slug, name), name=str(student)[:200]
        )
        student.save(update_fields=["user"])
        audit.record(
            "account.username_given", by=by, at=at, district_id=district.pk, subject=student
        )


def _new_card(student: Student, verb: str, *, by: Actor | System, at: datetime) -> SignInCard:
    card = SignInCard.objects.create(
        district_id=student.district_id,
        student=student,
        issued_at=at,
        issued_by_id=by.user_id if isinstance(by, Actor) else None,
    )
    _note(verb, card, by=by, at=at)
    return card


def _end(cards: Collection[SignInCard], *, by: Actor | System, at: datetime) -> None:
    """End cards and the sessions of their students, who may not be the ones that hold them."""
    for card in cards:
        card.revoked_at = at
        card.revoked_by_id = by.user_id if isinstance(by, Actor) else None
        card.save(update_fields=["revoked_at", "revoked_by"])
    accounts = [card.student.user_id for card in cards]
    # An account with an e-mail is opened by no card, so nobody else is in it.
    opened = UserSession.objects.filter(user__in=accounts, user__email=None)
    for session in opened.order_by("pk"):
        session.end()


def _note(verb: str, card: SignInCard, *, by: Actor | System, at: datetime) -> None:
    audit.record(
        verb,
        by=by,
        at=at,
        district_id=card.district_id,
        subject=card,
        detail={"student": str(card.student_id)},
    )
