"""``manage.py create_district SLUG --name NAME [--timezone ZONE]``."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from districts.actions.districts import SlugTakenError, create_district
from districts.operator import operator
from spacesedu.lib import clock


class Command(BaseCommand):
    """Creates a district with everything off and nobody in it."""

    help = "Create a district with every feature off and no people."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the slug and the name; days are counted in UTC until a time zone says otherwise."""
        parser.add_argument("slug", help="label of its sign-in address, like gold-trail")
        parser.add_argument("--name", required=True, help="the name people know")
        parser.add_argument("--timezone", default="UTC", help="like America/Vancouver")

    def handle(self, *args: object, slug: str, name: str, timezone: str, **options: object) -> None:
        """Create it, or say what is wrong and exit 2."""
        try:
            district = create_district(
                slug=slug, name=name, time_zone=timezone, by=operator(), at=clock.now()
            )
        except SlugTakenError as reason:
            raise CommandError(str(reason), returncode=2) from None
        except ValidationError as reason:
            wrong = [f"{field}: {' '.join(said)}" for field, said in reason.message_dict.items()]
            raise CommandError("\n".join(wrong), returncode=2) from None
        self.stdout.write(
            _("%(name)s is there. Sign-in page: /sign-in/%(slug)s/. Everything is off.")
            % {"name": district.name, "slug": district.slug}
        )
