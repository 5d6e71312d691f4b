"""Files as spreadsheets and other programs spell them: understood, and nobody goes by a guess."""

import csv
import io
from pathlib import Path

import pytest

from districts.models import RunState, StoredPackage
from districts.sis.keeping import reopened
from tests.samples import oneroster
from tests.samples.advanced_csv import Sample, sample
from tests.samples.importing import Importing, codes, eventually_nothing, importing, tally

pytestmark = pytest.mark.django_db


@pytest.fixture
def sd74(tmp_path: Path) -> Importing:
    """A district whose people have come, and who would go if a package said so."""
    district = importing(tmp_path, auto_remove=True)
    district.run(sample(families=False), approve=True)
    return district


def spelt(package: Sample, folder: Path, separator: str, encoding: str, above: str = "") -> Path:
    """Write a package as a spreadsheet with other customs does."""
    package.write(folder)
    for name in package.files:
        out = io.StringIO(above, newline="")
        out.seek(0, 2)
        csv.writer(out, delimiter=separator).writerows(csv.reader(io.StringIO(package.text(name))))
        (folder / name).write_bytes(out.getvalue().encode(encoding))
    return folder


@pytest.mark.parametrize(
    ("separator", "encoding", "above"),
    [(";", "cp1252", "sep=;\r\n"), ("\t", "utf-16", ""), (",", "utf-8-sig", "Roster\r\n\r\n")],
)
def test_a_whole_package_in_another_spelling_says_what_the_plain_one_says(
    sd74: Importing, tmp_path: Path, separator: str, encoding: str, above: str
) -> None:
    report = sd74.run(
        spelt(sample(families=False), tmp_path / "odd", separator, encoding, above), approve=True
    )

    assert (report.state, eventually_nothing(report)) == (RunState.NOTHING, True)
    assert {code for _, _, code in codes(report)} <= {
        "missing_file",
        "other_separator",
        "wide_encoding",
        "guessed_encoding",
        "lines_above",
    }


def test_a_manifest_between_semicolons_says_how_much_its_files_tell(tmp_path: Path) -> None:
    sd74 = importing(tmp_path, auto_remove=True)
    sd74.run(oneroster.sample(), approve=True)
    someone = oneroster.sample().rows("users")[0]
    changes = oneroster.sample().changes(("users", someone["sourcedId"]))
    folder = tmp_path / "odd"
    folder.mkdir()
    for name, text in changes.texts().items():
        (folder / name).write_text(text.replace(",", ";"))
    report = sd74.run(folder, approve=True)

    assert eventually_nothing(report)
    assert ("manifest.csv", None, "other_separator") in codes(report)


def test_whoever_is_missing_in_a_guessed_file_is_gone_only_if_every_row_was_read(
    sd74: Importing, tmp_path: Path
) -> None:
    fewer = sample(families=False)
    fewer.drop("Students", lambda row: row["User ID"] == "s05")
    folder = spelt(fewer, tmp_path / "broken", ";", "cp1252")
    broken = (folder / "Students.csv").read_bytes() + b"s99;too;few\r\n"
    (folder / "Students.csv").write_bytes(broken)
    report = sd74.run(folder, approve=True)

    assert ("Students.csv", None, "nameless_rows") in codes(report)
    assert tally(report, "students")[2] == 0

    sound = sd74.run(spelt(fewer, tmp_path / "sound", ";", "cp1252"), approve=True)
    assert tally(sound, "students")[2] == 1


def test_passwords_between_other_signs_are_taken_out_all_the_same(
    sd74: Importing, tmp_path: Path
) -> None:
    other = sample(families=False)
    other.headers["Students.csv"] += ["Pass_Word"]
    for row in other.rows("Students"):
        row["Pass_Word"] = "hunter2"  # noqa: S105 -- must not get far
    for number, (separator, encoding) in enumerate([(";", "cp1252"), ("\t", "utf-16")]):
        folder = spelt(other, tmp_path / str(number), separator, encoding, above="Roster\r\n")
        report = sd74.run(folder, approve=True)
        assert ("Students.csv", None, "secret_column") in codes(report)
    for kept in StoredPackage.objects.all():
        with reopened(kept) as package:
            for opener in package.files.values():
                with opener() as stream:
                    assert b"hunter2" not in stream.read()


def test_columns_are_known_by_their_letters_and_odd_states_are_told_once(
    sd74: Importing, tmp_path: Path
) -> None:
    other = sample(families=False)
    other.rows("Students")[0]["EnrollStatus"] = "Enrolled"
    other.rows("Students")[1]["EnrollStatus"] = "ENROLLED"
    other.rows("Students")[2]["EnrollStatus"] = "Withdrawn"
    folder = other.write(tmp_path / "odd")
    text = other.text("Students.csv")
    text = text.replace("User ID,Student Number", "user_id,student-number")
    (folder / "Students.csv").write_text(text)
    report = sd74.run(folder)

    found = [problem for problem in report.problems if problem.file == "Students.csv"]
    assert [(problem.code, problem.column, problem.detail) for problem in found] == [
        ("header_spelling", "User ID", "user_id"),
        ("header_spelling", "Student Number", "student-number"),
        ("status_as_inactive", "EnrollStatus", "ENROLLED"),
    ]


def test_names_between_semicolons_that_nobody_knows_are_refused_by_the_sign(
    sd74: Importing, tmp_path: Path
) -> None:
    folder = sample(families=False).write(tmp_path / "odd")
    (folder / "Staff.csv").write_text("Nom;Courriel\r\nRoy;roy@staff.example\r\n")
    report = sd74.run(folder)

    assert codes(report) == [("Staff.csv", 1, "separated")]
    assert "“;”" in report.problems[0].message


@pytest.mark.parametrize("above", [b"", b"\r\n", b"A title\r\n"])
def test_a_header_too_long_to_be_read_is_refused_whatever_stands_behind(
    sd74: Importing, tmp_path: Path, above: bytes
) -> None:
    folder = sample(families=False).write(tmp_path / "long")
    file = folder / "Students.csv"
    header, rows = file.read_bytes().split(b"\r\n", 1)
    filler = b"," + b"x" * 70_000 + b",password"
    file.write_bytes(above + header + filler + b"\r\n" + rows)
    kept = StoredPackage.objects.count()

    report = sd74.run(folder)

    assert report.state is RunState.REFUSED
    assert StoredPackage.objects.count() == kept
