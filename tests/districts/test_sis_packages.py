"""What somebody hands in is trusted with nothing."""

import os
import stat
import zipfile
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from districts.models import ImportRun, RunState, Student
from districts.sis import package
from districts.sis.problems import RefusedError
from tests.samples.advanced_csv import Sample, sample
from tests.samples.importing import Importing, codes, eventually_nothing, importing

KNOWN = frozenset({"Students.csv"})


def archive(path: Path, **entries: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in entries.items():
            out.writestr(name, content)
    return path


def link(path: Path) -> Path:
    entry = zipfile.ZipInfo("Students.csv")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w") as out:
        out.writestr(entry, "/etc/passwd")
    return path


def encrypted(path: Path) -> Path:
    archive(path, **{"Students.csv": b"User ID"})
    content = bytearray(path.read_bytes())
    content[6] |= 1  # the flag in the local header, and below in the central directory
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    return path


def broken(path: Path) -> Path:
    archive(path, **{"Students.csv": os.urandom(1000)})
    content = path.read_bytes()
    path.write_bytes(content[:200] + b"\0" * 50 + content[250:])
    return path


REFUSED: dict[str, Callable[[Path], Path]] = {
    "a bomb": lambda path: archive(path, **{"Students.csv": b"0" * 3_000_000}),
    "a bomb beside it": lambda path: archive(path, **{"x.csv": b"0" * 3_000_000}),
    "a path upwards": lambda path: archive(path, **{"../Students.csv": b"x"}),
    "an absolute path": lambda path: archive(path, **{"/Students.csv": b"x"}),
    "a folder": lambda path: archive(path, **{"d/Students.csv": b"x", "Staff.csv": b"x"}),
    "two folders": lambda path: archive(path, **{"d/Students.csv": b"x", "e/Staff.csv": b"x"}),
    "a folder in a folder": lambda path: archive(path, **{"d/e/Students.csv": b"x"}),
    "a folder upwards": lambda path: archive(path, **{"../Students.csv": b"x", "../a": b"x"}),
    "junk on a way up": lambda path: archive(path, **{"__MACOSX/../Students.csv": b"x"}),
    "a Windows path in a folder": lambda path: archive(path, **{"d/..\\Students.csv": b"x"}),
    "a workbook": lambda path: archive(path, **{"[Content_Types].xml": b"x", "xl/a.xml": b"x"}),
    "a Windows path": lambda path: archive(path, **{"..\\Students.csv": b"x"}),
    "a zip in a zip": lambda path: archive(path, **{"more.zip": b"x"}),
    "101 files": lambda path: archive(path, **{f"{n}.csv": b"x" for n in range(101)}),
    "a link": link,
    "a password": encrypted,
}


@pytest.mark.parametrize("what", REFUSED)
def test_an_archive_is_refused_for(what: str, tmp_path: Path) -> None:
    with (
        pytest.raises(RefusedError, match="refused"),
        package.opened(REFUSED[what](tmp_path / "package.zip"), KNOWN),
    ):
        pass


def test_a_zip_whose_names_are_no_text_is_refused(tmp_path: Path) -> None:
    path = archive(tmp_path / "package.zip", **{"Stüdents.csv": b"x"})
    path.write_bytes(path.read_bytes().replace("ü".encode(), b"\xff\xfe"))

    with pytest.raises(RefusedError, match="no text"), package.opened(path, KNOWN):
        pass


def test_a_zip_that_turns_out_to_be_damaged_is_refused_while_it_is_read(tmp_path: Path) -> None:
    with (
        pytest.raises(RefusedError, match="damaged"),
        package.opened(broken(tmp_path / "broken.zip"), KNOWN) as found,
        found.files["Students.csv"]() as stream,
    ):
        stream.read()


def test_what_goes_wrong_with_us_is_not_the_packages_fault(tmp_path: Path) -> None:
    path = archive(tmp_path / "package.zip", **{"Students.csv": b"x"})

    with pytest.raises(OSError, match="full"), package.opened(path, KNOWN):
        raise OSError("the disk is full")


def test_what_we_have_packed_may_be_as_small_as_it_is(tmp_path: Path) -> None:
    path = REFUSED["a bomb"](tmp_path / "package.zip")

    with package.opened(path, KNOWN, ours=True) as found:
        assert found.files.keys() == {"Students.csv"}


def test_a_file_is_known_by_its_name_in_any_case_but_not_twice(tmp_path: Path) -> None:
    for name in ("students.csv", "Students.csv", "STAFF.csv"):
        (tmp_path / name).write_bytes(b"x")
    with package.opened(tmp_path, KNOWN | {"Staff.csv"}) as found:
        named, notes = package.called(found, ["Students.csv", "Staff.csv"])

    assert (sorted(named.files), named.others) == (["Staff.csv", "Students.csv"], ("students.csv",))
    assert [(note.file, note.code) for note in notes] == [("Staff.csv", "file_spelling")]
    (tmp_path / "staff.csv").write_bytes(b"x")
    with package.opened(tmp_path, KNOWN | {"Staff.csv"}) as found, pytest.raises(RefusedError):
        package.called(found, ["Students.csv", "Staff.csv"])


def test_a_folder_is_not_a_way_to_read_other_files(tmp_path: Path) -> None:
    (tmp_path / "Students.csv").symlink_to("/etc/passwd")

    with pytest.raises(RefusedError, match="link"), package.opened(tmp_path, KNOWN):
        pass


def test_unpacked_size_is_capped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MOST_BYTES", 10)
    path = archive(tmp_path / "package.zip", **{"Students.csv": b"0123456789!"})

    with pytest.raises(RefusedError, match="too much"), package.opened(path, KNOWN):
        pass


@pytest.fixture
def sd74(tmp_path: Path, db: None) -> Importing:
    """A district before its first import."""
    return importing(tmp_path)


@pytest.mark.parametrize("wrong", ["missing", "text", "picture.zip", "empty folder", "broken.zip"])
def test_the_wrong_thing_is_refused_with_a_sentence(
    sd74: Importing, tmp_path: Path, wrong: str
) -> None:
    path = tmp_path / wrong
    if wrong == "text":
        path.write_text("hello")
    elif wrong == "picture.zip":
        archive(path, **{"picture.png": b"x"})
    elif wrong == "empty folder":
        path.mkdir()
    elif wrong == "broken.zip":
        broken(path)
    err = StringIO()

    with pytest.raises(SystemExit) as leaving:
        call_command("import_sis", path, district=sd74.district.slug, stdout=StringIO(), stderr=err)

    assert leaving.value.code == 2
    assert err.getvalue().strip()
    assert ImportRun.objects.get().state() is RunState.REFUSED


def test_other_files_are_left_out_with_a_note(sd74: Importing, tmp_path: Path) -> None:
    folder = sample(families=False).write(tmp_path / "more")
    (folder / "CourseInfo.csv").write_text("x")
    (folder / "notes.txt").write_text("x")
    report = sd74.run(folder, approve=True)

    assert codes(report) == [
        ("CourseInfo.csv", None, "ignored_file"),
        ("notes.txt", None, "ignored_file"),
    ]


def without(name: str, column: str) -> Callable[[Sample], None]:
    return lambda package: package.headers[f"{name}.csv"].remove(column)


def twice(package: Sample) -> None:
    package.headers["Staff.csv"].append("Email")


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (without("Students", "Grade"), ("Students.csv", 1, "missing_column")),
        (without("Enrollments", "Role"), ("Enrollments.csv", 1, "missing_column")),
        (twice, ("Staff.csv", 1, "column_twice")),
    ],
)
def test_a_wrong_header_refuses_the_package(
    sd74: Importing, change: Callable[[Sample], None], found: tuple[str, int, str]
) -> None:
    wrong = sample(families=False)
    change(wrong)
    report = sd74.run(wrong, approve=True)

    assert (report.state, report.exit_code, codes(report)) == (RunState.REFUSED, 2, [found])
    assert not Student.objects.exists()


def test_a_header_in_another_encoding_refuses_the_package(sd74: Importing, tmp_path: Path) -> None:
    folder = sample(families=False).write(tmp_path / "utf32")
    (folder / "Staff.csv").write_text(sample().text("Staff.csv"), encoding="utf-32-le")
    report = sd74.run(folder, approve=True)

    assert (report.exit_code, codes(report)) == (2, [("Staff.csv", 1, "header_encoding")])


def test_columns_are_known_in_any_case_spacing_and_order(sd74: Importing, tmp_path: Path) -> None:
    sd74.run(sample(families=False), approve=True)
    other = sample(families=False)
    folder = other.write(tmp_path / "other")
    text = other.text("Staff.csv")
    header = text.splitlines()[0]
    (folder / "Staff.csv").write_text(
        text.replace(header, "userid,FIRST NAME,Last  Name,email,role,SchoolId")
    )
    other.headers["Classes.csv"].reverse()
    (folder / "Classes.csv").write_text(other.text("Classes.csv"))
    report = sd74.run(folder)

    assert eventually_nothing(report)
    assert codes(report) == [
        ("Classes.csv", 1, "header_order"),
        *[("Staff.csv", 1, "header_spelling")] * 6,
    ]


def test_unknown_columns_are_noted_and_passwords_never_staged(sd74: Importing) -> None:
    other = sample(families=False)
    other.headers["Students.csv"] += ["Shoe Size", "Password"]
    for row in other.rows("Students"):
        row["Password"] = "hunter2"  # noqa: S105 -- must not get far
    report = sd74.run(other, approve=True)

    assert [(found.column, found.code) for found in report.problems] == [
        ("Shoe Size", "unknown_column"),
        ("Password", "secret_column"),
    ]
    assert Student.objects.count() == 20
