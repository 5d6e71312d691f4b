"""What a link has narrowed the list to, one person or one thing, and the way out of it."""

from typing import Any

from django.http import QueryDict

from districts.activity.filters import events_for
from districts.activity.people import names_of, who
from districts.activity.rows import name_of, things_in
from districts.actor import Actor
from districts.models import AuditEvent


def narrowed(actor: Actor, asked: dict[str, Any], query: QueryDict) -> list[dict[str, object]]:
    """Return a chip for each: who or what it is, and the address without it."""
    columns = {"by": "actor_user_id", "about": "subject_id"}
    chips: list[dict[str, object]] = []
    for name, column in columns.items():
        if name in asked:
            event = events_for(actor).filter(**{column: asked[name]}).order_by("-id").first()
            label = _label(actor, name, event) if event else str(asked[name])
            chips.append({"label": label, "url": _without(query, name)})
    return chips


def _label(actor: Actor, name: str, event: AuditEvent) -> str:
    if name == "by":
        return who(event, names_of([event]))
    return name_of(event, things_in(actor, [event]))


def _without(query: QueryDict, name: str) -> str:
    left = query.copy()
    for gone in (name, "after", "before"):
        left.pop(gone, None)
    return f"?{left.urlencode()}"
