"""Where packages come from: adding a connection, changing and ending it, and its service."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.db import transaction
from django.utils.translation import gettext as _

from districts import audit
from districts.actor import Actor
from districts.models import ConnectionKind, ConnectionSchool, District, SisConnection, SisProvider


class SourceRefusedError(ValueError):
    """It cannot be so. Its text is for the person; ``field`` is where it is said."""

    field = ""


class NameTakenError(SourceRefusedError):
    """Another connection of the district has this name."""

    field = "name"


class ScopeError(SourceRefusedError):
    """These are not schools that the person may let a connection speak of."""

    field = "scope"


class CredentialsError(SourceRefusedError):
    """A service is asked somewhere else from now on: what was typed before is not sent there."""

    field = "secret"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A connection's name and scope; no schools for the whole district."""

    name: str
    schools: frozenset[uuid.UUID]


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """How a service is asked. ``sealed``: its credentials; None leaves those that are there."""

    base_url: str
    token_url: str
    version: str
    auth: str
    sealed: str | None


@transaction.atomic
def add_connection(
    *, kind: ConnectionKind, shape: Shape, service: Service | None, by: Actor, at: datetime
) -> SisConnection:
    """Add a connection to the actor's district; one that pulls comes with its service."""
    district = District.objects.select_for_update().get(pk=by.here)
    _check(district, shape, by, None)
    connection = SisConnection.objects.create(
        district=district, kind=kind, name=shape.name, created_at=at
    )
    _set_scope(connection, shape.schools)
    if service is not None:
        _set_service(connection, service, at)
    _note("connection.added", connection, by, at, kind=kind.value, scope=_sorted(shape.schools))
    return connection


@transaction.atomic
def change_connection(
    *,
    connection: SisConnection,
    shape: Shape,
    service: Service | None,
    by: Actor,
    at: datetime,
) -> bool:
    """Rename a connection, change its scope or its service; tell whether anything differs now."""
    district = District.objects.select_for_update().get(pk=connection.district_id)
    connection = SisConnection.objects.select_for_update().get(pk=connection.pk)
    _check(district, shape, by, connection)
    changed = []
    if connection.name != shape.name:
        connection.name = shape.name
        connection.save(update_fields=["name"])
        changed.append("name")
    if frozenset(connection.scope.values_list("school_id", flat=True)) != shape.schools:
        _set_scope(connection, shape.schools)
        connection.scoped_at = at
        connection.save(update_fields=["scoped_at"])
        changed.append("scope")
    if service is not None and _set_service(connection, service, at):
        changed.append("service")
    if changed:
        scope = _sorted(shape.schools)
        _note("connection.changed", connection, by, at, changed=changed, scope=scope)
    return bool(changed)


@transaction.atomic
def end_connection(*, connection: SisConnection, by: Actor, at: datetime) -> SisConnection:
    """Take nothing more from a connection; nothing of what it brought is touched.

    Ending twice is ending once.
    """
    connection = SisConnection.objects.select_for_update().get(pk=connection.pk)
    if connection.ended_at is None:
        connection.ended_at = at
        connection.save(update_fields=["ended_at"])
        _note("connection.ended", connection, by, at)
    return connection


@transaction.atomic
def note_test(*, connection: SisConnection, worked: bool, by: Actor, at: datetime) -> None:
    """Note that somebody had the service asked."""
    _note("connection.tested", connection, by, at, worked=worked)


@transaction.atomic
def fetch_again(*, connection: SisConnection, by: Actor, at: datetime) -> None:
    """Let the service be fetched from once more, in the district's next hours for it."""
    SisProvider.objects.filter(connection=connection).update(pulled_on=None)
    _note("connection.fetch_asked", connection, by, at)


@transaction.atomic
def allow_private(*, provider: SisProvider, allowed: bool, by: Actor, at: datetime) -> SisProvider:
    """Let a service have an address inside a private network, or no longer."""
    provider = SisProvider.objects.select_for_update().get(pk=provider.pk)
    if bool(provider.private_host_by) is not allowed:
        provider.private_host_by = by.key if allowed else ""
        provider.save(update_fields=["private_host_by"])
        verb = "connection.private_allowed" if allowed else "connection.private_refused"
        _note(verb, provider.connection, by, at)
    return provider


def _check(district: District, shape: Shape, by: Actor, connection: SisConnection | None) -> None:
    namesake = district.connections.filter(name=shape.name).first()
    if namesake is not None and namesake != connection:
        raise NameTakenError(_("Another connection has this name."))
    if district.schools.filter(pk__in=shape.schools).count() != len(shape.schools):
        raise ScopeError(_("One of these schools is not in the district."))
    if not by.whole_district and not (shape.schools and shape.schools <= by.school_ids):
        raise ScopeError(_("Choose among your own schools, at least one."))


def _set_scope(connection: SisConnection, schools: frozenset[uuid.UUID]) -> None:
    connection.scope.exclude(school_id__in=schools).delete()
    known = set(connection.scope.values_list("school_id", flat=True))
    ConnectionSchool.objects.bulk_create(
        ConnectionSchool(
            district_id=connection.district_id, connection=connection, school_id=school
        )
        for school in sorted(schools - known)
    )


def _set_service(connection: SisConnection, service: Service, at: datetime) -> bool:
    """Save how the service is asked; tell whether anything differs now.

    Credentials belong to where they were typed for: a new address, or another way of signing in,
    wants them anew. Support's leave for a private address was for its host.
    """
    row = SisProvider.objects.filter(connection=connection).first()
    if service.sealed is None and (row is None or _told(row) != _told(service)):
        raise CredentialsError(_("Type the credentials once more: they go to another address."))
    row = row or SisProvider(district_id=connection.district_id, connection=connection)
    hosts = _hosts(row)
    wanted = {
        "base_url": service.base_url,
        "token_url": service.token_url,
        "version": service.version,
        "auth": service.auth,
        **({} if service.sealed is None else {"sealed": service.sealed}),
    }
    if all(getattr(row, name) == value for name, value in wanted.items()):
        return False
    for name, value in wanted.items():
        setattr(row, name, value)
    row.changed_at = at
    if _hosts(row) != hosts:
        row.private_host_by = ""
    row.save()
    return True


def _told(service: Service | SisProvider) -> tuple[str, ...]:
    """Return whom the credentials are told to, and how: many tenants may share a host."""
    paths = (urlsplit(url).path.rstrip("/") for url in (service.base_url, service.token_url))
    return (service.auth, *_hosts(service), *paths)


def _hosts(service: Service | SisProvider) -> tuple[str, ...]:
    places = (urlsplit(url) for url in (service.base_url, service.token_url))
    return tuple(f"{place.scheme}://{place.netloc.casefold()}" for place in places)


def _note(verb: str, connection: SisConnection, by: Actor, at: datetime, **detail: object) -> None:
    audit.record(
        verb,
        by=by,
        at=at,
        district_id=connection.district_id,
        subject=connection,
        detail=detail,
    )


def _sorted(schools: frozenset[uuid.UUID]) -> list[str]:
    return sorted(map(str, schools))
