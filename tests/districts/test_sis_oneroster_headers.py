"""Names of files and columns: known in any case, with a slip in them, and never for another's."""

import csv
from typing import NoReturn

import pytest

from districts.sis.headers import match, secret_columns
from districts.sis.oneroster.files import ROLES, USERS
from districts.sis.package import Package
from districts.sis.problems import RefusedError
from districts.sis.registry import KNOWN_NAMES, format_of

NEEDED = "sourcedId,givenName,familyName"


def columns(header: str) -> tuple[dict[str, str], list[str]]:
    """Return which field each name was read as, and the codes of the notes."""
    names = next(csv.reader([header]))
    found = match(USERS, names)
    read = {
        name: column.field for name, column in zip(names, found.columns, strict=False) if column
    }
    return read, sorted(note.code for note in found.notes)


@pytest.mark.parametrize(
    ("name", "field", "notes"),
    [
        ("email", "email", []),
        ("E mail", "email", ["header_spelling"]),
        ("EMAIL", "email", ["header_spelling"]),
        ("prefferedGivenName", "preferred_given_name", ["header_spelling"]),
        ("dataLastModified", "modified", ["header_order", "header_spelling"]),
        ("agents", "agents", ["header_spelling"]),
        ("orgSourcedId", "orgs", ["header_order", "header_spelling"]),
        ("preferredName", "", ["unknown_column"]),
        ("metadata.agentSourcedIds", "", []),
        ("phone", "", []),
        ("shoeSize", "", ["unknown_column"]),
        ("e\0mail", "email", []),
    ],
)
def test_a_column_is_known_by_its_name(name: str, field: str, notes: list[str]) -> None:
    read, told = columns(f"{NEEDED},{name}")

    assert read.get(name, "") == field
    assert told == notes


def test_a_slip_is_not_guessed_where_the_column_itself_is_there() -> None:
    read, told = columns(f"{NEEDED},agentSourcedIds,agentSourcedIdss")

    assert (read["agentSourcedIds"], "agentSourcedIdss" in read) == ("agents", False)
    assert told == ["unknown_column"]


def test_two_slips_for_one_column_are_none() -> None:
    read, told = columns(f"{NEEDED},agentSourcdIds,agntSourcedIds")

    assert set(read.values()) == {"source_id", "given_name", "family_name"}
    assert told == ["unknown_column"] * 2


def test_commas_behind_the_last_column_are_no_columns() -> None:
    found = match(ROLES, ["sourcedId", "userSourcedId", "role", "orgSourcedId", "", " "])

    assert (len(found.columns), found.spare, found.notes) == (4, 2, ())


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("sourcedId,givenName", "missing_column"),
        (f"{NEEDED},givenName", "column_twice"),
        (f"{NEEDED},userId,GivenName", "column_twice"),
        (NEEDED + ",x" * 2000, "too_many_columns"),
        ("", "missing_column"),
    ],
)
def test_a_header_that_cannot_be_understood_refuses_the_package(header: str, code: str) -> None:
    with pytest.raises(RefusedError) as refusal:
        columns(header)

    assert {found.code for found in refusal.value.problems} == {code}


def test_passwords_are_found_in_any_spelling() -> None:
    assert secret_columns(["sourcedId", "Pass word", "email", "tempPassword"]) == (1, 3)
    assert match(USERS, [*NEEDED.split(","), "password"]).secret


@pytest.mark.parametrize(
    ("names", "form"),
    [
        ("Students.csv Staff.csv Family.csv Classes.csv Enrollments.csv", "advanced_csv"),
        ("students.csv staff.csv classes.csv enrollments.csv", "advanced_csv"),
        ("Classes.csv Enrollments.csv", "advanced_csv"),
        ("classes.csv enrollments.csv", "oneroster"),
        ("Manifest.csv Users.csv Orgs.csv Classes.csv Enrollments.csv", "oneroster"),
        ("manifest.csv", "oneroster"),
        ("manifest.csv Students.csv Staff.csv", "advanced_csv"),
        ("users.csv", "oneroster"),
    ],
)
def test_a_package_is_the_format_most_of_whose_files_it_has(names: str, form: str) -> None:
    package = Package(dict.fromkeys(names.split(), _never), ())

    assert format_of(package).name == form


def test_a_package_without_a_known_file_is_refused() -> None:
    assert "Students.csv" in KNOWN_NAMES
    with pytest.raises(RefusedError, match=r"Students\.csv"):
        format_of(Package({}, ("notes.txt",)))


def _never() -> NoReturn:
    raise AssertionError("not to be opened")
