"""`make bench`: start servers in a folder of their own, build the world, measure, print."""

import os

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"


def main() -> None:
    """Run every benchmark on a fresh database."""
    from spacesedu import embedded

    with embedded.running(embedded.data_folder(), durable=False):
        from django.core.management import call_command
        from django.test import Client
        from django.test.utils import setup_test_environment

        from tests.benchmarks import door, imports, page
        from tests.benchmarks.measure import report
        from tests.world import build

        setup_test_environment()
        call_command("migrate", verbosity=0)
        world, client = build(), Client()
        report("The public door: tokens that do not open", door.figures(world, client))
        report("The public page", page.figures(world, client))
        report("SIS import, Advanced CSV", imports.figures())


if __name__ == "__main__":
    django.setup()
    main()
