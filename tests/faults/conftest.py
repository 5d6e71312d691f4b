"""What tests of faults share."""

from collections.abc import Iterator

import pytest

from tests.faults.workers import Workers, workers


@pytest.fixture(scope="module")
def nursery(django_db_setup: None) -> Iterator[Workers]:
    """Where workers come from."""
    with workers() as found:
        yield found
