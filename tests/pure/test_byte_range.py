"""Which bytes a player asks for."""

import pytest

from spacesedu.lib.byte_range import ByteRange, Unsatisfiable, requested


@pytest.mark.parametrize(
    ("header", "answer"),
    [
        ("", None),
        ("bytes=0-", ByteRange(0, 1000)),
        ("bytes=0-99", ByteRange(0, 100)),
        ("bytes=900-5000", ByteRange(900, 1000)),
        ("bytes=-100", ByteRange(900, 1000)),
        ("bytes=-5000", ByteRange(0, 1000)),
        ("bytes=1000-", Unsatisfiable.RANGE),
        ("bytes=-0", Unsatisfiable.RANGE),
        ("bytes=5-1", None),
        ("bytes=0-1,5-6", None),
        ("pages=1-2", None),
        ("bytes=-", None),
        ("bytes=½-", None),
        ("bytes=" + "9" * 30 + "-", None),
    ],
)
def test_a_range_is_read_as_http_says(
    header: str, answer: ByteRange | Unsatisfiable | None
) -> None:
    assert requested(header, 1000) == answer


def test_an_empty_file_has_no_range() -> None:
    assert requested("bytes=0-", 0) is Unsatisfiable.RANGE
