"""``manage.py rekey_sis --district SLUG FILE``: ids that a SIS has changed, in an old,new file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from districts.models import District
from districts.operator import operator
from districts.sis import rekey
from districts.sis.problems import RefusedError
from districts.sis.source import SourceError, connection_for
from spacesedu.lib import clock

REFUSED = 2
SHOWN_PROBLEMS = 20


class Command(BaseCommand):
    """Let everybody be known by the id their source has given them anew."""

    help = (
        "Read a CSV file with the columns old and new (and kind), and let whoever the source knew "
        "by the old id be known by the new one. All of them or, with exit code 2, none."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the district, the file and the source."""
        parser.add_argument("file", type=Path, help="a CSV file: old,new, and kind if need be")
        parser.add_argument("--district", required=True, metavar="SLUG")
        parser.add_argument("--source", metavar="NAME", help="the connection whose ids changed")

    def handle(self, *args: object, **options: Any) -> None:  # noqa: ANN401 -- Django's own
        """Change the ids and say how many."""
        at = clock.now()
        district = District.objects.filter(slug=options["district"]).first()
        if district is None:
            raise CommandError(
                _("There is no district “%s”.") % options["district"], returncode=REFUSED
            )
        try:
            connection = connection_for(district, options["source"], at=at)
            with options["file"].open(encoding="utf-8-sig", newline="") as file:
                changed = rekey.rekey(connection, rekey.read(file), by=operator(), at=at)
        except (SourceError, OSError, UnicodeDecodeError) as reason:
            raise CommandError(str(reason), returncode=REFUSED) from None
        except RefusedError as refusal:
            lines = [
                _("line %(line)s: %(what)s") % {"line": found.line, "what": found.message}
                for found in refusal.problems[:SHOWN_PROBLEMS]
            ]
            raise CommandError("\n".join(lines), returncode=REFUSED) from None
        self.stdout.write(ngettext("%d id was changed.", "%d ids were changed.", changed) % changed)
