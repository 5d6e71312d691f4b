"""What every test can rely on."""

pytest_plugins = ["tests.servers"]
