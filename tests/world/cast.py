"""Who and what a test can name: two districts' people and rows, as frozen values."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from districts.actor import Actor
from districts.models import ClassGroup, District, School, SisConnection, StaffMember, Student, User
from families.models import FamilyContact, FamilyInvitation, SchoolAssociation
from portfolios.models import Attachment, Portfolio, PortfolioTemplate, Post, Section
from sharing.models import ShareLink


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account, in the role the test is about."""

    user: User
    actor: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """One district, its people and one portfolio with everything in it."""

    district: District
    maple: School
    cedar: School
    connection: SisConnection
    class_group: ClassGroup

    admin: Person
    limited: Person
    principal: Person
    deputy: Person
    """School Admin like the principal, with limited rights."""
    counsellor: Person
    teacher: Person
    colleague: Person
    """Teaches at Maple School, but not Sunny."""
    student: Person
    pupil: Person
    """At Maple School in a lower grade: has a username and no e-mail."""
    family: Person
    nobody: Person
    """Taught Sunny until deactivated; ``actor`` is who they were."""

    teacher_record: StaffMember
    student_record: Student
    classmate: Student
    """In the same class, without an account, family only invited."""
    outsider: Student
    """At Cedar School, in no class."""

    contact: FamilyContact
    association: SchoolAssociation
    invitation: FamilyInvitation
    """The classmate's father's, sent and not answered."""

    template: PortfolioTemplate
    sections: tuple[Section, ...]
    portfolio: Portfolio
    classmate_portfolio: Portfolio
    outsider_portfolio: Portfolio
    post: Post
    photo: Attachment
    link: ShareLink
    """Sunny's, open."""

    @property
    def staff(self) -> tuple[Person, ...]:
        """Return everybody who works in the district."""
        return (
            self.admin,
            self.limited,
            self.principal,
            self.deputy,
            self.counsellor,
            self.teacher,
            self.colleague,
        )

    @property
    def others(self) -> tuple[Person, ...]:
        """Return who else has an account: students, family, and somebody without a role."""
        return self.student, self.pupil, self.family, self.nobody

    @property
    def names(self) -> frozenset[str]:
        """Return words that only pages of this district may contain."""
        rows: list[object] = [
            self.district,
            self.maple,
            self.cedar,
            self.class_group,
            self.template,
            *self.sections,
            self.post,
            *(person.user for person in (*self.staff, *self.others)),
            self.classmate.last_name,
            self.outsider.last_name,
            self.contact.email,
            self.invitation.contact.email,
        ]
        return frozenset(str(row) for row in rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class World(Cast):
    """Gold Trail, Support, and the other district."""

    now: datetime
    support: Person
    reader: Person
    """Support again, under a grant of Gold Trail."""
    other: Cast


def everybody(world: World) -> Iterable[Person]:
    """Yield every person with a role in both districts, and Support."""
    yield world.support
    for cast in (world, world.other):
        yield from (*cast.staff, cast.student, cast.pupil, cast.family)
