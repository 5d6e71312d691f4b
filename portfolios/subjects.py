"""How this app's things are called in the activity of a district."""

from collections.abc import Collection, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from districts.activity.words import Kind
from districts.actor import Actor
from portfolios.models import (
    Attachment,
    Comment,
    Draft,
    Portfolio,
    PortfolioTemplate,
    Post,
    SharingPause,
    SummaryDraft,
)

type Found = Mapping[str, str]


def title_of(portfolio: Portfolio) -> str:
    """Return a portfolio by its title and whose it is."""
    names = {"portfolio": portfolio.template, "student": portfolio.student}
    return _("the portfolio “%(portfolio)s” of %(student)s") % names


def _template(actor: Actor, ids: Collection[str]) -> Found:
    rows = PortfolioTemplate.objects.filter(district_id=actor.here, pk__in=ids)
    words = _("the Portfolio Template “%(name)s”")
    return {str(row.pk): words % {"name": row.name} for row in rows}


def _portfolio(actor: Actor, ids: Collection[str]) -> Found:
    rows = Portfolio.objects.filter(district_id=actor.here, pk__in=ids)
    return {str(row.pk): title_of(row) for row in rows.select_related("template", "student")}


def _post(actor: Actor, ids: Collection[str]) -> Found:
    rows = Post.objects.filter(district_id=actor.here, pk__in=ids)
    return {str(row.pk): _told(row) for row in rows.select_related("portfolio__student")}


def _attachment(actor: Actor, ids: Collection[str]) -> Found:
    rows = Attachment.objects.filter(district_id=actor.here, pk__in=ids)
    words = _("a file of %(post)s")
    found = rows.select_related("post__portfolio__student")
    return {str(row.pk): words % {"post": _told(row.post)} for row in found if row.post}


def _comment(actor: Actor, ids: Collection[str]) -> Found:
    rows = Comment.objects.filter(district_id=actor.here, pk__in=ids)
    words = _("a comment on %(post)s")
    found = rows.select_related("post__portfolio__student")
    return {str(row.pk): words % {"post": _told(row.post)} for row in found}


def _draft(actor: Actor, ids: Collection[str]) -> Found:
    rows = Draft.objects.filter(district_id=actor.here, pk__in=ids)
    words = _("a draft in %(portfolio)s")
    found = rows.select_related("portfolio__template", "portfolio__student")
    return {str(row.pk): words % {"portfolio": title_of(row.portfolio)} for row in found}


def _summary_draft(actor: Actor, ids: Collection[str]) -> Found:
    rows = SummaryDraft.objects.filter(district_id=actor.here, pk__in=ids)
    words = _("a draft of the Summary Statement of %(portfolio)s")
    found = rows.select_related("portfolio__template", "portfolio__student")
    return {str(row.pk): words % {"portfolio": title_of(row.portfolio)} for row in found}


def _pause(actor: Actor, ids: Collection[str]) -> Found:
    rows = SharingPause.objects.filter(district_id=actor.here, pk__in=ids)
    words = _("the share links of %(what)s")
    found = rows.select_related("school", "template")
    return {str(row.pk): words % {"what": row} for row in found}


def _told(post: Post) -> str:
    names = {"title": post.title, "student": post.portfolio.student}
    return _("the post “%(title)s” of %(student)s") % names


SUBJECTS = {
    "portfolios.portfoliotemplate": Kind(gettext_lazy("a Portfolio Template"), _template),
    "portfolios.portfolio": Kind(gettext_lazy("a portfolio"), _portfolio),
    "portfolios.post": Kind(gettext_lazy("a post"), _post),
    "portfolios.attachment": Kind(gettext_lazy("a file of a post"), _attachment),
    "portfolios.comment": Kind(gettext_lazy("a comment"), _comment),
    "portfolios.draft": Kind(gettext_lazy("a draft"), _draft),
    "portfolios.sharingpause": Kind(gettext_lazy("share links"), _pause),
    "portfolios.summarydraft": Kind(gettext_lazy("a draft"), _summary_draft),
}
