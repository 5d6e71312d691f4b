"""What every test can rely on."""

import pytest
from hypothesis import settings

from tests.world import World, build

pytest_plugins = ["tests.servers", "tests.harness.plugin"]

# A busy machine is no bug: speed is measured by `make bench` and asserted nowhere.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


@pytest.fixture
def world(db: None) -> World:
    """Both districts with everybody in them."""
    return build()
