"""Accounts, staff and students of the cast."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password

from districts.actor import Actor, Role
from districts.models import District, School, StaffMember, StaffRoleKind, Student, User
from spacesedu.lib import clock
from tests import factories as make
from tests.factories.factors import app_of
from tests.world.cast import Person
from tests.world.rows import Rows
from tests.world.words import GOLD_TRAIL, HARBOUR_COAST, PEOPLE, Words

PASSWORD = "spaces-demo-tests"  # noqa: S105 -- opens nothing but a test's database
EMAIL = "example.org"
# Whose roles need a second factor; it is the app on their phone.
TWO_STEPS = ("admin", "limited", "principal", "deputy", "counsellor", "support")
# Their district gave them a username; they have no address.
BY_USERNAME = "pupil"


def accounts_of_everybody() -> dict[str, dict[str, User]]:
    """Every account of both districts and Support's: one query, since the database numbers them."""
    password = make_password(PASSWORD)
    accounts: dict[str, dict[str, User]] = {
        words.slug: {
            key: make.UserFactory.build(
                **_how_they_sign_in(key, words),
                name=f"{name}-{words.surname}",
                password=password,
            )
            for key, name in PEOPLE.items()
        }
        for words in (GOLD_TRAIL, HARBOUR_COAST)
    }
    accounts["support"] = {
        "support": make.UserFactory.build(
            email=f"support@{EMAIL}", name="Sol Support", password=password, is_support=True
        )
    }
    users = [user for group in accounts.values() for user in group.values()]
    User.objects.bulk_create(users)
    EmailAddress.objects.bulk_create(
        make.EmailAddressFactory.build(user=user) for user in users if user.email
    )
    Authenticator.objects.bulk_create(
        app_of(user)
        for group in accounts.values()
        for key, user in group.items()
        if key in TWO_STEPS
    )
    return accounts


def _how_they_sign_in(key: str, words: Words) -> dict[str, str | None]:
    if key == BY_USERNAME:
        return {"email": None, "username": f"{words.slug}:{key}"}
    return {"email": f"{key}@{words.slug}.{EMAIL}"}


JOBS = {
    "admin": (StaffRoleKind.DISTRICT_ADMIN, True),
    "limited": (StaffRoleKind.DISTRICT_ADMIN, False),
    "principal": (StaffRoleKind.SCHOOL_ADMIN, True),
    "deputy": (StaffRoleKind.SCHOOL_ADMIN, False),
    "counsellor": (StaffRoleKind.COUNSELLOR, False),
    "teacher": (StaffRoleKind.TEACHER, False),
    "colleague": (StaffRoleKind.TEACHER, False),
    "nobody": (StaffRoleKind.TEACHER, False),
}


def staff(rows: Rows, place: dict[str, Any], accounts: dict[str, User]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for key, (kind, full) in JOBS.items():
        user = accounts[key]
        first, _, last = user.name.partition(" ")
        record = rows(
            make.StaffMemberFactory.build(
                district=place["district"],
                user=user,
                first_name=first,
                last_name=last,
                email=user.email,
                deactivated_at=clock.now() if key == "nobody" else None,
            )
        )
        school = None if kind is StaffRoleKind.DISTRICT_ADMIN else place["maple"]
        rows(make.StaffRoleFactory.build(staff=record, role=kind, full=full, school=school))
        made[key] = Person(user, _actor(record, kind, school, full=full))
        if key in {"teacher", "nobody"}:
            made[f"{key}_record"] = record
    return made


def _actor(record: StaffMember, kind: StaffRoleKind, school: School | None, *, full: bool) -> Actor:
    return Actor(
        key=f"{kind.value}:{record.pk}",
        role=Role(kind.value),
        user_id=record.user_id or 0,
        label=f"{kind.label} · {record.district.name}",
        full=full,
        district_id=record.district_id,
        school_ids=frozenset([school.pk] if school else []),
        staff_id=record.pk,
    )


def students(
    rows: Rows, place: dict[str, Any], accounts: dict[str, User], words: Words
) -> dict[str, Any]:
    district, maple, cedar = place["district"], place["maple"], place["cedar"]
    sunny = _with_account(rows, district, accounts["student"])
    penny = _with_account(rows, district, accounts["pupil"])
    classmate = rows(
        make.StudentFactory.build(
            district=district, first_name="Chris", last_name=f"Classmate-{words.surname}"
        )
    )
    outsider = rows(
        make.StudentFactory.build(
            district=district, first_name="Olive", last_name=f"Outsider-{words.surname}"
        )
    )
    for student, school in ((sunny, maple), (classmate, maple), (outsider, cedar)):
        rows(make.MembershipFactory.build(student=student, school=school))
    rows(make.MembershipFactory.build(student=penny, school=maple, grade="02"))
    for student in (sunny, classmate):
        rows(make.EnrolmentFactory.build(class_group=place["class_group"], student=student))
    return {
        "student": _as_student(sunny, accounts["student"]),
        "pupil": _as_student(penny, accounts["pupil"]),
        "student_record": sunny,
        "classmate": classmate,
        "outsider": outsider,
    }


def _with_account(rows: Rows, district: District, account: User) -> Student:
    first, _, last = account.name.partition(" ")
    return rows(
        make.StudentFactory.build(district=district, user=account, first_name=first, last_name=last)
    )


def _as_student(record: Student, account: User) -> Person:
    actor = Actor(
        key=f"student:{record.pk}",
        role=Role.STUDENT,
        user_id=account.pk,
        label=f"Student · {record.district.name}",
        district_id=record.district_id,
        student_id=record.pk,
    )
    return Person(account, actor)
