"""How far the files of a post are, for the page that waits for them."""

import uuid

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from districts.acting import acting
from districts.actor import Actor
from portfolios import queries
from portfolios.models import Post
from portfolios.page import Addresses, cover_of, freeze_post
from portfolios.policy import can_comment, can_write
from portfolios.reading.entries import entries, ways
from portfolios.reading.looks import since
from portfolios.reading.rows import attachments_of, contents_of, read_belongings
from portfolios.reading.waiting import moving, waiting
from portfolios.shelf import page_url
from spacesedu.lib import clock


@require_safe
def states(request: HttpRequest, post: uuid.UUID) -> HttpResponse:
    """Return the states anew; or, once another file is done, the whole post in its place."""
    actor = acting(request)
    found = queries.post(actor, post)
    if found is None:
        raise Http404
    if not can_write(actor, found.portfolio):
        raise PermissionDenied
    now = waiting([found.pk]).get(found.pk)
    if now and str(moving(now.files)) == request.GET.get("waiting"):
        return render(request, "components/media-states.html", {"waiting": now})
    answer = render(request, "portfolios/_entry.html", _whole(actor, found))
    answer.headers["HX-Retarget"] = f"#post-{found.pk}"
    answer.headers["HX-Reswap"] = "outerHTML"
    return answer


def _whole(actor: Actor, post: Post) -> dict[str, object]:
    # It may be put into any page of the portfolio, so its addresses are whole.
    at = Addresses(root=page_url(post.portfolio))
    read_belongings(post)
    files = attachments_of([post])[post.pk]
    view = freeze_post(post, contents_of(cover_of(post.portfolio)), files, at)
    new_from = since(actor, post.portfolio, clock.now(), noted=False)
    (entry,) = entries([post], [view], post.portfolio, actor=actor, writes=True, since=new_from)
    return {
        "entry": entry,
        "ways": ways(actor, writes=True),
        "can_comment": can_comment(actor, post.portfolio),
    }
