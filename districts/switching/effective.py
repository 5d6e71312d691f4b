"""What is left of a feature: what Support allows, less what the district takes back. Pure.

Example: Support allows URL sharing for grades 8 to 12, the district keeps it to 10 to 12: it works
for 10 to 12. Support's list shrinks to 8 to 11: it works for 10 and 11. Support's list grows to
every grade: it works for 10 to 12, as the district still says.
"""

import uuid
from collections.abc import Set as AbstractSet
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limit:
    """Whom something reaches: grades and schools, None for every one of them; or nobody at all."""

    on: bool = True
    grades: AbstractSet[str] | None = None
    schools: AbstractSet[uuid.UUID] | None = None


OFF = Limit(on=False)
EVERYBODY = Limit()


def effective(ceiling: Limit, narrowing: Limit) -> Limit:
    """Return what lies within both; a list that nobody is left on is off."""
    if not (ceiling.on and narrowing.on):
        return OFF
    grades = _both(ceiling.grades, narrowing.grades)
    schools = _both(ceiling.schools, narrowing.schools)
    if grades == frozenset() or schools == frozenset():
        return OFF
    return Limit(grades=grades, schools=schools)


def within(inner: Limit, outer: Limit) -> bool:
    """Tell whether ``inner`` reaches nobody whom ``outer`` does not.

    No list is more than a list of every grade: students without a grade are in it, too.
    """
    if not inner.on:
        return True
    return outer.on and _part(inner.grades, outer.grades) and _part(inner.schools, outer.schools)


def widens(*, ceiling: Limit, before: Limit, after: Limit) -> bool:
    """Tell whether another narrowing lets anybody in who is out now."""
    return not within(effective(ceiling, after), effective(ceiling, before))


def _both[T](one: AbstractSet[T] | None, other: AbstractSet[T] | None) -> AbstractSet[T] | None:
    if one is None:
        return other
    return one if other is None else frozenset(one & other)


def _part[T](inner: AbstractSet[T] | None, outer: AbstractSet[T] | None) -> bool:
    return outer is None or (inner is not None and inner <= outer)
