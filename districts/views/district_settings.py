"""Changing a district's settings, one page each: brand, time and languages, names, leavers."""

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from districts.acting import acting
from districts.actions.settings import Settings, change_settings
from districts.actor import Actor
from districts.directory import districts_for
from districts.models import District
from districts.office import logo
from districts.office.settings_forms import (
    BrandForm,
    Files,
    LeaversForm,
    NamesForm,
    Sent,
    TimeForm,
)
from districts.office.zones import zones
from districts.policy import Power, require
from districts.signing_in.step_up import step_up
from spacesedu.lib import clock


@require_http_methods(["GET", "HEAD", "POST"])
def brand(request: HttpRequest) -> HttpResponse:
    """Name, colour and logo."""
    actor, district = editor(request)
    form = BrandForm(*_sent(request), district=district)
    if not form.is_valid():
        return _shown(request, form, _("Brand"), "districts/settings_brand.html", district=district)
    with logo.stored(form.picture, held=district.logo) as stored:
        return _saved(request, actor, district, form.brand(stored))


@require_http_methods(["GET", "HEAD", "POST"])
def time(request: HttpRequest) -> HttpResponse:
    """Time zone and languages."""
    actor, district = editor(request)
    form = TimeForm(*_sent(request), district=district)
    if not form.is_valid():
        return _shown(
            request, form, _("Time and languages"), "districts/settings_time.html", zones=zones()
        )
    return _saved(request, actor, district, form.wanted())


@require_http_methods(["GET", "HEAD", "POST"])
def names(request: HttpRequest) -> HttpResponseBase:
    """By which name visitors get to know students."""
    return _names(request, *editor(request))


@require_http_methods(["GET", "HEAD", "POST"])
def leavers(request: HttpRequest) -> HttpResponseBase:
    """How long the links of students who leave stay open."""
    return _leavers(request, *editor(request))


@step_up
def _names(request: HttpRequest, actor: Actor, district: District) -> HttpResponse:
    form = NamesForm(*_sent(request), district=district)
    if not form.is_valid():
        lead = _(
            "By which name visitors get to know the students. People who sign in read full names."
        )
        return _shown(request, form, _("Names on shared portfolios"), lead=lead)
    return _saved(request, actor, district, form.wanted())


@step_up
def _leavers(request: HttpRequest, actor: Actor, district: District) -> HttpResponse:
    form = LeaversForm(*_sent(request), district=district)
    if not form.is_valid():
        lead = _("For how many days a link still opens when a student has left.")
        return _shown(request, form, _("Links of students who leave"), lead=lead)
    return _saved(request, actor, district, form.wanted())


def editor(request: HttpRequest) -> tuple[Actor, District]:
    """Return who may change the settings, and the district; 403 for everybody else."""
    actor = acting(request)
    require(actor, Power.EDIT_SETTINGS)
    district = districts_for(actor).first()
    if district is None:
        raise Http404
    return actor, district


def _sent(request: HttpRequest) -> tuple[Sent, Files]:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _saved(
    request: HttpRequest, actor: Actor, district: District, wanted: Settings
) -> HttpResponse:
    changed = change_settings(district=district, wanted=wanted, by=actor, at=clock.now())
    words = _("The settings are saved.") if changed else _("Nothing was changed.")
    messages.success(request, words)
    return redirect("districts:settings")


def _shown(
    request: HttpRequest,
    form: Form,
    title: str,
    template: str = "districts/form.html",
    **context: object,
) -> HttpResponse:
    values = {
        "title": title,
        "form": form,
        "back_url": reverse("districts:settings"),
        "back_text": _("Settings"),
        **context,
    }
    return render(request, template, values, status=422 if form.errors else 200)
