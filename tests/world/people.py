"""Accounts, staff and students of the cast."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password

from districts.actor import Actor, Role
from districts.models import School, StaffMember, StaffRoleKind, User
from tests import factories as make
from tests.factories.factors import app_of
from tests.world.cast import Person
from tests.world.rows import Rows
from tests.world.words import GOLD_TRAIL, HARBOUR_COAST, PEOPLE, Words

PASSWORD = "spaces-demo-tests"  # noqa: S105 -- opens nothing but a test's database
EMAIL = "example.org"
# Whose roles need a second factor; it is the app on their phone.
TWO_STEPS = ("admin", "limited", "principal", "counsellor", "support")


def accounts_of_everybody() -> dict[str, dict[str, User]]:
    """Every account of both districts and Support's: one query, since the database numbers them."""
    password = make_password(PASSWORD)
    accounts: dict[str, dict[str, User]] = {
        words.slug: {
            key: make.UserFactory.build(
                email=f"{key}@{words.slug}.{EMAIL}",
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
    EmailAddress.objects.bulk_create(make.EmailAddressFactory.build(user=user) for user in users)
    Authenticator.objects.bulk_create(
        app_of(user)
        for group in accounts.values()
        for key, user in group.items()
        if key in TWO_STEPS
    )
    return accounts


JOBS = {
    "admin": (StaffRoleKind.DISTRICT_ADMIN, True),
    "limited": (StaffRoleKind.DISTRICT_ADMIN, False),
    "principal": (StaffRoleKind.SCHOOL_ADMIN, True),
    "counsellor": (StaffRoleKind.COUNSELLOR, False),
    "teacher": (StaffRoleKind.TEACHER, False),
    "colleague": (StaffRoleKind.TEACHER, False),
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
            )
        )
        school = None if kind is StaffRoleKind.DISTRICT_ADMIN else place["maple"]
        rows(make.StaffRoleFactory.build(staff=record, role=kind, full=full, school=school))
        made[key] = Person(user, _actor(record, kind, school, full=full))
        if key == "teacher":
            made["teacher_record"] = record
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


def students(rows: Rows, place: dict[str, Any], account: User, words: Words) -> dict[str, Any]:
    district, maple, cedar = place["district"], place["maple"], place["cedar"]
    first, _, last = account.name.partition(" ")
    sunny = rows(
        make.StudentFactory.build(district=district, user=account, first_name=first, last_name=last)
    )
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
    for student in (sunny, classmate):
        rows(make.EnrolmentFactory.build(class_group=place["class_group"], student=student))
    actor = Actor(
        key=f"student:{sunny.pk}",
        role=Role.STUDENT,
        user_id=account.pk,
        label=f"Student · {district.name}",
        district_id=district.pk,
        student_id=sunny.pk,
    )
    return {
        "student": Person(account, actor),
        "student_record": sunny,
        "classmate": classmate,
        "outsider": outsider,
    }
