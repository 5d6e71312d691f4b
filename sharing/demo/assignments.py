"""What the demo districts ask of their students: Portfolio Templates, one with papers to take."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.core.files.base import ContentFile

from districts.actor import Actor
from portfolios.actions.attachments import process_attachment
from portfolios.actions.template_draft import TemplateDraft
from portfolios.actions.templates import archive_template, create_template, publish_template
from portfolios.media.receive import received
from portfolios.models import PortfolioTemplate, TeacherAccess
from sharing.demo import document, letter
from sharing.demo.founding import BEGAN, Founded

SECTIONS = (
    "About me",
    "Learning and growth",
    "Creativity",
    "Community",
    "Career exploration",
    "Core competencies",
)
JOURNEY = TemplateDraft(
    name="My Learning Journey",
    description=(
        "This is the place for the work you are proud of, and for what you learned when it did "
        "not go as planned.\n\n"
        "- Add a post whenever something is worth keeping: a photo, a recording, a few sentences.\n"
        "- Put it into one section or several.\n"
        "- Write a **Summary Statement** when you look back.\n\n"
        "Share it only with people you trust, and leave addresses and phone numbers out."
    ),
    teacher_access=TeacherAccess.CLASSES,
    student_url_sharing=True,
)
CAREER = TemplateDraft(
    name="Career-Life Journal",
    description="Notes for your capstone. This portfolio stays inside the school.",
    grades=("10", "11", "12"),
)
CAREER_SECTIONS = ("Explore", "Plan", "Reflect")
LAST_YEAR = TemplateDraft(
    name="Passion Project",
    description="Six weeks, one question of your own. What did you try, and what came of it?",
    grades=("10",),
    teacher_access=TeacherAccess.CLASSES,
)


def assign(founded: Founded, admin: Actor) -> PortfolioTemplate:
    """Publish what students work on now, and return the one that is shared."""
    at = founded.now - BEGAN + timedelta(days=2)
    poster = ContentFile(document.poster(), name="What a good poster looks like.pdf")
    planner = ContentFile(letter.document(letter.PLANNER), name="My plan for the term.docx")
    journey = _published(JOURNEY, SECTIONS, [poster, planner], by=admin, at=at)
    _published(CAREER, CAREER_SECTIONS, by=admin, at=at)
    return journey


def assign_for_a_while(founded: Founded, admin: Actor) -> PortfolioTemplate:
    """Publish the project that has ended since; ``put_away`` archives it."""
    at = founded.now - BEGAN + timedelta(days=3)
    return _published(LAST_YEAR, SECTIONS, by=admin, at=at)


def put_away(founded: Founded, template: PortfolioTemplate, admin: Actor) -> None:
    """Archive a template: its portfolios can be read, and nothing is added."""
    at = founded.now - timedelta(days=150)
    archive_template(template_id=template.pk, by=admin, at=at)


def _published(
    draft: TemplateDraft,
    sections: tuple[str, ...],
    papers: "Iterable[ContentFile[bytes]]" = (),
    *,
    by: Actor,
    at: datetime,
) -> PortfolioTemplate:
    with received(papers, None) as files:
        template = create_template(draft=draft, sections=sections, files=files, by=by, at=at)
    for paper in template.attachments.order_by("position"):
        process_attachment(attachment_id=paper.pk, at=at)
    publish_template(template_id=template.pk, by=by, at=at)
    return template
