"""What people would notice of a plan, in sentences that wait for their number. Pure."""

from collections.abc import Callable, Mapping

from django.utils.translation import ngettext

type Words = Callable[[int], str]


def _students(number: int) -> str:
    return ngettext(
        "%(number)s student would become inactive. The work is kept.",
        "%(number)s students would become inactive. Their work is kept.",
        number,
    )


def _staff(number: int) -> str:
    return ngettext(
        "%(number)s member of staff would lose access.",
        "%(number)s members of staff would lose access.",
        number,
    )


def _invitations(number: int) -> str:
    return ngettext(
        "%(number)s invitation would end before it is answered.",
        "%(number)s invitations would end before they are answered.",
        number,
    )


def unseeing(number: int) -> str:
    """Return how many adults would see less than now."""
    return ngettext(
        "%(number)s adult would no longer see the portfolios of a child.",
        "%(number)s adults would no longer see the portfolios of a child.",
        number,
    )


def switched_off(number: int) -> str:
    """Return of how many people the school's system says that they may not sign in."""
    return ngettext(
        "%(number)s person could not sign in any more: your school’s system has them switched off.",
        "%(number)s people could not sign in any more: your school’s system has them switched off.",
        number,
    )


def invited(number: int) -> str:
    """Return how many people would be written to."""
    return ngettext(
        "%(number)s person would be invited by e-mail.",
        "%(number)s people would be invited by e-mail.",
        number,
    )


PEOPLE: Mapping[str, Words] = {
    "students": _students,
    "staff": _staff,
    "invitations": _invitations,
}
"""Kinds of rows whose end somebody notices, the gravest first, and in which words."""
