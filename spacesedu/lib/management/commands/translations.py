"""`manage.py translations`: compile what is stale; `--check` also reads every message."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from spacesedu.lib.translations import compile_stale, mistakes


class Command(BaseCommand):
    """Compile the translations without gettext."""

    help = "Compile the translations that changed."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Offer `--check`."""
        parser.add_argument("--check", action="store_true", help="fail where a placeholder differs")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:  # noqa: ANN401 -- Django's signature
        """Compile, or say what is wrong."""
        folders = [Path(folder) for folder in settings.LOCALE_PATHS]
        if check and (wrong := mistakes(folders)):
            raise CommandError("\n".join(wrong))
        for path in compile_stale(folders):
            self.stdout.write(f"{path}")
