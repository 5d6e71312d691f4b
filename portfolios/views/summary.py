"""The Summary Statement."""

import uuid
from collections.abc import Mapping
from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from districts.acting import acting
from districts.actor import Actor
from portfolios import actions, text
from portfolios.forms.summary import SummaryForm, typed_summary
from portfolios.models import Portfolio
from portfolios.policy import can_keep, can_write
from portfolios.queries import kept_for, openable
from portfolios.shelf import page_url
from portfolios.views.kept import why_closed
from portfolios.views.sheet import just_discarded, kept_since
from portfolios.writing.origin import sent_form
from portfolios.writing.reads import Place
from portfolios.writing.summary import put_aside, put_away, unsaved
from spacesedu.lib import clock


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, portfolio: uuid.UUID) -> HttpResponse:
    """Write it, or rewrite it."""
    actor = acting(request)
    sent = request.method == "POST"
    # What was typed is not lost because somebody archived the portfolio meanwhile.
    found = get_object_or_404(kept_for(actor) if sent else openable(actor), pk=portfolio)
    if not can_write(actor, found):
        return _closed_page(request, actor, found)
    return _save(request, actor, found) if sent else _opened(request, actor, found)


def _save(request: HttpRequest, actor: Actor, portfolio: Portfolio) -> HttpResponse:
    form, other = SummaryForm(request.POST, portfolio=portfolio, draft=None), None
    if form.is_valid():
        try:
            actions.write_summary(
                portfolio_id=portfolio.pk,
                summary=form.cleaned_data["summary"],
                seen=form.cleaned_data["seen"] or None,
                form=sent_form(request.POST),
                by=actor,
                at=clock.now(),
            )
        except PermissionDenied:
            # In this very moment.
            return _closed_page(request, actor, portfolio)
        except actions.SummaryTooLongError as refused:
            form.add_error("summary", str(refused))
        except actions.SummaryChangedError as changed:
            other = changed.portfolio
            form.add_error(None, str(changed))
            form.look_again(seen=actions.summary_mark(other.summary))
        else:
            messages.success(request, _("Your Summary Statement is saved."))
            return redirect(page_url(portfolio))
    return _page(request, actor, portfolio, form, other=other)


def _opened(request: HttpRequest, actor: Actor, portfolio: Portfolio) -> HttpResponse:
    """Show the form with what is not saved yet, if there is anything."""
    draft, gone = unsaved(actor, portfolio), just_discarded(request)
    form = SummaryForm(None, portfolio=portfolio, draft=draft)
    begun = kept_since(draft, portfolio)
    begun["put_away"] = put_away(actor, portfolio, gone) if gone else None
    return _page(request, actor, portfolio, form, begun=begun)


def _page(
    request: HttpRequest,
    actor: Actor,
    portfolio: Portfolio,
    form: SummaryForm,
    *,
    other: Portfolio | None = None,
    begun: Mapping[str, object] | None = None,
) -> HttpResponse:
    """Show the form; ``other`` has the other version, when somebody was quicker."""
    here = {"portfolio": portfolio.pk}
    context = {
        "form": form,
        "actor": actor,
        "portfolio": portfolio,
        "back_url": page_url(portfolio),
        "form_url": reverse("portfolios:summary", kwargs=here),
        "draft_url": reverse("portfolios:summary_draft", kwargs=here),
        "other_html": text.safe(other.summary_html) if other else "",
        "put_aside": put_aside(actor, portfolio, at=clock.now()),
        **(begun or {}),
    }
    status = HTTPStatus.CONFLICT if other else HTTPStatus.OK
    if form.errors and not other:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "portfolios/summary_form.html", context, status=status)


def _closed_page(request: HttpRequest, actor: Actor, portfolio: Portfolio) -> HttpResponse:
    """Keep what was sent, if anything was, and show it to be read and copied."""
    if not can_keep(actor, portfolio):
        raise PermissionDenied
    context = {
        "why": why_closed(actor, Place(portfolio)),
        "portfolio": portfolio,
        "actor": actor,
        "back_url": page_url(portfolio),
    }
    if request.method == "POST":
        context["body"] = request.POST.get("summary", "")
        words, now = typed_summary(request.POST), clock.now()
        try:
            actions.save_summary_draft(portfolio_id=portfolio.pk, words=words, by=actor, at=now)
        except actions.TooLongToKeepError:
            context["why"] = _(
                "This portfolio is archived, so nothing is saved. Copy your words before you leave."
            )
        return render(request, "portfolios/post_kept.html", context, status=HTTPStatus.CONFLICT)
    draft = unsaved(actor, portfolio)
    if draft is None:
        raise PermissionDenied
    return render(request, "portfolios/post_kept.html", context | {"body": draft.summary})
