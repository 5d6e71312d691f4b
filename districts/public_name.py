"""By which name a visitor gets to know a student. Pure."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class PublicNames(models.TextChoices):
    """A district's rule for the name on public pages."""

    FULL = "full", _("Full name")
    INITIAL = "initial", _("First name and initial")
    FIRST = "first", _("First name")


@dataclass(frozen=True, slots=True)
class Names:
    """What a student is called: by the SIS, by choice there, and by an administrator."""

    first: str
    last: str
    preferred_first: str
    preferred_last: str
    display: str

    @property
    def given(self) -> str:
        """Return the first name they go by."""
        return self.preferred_first or self.first

    @property
    def family(self) -> str:
        """Return the last name they go by."""
        return self.preferred_last or self.last

    def public(self, policy: PublicNames) -> str:
        """Return what a visitor reads."""
        return public_name(given=self.given, family=self.family, chosen=self.display, policy=policy)


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
