"""Migrations: complete, and they lead back as well as forward."""

import pytest
from django.core.management import call_command
from django.db import connection

from tests import factories as make

# Measured line by line it takes a minute instead of seconds, and migrations are not counted.
pytestmark = [pytest.mark.django_db, pytest.mark.no_cover]


def test_no_model_has_changed_without_a_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_every_migration_can_be_taken_back_and_made_again() -> None:
    # PostgreSQL changes tables inside a transaction; the test's own takes it all back.
    before = _schema()
    call_command("migrate", "districts", "zero", verbosity=0)
    assert not [row for row in _schema() if row[0].startswith(("districts_", "sharing_"))]
    call_command("migrate", verbosity=0)
    assert _schema() == before
    make.ShareLinkFactory.create()


def _schema() -> list[tuple[str, ...]]:
    """Return every table with its columns and named constraints and indexes."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT table_name, column_name, data_type, is_nullable, column_default
              FROM information_schema.columns WHERE table_schema = 'public'
            UNION ALL
            SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), '', ''
              FROM pg_constraint WHERE connamespace = 'public'::regnamespace
            UNION ALL
            SELECT tablename, indexname, indexdef, '', ''
              FROM pg_indexes WHERE schemaname = 'public'
            ORDER BY 1, 2, 3
            """
        )
        return list(cursor.fetchall())
