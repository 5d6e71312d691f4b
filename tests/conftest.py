"""What every test can rely on."""

import uuid

import pytest
from hypothesis import Phase, settings
from pytest_django import DjangoDbBlocker

from spacesedu.lib import valkey
from tests.world import World
from tests.world.kept import KeptWorld, keep

pytest_plugins = ["tests.servers", "tests.harness.plugin"]

# A busy machine is no bug: speed is measured by `make bench` and asserted nowhere. Examples are the
# same everywhere: what passed here passes elsewhere. A failure is shown as it was found: making one
# small takes minutes where tests import packages. `--hypothesis-profile=wanderer` looks further: it
# draws other examples each time, and makes what it finds small.
THOROUGH = [phase for phase in Phase if phase is not Phase.explain]
settings.register_profile(
    "patient",
    deadline=None,
    derandomize=True,
    database=None,
    phases=[phase for phase in THOROUGH if phase is not Phase.shrink],
    print_blob=True,
)
settings.register_profile("wanderer", deadline=None, phases=THOROUGH, print_blob=True)
settings.load_profile("patient")


@pytest.fixture(autouse=True)
def _nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """A world comes again under the same ids; a page of one is not that of the next."""
    monkeypatch.setattr(valkey, "NAMESPACE", uuid.uuid4().hex)
    monkeypatch.setattr(valkey, "_asked_again_at", 0.0)


@pytest.fixture
def world(_kept_world: KeptWorld, db: None) -> World:
    """Both districts with everybody in them."""
    return _kept_world.again()


@pytest.fixture(scope="module")
def _kept_world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> KeptWorld:
    """The world of a file, which is never much older than its tests."""
    with django_db_blocker.unblock():
        return keep()
