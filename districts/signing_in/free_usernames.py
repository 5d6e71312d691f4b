"""Which usernames are still free in a district."""

from collections.abc import Sequence

from django.db.models import Q

from districts.models import District, Student, User
from districts.signing_in.usernames import bare_username, full_username, numbered, proposed


def lock_name(district: District) -> str:
    """Return the lock under which a district's usernames are given, one giver after the other."""
    return f"usernames of {district.pk}"


def free_usernames(district: District, students: Sequence[Student]) -> list[str]:
    """Return a free username for each student, in their order and different from each other."""
    wanted = [proposed(student.given_name, student.family_name) for student in students]
    taken = _taken(district, set(wanted))
    free = []
    for name in wanted:
        free.append(numbered(name, taken))
        taken.add(free[-1])
    return free


def _taken(district: District, names: set[str]) -> set[str]:
    """Return the district's usernames that begin with one of ``names``, without the district."""
    alike = Q(pk__in=[])
    for name in names:
        alike |= Q(username__startswith=full_username(district.slug, name))
    rows = User.objects.filter(alike).values_list("username", flat=True)
    return {bare_username(username) for username in rows}
