"""Connections as a page lists them: what kind each is, what it speaks of, and when it is asked."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time

from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from districts.imports.words import Words
from districts.letter import Told, arrival, state_of
from districts.models import ConnectionKind, ImportRun, ImportSettings, SisConnection


@dataclass(frozen=True, slots=True)
class KindInWords:
    """A kind of connection: its name, what it is for, and its icon."""

    key: str
    label: Words
    text: Words
    icon: str


KINDS = {
    ConnectionKind.FILES: KindInWords(
        "files",
        gettext_lazy("Uploads"),
        gettext_lazy("Somebody in the office uploads the package here."),
        "upload",
    ),
    ConnectionKind.INBOX: KindInWords(
        "inbox",
        gettext_lazy("Inbox folder"),
        gettext_lazy("Your school’s system puts packages into a folder, usually by SFTP."),
        "folder-input",
    ),
    ConnectionKind.PULL: KindInWords(
        "pull",
        gettext_lazy("OneRoster service"),
        gettext_lazy("Packages are fetched from your provider once a day."),
        "cloud-download",
    ),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One connection of the list; ``scope`` names its schools, none for the whole district."""

    id: uuid.UUID
    name: str
    kind: KindInWords
    scope: list[str]
    schedule: str
    ended: bool
    latest: ImportRun | None
    arrived: datetime | None
    state: Told | None


def rows_of(connections: Iterable[SisConnection], latest: Iterable[ImportRun]) -> list[Row]:
    """Return a row for each connection, with its latest run."""
    newest = {run.connection_id: run for run in latest}
    return [_row(one, newest.get(one.pk)) for one in connections]


def schedule_of(connection: SisConnection, hours: ImportSettings | None) -> str:
    """Return in a sentence when packages of a connection are taken."""
    match connection.kind:
        case ConnectionKind.INBOX:
            words, within = (
                _("As soon as a whole package lies in the folder."),
                _("When a whole package lies in the folder, between %(start)s and %(end)s."),
            )
        case ConnectionKind.PULL:
            words, within = (
                _("Once a day."),
                _("Once a day, between %(start)s and %(end)s."),
            )
        case _:
            return _("When somebody uploads a package.")
    if hours is None or hours.window_from is None or hours.window_to is None:
        return words
    said = within % {"start": _clock(hours.window_from), "end": _clock(hours.window_to)}
    # "5:30 a.m." ends the sentence itself.
    return said.removesuffix(".") if said.endswith("..") else said


def folder_of(connection: SisConnection) -> str:
    """Return the folder of an inbox, as whoever delivers sees it from the root of the inboxes."""
    return f"{connection.district.slug}/{connection.name}/"


def _row(connection: SisConnection, latest: ImportRun | None) -> Row:
    zone = connection.district.zone
    hours = getattr(connection.district, "import_settings", None)
    return Row(
        id=connection.pk,
        name=connection.name,
        kind=KINDS[ConnectionKind(connection.kind)],
        scope=sorted(str(one.school) for one in connection.scope.all()),
        schedule=schedule_of(connection, hours),
        ended=connection.ended_at is not None,
        latest=latest,
        arrived=arrival(latest, zone) if latest else None,
        state=state_of(latest) if latest else None,
    )


def _clock(at: time) -> str:
    return time_format(at)
