"""`make bench`."""

import os

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.benchmarks.settings"
django.setup()

from tests.benchmarks.suite import run  # noqa: E402 -- models can be imported only now

run()
