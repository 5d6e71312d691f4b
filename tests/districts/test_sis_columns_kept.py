"""Of every file the columns that are read are kept, and of the others nothing but their names."""

import csv
import io
import zipfile
from pathlib import Path
from unittest.mock import patch

import pytest
from django.core.files.storage import default_storage
from hypothesis import given
from hypothesis import strategies as st

from districts.models import ImportRun, RunState
from districts.sis import cutting, keeping
from districts.sis.lengths import Reader
from districts.sis.tolerant import fault_of
from tests.samples import oneroster
from tests.samples.advanced_csv import Sample, sample
from tests.samples.importing import Importing, importing

pytestmark = pytest.mark.django_db

CANARY = "hunter2"
PRIVATE = ["Notes", "pwd", "pass_word", "Pass\u200bword", "passcode", "PIN", "Geburtsdatum"]
UNKNOWN = [name for name in PRIVATE if name not in {"pass_word", "Pass\u200bword"}]


@pytest.fixture
def sd74(tmp_path: Path) -> Importing:
    return importing(tmp_path)


def kept(run: ImportRun) -> dict[str, bytes]:
    assert run.package is not None
    with default_storage.open(run.package.key) as file, zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def private() -> Sample:
    """Return a package that says more than anybody asked."""
    package = sample(families=False)
    package.headers["Students.csv"][2:2] = PRIVATE
    for row in package.rows("Students"):
        row.update(dict.fromkeys([*PRIVATE, "Date of Birth", "Homeroom"], CANARY))
    return package


def test_what_is_not_read_is_not_kept_and_is_told_of_as_ever(sd74: Importing) -> None:
    run = sd74.hand_in(private())

    files = kept(run)
    assert CANARY.encode() not in b"".join(files.values())
    first = files["Students.csv"].splitlines()[1].split(b",")
    # "Date of Birth" and "Homeroom" among them; the two with passwords are not even places.
    assert (len(first), first[2:7], first[9], first[13]) == (20, [b""] * 5, b"", b"")
    plain = sample(families=False)
    read = sd74.hand_in(plain)
    assert kept(read)["Staff.csv"] == plain.text("Staff.csv").encode("utf-8-sig")

    done = sd74.worked(run)
    assert done.state() is RunState.HELD
    notes = done.problems.filter(code="unknown_column", file="Students.csv", line=1)
    assert sorted(notes.values_list("column", flat=True)) == sorted(UNKNOWN)
    secrets = done.problems.filter(code="secret_column").values_list("column", flat=True)
    assert sorted(secrets) == sorted(set(PRIVATE) - set(UNKNOWN))
    assert done.counts["students"]["created"] == 20
    # From what is kept the plan can be made anew, and says the same again.
    again = sd74.run_approved(done)
    assert again.problems.filter(code="unknown_column").count() == len(UNKNOWN)


def test_rows_stay_on_their_lines_and_keep_their_faults(sd74: Importing, tmp_path: Path) -> None:
    package = private()
    package.rows("Students")[1]["Notes"] = f"{CANARY}\nin two lines"
    package.rows("Students")[3]["pass_word"] = f"{CANARY}\r\nin two lines"
    package.rows("Students")[10]["Last Name"] = ""
    path = package.write(tmp_path / "lines")
    lines = (path / "Students.csv").read_bytes().split(b"\r\n")
    # "s07", with a field too many, behind two breaks inside of fields.
    lines[9] = b"s07,x" + lines[9].removeprefix(b"s07")
    assert lines[9].startswith(b"s07,x,")
    (path / "Students.csv").write_bytes(b"\r\n".join(lines))

    run = sd74.hand_in(path)

    assert CANARY.encode() not in kept(run)["Students.csv"]
    done = sd74.worked(run)
    found = done.problems.filter(file="Students.csv", code__in=["ragged_row", "missing_value"])
    assert set(found.values_list("line", "code")) == {(11, "ragged_row"), (14, "missing_value")}


def test_a_title_above_the_header_moves_no_line(sd74: Importing, tmp_path: Path) -> None:
    package = private()
    package.rows("Students")[10]["Last Name"] = ""
    path = package.write(tmp_path / "titled")
    text = (path / "Students.csv").read_bytes().removeprefix(b"\xef\xbb\xbf")
    (path / "Students.csv").write_bytes(b'Students, "of" 2026\r\n\r\n' + text)

    done = sd74.worked(sd74.hand_in(path))

    said = set(done.problems.filter(file="Students.csv").values_list("line", "code"))
    assert {(3, "unknown_column"), (14, "missing_value")} <= said
    assert done.counts["students"]["created"] == 19


def test_phone_numbers_and_other_names_of_oneroster_are_not_kept(sd74: Importing) -> None:
    package = oneroster.sample("1.1")
    spare = ["phone", "sms", "middleName", "username", "password", "birthDate"]
    package.headers["users"] = [*dict.fromkeys([*package.headers["users"], *spare])]
    for row in package.rows("users"):
        row.update(dict.fromkeys(spare, CANARY))

    run = sd74.hand_in(package)

    assert CANARY.encode() not in b"".join(kept(run).values())
    assert sd74.worked(run).counts["students"]["created"] > 0


HEADER = "Class ID,User ID,Role,School ID"


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        # What stands behind the last name is no column, and a row that has something there is odd.
        (
            f"{HEADER},,\nc,s,teacher,m,,\nc,s,teacher,m,,x\n",
            f"{HEADER},,\nc,s,teacher,m,,\nc,,,,,,?\n",
        ),
        # Nobody's names: of a table without a header no row is kept but the one in its place.
        ("c,s,teacher,m\nd,t,student,m\n", "c,s,teacher,m\n,,,,?\n"),
        (f"Pr\udce9nom,{HEADER}\nx,c,s,teacher,m\n", f"Pr\udce9nom,{HEADER}\n,c,s,teacher,m\n"),
        (f'{HEADER},pwd\nc,"s",teacher,m,x\nc,s\n', f"{HEADER},pwd\nc,s,teacher,m,\nc,,,,,?\n"),
        ("   \n\nc,s\n", ""),
        (",,\nc,s,teacher,m\n", ""),
        ("\n" * 70_000 + "c,s,teacher,m\n", ""),
        ("", ""),
    ],
    ids=[
        *("spare", "no header", "Windows", "quick and careful"),
        *("blanks", "commas", "far below", "empty"),
    ],
)  # fmt: skip
def test_what_is_odd_about_a_file_keeps_nothing_that_is_not_read(content: str, kept: str) -> None:
    written = content.encode("utf-8", "surrogateescape")
    cut = b"".join(keeping.clean("Enrollments.csv", lambda: io.BytesIO(written)))
    assert cut.decode("utf-8", "surrogateescape") == kept


def read_of(content: bytes, width: int, places: tuple[int, ...]) -> list[object]:
    """Return what the pipeline sees of a file: lines, faults, and fields that are read.

    A row that says something, but nothing that is read, is at fault.
    """
    file = Reader(io.BytesIO(content), "Enrollments.csv")
    found: list[object] = []
    for row in file:
        fault = fault_of(row, width, 0)
        read = [] if fault else [row[at] for at in places]
        if len(row) > 1 and not any(row):
            found.append((file.first, "blank"))
        elif any(row):
            found.append((file.first, fault, read) if any(read) else (file.first, "ragged_row"))
    return found[1:]


SIGNS = st.text(st.sampled_from([",", '"', "\n", "\r", "a", "é"]), max_size=3)
WORDS = st.text(st.sampled_from("abé"), max_size=3)
ROWS = [st.lists(WORDS, min_size=6, max_size=6), st.lists(SIGNS, min_size=6, max_size=6)]


@given(st.lists(st.one_of(*ROWS, st.lists(SIGNS, min_size=1)), min_size=1), st.integers(1, 60))
def test_no_row_is_seen_otherwise_than_it_came(rows: list[list[str]], piece: int) -> None:
    out = io.StringIO(newline="")
    header = ["Class ID", "Birthday", "User ID", "Password", "Role", "School ID"]
    csv.writer(out).writerows([header, *rows])
    content = out.getvalue().encode()

    with patch.object(cutting, "PIECE", piece):
        cut = b"".join(keeping.clean("Enrollments.csv", lambda: io.BytesIO(content)))

    assert read_of(cut, 5, (0, 2, 3, 4)) == read_of(content, 6, (0, 2, 4, 5))
