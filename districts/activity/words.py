"""How the audit log speaks: each app says its verbs in plain words, and names its own things.

``settings.AUDIT_VERBS`` and ``settings.AUDIT_SUBJECTS`` name the apps' tables.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from districts.actor import Actor

type Words = str | Promise
# Subject id -> its name now, for those that still are and that the reader may see.
type Names = Callable[[Actor, Collection[str]], Mapping[str, Words]]

# Kind and id of things → their names, as the reader may see them now.
type Things = Mapping[tuple[str, str], Words]


class Group(TextChoices):
    """What a reader filters by: kinds of actions."""

    ACCOUNTS = "accounts", _("Accounts and signing in")
    STAFF = "staff", _("Staff and roles")
    STUDENTS = "students", _("Students")
    FAMILIES = "families", _("Families")
    WORK = "work", _("Portfolios and posts")
    SHARING = "sharing", _("Share links")
    SETTINGS = "settings", _("Settings and switches")
    IMPORTS = "imports", _("Imports")
    OVERSIGHT = "oversight", _("Support and records")


@dataclass(frozen=True, slots=True)
class Verb:
    """A sentence that goes on from who did it: ``%(what)s`` is the subject's name, or its kind."""

    sentence: Words
    group: Group
    told: Callable[[Mapping[str, Any], Things], Words] | None = None
    """Where the event's detail says what, and not its subject; empty words leave it to that."""
    own: Words = ""
    """The sentence where somebody did it to themselves, without their name a second time."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing: words for one that has no name any more, and how the others are named."""

    noun: Words
    names: Names


@cache
def verbs() -> Mapping[str, Verb]:
    """Return every verb there is."""
    found: dict[str, Verb] = {}
    for table in settings.AUDIT_VERBS:
        found |= import_string(table)
    return found


@cache
def kinds() -> Mapping[str, Kind]:
    """Return every kind of subject, by the label of its model."""
    found: dict[str, Kind] = {}
    for table in settings.AUDIT_SUBJECTS:
        found |= import_string(table)
    return found


def verbs_of(group: Group) -> list[str]:
    """Return the verbs of one group."""
    return [name for name, verb in verbs().items() if verb.group is group]
