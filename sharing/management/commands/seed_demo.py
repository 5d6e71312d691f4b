"""``manage.py seed_demo``: the demo world, through the real importer and the real actions."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from sharing.demo.world import DistrictInTheWayError, seed


class Command(BaseCommand):
    """Make two districts with everybody in them; a second run changes nothing."""

    help = "Fill an empty demo installation with two districts, their people and their work."

    def handle(self, *args: object, **options: object) -> None:
        """Seed, or say why not."""
        if not settings.DEMO:
            raise CommandError("The demo world is made only where DEMO=1 is set.")
        try:
            made = seed()
        except DistrictInTheWayError as taken:
            raise CommandError(
                f"A district “{taken}” is here already and is not the demo's. "
                "Choose another DATA_DIR for the demo."
            ) from None
        self.stdout.write("The demo world is made." if made else "The demo world is there already.")
