"""What a list of portfolios shows of each: values for the cards."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from districts.actor import Actor, Role
from districts.counts import students
from portfolios import queries
from portfolios.models import Portfolio, PortfolioQuerySet, PortfolioTemplate
from portfolios.reading.news import with_news
from spacesedu.lib.clock import local_date


@dataclass(frozen=True, slots=True)
class Card:
    """One portfolio on the shelf."""

    title: str
    url: str
    subtitle: str
    post_count: int
    last_activity: date | None
    cover_url: str
    archived: bool
    new_comments: int


@dataclass(frozen=True, slots=True)
class TemplateCard:
    """One template on a teacher's or an administrator's shelf."""

    title: str
    url: str
    students: int
    archived: bool

    @property
    def in_words(self) -> str:
        """Return how many students it has."""
        return students(self.students)


@dataclass(frozen=True, slots=True)
class StudentRow:
    """One student in a template's list."""

    portfolio_id: object
    name: str
    url: str
    post_count: int
    last_activity: date | None
    archived: bool
    current: bool
    news: int


def shelf(actor: Actor) -> PortfolioQuerySet:
    """Return a student's or a family's portfolios, with what the cards show of them."""
    return with_news(queries.shelf(actor), actor)


def card(portfolio: Portfolio, actor: Actor) -> Card:
    """Return the card of a portfolio from ``shelf``."""
    cover = portfolio.cover_id  # type: ignore[attr-defined]
    return Card(
        title=portfolio.template.name,
        url=page_url(portfolio),
        subtitle=str(portfolio.student) if actor.role is Role.FAMILY else "",
        post_count=portfolio.post_count,  # type: ignore[attr-defined]
        last_activity=last_day(portfolio),
        cover_url=media_url(portfolio, cover, "640.webp") if cover else "",
        archived=not portfolio.is_active,  # type: ignore[attr-defined]
        new_comments=portfolio.new_comments,  # type: ignore[attr-defined]
    )


def template_card(template: PortfolioTemplate) -> TemplateCard:
    """Return the card of a template from ``queries.templates``."""
    return TemplateCard(
        title=template.name,
        url=reverse("portfolios:template", kwargs={"template": template.pk}),
        students=template.students,  # type: ignore[attr-defined]
        archived=template.archived_at is not None,
    )


def nothing_yet(actor: Actor) -> str:
    """Return what an empty shelf says: what will be on it, and when."""
    match actor.role:
        case Role.STUDENT:
            return _("When your school publishes one for you, it appears here.")
        case Role.TEACHER:
            return _(
                "When your district publishes a Portfolio Template for your students, it appears "
                "here."
            )
        case _:
            return _("When there is one to see, it appears here.")


def student_row(portfolio: Portfolio, current: Portfolio | None, asked: str = "") -> StudentRow:
    """Return the row of a portfolio from ``desk.rows``; its address keeps what was asked for."""
    return StudentRow(
        portfolio_id=portfolio.pk,
        name=str(portfolio.student),
        url=page_url(portfolio) + asked,
        post_count=portfolio.post_count,  # type: ignore[attr-defined]
        last_activity=last_day(portfolio),
        archived=not portfolio.is_active,  # type: ignore[attr-defined]
        current=portfolio == current,
        news=portfolio.news,  # type: ignore[attr-defined]
    )


def page_url(portfolio: Portfolio) -> str:
    """Return the signed-in address of a portfolio."""
    return reverse("portfolios:page", kwargs={"portfolio": portfolio.pk})


def post_url(portfolio: Portfolio, post_id: object) -> str:
    """Return the signed-in address of a post: where it stands in its portfolio."""
    return f"{page_url(portfolio)}#post-{post_id}"


def media_url(portfolio: Portfolio, attachment_id: object, name: str) -> str:
    """Return the signed-in address of a file."""
    names = {"portfolio": portfolio.pk, "attachment": attachment_id, "name": name}
    return reverse("portfolios:media", kwargs=names)


def last_day(portfolio: Portfolio) -> date | None:
    """Return the day of the last change in the district's zone; None without posts."""
    at = portfolio.last_activity  # type: ignore[attr-defined]
    return local_date(at, portfolio.district.zone) if at else None


def for_whom(actor: Actor, portfolio: Portfolio) -> str:
    """Return whose work somebody else has before them; nothing where it is a student's own."""
    own = actor.role is Role.STUDENT and actor.own_record == portfolio.student_id
    return "" if own else str(portfolio.student)
