"""The gates of a portfolio once more, in plain Python: what the SQL is compared with.

It exists for the tests alone and is written from the product's rules, not from the queries.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a District Admin has taken back of one feature; None: nothing of that kind."""

    off: bool = False
    schools: AbstractSet[str] | None = None
    grades: AbstractSet[str] | None = None


NOTHING = Narrowing()


@dataclass(frozen=True, slots=True)
class Pauses:
    """What administrators have paused: everything, or some schools and grades."""

    everything: bool = False
    schools: AbstractSet[str] = frozenset()
    grades: AbstractSet[str] = frozenset()


NO_PAUSES = Pauses()


@dataclass(frozen=True, slots=True)
class District:
    """What Support has switched on, and what the district has narrowed of it.

    ``sharing_grades`` None means that there is no grade list, ``…_schools`` None every school.
    """

    portfolios: bool = True
    url_sharing: bool = True
    sharing_grades: AbstractSet[str] | None = None
    family_accounts: bool = True
    associations: bool = True
    portfolios_schools: AbstractSet[str] | None = None
    associations_schools: AbstractSet[str] | None = None
    own_portfolios: Narrowing = NOTHING
    own_url_sharing: Narrowing = NOTHING
    own_family_accounts: Narrowing = NOTHING
    own_associations: Narrowing = NOTHING
    pauses: Pauses = NO_PAUSES
    grace_days: int = 0


@dataclass(frozen=True, slots=True)
class Membership:
    """A current school and the grade there; an empty grade is none, or one nobody knows."""

    school: str
    grade: str


@dataclass(frozen=True, slots=True)
class Student:
    """A student with the schools they are at now; ``ended``: where they were until they left."""

    memberships: tuple[Membership, ...]
    left: bool = False
    left_days_ago: int = 0
    ended: tuple[Membership, ...] = ()
    deactivated: bool = False


@dataclass(frozen=True, slots=True)
class Template:
    """A template; no schools means the whole district, no grades means every grade."""

    url_sharing: bool = True
    published: bool = True
    archived: bool = False
    always_for_families: bool = False
    schools: AbstractSet[str] = frozenset()
    grades: AbstractSet[str] = frozenset()
    paused: bool = False


@dataclass(frozen=True, slots=True)
class Tie:
    """What connects an adult and a student: ``school`` is the state of a school association."""

    school: str = ""
    class_active: bool = False


def licence(district: District, student: Student) -> bool:
    """L: on for the district and one of the student's schools."""
    if not district.portfolios or district.own_portfolios.off:
        return False
    limits = (district.portfolios_schools, district.own_portfolios.schools)
    return _at_one_school(student, limits)


def sharing(district: District) -> bool:
    """D."""
    return district.url_sharing and not district.own_url_sharing.off


def grade(district: District, student: Student) -> bool:
    """G; without an approval there is no list to be on. One grade must be in every list."""
    if not district.url_sharing:
        return False
    lists = [
        grades
        for grades in (district.sharing_grades, district.own_url_sharing.grades)
        if grades is not None
    ]
    if not lists:
        return True
    held = {membership.grade for membership in student.memberships} - {""}
    return any(all(grade in grades for grades in lists) for grade in held)


def families_on(district: District, student: Student) -> bool:
    """Family Accounts, and the associations for the district and one of the student's schools."""
    if not district.family_accounts or district.own_family_accounts.off:
        return False
    if not district.associations or district.own_associations.off:
        return False
    limits = (district.associations_schools, district.own_associations.schools)
    return _at_one_school(student, limits)


def template(template: Template) -> bool:
    """T."""
    return template.url_sharing


def active_student(student: Student) -> bool:
    """S."""
    return not student.left and not student.deactivated


def patient(district: District, student: Student) -> bool:
    """S of a link: active, or gone for fewer days than the district waits."""
    gone = student.left and student.left_days_ago >= district.grace_days
    return not gone and not student.deactivated


def for_links(student: Student) -> Student:
    """Return the student with the schools that count for a link: those they left from as well."""
    last = student.ended if student.left else ()
    return replace(student, memberships=(*student.memberships, *last))


def unpaused(district: District, student: Student, made_from: Template) -> bool:
    """P; a student without a grade is in none that could be paused."""
    pauses = district.pauses
    at_paused = any(
        membership.school in pauses.schools or membership.grade in pauses.grades - {""}
        for membership in student.memberships
    )
    return not (pauses.everything or made_from.paused or at_paused)


def link_opens(district: District, student: Student, made_from: Template) -> bool:
    """Whether an unexpired link that nobody turned off opens."""
    last_seen = for_links(student)
    return (
        licence(district, last_seen)
        and sharing(district)
        and grade(district, last_seen)
        and template(made_from)
        and patient(district, student)
        and unpaused(district, last_seen, made_from)
    )


def active(student: Student, made_from: Template) -> bool:
    """Whether the portfolio is active: published, not archived, the student in its audience."""
    if not made_from.published or made_from.archived:
        return False
    return any(_holds(made_from, membership) for membership in student.memberships)


def can_make_link(district: District, student: Student, made_from: Template) -> bool:
    """Whether the Share button can make or reset a link, for whoever may open the portfolio."""
    return link_opens(district, student, made_from) and active(student, made_from)


def family_sees(district: District, student: Student, made_from: Template, tie: Tie) -> bool:
    """Whether the portfolio is listed in the adult's Portfolios tab."""
    if not families_on(district, student):
        return False
    if tie.school != "active":
        return False
    if not (active(student, made_from) and licence(district, student) and active_student(student)):
        return False
    if made_from.always_for_families:
        return True
    return template(made_from) and sharing(district) and grade(district, student)


def _at_one_school(student: Student, limits: tuple[AbstractSet[str] | None, ...]) -> bool:
    return any(
        all(limit is None or membership.school in limit for limit in limits)
        for membership in student.memberships
    )


def _holds(made_from: Template, membership: Membership) -> bool:
    at_school = not made_from.schools or membership.school in made_from.schools
    in_grade = not made_from.grades or membership.grade in made_from.grades
    return at_school and in_grade
