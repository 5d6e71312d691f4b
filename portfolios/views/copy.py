"""Copy Post."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from districts.acting import acting
from districts.policy import Power, may
from portfolios import actions, queries
from portfolios.forms.copy import CopyForm
from portfolios.shelf import page_url, post_url
from portfolios.writing.copying import targets
from spacesedu.lib import clock


@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: HttpRequest, post: uuid.UUID) -> HttpResponse:
    """Ask where to, then copy; from an archived portfolio too."""
    actor = acting(request)
    found = queries.post(actor, post)
    if found is None:
        raise Http404
    if not may(actor, Power.WRITE_PORTFOLIOS):
        raise PermissionDenied
    places = targets(actor, found)
    sent = request.POST if request.method == "POST" else None
    form = CopyForm(sent, targets=places) if places else None
    if form is not None and form.is_valid():
        chosen = form.cleaned_data
        try:
            made = actions.copy_post(
                post_id=found.pk,
                portfolio_id=chosen["portfolio"],
                section_ids=frozenset(chosen["sections"]),
                sent_as=chosen["sent_as"],
                by=actor,
                at=clock.now(),
            )
        except (actions.StillGettingReadyError, actions.DeletedMeanwhileError) as refused:
            form.add_error(None, str(refused))
        else:
            _tell(request, made)
            return redirect(post_url(made.post.portfolio, made.post.pk))
    context = {"form": form, "post": found, "back_url": page_url(found.portfolio)}
    status = 422 if form is not None and form.errors else 200
    return render(request, "portfolios/post_copy.html", context, status=status)


def _tell(request: HttpRequest, made: actions.Copied) -> None:
    messages.success(request, _("The post is copied. This is the copy’s portfolio."))
    for name in made.left_out:
        words = _("“%(name)s” could not be made ready and is not in the copy.")
        messages.warning(request, words % {"name": name})
