"""A district lets Support read, sees what was read, and ends it."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from districts.acting import acting
from districts.actions.grants import GrantOpenError, end_grants, give_grant
from districts.actor import Actor
from districts.models import District
from districts.policy import Power, require
from districts.signing_in.step_up import step_up
from districts.support import grants
from districts.support.forms.grant import GrantForm
from spacesedu.lib import clock

EARLIER_SHOWN = 10


@require_http_methods(["GET", "HEAD", "POST"])
def support_access(request: HttpRequest) -> HttpResponseBase:
    """Show the grant that holds with what was read under it; POST gives one."""
    actor, district, now = acting(request), _here(request), clock.now()
    if request.method != "POST":
        return _page(request, actor, district, GrantForm(), now)
    form = GrantForm(request.POST)
    if not form.is_valid():
        return _page(request, actor, district, form, now)
    return _give(request, actor, district, form, now)


@require_POST
def support_access_end(request: HttpRequest) -> HttpResponse:
    """End what lets Support read, at once; the second press finds nothing to end."""
    district = _here(request)
    if end_grants(district=district, by=acting(request), at=clock.now()):
        messages.success(request, _("Support can read nothing any more."))
    return redirect("districts:support_access")


def _here(request: HttpRequest) -> District:
    actor = acting(request)
    require(actor, Power.GRANT_SUPPORT)
    district = grants.granting_district(actor)
    if district is None:
        raise Http404
    return district


@step_up
def _give(
    request: HttpRequest, actor: Actor, district: District, form: GrantForm, now: datetime
) -> HttpResponse:
    asked = form.cleaned_data
    try:
        give_grant(
            district=district, hours=asked["hours"], reason=asked["reason"], by=actor, at=now
        )
    except GrantOpenError as told:
        messages.warning(request, str(told))
    else:
        messages.success(request, _("Support can read now. Everything they open is listed here."))
    return redirect("districts:support_access")


def _page(
    request: HttpRequest, actor: Actor, district: District, form: GrantForm, now: datetime
) -> HttpResponse:
    live = grants.live_grant(actor, now)
    earlier = [grant for grant in grants.grants_of(actor)[:EARLIER_SHOWN] if grant != live]
    counts = grants.reading_counts(district, earlier)
    context = {
        "form": form,
        "live": live,
        "until": clock.wall_time(live.ends_at, district.zone) if live else None,
        "left": grants.time_left(live.ends_at, now) if live else "",
        "readings": grants.readings_under(live, district) if live else [],
        "earlier": [
            {
                "from": clock.wall_time(grant.given_at, district.zone),
                "until": clock.wall_time(grant.ended_at or grant.ends_at, district.zone),
                "reason": grant.reason,
                "readings": counts.get(str(grant.pk), 0),
            }
            for grant in earlier
        ],
    }
    return render(request, "districts/support_access.html", context)
