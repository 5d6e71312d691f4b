"""Templates, and the students' posts, by the real actions and the real media pipeline."""

import uuid
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.core.files.base import ContentFile

from districts.actor import Actor
from portfolios.actions import TemplateDraft, create_template, publish_template
from portfolios.actions.attachments import process_attachment
from portfolios.actions.draft import Words
from portfolios.actions.portfolio import get_started, write_summary
from portfolios.actions.posts import add_post
from portfolios.media.receive import received
from portfolios.models import Attachment, Portfolio, PortfolioTemplate, Section, TeacherAccess
from sharing.demo import document, sound
from sharing.demo.founding import BEGAN, Founded
from sharing.demo.stories import DemoMedia, DemoPost, posts_of, summary_of

type Painted = Callable[[str], bytes]

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


def templates(founded: Founded, admin: Actor) -> PortfolioTemplate:
    """Publish both templates and return the one that is shared."""
    at = founded.now - BEGAN + timedelta(days=2)
    journey = create_template(draft=JOURNEY, sections=SECTIONS, by=admin, at=at)
    career = create_template(draft=CAREER, sections=CAREER_SECTIONS, by=admin, at=at)
    for template in (journey, career):
        publish_template(template_id=template.pk, by=admin, at=at)
    return journey


def has_posts(who: str) -> bool:
    """Tell whether somebody has written for this student."""
    return bool(posts_of(who))


def pictures_of(students: Iterable[str]) -> list[str]:
    """Return the names of the pictures these students show, in the order they are needed."""
    shown = (
        media.name
        for who in students
        for post in _in_order(who)
        for media in post.media
        if media.kind == "picture"
    )
    return list(dict.fromkeys(shown))


def fill(
    founded: Founded, template: PortfolioTemplate, who: str, student: Actor, painted: Painted
) -> Portfolio:
    """Let a student begin their portfolio, write their posts and their Summary Statement."""
    portfolio = Portfolio.objects.get(template=template, student=student.student_id)
    sections = dict(Section.objects.filter(template=template).values_list("name", "id"))
    posts = _in_order(who)
    oldest = founded.now - timedelta(days=posts[0].days_ago if posts else 1)
    get_started(portfolio_id=portfolio.pk, by=student, at=oldest)
    for post in posts:
        files = [ContentFile(_bytes_of(one, painted), name=_name_of(one)) for one in post.media]
        _post(founded, portfolio, sections, post, files, student)
    summary = summary_of(who)
    if summary:
        write_summary(portfolio_id=portfolio.pk, summary=summary, by=student, at=founded.now)
    return portfolio


def _post(
    founded: Founded,
    portfolio: Portfolio,
    sections: dict[str, uuid.UUID],
    post: DemoPost,
    files: "list[ContentFile[bytes]]",
    student: Actor,
) -> None:
    at = founded.now - timedelta(days=post.days_ago)
    day = at.astimezone(founded.district.zone).date()
    chosen = frozenset(sections[name] for name in post.sections)
    with received(files, None) as stored:
        made = add_post(
            portfolio_id=portfolio.pk,
            words=Words(post.title, post.body, day, chosen),
            files=stored,
            by=student,
            at=at,
        )
    for attachment, media in zip(made.attachments.order_by("position"), post.media, strict=True):
        _finish(attachment, media, at)


def _finish(attachment: Attachment, media: DemoMedia, at: datetime) -> None:
    Attachment.objects.filter(pk=attachment.pk).update(alt=media.alt, caption=media.caption)
    process_attachment(attachment_id=attachment.pk, at=at)


def _in_order(who: str) -> list[DemoPost]:
    """Return a student's posts as they were written, the oldest first."""
    return sorted(posts_of(who), key=lambda post: -post.days_ago)


def _bytes_of(media: DemoMedia, painted: Painted) -> bytes:
    match media.kind:
        case "picture":
            return painted(media.name)
        case "sound":
            return sound.melody()
        case _:
            return document.poster()


def _name_of(media: DemoMedia) -> str:
    return {"picture": "IMG_2041.jpg", "sound": "recording.wav"}.get(media.kind, "poster.pdf")
