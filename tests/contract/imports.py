"""What the addresses of imports are filled in with, and what is typed there."""

from collections.abc import Callable, Mapping

from django.core.files.uploadedfile import SimpleUploadedFile

from spacesedu.lib import clock
from tests import factories as make
from tests.world import Cast

STUDENTS = (
    b"User ID,Student Number,First Name,Last Name,Grade,EnrollStatus,SchoolCode,Email Address\n"
)


def _held(cast: Cast) -> object:
    """Return a run that waits for an answer, with a change and a problem."""
    now = clock.now()
    package = make.StoredPackageFactory.create(connection=cast.connection)
    run = make.ImportRunFactory.create(
        connection=cast.connection,
        package=package,
        planned_at=now,
        held_at=now,
        hold_reasons=["first_run"],
        counts={"students": {"created": 1, "changed": 0, "ended": 0, "unchanged": 0}},
    )
    make.PlannedChangeFactory.create(run=run, subject_id=cast.student_record.pk)
    make.ImportProblemFactory.create(run=run)
    return run.pk


def _service(cast: Cast) -> object:
    """Return a connection whose service is on this machine, where nobody answers."""
    connection = make.ConnectionFactory.create(district=cast.district, kind="pull")
    return make.ProviderFactory.create(
        connection=connection, base_url="http://127.0.0.1:9", token_url=""
    )


IMPORTS: Mapping[str, Callable[[Cast], object]] = {
    "connection": lambda cast: _service(cast).connection_id,  # type: ignore[attr-defined]
    "days": lambda cast: make.QuietDaysFactory.create(district=cast.district).pk,
    "provider": lambda cast: _service(cast).pk,  # type: ignore[attr-defined]
    "run_id": _held,
    "source_kind": lambda _cast: "files",
}

type Fields = dict[str, object]

SETTINGS: Fields = {"removed_percent": "20", "removed_rows": "5", "changed_percent": "75"}
SOURCE: Mapping[str, object] = {"name": "office"}
SERVICE: Mapping[str, object] = {
    "base_url": "https://sis.example.org",
    "version": "1.2",
    "auth": "bearer",
    "secret": "opens-nothing",
}


def _upload(cast: Cast) -> Fields:
    files = SimpleUploadedFile("Students.csv", STUDENTS)
    return {"connection": str(cast.connection.pk), "package": files, "way": "rehearse"}


def _new_ids(_cast: Cast) -> Fields:
    """Return a list of nobody: the connection knows nobody yet."""
    return {"mapping": SimpleUploadedFile("ids.csv", b"old,new\n")}


TYPED: Mapping[str, Callable[[Cast], Fields]] = {
    "districts:import_upload": _upload,
    "districts:import_connection_new": lambda cast: {**SOURCE, "scope": [str(cast.maple.pk)]},
    "districts:import_connection": lambda _cast: {**SOURCE, **SERVICE, "scope": ["district"]},
    "districts:import_connection_ids": _new_ids,
    "districts:import_settings": lambda _cast: SETTINGS,
    "districts:quiet_days_add": lambda _cast: {
        "first_day": "2090-07-01",
        "last_day": "2090-08-31",
    },
    "districts:import_private_address": lambda _cast: {"allow": "yes"},
}


def typed_for_imports(name: str, cast: Cast) -> Fields | None:
    """Return the fields of one of the forms; None for everybody else's."""
    return TYPED[name](cast) if name in TYPED else None
