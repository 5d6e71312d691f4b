"""Bring database, translations, static files and demo up to date, before anybody may connect."""

from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.management import call_command, get_commands
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor

from spacesedu.lib import static_files, translations


def prepare(say: Callable[[str], None]) -> None:
    """Each step does nothing if nothing is to be done; `say` hears of each that takes time."""
    if _migrations_are_open():
        say("Migrations …")
        migrate_if_open()
    if translations.compile_stale(Path(folder) for folder in settings.LOCALE_PATHS):
        say("Translations compiled.")
    if static_files.collect_if_changed():
        say("Static files collected.")
    if settings.DEMO:
        _seed(say)
    connections.close_all()


def migrate_if_open() -> None:
    """Bring embedded servers' tables up to date: a newcomer's first command may be any."""
    if _migrations_are_open():
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)


def _migrations_are_open() -> bool:
    """Asking is several times faster than migrating when there is nothing to migrate."""
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _seed(say: Callable[[str], None]) -> None:
    if "seed_demo" not in get_commands():
        say("There is no demo world in this installation.")
        return
    say("Demo world …")
    call_command("seed_demo")
