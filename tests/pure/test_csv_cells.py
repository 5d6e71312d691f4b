"""A spreadsheet shows what somebody typed, and never runs it."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spacesedu.lib.csv_cells import BYTE_ORDER_MARK, cell, lines


@pytest.mark.parametrize(
    "typed", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x")']
)
def test_what_could_be_a_formula_is_shown_as_text(typed: str) -> None:
    assert cell(typed) == f"'{typed}"


@pytest.mark.parametrize("typed", ["Ann-Marie", "a=b", "", " =1", "'quoted", "5 + 5", "12"])
def test_everything_else_stays_as_it_is(typed: str) -> None:
    assert cell(typed) == typed


def test_a_file_can_be_read_back() -> None:
    rows = [["When", "Who"], ["18:00", 'Zoë "Z" O’Neil, Jr.'], ["18:01", "two\nlines"]]
    text = "".join(lines(rows))
    assert text.startswith(BYTE_ORDER_MARK)
    assert list(csv.reader(io.StringIO(text[1:], newline=""))) == rows


def test_a_spreadsheet_that_expects_semicolons_splits_no_cell() -> None:
    text = "".join(lines([["Ann;=1+1;", "b"]]))[1:]
    [row] = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    assert row == ['Ann;=1+1;,"b"']


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1))
def test_no_cell_of_any_file_starts_a_formula(typed: list[str]) -> None:
    text = "".join(lines([typed]))[1:]
    read = [one for row in csv.reader(io.StringIO(text, newline="")) for one in row]
    assert not any(one.startswith(("=", "+", "-", "@", "\t", "\r")) for one in read)
