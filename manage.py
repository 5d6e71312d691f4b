#!/usr/bin/env python
"""Django's command line. Without DATABASE_URL it brings its own PostgreSQL and Valkey."""

import os
import sys

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.utils.module_loading import import_string

from spacesedu import embedded

# These explain; they must do so on a machine where nothing is set up yet.
EXPLAINING = {"help", "version", "-h", "--help", "--version"}


def bring_up_to_date(argv: list[str]) -> None:
    """Migrate embedded servers first: a newcomer's first command may be any of ours."""
    if embedded.needs_tables(argv):
        django.setup()
        import_string("spacesedu.lib.prepare.migrate_if_open")()


def main() -> None:
    """Run one command; embedded servers run for its duration if none are up."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "spacesedu.settings")
    try:
        with embedded.servers_for(sys.argv[1:]):
            if not EXPLAINING & set(sys.argv):
                # Here a missing setting is one sentence; further down it would be a traceback.
                _ = settings.INSTALLED_APPS
                bring_up_to_date(sys.argv[1:])
            execute_from_command_line(sys.argv)
    except ImproperlyConfigured as reason:
        sys.exit(f"manage.py: {reason}")


if __name__ == "__main__":
    main()
