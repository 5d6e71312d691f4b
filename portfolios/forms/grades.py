"""The grades of the SIS formats in words, in school order."""

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
