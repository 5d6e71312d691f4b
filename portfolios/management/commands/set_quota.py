"""``manage.py set_quota SLUG [--per-student SIZE] [--district SIZE]``."""

import re

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from districts.directory import district_at
from districts.operator import operator
from portfolios.actions.quota import Limit, set_quota
from portfolios.storage.quota import limits_of
from spacesedu.lib import clock

_SIZE = re.compile(r"(\d{1,6}(?:\.\d{1,3})?) ?(MB|GB|TB)", re.IGNORECASE)
_UNITS = {"MB": 1024**2, "GB": 1024**3, "TB": 1024**4}
_WORDS = {"none": 0, "default": None}


class Command(BaseCommand):
    """Sets how much room files have; what is not named stays."""

    help = (
        "Set how much room the files of a district have. SIZE is a number with MB, GB or TB, "
        "none for no limit, or default for what QUOTA_STUDENT_MB and QUOTA_DISTRICT_MB say."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the district and its limits."""
        parser.add_argument("slug")
        parser.add_argument("--per-student", metavar="SIZE")
        parser.add_argument("--district", metavar="SIZE")

    def handle(
        self,
        *args: object,
        slug: str,
        per_student: str | None,
        district: str | None,
        **options: object,
    ) -> None:
        """Set them and say how it is now, or say what is wrong, change nothing and exit 2."""
        found = district_at(slug)
        if found is None:
            raise CommandError(_("There is no district “%(slug)s”.") % {"slug": slug}, returncode=2)
        named: dict[Limit, str | None] = {
            "student_bytes": per_student,
            "district_bytes": district,
        }
        limits = {name: _bytes(text) for name, text in named.items() if text is not None}
        set_quota(district=found, limits=limits, by=operator(), at=clock.now())
        whole, student = limits_of(found.pk)
        self.stdout.write(
            _("%(name)s: %(student)s a student; %(district)s in all, of which %(used)s are used.")
            % {
                "name": found.name,
                "student": _told(student),
                "district": _told(whole.limit),
                "used": filesizeformat(whole.used),
            }
        )


def _bytes(text: str) -> int | None:
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    size = _SIZE.fullmatch(text)
    if size is None:
        words = _("“%(text)s” is no size. Write 500MB, 5GB, none or default.")
        raise CommandError(words % {"text": text}, returncode=2)
    return int(float(size[1]) * _UNITS[size[2].upper()])


def _told(limit: int) -> str:
    return filesizeformat(limit) if limit else _("no limit")
