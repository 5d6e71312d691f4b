"""What a page asks about one person again and again, put together once for each role."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from districts.actor import NOBODYS, Actor, Role
from spacesedu.lib import access
from spacesedu.lib.compiled import CompiledQuery

# Like nothing else in any SQL; the numbers of accounts are positive.
_SAMPLE = Actor(
    key="",
    role=Role.SUPPORT,
    user_id=-(2**31) + 7,
    district_id=uuid.uuid4(),
    school_ids=frozenset({uuid.uuid4()}),
    staff_id=uuid.uuid4(),
    student_id=uuid.uuid4(),
)


class ActorQuery:
    """A queryset of ``values_list`` that begins at an actor, as a function of both and of values.

    ``build`` takes an actor and as many values as there are ``samples`` (see ``CompiledQuery``).
    Of the actor it may use the role and the ids, which differ from one person to the next.

    >>> has_any = ActorQuery(lambda actor: Portfolio.objects.visible_to(actor).values_list("pk"))
    >>> bool(has_any(actor))
    True
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], *samples: object) -> None:
        """Remember how."""
        self._build = build
        self._samples = samples
        self._by_role: dict[Role, CompiledQuery] = {}

    def __call__(self, actor: Actor, *values: object) -> list[tuple[Any, ...]]:
        """Return the rows for this person and ``values``."""
        return self._of(actor.role)(*_ids(actor), *values)

    def subquery(self, actor: Actor, *values: object) -> RawSQL:
        """Return it for ``pk__in`` of another queryset."""
        return self._of(actor.role).subquery(*_ids(actor), *values)

    def _of(self, role: Role) -> CompiledQuery:
        access.note()
        if role not in self._by_role:
            self._by_role[role] = self._made_for(role)
        return self._by_role[role]

    def _made_for(self, role: Role) -> CompiledQuery:
        ids = _ids(_SAMPLE)
        somebody = replace(_SAMPLE, role=role)
        return CompiledQuery(
            lambda *given: self._build(somebody, *given[len(ids) :]),
            *ids,
            *self._samples,
            optional=ids,
        )


def _ids(actor: Actor) -> tuple[object, ...]:
    """Return all that tells one person in a role from another; no None, which SQL takes amiss."""
    return (
        actor.user_id,
        actor.here,
        actor.own_record,
        actor.staff_id or NOBODYS,
        sorted(actor.school_ids),
    )
