"""Who did something, as the reader knows them: names looked up now, never kept in the log."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from districts.activity.words import Words
from districts.actor import Role
from districts.models import AuditEvent, User

SYSTEM = "system"
"""The role of what nobody did who was signed in: imports, commands, visitors."""

ROLES: dict[str, Words] = {
    Role.DISTRICT_ADMIN: gettext_lazy("District Admin"),
    Role.SCHOOL_ADMIN: gettext_lazy("School Admin"),
    Role.COUNSELLOR: gettext_lazy("Counsellor"),
    Role.TEACHER: gettext_lazy("Teacher"),
    Role.STUDENT: gettext_lazy("Student"),
    Role.FAMILY: gettext_lazy("Family"),
    Role.SUPPORT: gettext_lazy("Support"),
    SYSTEM: gettext_lazy("Imports and commands"),
}
# What the reader filters by → the roles that the log knows.
ALIKE = {Role.SUPPORT: (Role.SUPPORT, Role.SUPPORT_READER)}

_NOBODY: dict[str, Words] = {
    "visitor": gettext_lazy("A visitor"),
    "invitation": gettext_lazy("Whoever held the invitation"),
    "set-up link": gettext_lazy("Whoever held the set-up link"),
    "single sign-on": gettext_lazy("Single sign-on"),
    "account holder": gettext_lazy("The owner of the account"),
    "demo": gettext_lazy("The demo"),
    "inbox": gettext_lazy("Inbox folder"),
    "daily fetching": gettext_lazy("Daily fetching"),
}


def in_words(label: str) -> str:
    """Return what somebody who was not signed in is called; no rule: as the label says."""
    return str(_NOBODY.get(label, label))


def names_of(events: Iterable[AuditEvent]) -> dict[int, str]:
    """Return account → name for everybody who acts in ``events``."""
    ids = {event.actor_user_id for event in events if event.actor_user_id}
    return {user.pk: str(user) for user in User.objects.filter(pk__in=ids)}


def who(event: AuditEvent, names: dict[int, str]) -> str:
    """Return who did it. Support is one to a district, whichever person it was."""
    if event.actor_role in ALIKE[Role.SUPPORT]:
        return str(ROLES[Role.SUPPORT])
    if event.actor_user_id is not None:
        return names.get(event.actor_user_id) or _("Somebody whose account is gone")
    if event.verb.startswith("import."):
        return _("The import")
    known = _NOBODY.get(event.actor_label)
    return str(known) if known else _("A command (%(user)s)") % {"user": event.actor_label}


def role_of(event: AuditEvent) -> str:
    """Return the role somebody acted in, in words; nothing where the name says it already."""
    if event.actor_role in {SYSTEM, *ALIKE[Role.SUPPORT]}:
        return ""
    return str(ROLES.get(event.actor_role, ""))
