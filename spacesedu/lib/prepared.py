"""Statements that PostgreSQL plans once for each connection."""

import psycopg
from django.db import connection
from django.db.backends.utils import CursorWrapper


def preparing_cursor() -> CursorWrapper:
    """Return a cursor whose statements are prepared, counted and logged like any of Django's.

    psycopg names them, finds them again by their text, and forgets them with their connection; from
    how many uses on, ``prepare_threshold`` says among the database's settings. Django's own cursors
    write values into the text and so never prepare anything.
    """
    connection.ensure_connection()
    connection.validate_thread_sharing()
    with connection.wrap_database_errors:
        cursor = psycopg.Cursor(connection.connection)
    counted = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
    return counted(cursor)  # type: ignore[arg-type] # what the driver's cursor is for Django, too
