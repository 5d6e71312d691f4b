"""What a person writes into a Portfolio Template, and a mark of what it said."""

import hashlib
import uuid
from collections.abc import Collection
from dataclasses import dataclass

from portfolios.models import FamilyView, PortfolioTemplate, TeacherAccess
from portfolios.shaping.audience import Audience, audience_of


@dataclass(frozen=True, slots=True)
class TemplateDraft:
    """What a template says; no schools: the whole district, no grades: all of them."""

    name: str
    description: str = ""
    school_ids: Collection[uuid.UUID] = ()
    grades: Collection[str] = ()
    teacher_access: str = TeacherAccess.CLASSES
    student_url_sharing: bool = False
    family_view: str = FamilyView.WITH_SHARING

    def mark(self) -> str:
        """Return what two drafts share that say the same, and no others.

        A form keeps the mark of what it began with; who saves later than somebody else is told.
        """
        said = (
            *(self.name, self.description, sorted(map(str, self.school_ids)), sorted(self.grades)),
            *(str(self.teacher_access), self.student_url_sharing, str(self.family_view)),
        )
        return hashlib.sha256(repr(said).encode()).hexdigest()[:16]

    def audience(self, district_id: uuid.UUID) -> Audience:
        """Return whom it is for."""
        return Audience(district_id, self.school_ids, self.grades)


def said_by(template: PortfolioTemplate) -> TemplateDraft:
    """Return what a template says now."""
    audience = audience_of(template)
    return TemplateDraft(
        name=template.name,
        description=template.description,
        school_ids=audience.school_ids,
        grades=audience.grades,
        teacher_access=template.teacher_access,
        student_url_sharing=template.student_url_sharing,
        family_view=template.family_view,
    )
