"""Connections: where packages come from. List, add, change, test, end."""

import uuid

from allauth.core import ratelimit
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from districts.acting import acting
from districts.actions.connections import (
    SourceRefusedError,
    add_connection,
    change_connection,
    end_connection,
    fetch_again,
    note_test,
)
from districts.actor import Actor
from districts.directory import connections_for, latest_runs_for, schools_for
from districts.imports import sources, testing
from districts.imports.connection_form import ConnectionForm
from districts.imports.service_form import PullForm
from districts.models import ConnectionKind, SisConnection
from districts.policy import Power, may, require
from districts.signing_in.step_up import step_up
from spacesedu.lib import clock


@require_safe
def connections(request: HttpRequest) -> HttpResponse:
    """List the connections, and the kinds of which one can be added."""
    actor = _importer(request)
    context = {
        "rows": sources.rows_of(connections_for(actor), latest_runs_for(actor)),
        "kinds": sources.KINDS.values(),
        "may_set": may(actor, Power.EDIT_SETTINGS),
    }
    return render(request, "districts/import_connections.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, source_kind: str) -> HttpResponseBase:
    """Add a connection of one kind."""
    actor = _importer(request)
    if source_kind not in ConnectionKind.values:
        raise Http404
    return _new(request, actor, ConnectionKind(source_kind))


@require_http_methods(["GET", "HEAD", "POST"])
def connection(request: HttpRequest, connection: uuid.UUID) -> HttpResponseBase:
    """Show a connection, and change it."""
    actor, found = _found(request, connection)
    return _change(request, actor, found)


@require_POST
def test(request: HttpRequest, connection: uuid.UUID) -> HttpResponse:
    """Ask the service for a first look, and say what was seen; nothing is imported."""
    actor, found = _found(request, connection)
    provider = testing.provider_of(found)
    if provider is None:
        raise Http404
    if not ratelimit.consume(request, action="test_connection", key=str(found.pk)):
        messages.warning(request, _("It was asked twenty times within the hour. Try again later."))
        return redirect("districts:import_connection", connection=found.pk)
    seen = testing.look(provider)
    note_test(connection=found, worked=seen.worked, by=actor, at=clock.now())
    verdict = _("The connection works.") if seen.worked else _("The connection does not work yet.")
    say = messages.success if seen.worked else messages.warning
    say(request, " ".join((verdict, *seen.sentences)))
    return redirect("districts:import_connection", connection=found.pk)


@require_POST
def fetch(request: HttpRequest, connection: uuid.UUID) -> HttpResponse:
    """Have the service fetched from again today."""
    actor, found = _found(request, connection)
    if testing.provider_of(found) is None or found.ended_at is not None:
        raise Http404
    fetch_again(connection=found, by=actor, at=clock.now())
    messages.success(
        request,
        _("It is fetched within a quarter of an hour, or when your district’s hours for it begin."),
    )
    return redirect("districts:import_connection", connection=found.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, connection: uuid.UUID) -> HttpResponseBase:
    """Say what ending it means; POST ends it."""
    return _end(request, *_found(request, connection))


@step_up
def _end(request: HttpRequest, actor: Actor, found: SisConnection) -> HttpResponse:
    if found.ended_at is not None:
        messages.info(request, _("“%(name)s” has ended.") % {"name": found})
        return redirect("districts:import_connections")
    if request.method == "POST":
        end_connection(connection=found, by=actor, at=clock.now())
        messages.success(request, _("“%(name)s” has ended.") % {"name": found})
        return redirect("districts:import_connections")
    context = {
        "title": _("End “%(name)s”?") % {"name": found},
        "lead": _(
            "Nothing more is taken from it. What it brought stays as it is: nobody is removed, and "
            "nobody loses access."
        ),
        "button": _("End the connection"),
        "icon": "unplug",
        "danger": True,
        "back_url": reverse("districts:import_connection", kwargs={"connection": found.pk}),
        "back_text": found.name,
    }
    return render(request, "districts/form.html", context)


@step_up
def _new(request: HttpRequest, actor: Actor, kind: ConnectionKind) -> HttpResponse:
    form = (PullForm if kind is ConnectionKind.PULL else ConnectionForm)(
        request.POST if request.method == "POST" else None,
        schools=schools_for(actor),
        whole_district=actor.whole_district,
    )
    if form.is_valid():
        try:
            made = add_connection(
                kind=kind, shape=form.shape, service=form.service, by=actor, at=clock.now()
            )
        except SourceRefusedError as told:
            form.add_error(told.field, str(told))
        else:
            messages.success(request, _("“%(name)s” is set up.") % {"name": made})
            return redirect("districts:import_connection", connection=made.pk)
    return _form(request, form, sources.KINDS[kind], None)


@step_up
def _change(request: HttpRequest, actor: Actor, found: SisConnection) -> HttpResponse:
    form = _form_of(request, actor, found)
    if form.is_valid():
        try:
            changed = change_connection(
                connection=found,
                shape=form.shape,
                service=form.service,
                by=actor,
                at=clock.now(),
            )
        except SourceRefusedError as told:
            form.add_error(told.field, str(told))
        else:
            said = _("The connection is saved.") if changed else _("Nothing was changed.")
            messages.success(request, said)
            return redirect("districts:import_connection", connection=found.pk)
    return _form(request, form, sources.KINDS[ConnectionKind(found.kind)], found)


def _form_of(request: HttpRequest, actor: Actor, found: SisConnection) -> ConnectionForm:
    sent = request.POST if request.method == "POST" else None
    schools, whole = schools_for(actor), actor.whole_district
    if found.kind != ConnectionKind.PULL:
        return ConnectionForm(sent, schools=schools, whole_district=whole, connection=found)
    service = testing.provider_of(found)
    return PullForm(sent, schools=schools, whole_district=whole, connection=found, provider=service)


def _importer(request: HttpRequest) -> Actor:
    actor = acting(request)
    require(actor, Power.RUN_IMPORTS)
    return actor


def _found(request: HttpRequest, connection: uuid.UUID) -> tuple[Actor, SisConnection]:
    actor = _importer(request)
    return actor, get_object_or_404(connections_for(actor), pk=connection)


def _form(
    request: HttpRequest,
    form: ConnectionForm,
    kind: sources.KindInWords,
    found: SisConnection | None,
) -> HttpResponse:
    [row] = sources.rows_of([found], []) if found else [None]
    context = {
        "form": form,
        "kind": kind,
        "connection": row,
        "folder": sources.folder_of(found) if found and kind.key == "inbox" else "",
        "service": testing.provider_of(found) if found else None,
    }
    status = 422 if form.errors else 200
    return render(request, "districts/import_connection.html", context, status=status)
