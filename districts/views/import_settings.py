"""The settings of imports: what happens by itself, how much is too much, hours and quiet days."""

import uuid
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from districts.actions.import_settings import (
    add_quiet_days,
    change_import_settings,
    remove_quiet_days,
)
from districts.actor import Actor
from districts.directory import quiet_days_for
from districts.imports.settings_form import ImportSettingsForm, QuietDaysForm
from districts.models import District, Feature, QuietDays
from districts.signing_in.step_up import step_up
from districts.switching.features import switches_of
from districts.views.district_settings import editor
from spacesedu.lib import clock

# Without these nobody is invited, whatever is set here.
NEEDED = {Feature.FAMILY_ACCOUNTS, Feature.FAMILY_DATA_IMPORTS, Feature.ASSOCIATIONS}


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponseBase:
    """Show the settings with the quiet days; POST saves the settings."""
    return _settings(request, *editor(request))


@require_POST
def quiet_days_add(request: HttpRequest) -> HttpResponse:
    """Add quiet days."""
    actor, district = editor(request)
    now = clock.now()
    form = QuietDaysForm(request.POST, today=clock.local_date(now, district.zone))
    if not form.is_valid():
        return _page(request, actor, district, now, days_form=form)
    said = form.cleaned_data
    add_quiet_days(
        district=district,
        first_day=said["first_day"],
        last_day=said["last_day"],
        note=said["note"],
        by=actor,
        at=now,
    )
    messages.success(request, _("On these days imports remove nothing and send no mail."))
    return redirect("districts:import_settings")


@require_POST
def quiet_days_remove(request: HttpRequest, days: uuid.UUID) -> HttpResponseBase:
    """Take quiet days away."""
    actor, _district = editor(request)
    return _without(request, actor, get_object_or_404(quiet_days_for(actor), pk=days))


@step_up
def _without(request: HttpRequest, actor: Actor, found: QuietDays) -> HttpResponse:
    remove_quiet_days(days=found, by=actor, at=clock.now())
    messages.success(request, _("These days are like any other now."))
    return redirect("districts:import_settings")


@step_up
def _settings(request: HttpRequest, actor: Actor, district: District) -> HttpResponse:
    now = clock.now()
    form = ImportSettingsForm(request.POST if request.method == "POST" else None, district=district)
    if not form.is_valid():
        return _page(request, actor, district, now, form=form)
    changed = change_import_settings(district=district, wanted=form.wishes(), by=actor, at=now)
    if "auto_create_associations" in changed and form.wishes().auto_create_associations:
        words = _("Saved. The next import waits and tells you how many people it would invite.")
    else:
        words = _("The settings are saved.") if changed else _("Nothing was changed.")
    messages.success(request, words)
    return redirect("districts:import_settings")


def _page(
    request: HttpRequest,
    actor: Actor,
    district: District,
    now: datetime,
    *,
    form: ImportSettingsForm | None = None,
    days_form: QuietDaysForm | None = None,
) -> HttpResponse:
    today = clock.local_date(now, district.zone)
    context = {
        "form": form or ImportSettingsForm(district=district),
        "days_form": days_form or QuietDaysForm(today=today),
        "quiet_days": quiet_days_for(actor).filter(last_day__gte=today),
        "missing": [
            switch.label
            for switch in switches_of(district)
            if switch.key in NEEDED and not switch.on
        ],
    }
    wrong = any(one is not None and one.errors for one in (form, days_form))
    return render(request, "districts/import_settings.html", context, status=422 if wrong else 200)
