"""The order of rows and columns, and rows that stand twice, make no difference."""

import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.samples.advanced_csv import sample
from tests.samples.importing import FAMILY_IMPORTS, Importing, eventually_nothing, importing

pytestmark = pytest.mark.django_db


@settings(
    max_examples=5,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(seed=st.randoms(use_true_random=False))
def test_a_shuffled_package_is_the_same_package(db: None, seed: random.Random) -> None:
    with tempfile.TemporaryDirectory() as folder:
        plain = importing(Path(folder) / "plain", *FAMILY_IMPORTS)
        other = importing(Path(folder) / "other", *FAMILY_IMPORTS)
        plain.run(sample(), approve=True)
        other.run(sample().shuffled(seed), approve=True)

        assert names(plain) == names(other)
        assert eventually_nothing(plain.run(sample().shuffled(seed)))


def names(importing: Importing) -> list[tuple[str, ...]]:
    """Return who is where, in words: ids differ between districts."""
    rows = importing.district.students.values_list(
        "first_name",
        "memberships__school__code",
        "memberships__grade",
        "enrolments__class_group__name",
        "sis_family_links__contact__email",
        "sis_family_links__contact__first_name",
    )
    return sorted(rows)
