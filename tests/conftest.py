"""What every test can rely on."""

import pytest

from tests.world import World, build

pytest_plugins = ["tests.servers", "tests.harness.plugin"]


@pytest.fixture
def world(db: None) -> World:
    """Both districts with everybody in them."""
    return build()
