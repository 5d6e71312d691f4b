"""One gate as it is explained, and who can change it. Pure."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class Who(models.TextChoices):
    """Who can change a gate, and where."""

    SUPPORT = "support", _("Support")
    SETTINGS = "settings", _("a District Admin (full), in Settings")
    PAUSES = "pauses", _("a District Admin (full), under Paused sharing")
    TEMPLATE = "template", _("a District Admin (full), in the template")
    RECORD = "record", _("a District Admin or School Admin (full), on the student’s page")
    OFFICE = "office", _("an administrator or counsellor, under Family")
    FAMILY = "family", _("the family member, by accepting")
    SIS = "sis", _("the school’s own system (SIS), with the next import")


@dataclass(frozen=True, slots=True)
class Line:
    """A gate: its name, whether it is open, why in a plain sentence, and who can change that."""

    key: str
    label: str
    open: bool
    reason: str
    who: tuple[Who, ...]
