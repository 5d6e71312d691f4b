"""The grades of the SIS formats in words, in school order."""

from collections.abc import Collection
from itertools import groupby

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from districts.models import Grade

_WORDS: dict[Grade, str | Promise] = {
    Grade.IT: _("Infants and toddlers"),
    Grade.PR: _("Preschool"),
    Grade.PK: _("Pre-kindergarten"),
    Grade.TK: _("Transitional kindergarten"),
    Grade.KG: _("Kindergarten"),
    Grade.PS: _("Post-secondary"),
    Grade.UG: _("Ungraded"),
    Grade.OTHER: _("Other"),
}

CHOICES: list[tuple[str, str | Promise]] = [
    (
        grade.value,
        _WORDS.get(grade) or format_lazy(_("Grade {number}"), number=grade.value.lstrip("0")),
    )
    for grade in Grade
]

_LABELS = dict(CHOICES)
_ORDER = [grade.value for grade in Grade]
# Three in a row are a span; two are two.
_SPAN = 3


def words(grade: str, raw: str = "") -> str:
    """Return a grade as people say it; what the file said where that is no known grade.

    >>> words("08")
    'Grade 8'
    >>> words("", "Room 4")
    'Room 4'
    """
    return str(_LABELS.get(grade) or raw)


def in_order(codes: Collection[str]) -> list[str]:
    """Return the codes that are grades, in school order, each once."""
    return [code for code in _ORDER if code in codes]


def spans(codes: Collection[str]) -> str:
    """Return grades in school order, as short as a school says it.

    >>> spans({"KG", "01", "02", "08", "09", "12"})
    'KG–2, 8, 9, 12'
    """
    places = [(place, code) for place, code in enumerate(_ORDER) if code in codes]
    parts: list[str] = []
    # Neighbours are as far apart in the list as in school order.
    for _gap, run in groupby(enumerate(places), lambda ranked: ranked[1][0] - ranked[0]):
        names = [_short(code) for _rank, (_place, code) in run]
        parts += [f"{names[0]}–{names[-1]}"] if len(names) >= _SPAN else names
    return ", ".join(parts)


def _short(code: str) -> str:
    return code.lstrip("0") or code
