"""PostgreSQL and Valkey for the test run, and a database of its own for each worker.

The servers are the embedded ones in the run's temporary folder. The first worker that needs a
database starts them and migrates one template; every worker clones it. Whoever ends last stops
them, a killed run included.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from pytest_django import DjangoDbBlocker

from spacesedu import embedded
from spacesedu.embedded import database
from spacesedu.embedded.locks import FileLock
from spacesedu.lib.translations import compile_stale

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
TEMPLATE = "tests_template"
DATA = embedded.data_folder()


def pytest_configure() -> None:
    """Compile the translations once, before there are workers: a fresh clone has none."""
    if not WORKER:
        compile_stale(Path(folder) for folder in settings.LOCALE_PATHS)


def pytest_unconfigure() -> None:
    """Remove the folder of this run, once."""
    if not WORKER:
        shutil.rmtree(DATA.path, ignore_errors=True)


@pytest.fixture(scope="session")
def servers() -> Iterator[embedded.DataFolder]:
    """Both servers of this run, up."""
    with embedded.running(DATA, durable=False):
        yield DATA


@pytest.fixture(scope="session")
def django_db_setup(
    servers: embedded.DataFolder, django_test_environment: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """A database of this worker alone, cloned from the migrated template."""
    name = f"tests_{WORKER or 'main'}"
    with django_db_blocker.unblock(), FileLock(servers.lock("template")):
        if not _exists(TEMPLATE):
            _migrate_template()
        _clone(TEMPLATE, name)
        _use(name)
    yield
    with django_db_blocker.unblock():
        connections.close_all()


def _migrate_template() -> None:
    """Under another name until it is complete: a broken migration leaves no half template."""
    unfinished = f"{TEMPLATE}_unfinished"
    _clone(database.NAME, unfinished)
    _use(unfinished)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    with connection.cursor() as cursor:
        # Tests that commit are cleaned up after by TRUNCATE; the one about it switches it on again.
        cursor.execute("ALTER TABLE districts_auditevent DISABLE TRIGGER audit_is_never_truncated")
        cursor.execute(
            "ALTER TABLE districts_auditseal DISABLE TRIGGER audit_seal_is_never_truncated"
        )
    connection.close()
    database.run(DATA, [f"ALTER DATABASE {unfinished} RENAME TO {TEMPLATE}"])


def _exists(name: str) -> bool:
    return name in database.run(DATA, ["SELECT datname FROM pg_database"]).splitlines()


def _clone(template: str, name: str) -> None:
    database.run(
        DATA,
        [
            f"DROP DATABASE IF EXISTS {name} WITH (FORCE)",
            f"CREATE DATABASE {name} OWNER {database.NAME} TEMPLATE {template}",
        ],
    )


def _use(name: str) -> None:
    connection.close()
    settings.DATABASES["default"]["NAME"] = name
    connection.settings_dict["NAME"] = name
