"""What stands in a plan, in words: what becomes of a row, which of its fields, and why. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from districts.models import ChangeAction

type Words = str | Promise


class What(TextChoices):
    """What becomes of a row, as a letter counts it."""

    CREATED = "created", _("New")
    CHANGED = "changed", _("Changed")
    ENDED = "ended", _("Ended")


ACTIONS: Mapping[str, tuple[ChangeAction, ...]] = {
    What.CREATED: (ChangeAction.CREATE,),
    What.CHANGED: (ChangeAction.CHANGE, ChangeAction.REVIVE),
    What.ENDED: (ChangeAction.END,),
}


@dataclass(frozen=True, slots=True)
class Look:
    """How an action is drawn: words and icon say it, the colour only repeats it."""

    label: Words
    kind: str
    icon: str


_LOOKS = {
    ChangeAction.CREATE: Look(_("New"), "good", "plus"),
    ChangeAction.CHANGE: Look(_("Changes"), "note", "pencil"),
    ChangeAction.END: Look(_("Ends"), "warn", "minus"),
    ChangeAction.REVIVE: Look(_("Back again"), "good", "undo-2"),
}
_PEOPLE = {
    ChangeAction.END: Look(_("Becomes inactive"), "warn", "user-minus"),
    ChangeAction.REVIVE: Look(_("Active again"), "good", "user-check"),
}

REASONS: dict[str, Words] = {
    "absent": _("No longer in the package."),
    "inactive": _("The package says: not active."),
    "withdrawn": _("The package says that it has ended."),
    "returned": _("It is in the package again."),
    "email_match": _("A new id, but an e-mail address that is known: taken for the same person."),
    "email_change": _("The same name for the same student, with another e-mail address."),
    "readdressed": _("It goes to the new address."),
    "undo": _("Put back as it was before the import."),
}

FIELDS: dict[str, Words] = {
    "name": _("Name"),
    "code": _("Code"),
    "student_number": _("Student number"),
    "first_name": _("First name"),
    "last_name": _("Last name"),
    "preferred_first_name": _("Preferred first name"),
    "preferred_last_name": _("Preferred last name"),
    "email": _("E-mail"),
    "grade": _("Grade"),
    "start_date": _("First day"),
    "end_date": _("Last day"),
    "school_id": _("School"),
    "missing_since": _("No longer in the package since"),
    "disabled_since": _("Switched off by your school’s system since"),
}
# Lists of {role, school}: which words introduce each.
ROLE_LISTS: dict[str, Words] = {
    "add_roles": _("Role given"),
    "end_roles": _("Role ended"),
    "reopen_roles": _("Role given back"),
}


def look_of(kind: str, action: str) -> Look:
    """Return how a change is drawn."""
    known = ChangeAction(action)
    if kind in {"students", "staff"}:
        return _PEOPLE.get(known) or _LOOKS[known]
    return _LOOKS[known]


def reason_of(reason: str) -> Words:
    """Return why a change is planned; a reason this page does not know is shown as it is."""
    return REASONS.get(reason, reason)
