"""The Summary Statement."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from districts.acting import acting
from portfolios import actions, text
from portfolios.forms.summary import SummaryForm
from portfolios.policy import can_keep, can_write
from portfolios.queries import kept_for, openable
from portfolios.shelf import page_url
from spacesedu.lib import clock


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, portfolio: uuid.UUID) -> HttpResponse:
    """Write it, or rewrite it."""
    actor = acting(request)
    sent = request.method == "POST"
    # What was typed is not lost because somebody archived the portfolio meanwhile.
    found = get_object_or_404(kept_for(actor) if sent else openable(actor), pk=portfolio)
    closed = not can_write(actor, found)
    if closed and not (sent and can_keep(actor, found)):
        raise PermissionDenied
    begun = {"summary": found.summary, "seen": actions.summary_mark(found.summary)}
    form = SummaryForm(request.POST if sent else None, initial=begun)
    valid, other = form.is_valid(), None
    if closed and sent:
        said = _(
            "This portfolio is archived, so nothing is saved. Copy your words before you leave."
        )
        form.add_error(None, said)
    elif valid:
        try:
            actions.write_summary(
                portfolio_id=found.pk,
                summary=form.cleaned_data["summary"],
                seen=form.cleaned_data["seen"] or None,
                by=actor,
                at=clock.now(),
            )
        except actions.SummaryTooLongError as refused:
            form.add_error("summary", str(refused))
        except actions.SummaryChangedError as changed:
            other = changed.portfolio
            form.add_error(None, str(changed))
            form.look_again(seen=actions.summary_mark(other.summary))
        else:
            messages.success(request, _("Your Summary Statement is saved."))
            return redirect(page_url(found))
    context = {
        "form": form,
        "actor": actor,
        "portfolio": found,
        "back_url": page_url(found),
        "other_html": text.safe(other.summary_html) if other else "",
    }
    status = 409 if closed or other else 422 if form.errors else 200
    return render(request, "portfolios/summary_form.html", context, status=status)
