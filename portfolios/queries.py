"""What pages of portfolios read, always starting at the person."""

import uuid
from collections.abc import Iterable

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce

from districts.actor import Actor
from districts.asking import ActorQuery
from districts.models import Student, User
from portfolios import gates
from portfolios.models import (
    Attachment,
    MediaKind,
    Portfolio,
    PortfolioQuerySet,
    PortfolioTemplate,
    Post,
    Section,
)
from spacesedu.lib.compiled import any_of
from spacesedu.lib.db import fold


def openable(actor: Actor) -> PortfolioQuerySet:
    """Return the portfolios ``actor`` may open, with what a page of one needs."""
    return Portfolio.objects.visible_to(actor).select_related(
        "template", "student__district", "district"
    )


def opened(actor: Actor, portfolio_id: uuid.UUID) -> Portfolio | None:
    """Return one of them with ``is_active``, for a page that says what can be done in it."""
    for (is_active,) in _opens(actor, portfolio_id):
        found = Portfolio.objects.select_related("template", "student__district", "district")
        portfolio = found.get(pk=portfolio_id)
        portfolio.is_active = is_active  # type: ignore[attr-defined]
        return portfolio
    return None


_opens = ActorQuery(
    lambda actor, portfolio_id: (
        Portfolio.objects.visible_to(actor)
        .filter(pk=portfolio_id)
        .annotate(is_active=ExpressionWrapper(gates.active(), BooleanField()))
        .values_list("is_active")
    ),
    uuid.uuid4(),
)


def kept_for(actor: Actor) -> PortfolioQuerySet:
    """Return the portfolios to which ``actor`` may send what they wrote, to be kept at least."""
    return Portfolio.objects.kept_for(actor).select_related(
        "template", "student__district", "district"
    )


def with_activity(portfolios: PortfolioQuerySet) -> PortfolioQuerySet:
    """Annotate ``is_active``, ``post_count`` and ``last_activity``."""
    posts = Post.objects.kept().filter(portfolio=OuterRef("pk"))
    counted = posts.order_by().values("portfolio").annotate(n=Count("pk")).values("n")
    return portfolios.annotate(
        is_active=ExpressionWrapper(gates.active(), BooleanField()),
        post_count=Coalesce(Subquery(counted, output_field=IntegerField()), 0),
        last_activity=Subquery(posts.order_by("-updated_at").values("updated_at")[:1]),
    )


def with_cover(portfolios: PortfolioQuerySet) -> PortfolioQuerySet:
    """Annotate ``cover_id``, the newest photo's."""
    photos = Attachment.objects.ready().filter(
        post__portfolio=OuterRef("pk"), post__deleted_at=None, kind=MediaKind.PHOTO
    )
    newest = photos.order_by("-post__posted_on", "-post__created_at", "position", "pk")
    return portfolios.annotate(cover_id=Subquery(newest.values("pk")[:1]))


def shelf(actor: Actor) -> PortfolioQuerySet:
    """Return a student's or a family's portfolios, child by child, the one in use first."""
    recent = F("last_activity").desc(nulls_last=True)
    return with_cover(with_activity(openable(actor))).order_by(
        "student__sort_name", recent, "template__name", "pk"
    )


def explained(actor: Actor) -> PortfolioQuerySet:
    """Return the portfolios whose gates ``actor`` may ask about, with what the panel needs."""
    rows = Portfolio.objects.explained_to(actor).select_related("template", "student")
    return rows.order_by(F("template__archived_at").asc(nulls_first=True), "template__name", "pk")


def explained_students(actor: Actor) -> "QuerySet[Student]":
    """Return the students about whose portfolios ``actor`` may ask, with or without one."""
    asked = Portfolio.objects.explained_to(actor).filter(student=OuterRef("pk"))
    theirs = Student.objects.visible_to(actor).values("pk")
    return Student.objects.filter(Q(pk__in=theirs) | Q(Exists(asked)))


def templates(actor: Actor) -> "QuerySet[PortfolioTemplate]":
    """Return the templates whose students ``actor`` can look through.

    Published ones first, and among them the oldest: the one a school began with.
    """
    mine = Portfolio.objects.visible_to(actor)
    counted = mine.filter(template=OuterRef("pk")).order_by().values("template")
    return (
        PortfolioTemplate.objects.filter(pk__in=mine.values("template"))
        .annotate(students=Subquery(counted.annotate(n=Count("pk")).values("n")))
        .order_by(F("archived_at").asc(nulls_first=True), "created_at", "pk")
    )


def of_template(actor: Actor, template_id: uuid.UUID, search: str = "") -> PortfolioQuerySet:
    """Return the portfolios of one template that ``actor`` may open, by the students' names."""
    found = Portfolio.objects.filter(pk__in=_of_template.subquery(actor, template_id))
    rows = with_activity(found.select_related("template", "student__district", "district"))
    for word in fold(search).split():
        rows = rows.filter(student__search_text__contains=word)
    return rows.order_by("student__sort_name", "pk")


_of_template = ActorQuery(
    lambda actor, template_id: (
        Portfolio.objects.visible_to(actor).filter(template=template_id).values_list("pk")
    ),
    uuid.uuid4(),
)


def latest_of_template(actor: Actor, template_id: uuid.UUID) -> Portfolio | None:
    """Return the active portfolio in which something happened last, else the first by name."""
    recent = F("last_activity").desc(nulls_last=True)
    return of_template(actor, template_id).active().order_by(recent, "student__sort_name").first()


def post(actor: Actor, post_id: uuid.UUID, *, deleted: bool = False) -> Post | None:
    """Return one post of a portfolio ``actor`` may open; the deleted ones only when asked for."""
    rows = Post.objects.filter(portfolio__in=Portfolio.objects.visible_to(actor))
    rows = rows if deleted else rows.kept()
    found = rows.select_related("portfolio__template", "portfolio__student", "portfolio__district")
    return found.filter(pk=post_id).first()


def post_kept_for(actor: Actor, post_id: uuid.UUID) -> Post | None:
    """Return one post, deleted or not, of a portfolio from ``kept_for``."""
    rows = Post.objects.filter(portfolio__in=Portfolio.objects.kept_for(actor))
    found = rows.select_related("portfolio__template", "portfolio__student", "portfolio__district")
    return found.filter(pk=post_id).first()


def authors(posts: Iterable[Post], *, but: int | None) -> dict[int | None, str]:
    """Return account → name of those who added ``posts``, but for one account: the student's."""
    others = {one.author_id for one in posts if one.author_id not in {None, but}}
    found = User.objects.filter(pk__in=others) if others else []
    return {user.pk: str(user) for user in found}


def unfinished(post_ids: Iterable[uuid.UUID]) -> "QuerySet[Attachment]":
    """Return the attachments of these posts that are not ready: queued, at work, or failed."""
    return Attachment.objects.kept().filter(any_of("post", list(post_ids)), ready_at=None)


def sections(portfolio: Portfolio) -> "QuerySet[Section]":
    """Return the sections a post of this portfolio can be in, in order."""
    return Section.objects.filter(template=portfolio.template_id, removed_at=None)


def files_of(post: Post) -> "QuerySet[Attachment]":
    """Return the files of a post, ready or not."""
    return Attachment.objects.kept().filter(post=post)


def attachments(actor: Actor) -> "QuerySet[Attachment]":
    """Return the files of all posts ``actor`` may read."""
    return Attachment.objects.visible_to(actor).select_related(
        "post__portfolio", "draft__portfolio"
    )
