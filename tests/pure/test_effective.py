"""What is left of a feature: Support's ceiling and the district's narrowing."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from districts.switching.effective import EVERYBODY, OFF, Limit, effective, widens, within

MAPLE, CEDAR, POPLAR = (uuid.UUID(int=number) for number in (1, 2, 3))


def grades(*codes: str) -> Limit:
    return Limit(grades=frozenset(codes))


def schools(*ids: uuid.UUID) -> Limit:
    return Limit(schools=frozenset(ids))


@pytest.mark.parametrize(
    ("ceiling", "narrowing", "left"),
    [
        (EVERYBODY, EVERYBODY, EVERYBODY),
        (OFF, EVERYBODY, OFF),
        (EVERYBODY, OFF, OFF),
        (OFF, grades("10"), OFF),
        (grades("08", "09", "10"), EVERYBODY, grades("08", "09", "10")),
        (EVERYBODY, grades("10"), grades("10")),
        (grades("08", "09", "10"), grades("10", "11"), grades("10")),
        (grades("08", "09"), grades("10", "11"), OFF),
        (schools(MAPLE, CEDAR), schools(CEDAR), schools(CEDAR)),
        (schools(MAPLE), schools(CEDAR), OFF),
        (schools(MAPLE, CEDAR), OFF, OFF),
    ],
)
def test_it_works_for_whom_both_let_in(ceiling: Limit, narrowing: Limit, left: Limit) -> None:
    assert effective(ceiling, narrowing) == left


@pytest.mark.parametrize(
    ("ceiling", "before", "after", "wider"),
    [
        (EVERYBODY, OFF, EVERYBODY, True),
        (EVERYBODY, EVERYBODY, grades("10"), False),
        (EVERYBODY, grades("10"), EVERYBODY, True),
        (EVERYBODY, grades("10", "11"), grades("11"), False),
        (EVERYBODY, grades("10"), grades("11"), True),
        (grades("10"), grades("10"), EVERYBODY, False),
        (grades("10"), grades("10"), grades("10", "11"), False),
        (schools(MAPLE, CEDAR), schools(MAPLE), schools(MAPLE, CEDAR), True),
        (OFF, OFF, EVERYBODY, False),
    ],
)
def test_letting_anybody_in_who_is_out_is_widening(
    ceiling: Limit, before: Limit, after: Limit, *, wider: bool
) -> None:
    assert widens(ceiling=ceiling, before=before, after=after) is wider


limits = st.builds(
    Limit,
    on=st.booleans(),
    grades=st.none() | st.frozensets(st.sampled_from(["08", "09", "10", "11"])),
    schools=st.none() | st.frozensets(st.sampled_from([MAPLE, CEDAR, POPLAR])),
)


@given(ceiling=limits, narrowing=limits)
def test_no_narrowing_ever_lets_in_what_the_ceiling_keeps_out(
    ceiling: Limit, narrowing: Limit
) -> None:
    left = effective(ceiling, narrowing)
    assert within(left, ceiling)
    assert within(left, narrowing)


@given(ceiling=limits, smaller=limits, narrowing=limits)
def test_a_smaller_ceiling_never_lets_more_in(
    ceiling: Limit, smaller: Limit, narrowing: Limit
) -> None:
    shrunk = effective(ceiling, smaller)
    assert within(effective(shrunk, narrowing), effective(ceiling, narrowing))
