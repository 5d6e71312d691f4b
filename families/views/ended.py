"""What the page of an invitation says when there is nothing to accept."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from districts.signing_in import link_holders
from families.policy import Answerable

_SAID: dict[Answerable, tuple[HTTPStatus, link_holders.Words]] = {
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
    said = _SAID[standing] if standing else link_holders.NOT_BY_LINK
    used = standing is Answerable.ACCEPTED
    return link_holders.ended(request, _title(standing), said, used=used)


def _title(standing: Answerable | None) -> link_holders.Words:
    if standing is None:
        return link_holders.DOES_NOT_WORK
    accepted = standing is Answerable.ACCEPTED
    return _("Invitation accepted") if accepted else _("Invitation closed")
