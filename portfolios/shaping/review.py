"""What a change of a published template does to people, said before it is done."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from districts.counts import students
from portfolios.actions.template_draft import TemplateDraft
from portfolios.models import FamilyView, PortfolioTemplate, TeacherAccess, TemplateState
from portfolios.shaping.audience import Shift, shift

ACCESS_WARNING = gettext_lazy(
    "Every teacher of a school will be able to read and edit the portfolios of all its students, "
    "not only of those they teach."
)
"""What to think of before Teacher Access is opened to whole schools."""


NEVER, WHILE_SHARED, ALWAYS = range(3)


@dataclass(frozen=True, slots=True)
class Review:
    """Sentences: what opens, what ends, and what to think of before."""

    opens: tuple[str, ...]
    ends: tuple[str, ...]
    warnings: tuple[str, ...]


def review(template: PortfolioTemplate, draft: TemplateDraft) -> Review | None:
    """Return what the change does; None where nobody gains, loses or shows anything by it.

    Example: “My Learning Journey” is for the district and shall be for Maple School alone. 214
    students of other schools have it, 180 of them with work in it: their portfolios become
    Archived, and they can still read them.
    """
    if template.state is not TemplateState.PUBLISHED:
        return None
    moved = shift(template, draft.audience(template.district_id))
    found = Review(
        opens=(*_gains(moved), *_shared(template, draft), *_families_gain(template, draft)),
        ends=(*_losses(moved), *_unshared(template, draft), *_families_lose(template, draft)),
        warnings=tuple(_widened(template, draft)),
    )
    return found if any((found.opens, found.ends, found.warnings)) else None


def _gains(moved: Shift) -> list[str]:
    if not moved.gains:
        return []
    sentence = ngettext(
        "%(count)s gets this portfolio.", "%(count)s get this portfolio.", moved.gains
    )
    return [sentence % {"count": students(moved.gains)}]


def _losses(moved: Shift) -> list[str]:
    if not moved.losses:
        return []
    sentence = ngettext(
        "The portfolio of %(count)s becomes Archived.",
        "The portfolios of %(count)s become Archived.",
        moved.losses,
    )
    said = [sentence % {"count": students(moved.losses)}]
    if moved.losses_with_work:
        kept = ngettext(
            "%(number)d of them has work in it. It stays readable, and nothing is lost.",
            "%(number)d of them have work in it. It stays readable, and nothing is lost.",
            moved.losses_with_work,
        )
        said.append(kept % {"number": moved.losses_with_work})
    else:
        said.append(_("None of them has work in it yet."))
    return said


def _shared(template: PortfolioTemplate, draft: TemplateDraft) -> list[str]:
    if draft.student_url_sharing and not template.student_url_sharing:
        return [_("Students and their teachers can make links that anybody can open.")]
    return []


def _unshared(template: PortfolioTemplate, draft: TemplateDraft) -> list[str]:
    if template.student_url_sharing and not draft.student_url_sharing:
        return [_("Links to these portfolios stop opening at once.")]
    return []


def _families_gain(template: PortfolioTemplate, draft: TemplateDraft) -> list[str]:
    before, after = to_families(template), to_families(draft)
    if after <= before:
        return []
    if after == ALWAYS:
        return [_("Families can see these portfolios at any time.")]
    return [_("Families can see these portfolios.")]


def _families_lose(template: PortfolioTemplate, draft: TemplateDraft) -> list[str]:
    before, after = to_families(template), to_families(draft)
    if after >= before:
        return []
    if after == NEVER:
        return [_("Families can no longer see these portfolios.")]
    return [_("Families see these portfolios only while Student URL Sharing is on.")]


def to_families(said: PortfolioTemplate | TemplateDraft) -> int:
    """Return how far families see in, as the template has it; the district says the rest."""
    if said.family_view == FamilyView.ALWAYS:
        return ALWAYS
    return WHILE_SHARED if said.student_url_sharing else NEVER


def _widened(template: PortfolioTemplate, draft: TemplateDraft) -> list[str]:
    wide = TeacherAccess.SCHOOL
    if draft.teacher_access == wide and template.teacher_access != wide:
        return [str(ACCESS_WARNING)]
    return []
