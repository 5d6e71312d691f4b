"""How much a OneRoster file tells: the manifest's word, the rows' status, and never a doubt."""

from collections.abc import Callable
from pathlib import Path

import pytest

from districts.models import ImportRun, RunState
from districts.sis.oneroster.manifest import Mode, parse
from districts.sis.oneroster.modes import Rows, way
from tests.samples.importing import FAMILY_IMPORTS, Importing, codes, importing, tally
from tests.samples.oneroster import Sample, sample

type Change = Callable[[Sample], None]

WELL_KEPT = b"propertyName,value\nmanifest.version,1.0\noneroster.version,1.1\nfile.users,bulk\n"


@pytest.mark.parametrize(
    ("content", "version", "mode", "notes"),
    [
        (WELL_KEPT, "1.1", Mode.BULK, []),
        (b"\xef\xbb\xbf" + WELL_KEPT, "1.1", Mode.BULK, []),
        (WELL_KEPT.replace(b"\n", b"\r"), "1.1", Mode.BULK, []),
        (WELL_KEPT.replace(b"1.1", b"1.2.1"), "1.2.1", Mode.BULK, []),
        (WELL_KEPT.replace(b"version,1.0", b"version,1"), "1.1", Mode.BULK, []),
        (WELL_KEPT.replace(b"bulk", b"Delta "), "1.1", Mode.DELTA, []),
        (WELL_KEPT.replace(b"file.users", b"FILE.users.csv"), "1.1", Mode.BULK, []),
        (WELL_KEPT.replace(b"property", b"Property"), "1.1", Mode.BULK, ["manifest_header"]),
        (WELL_KEPT.split(b"\n", 1)[1], "1.1", Mode.BULK, ["manifest_header"]),
        (WELL_KEPT.replace(b"1.1", b"3.0"), "", Mode.BULK, ["manifest_version"]),
        (WELL_KEPT.replace(b"bulk", b"full"), "1.1", None, ["manifest_mode"]),
        (WELL_KEPT.replace(b"bulk", b""), "1.1", None, []),
        (WELL_KEPT + b"file.users,delta\n", "1.1", None, ["manifest_mode"]),
        (b"\xff\xfe\0\0", "", None, ["manifest_header"]),
        (b"", "", None, ["manifest_header"]),
    ],
)
def test_a_manifest_is_read_with_patience(
    content: bytes, version: str, mode: Mode | None, notes: list[str]
) -> None:
    found = parse(content)

    assert (found.version, found.mode("users.csv")) == (version, mode)
    assert [note.code for note in found.notes] == notes


@pytest.mark.parametrize(
    ("declared", "stamped", "mode", "whole", "notes"),
    [
        (Mode.BULK, 0, "bulk", True, ()),
        (Mode.BULK, 9, "bulk", True, ("status_in_bulk",)),
        (Mode.BULK, 4, "mixed", False, ("mixed_status",)),
        (Mode.DELTA, 9, "delta", False, ()),
        (Mode.DELTA, 4, "delta", False, ()),
        (Mode.DELTA, 0, "delta", False, ("delta_unstamped",)),
        (Mode.ABSENT, 0, "bulk", False, ("file_unexpected",)),
        (Mode.ABSENT, 4, "mixed", False, ("file_unexpected", "mixed_status")),
        (None, 0, "bulk", True, ()),
        (None, 9, "bulk", False, ("stamped_undeclared",)),
        (None, 4, "mixed", False, ("mixed_status",)),
    ],
)
def test_a_file_is_whole_only_where_nothing_speaks_against_it(
    declared: Mode | None,
    stamped: int,
    mode: str,
    whole: bool,  # noqa: FBT001 -- a column of the table
    notes: tuple[str, ...],
) -> None:
    found = way(declared, Rows(9, stamped, 0))

    assert (found.mode, found.whole, found.notes) == (mode, whole, notes)
    assert not way(declared, Rows(9, stamped, 1)).whole


@pytest.fixture
def sd74(tmp_path: Path, db: None) -> Importing:
    """A district after its first whole package."""
    found = importing(tmp_path, *FAMILY_IMPORTS)
    found.run(sample().write(tmp_path / "whole"), approve=True)
    return found


def missing_some(package: Sample) -> None:
    """Leave somebody out of every file."""
    package.drop("users", lambda row: row["sourcedId"] in {"s1", "t2", "p1"})
    package.drop("classes", lambda row: row["sourcedId"] == "c3")
    package.drop("enrollments", lambda row: row["sourcedId"] == "e-s2")


def stamped(package: Sample, *, every: int = 1, status: str = "active") -> None:
    for rows in package.files.values():
        for row in rows[::every]:
            row |= {"status": status, "dateLastModified": "2025-10-02"}


def everything_absent(package: Sample) -> None:
    package.modes = dict.fromkeys(package.modes, "absent")


def no_manifest(package: Sample) -> None:
    package.manifest = False


def headers_only(package: Sample) -> None:
    for name in package.files:
        package.files[name] = []


def nameless(package: Sample) -> None:
    for rows in package.files.values():
        rows.append({})


REMOVING: dict[str, tuple[Change, ...]] = {
    "a whole package": (),
    "a whole package whose rows have a status": (stamped,),
    "a whole package without a manifest": (no_manifest,),
}
KEEPING: dict[str, tuple[Change, ...]] = {
    "a status in some rows": (lambda package: stamped(package, every=2),),
    "an end in some rows": (lambda package: stamped(package, every=2, status="tobedeleted"),),
    "every file called absent": (everything_absent,),
    "a status in all rows, and no manifest": (stamped, no_manifest),
    "rows without an id": (nameless,),
}


@pytest.mark.parametrize("name", REMOVING)
def test_who_is_not_in_it_has_left_after(sd74: Importing, name: str) -> None:
    package = sample()
    missing_some(package)
    for change in REMOVING[name]:
        change(package)
    report = sd74.run(package.write(sd74.folder / "second"))

    ends = {kind: counted.ended for kind, counted in report.counts.items() if counted.ended}
    assert ends.keys() >= {"students", "memberships", "staff", "classes", "enrolments"}
    assert ends["students"] == ends["staff"] == ends["classes"] == 1


@pytest.mark.parametrize("name", KEEPING)
def test_nobody_is_removed_after(sd74: Importing, name: str) -> None:
    package = sample()
    missing_some(package)
    for change in KEEPING[name]:
        change(package)
    report = sd74.run(package.write(sd74.folder / "second"))

    assert {kind: counted.ended for kind, counted in report.counts.items() if counted.ended} == {}
    assert codes(report)


def test_a_row_of_a_whole_file_may_say_that_its_own_thing_has_ended(sd74: Importing) -> None:
    package = sample()
    stamped(package)
    for name, source_id in (("users", "s1"), ("users", "p2"), ("classes", "c3")):
        package.of(name, sourcedId=source_id)["status"] = "inactive"
    package.of("enrollments", sourcedId="e-s2")["status"] = "tobedeleted"
    report = sd74.run(package.write(sd74.folder / "second"))

    ends = {kind: counted.ended for kind, counted in report.counts.items() if counted.ended}
    assert ends == {
        "students": 1,
        "memberships": 1,
        "classes": 1,
        "enrolments": 1,
        "family_links": 1,
    }


def test_files_without_rows_never_mean_that_everybody_left(sd74: Importing) -> None:
    package = sample()
    headers_only(package)
    report = sd74.run(package.write(sd74.folder / "second"))

    assert (report.state, report.held) == (RunState.HELD, ("file_gone",))
    assert not any(counted.anything for counted in report.counts.values())
    assert {code for _, _, code in codes(report)} == {"empty_file"}

    again = sd74.run(package.write(sd74.folder / "third"), approve=True)
    assert (again.state, again.exit_code) == (RunState.NOTHING, 0)
    assert not ImportRun.objects.unfinished().exists()


def test_changes_that_waited_and_come_again_take_their_own_place(sd74: Importing) -> None:
    package = sample().changes(*(("users", f"s{number}") for number in range(8)))
    for row in package.rows("users"):
        row["familyName"] = f"New {row['sourcedId']}"
    folder = package.write(sd74.folder / "changes")
    for _time in range(2):
        assert sd74.run(folder).held == ("much_changed",)
    assert sd74.run(folder, approve=True).state is RunState.APPLIED

    assert sd74.run(folder).state is RunState.NOTHING
    assert [run.state() for run in ImportRun.objects.order_by("id")[1:3]] == [
        RunState.DISCARDED,
        RunState.DISCARDED,
    ]


def test_a_file_of_changes_without_rows_holds_nothing_up(sd74: Importing) -> None:
    package = sample().changes(("users", "s1"))
    package.files["enrollments"] = []
    package.modes["enrollments"] = "delta"
    report = sd74.run(package.write(sd74.folder / "second"))

    assert (report.state, codes(report)) == (
        RunState.NOTHING,
        [("enrollments.csv", None, "empty_file")],
    )


@pytest.mark.parametrize("mode", ["bulk", "delta"])
def test_a_file_that_is_announced_and_missing_waits_for_a_person(
    sd74: Importing, mode: str
) -> None:
    package = sample()
    del package.files["enrollments"]
    package.modes["enrollments"] = mode
    report = sd74.run(package.write(sd74.folder / "second"))

    assert (report.state, report.held) == (RunState.HELD, ("file_gone",))
    assert codes(report)[0] == ("enrollments.csv", None, "file_not_supplied")


@pytest.mark.parametrize(("name", "held"), [("users", True), ("orgs", True), ("classes", False)])
def test_without_a_manifest_orgs_and_users_have_to_come(
    sd74: Importing,
    name: str,
    held: bool,  # noqa: FBT001 -- a column of the table
) -> None:
    package = sample()
    package.manifest = False
    del package.files[name]
    report = sd74.run(package.write(sd74.folder / "second"))

    assert ("file_gone" in report.held) is held
    assert not any(counted.ended for counted in report.counts.values())


def test_a_manifest_alone_changes_nothing(sd74: Importing) -> None:
    package = sample()
    package.files.clear()
    everything_absent(package)
    report = sd74.run(package.write(sd74.folder / "second"))

    assert (report.state, report.problems) == (RunState.NOTHING, ())


def test_files_are_known_in_any_case_and_others_left_out(sd74: Importing) -> None:
    folder = sample().write(sd74.folder / "second")
    for name in ("users.csv", "orgs.csv", "manifest.csv"):
        (folder / name).rename(folder / name.title())
    (folder / "demographics.csv").write_text("sourcedId,birthDate\ns1,2010-01-01\n")
    report = sd74.run(folder)

    assert report.state is RunState.NOTHING
    assert sorted(code for _, _, code in codes(report)) == [
        *["file_spelling"] * 3,
        "ignored_file",
        "staff_without_role",
    ]


def test_without_family_imports_no_adult_is_taken(tmp_path: Path, db: None) -> None:
    sd74 = importing(tmp_path)
    report = sd74.run(sample().write(tmp_path / "whole"), approve=True)

    assert (tally(report, "contacts")[0], tally(report, "students")[0]) == (0, 8)
    assert ("users.csv", None, "adults_left_out") in codes(report)
