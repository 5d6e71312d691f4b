"""The personas' accounts: the SIS brings the people, the demo gives them a way in."""

from django.contrib.auth.hashers import make_password

from districts.acting import actors_of
from districts.actions.accounts import connect_account, create_account, give_username
from districts.actions.staff import approve_role, give_role, staff_member_of
from districts.actor import Actor
from districts.models import School, StaffMember, StaffRole, Student, User
from districts.staffing.grantable import Gift
from sharing.demo.founding import SEED, Founded
from sharing.demo.roster import DOMAIN
from spacesedu.lib.demo_cast import CAST, PASSWORD


def support(founded: Founded) -> User:
    """Make the account of those who run the installation."""
    user = _account("support", "Sol Support", founded)
    user.is_support = True
    user.save(update_fields=["is_support"])
    return user


def appointed(
    founded: Founded, who: str, name: str, gift: Gift, *, at_school: str | None = None
) -> Actor:
    """Make somebody on staff whom no SIS file names."""
    user = _account(who, name, founded)
    record = staff_member_of(district=founded.district, user=user, by=SEED, at=founded.now)
    schools = School.objects.filter(district=founded.district)
    school = schools.get(code=at_school) if at_school else None
    give_role(staff=record, role=gift.kind, school=school, full=gift.full, by=SEED, at=founded.now)
    return actors_of(user)[0]


def staff(founded: Founded, who: str) -> Actor:
    """Give an imported staff member an account; an administrator's role is approved besides."""
    record = StaffMember.objects.get(district=founded.district, email=f"{who}@{DOMAIN}")
    user = _account(who, str(record), founded)
    connect_account(person=record, user=user, by=SEED, at=founded.now)
    for role in StaffRole.objects.filter(staff=record, approved_at=None):
        approve_role(role=role, by=SEED, at=founded.now)
    return actors_of(user)[0]


def student(founded: Founded, who: str) -> Actor:
    """Give a student an account."""
    record = student_record(founded, who)
    name = record.email.partition("@")[0] if record.email else who
    user = _account(name, str(record), founded)
    return _connected(founded, record, user)


def young_student(founded: Founded, who: str) -> Actor:
    """Let a pupil without e-mail sign in with a username of the district, ``demo:maya``."""
    record = student_record(founded, who)
    give_username(student=record, name=who, password=PASSWORD, by=SEED, at=founded.now)
    record.refresh_from_db()
    assert record.user is not None
    return actors_of(record.user)[0]


def student_record(founded: Founded, who: str) -> Student:
    """Return the imported student whom the demo's files call ``who``."""
    return Student.objects.get(district=founded.district, external_ids__value=f"S-{who}")


def _connected(founded: Founded, record: Student, user: User) -> Actor:
    connect_account(person=record, user=user, by=SEED, at=founded.now)
    return actors_of(user)[0]


def let_in() -> None:
    """Give every persona the demo's password: hashed once, for a good hash takes its time."""
    personas = User.objects.filter(email__in=[email for email, _what in CAST])
    personas.update(password=make_password(PASSWORD))


def _account(who: str, name: str, founded: Founded) -> User:
    return create_account(
        email=f"{who}@{DOMAIN}", name=name, password=None, by=SEED, at=founded.now
    )
