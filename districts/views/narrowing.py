"""Taking back a part of what Support allows, and giving it free again."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from districts.acting import acting
from districts.actions.narrowing import (
    NobodyLeftError,
    NotSwitchedOnError,
    OutsideCeilingError,
    WideningError,
    narrow,
)
from districts.models import Feature
from districts.policy import Power, require
from districts.signing_in.step_up import is_fresh, step_up
from districts.switching.closing import ClosesLinksError, agreed_to
from districts.switching.features import MEANING
from districts.switching.narrowing_form import NarrowingForm
from districts.switching.room import Room, room_for
from spacesedu.lib import clock


@require_http_methods(["GET", "HEAD", "POST"])
def narrowing(request: HttpRequest, feature: str) -> HttpResponseBase:
    """Show how far a feature reaches, and let the district keep it closer.

    What closes links says first how many, and waits for a yes to that number. Letting more in again
    asks who one is, unless that has just been shown.
    """
    actor = acting(request)
    require(actor, Power.EDIT_SETTINGS)
    room = room_for(actor, Feature(feature)) if feature in Feature.values else None
    if room is None:
        # Unknown, or off: there is nothing to take back.
        raise Http404
    form = _form(request, room)
    if not form.is_valid():
        return _shown(request, room, form)
    at = clock.now()
    change = partial(
        narrow,
        district=room.district,
        feature=room.feature,
        wanted=form.wanted(),
        may_widen=is_fresh(request),
        by=actor,
        at=at,
    )
    try:
        yes = request.POST.get("confirm", "")
        changed = agreed_to(change, district_id=room.district.pk, at=at, closes=yes)
    except ClosesLinksError as asked:
        return _shown(request, room, form, closing=asked.count)
    except WideningError:
        return step_up(narrowing)(request, feature)
    except NotSwitchedOnError:
        raise Http404 from None
    except (NobodyLeftError, OutsideCeilingError) as refused:
        # Support changed the ceiling while the form was open.
        form.add_error(None, str(refused))
        return _shown(request, room, form)
    messages.success(request, _said(int(yes or 0)) if changed else _("Nothing was changed."))
    return redirect("districts:settings")


def _said(closed: int) -> str:
    """Return what has been done; as many links are closed as somebody has agreed to."""
    saved = _("The settings are saved.")
    if not closed:
        return saved
    links = ngettext("%(count)s link is closed.", "%(count)s links are closed.", closed)
    return f"{saved} {links % {'count': closed}}"


def _form(request: HttpRequest, room: Room) -> NarrowingForm:
    data = request.POST if request.method == "POST" else None
    return NarrowingForm(
        data, feature=room.feature, ceiling=room.ceiling, held=room.held, schools=room.schools
    )


def _shown(
    request: HttpRequest, room: Room, form: NarrowingForm, *, closing: int = 0
) -> HttpResponse:
    context = {
        "closing": closing,
        "families": room.feature is Feature.URL_SHARING,
        "button": _yes(closing) if closing else "",
        "title": room.feature.label,
        "lead": MEANING[room.feature],
        "form": form,
        "back_url": reverse("districts:settings"),
        "back_text": _("Settings"),
    }
    status = 422 if form.errors else 200
    return render(request, "districts/narrowing.html", context, status=status)


def _yes(closing: int) -> str:
    words = ngettext("Save and close %(count)s link", "Save and close %(count)s links", closing)
    return words % {"count": closing}
