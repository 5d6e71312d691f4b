"""Grades as a school says them."""

from collections.abc import Collection

import pytest

from districts.grades import in_order, spans


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        ([], ""),
        (["09"], "9"),
        (["10", "09"], "9, 10"),
        (["08", "09", "10", "11", "12"], "8–12"),
        (["KG", "01", "02", "03", "08", "10"], "KG–3, 8, 10"),
        (["Other", "12"], "12, Other"),
        (["nonsense"], ""),
    ],
)
def test_three_in_a_row_are_a_span(codes: Collection[str], said: str) -> None:
    assert spans(codes) == said


def test_grades_are_kept_in_school_order_each_once() -> None:
    assert in_order(["12", "KG", "08", "nonsense", "08"]) == ["KG", "08", "12"]
