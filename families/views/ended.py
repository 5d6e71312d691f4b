"""What the page of an invitation says when there is nothing to accept."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from families.policy import Answerable

_NO_MARK = _("Open the link in the e-mail once more: this page only knows it for a while.")

_SAID: dict[Answerable, tuple[HTTPStatus, str | Promise]] = {
    Answerable.ACCEPTED: (
        HTTPStatus.OK,
        _("You have already accepted it. Sign in to see the work of your students."),
    ),
    Answerable.DECLINED: (HTTPStatus.OK, _("You declined it. Nothing is shared with you.")),
    Answerable.DISOWNED: (
        HTTPStatus.OK,
        _("It was not for you. Thank you for saying so: the school will see it."),
    ),
    Answerable.PAUSED: (
        HTTPStatus.OK,
        _("It cannot be accepted now: the school has paused family accounts. Ask there."),
    ),
    Answerable.WITHDRAWN: (
        HTTPStatus.GONE,
        _("The school took it back. If a newer e-mail has come, use the link in that one."),
    ),
    Answerable.ENDED_BY_IMPORT: (
        HTTPStatus.GONE,
        _("It no longer counts: the school’s records have changed. Ask there if that is wrong."),
    ),
    Answerable.EXPIRED: (
        HTTPStatus.GONE,
        _("It is too old. Ask the school to send it again; the same link will work then."),
    ),
}


def ended(request: HttpRequest, standing: Answerable | None) -> HttpResponse:
    """Say why; ``None`` for a browser that has not come by a link, or has forgotten it."""
    status, text = _SAID[standing] if standing else (HTTPStatus.NOT_FOUND, _NO_MARK)
    context = {"reason_text": text, "accepted": standing is Answerable.ACCEPTED}
    return render(request, "families/invitation_ended.html", context, status=status)
