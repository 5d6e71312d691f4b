"""One world for all questions of a file."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.contract.asking import Asker, sign_everybody_in
from tests.world import build


@pytest.fixture
def ask(everybody: Asker) -> Asker:
    """Ask as if nobody had tried a password before: in which order they ask must not matter."""
    cache.clear()
    return everybody


@pytest.fixture(scope="module")
def everybody(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Asker]:
    """Build the world once for the file, everybody signed in; nothing is ever committed."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = build()
        yield Asker(world, sign_everybody_in(world), sign_everybody_in(world, left_alone=True))
        transaction.set_rollback(True)
