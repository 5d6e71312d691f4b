"""By which name a visitor gets to know a student. Pure."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PublicNames(models.TextChoices):
    """A district's rule for the name on public pages."""

    FULL = "full", _("Full name")
    INITIAL = "initial", _("First name and initial")
    FIRST = "first", _("First name")


def public_name(*, given: str, family: str, chosen: str, policy: PublicNames) -> str:
    """Return the name a visitor reads.

    A display name chosen by an administrator stands in for the SIS's names and is cut by the same
    rule: its last word counts as the family name.

    >>> public_name(given="Ada", family="Lovelace", chosen="", policy=PublicNames.INITIAL)
    'Ada L.'
    >>> public_name(given="Ada", family="Lovelace", chosen="Addie King", policy=PublicNames.FIRST)
    'Addie'
    """
    if chosen:
        given, _space, family = chosen.rpartition(" ")
        given, family = (given, family) if given else (family, "")
    if policy is PublicNames.FIRST or not family:
        return given
    if policy is PublicNames.FULL:
        return f"{given} {family}"
    return f"{given} {family[:1]}."
