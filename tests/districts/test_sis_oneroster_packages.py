"""Real OneRoster packages, where they lie beside the project: what each is found to be."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from districts.models import RunState, Student
from tests.samples.importing import FAMILY_IMPORTS, importing

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
LISTED = DATA / "oneroster-1.2" / "index.json"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not LISTED.is_file(), reason="the OneRoster packages are not here"),
]

ROSTER = {"schools": 1, "staff": 2, "classes": 1, "enrolments": 1}


@dataclass(frozen=True)
class Finding:
    """What becomes of a package: its state, what it creates, and the sentences it must give.

    ``lenient``: why we take what the conformance list calls invalid.
    """

    state: RunState = RunState.APPLIED
    created: Mapping[str, int] = field(default_factory=dict)
    codes: frozenset[str] = frozenset()
    lenient: str = ""


def refused(*codes: str) -> Finding:
    return Finding(RunState.REFUSED, codes=frozenset(codes))


def nothing(*codes: str, lenient: str = "") -> Finding:
    return Finding(RunState.NOTHING, codes=frozenset(codes), lenient=lenient)


def taken(created: Mapping[str, int], *codes: str, lenient: str = "") -> Finding:
    return Finding(RunState.APPLIED, created, frozenset(codes), lenient)


VALID = {
    "valid/manifest-only-package.zip": nothing(),
    **{
        f"valid/{what}-{mode}-package.zip": taken(ROSTER, "ignored_file")
        for what in ("rostering", "gradebook", "resources", "full")
        for mode in ("bulk", "delta")
    },
}
INVALID = {
    "invalid/missing-manifest.zip": refused("no_known_file"),
    "invalid/invalid-manifest-header.zip": nothing(
        "manifest_header", lenient="its lines can be read without the first one"
    ),
    "invalid/unknown-zip-entry.zip": nothing("ignored_file", lenient="vendors add files"),
    "invalid/manifest-marks-supplied-file-missing.zip": Finding(
        RunState.HELD, codes=frozenset({"file_not_supplied"})
    ),
    "invalid/manifest-marks-present-file-absent.zip": refused("missing_column"),
    "invalid/csv-quote-failure.zip": refused("missing_column"),
    "invalid/schema-header-and-metadata-failures.zip": nothing(
        "header_order",
        "user_without_role",
        "unknown_school",
        lenient="columns are known by name, in any order; resources.csv is not read",
    ),
    "invalid/field-parser-failures.zip": taken(
        {"schools": 1, "classes": 1},
        "unknown_boolean",
        lenient="the row is left out; the other faults are in files or columns that are not read",
    ),
    "invalid/delta-lifecycle-datetime-failure.zip": nothing("bad_moment"),
    "invalid/bulk-lifecycle-status-failure.zip": nothing(
        "status_in_bulk", "user_without_role", lenient="many exporters fill it in; with a warning"
    ),
    "invalid/delta-lifecycle-required-failure.zip": nothing("delta_unstamped"),
    "invalid/duplicate-sourcedid-failure.zip": taken(
        ROSTER | {"staff": 1},
        "repeated_row",
        lenient="the rows agree in every column that is read: the same person twice",
    ),
    "invalid/missing-target-file-failure.zip": nothing(
        "ignored_file", lenient="lineItems.csv is not read"
    ),
    "invalid/missing-target-record-failure.zip": taken(
        ROSTER, "ignored_file", lenient="the record is missing in a file that is not read"
    ),
    "invalid/semantic-validation-failure.zip": taken(
        ROSTER, "ignored_file", lenient="scores and objectives are not read"
    ),
}
FOUND_BY = {
    "invalid/missing-manifest.zip",
    "invalid/manifest-marks-supplied-file-missing.zip",
    "invalid/manifest-marks-present-file-absent.zip",
    "invalid/csv-quote-failure.zip",
    "invalid/delta-lifecycle-datetime-failure.zip",
    "invalid/delta-lifecycle-required-failure.zip",
}
OLDER = {
    "Test_full_data_set.zip": taken(
        {
            "schools": 1,
            "students": 3,
            "memberships": 3,
            "staff": 2,
            "classes": 1,
            "enrolments": 2,
            "contacts": 1,
            "family_links": 1,
        },
        "boolean_spelling",
        "mixed_status",
        "org_as_school",
        "status_in_bulk",
        "unknown_student",
    ),
    "Test_minimal_data_set.zip": taken(
        {
            "schools": 1,
            "students": 3,
            "memberships": 3,
            "staff": 2,
            "classes": 2,
            "enrolments": 4,
        },
        "org_as_school",
        "unknown_student",
    ),
    "oneroster_test_data.zip": taken(
        {"schools": 1, "students": 1, "memberships": 1, "classes": 1, "enrolments": 1},
    ),
    # Every role of it ended in September 2025.
    "v1p2_full_dataset.zip": taken(
        {"schools": 1, "classes": 1},
        "day_spelling",
        "header_spelling",
        "mixed_status",
        "role_over",
    ),
}
EVERY = {
    **{f"oneroster-1.2/{name}": found for name, found in (VALID | INVALID).items()},
    **{f"oneroster-1.1/{name}": found for name, found in OLDER.items()},
}


def test_every_listed_package_is_judged_and_every_leniency_has_its_reason() -> None:
    listed = {case["file"]: case["expected"] for case in json.loads(LISTED.read_text())}

    assert listed.keys() == VALID.keys() | INVALID.keys()
    assert {name for name, expected in listed.items() if expected == "ok"} == VALID.keys()
    lenient = {name for name, found in INVALID.items() if found.lenient}
    assert lenient | FOUND_BY == INVALID.keys()
    assert not lenient & FOUND_BY


@pytest.mark.parametrize("name", EVERY)
def test_a_package_is_found_to_be(tmp_path: Path, name: str) -> None:
    expected = EVERY[name]
    sd74 = importing(tmp_path, *FAMILY_IMPORTS)
    held = expected.state is RunState.HELD
    report = sd74.run(DATA / name, approve=not held)

    created = {kind: counted.created for kind, counted in report.counts.items() if counted.created}
    assert (report.state, created) == (expected.state, expected.created)
    assert {found.code for found in report.problems} >= expected.codes
    assert all(found.message and "{" not in found.message for found in report.problems)
    assert not Student.objects.exclude(left_at=None).exists()

    if expected.state is RunState.APPLIED:
        assert sd74.run(DATA / name).state is RunState.NOTHING
