"""`make bench`; the names of parts as arguments measure only those."""

import os
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.benchmarks.settings"
django.setup()

from tests.benchmarks.suite import run  # noqa: E402 -- models can be imported only now

run(sys.argv[1:])
