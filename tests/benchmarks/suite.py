"""The order in which everything is measured, on a database made for it."""

import logging

from django.core.management import call_command
from django.test import Client
from django.test.utils import setup_test_environment

from spacesedu import embedded
from tests.benchmarks import auditing, crowd, door, imports, lists, page, row_security
from tests.benchmarks.measure import report
from tests.world import build


def run() -> None:
    """Start servers in a folder of their own, build the world, measure, print."""
    with embedded.running(embedded.data_folder(), durable=False):
        setup_test_environment()
        # Refused addresses are what is measured; a log line each is not.
        logging.disable(logging.WARNING)
        call_command("migrate", verbosity=0)
        world, client = build(), Client()
        report("The public door: tokens that do not open", door.figures(world, client))
        report("The public page", page.figures(world))
        report("SIS import, Advanced CSV", imports.figures())
        report("The audit log: one event, as its writer waits for it", auditing.figures())
        district = crowd.crowd()
        report(f"Lists of a district with {crowd.STUDENTS:,} students", lists.figures(district))
        report("Row-level security, had we used it", row_security.figures(district))
