"""The adult is the case-folded address; rows that say too little protect what they may mean."""

from collections.abc import Callable
from pathlib import Path

import pytest

from families.models import FamilyContact, SisFamilyLink
from tests.factories import FamilyContactFactory
from tests.samples.advanced_csv import Row, sample
from tests.samples.importing import (
    FAMILY_IMPORTS,
    Importing,
    codes,
    eventually_nothing,
    importing,
    tally,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def sd74(tmp_path: Path) -> Importing:
    """A district after its first import."""
    district = importing(tmp_path, *FAMILY_IMPORTS)
    district.run(sample(), approve=True)
    return district


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        (" New@Home.example ", "New@Home.example"),
        ("new@écoles.example", "new@xn--coles-9ra.example"),
        ("o'brien+x@home.example", "o'brien+x@home.example"),
    ],
)
def test_an_address_is_kept_as_mail_is_sent_to_it(sd74: Importing, typed: str, stored: str) -> None:
    package = sample()
    package.rows("Family").append(package.rows("Family")[0] | {"Email": typed})
    report = sd74.run(package)

    assert tally(report, "contacts") == (1, 0, 0, 22)
    assert FamilyContact.objects.get(email=stored).email_key == stored.lower()
    assert eventually_nothing(sd74.run(package))


@pytest.mark.parametrize(
    "typed",
    ["a@b.example, c@d.example", "a@b.example\nBcc: c@d.example", "é@b.example", "a@b", "a b@c.ca",
     "<a@b.example>", "a@b..example", f"{'x' * 65}@b.example", "nobody"],
)  # fmt: skip
def test_what_is_not_one_address_is_told_and_skipped(sd74: Importing, typed: str) -> None:
    package = sample()
    package.rows("Family").append(package.rows("Family")[0] | {"Email": typed})
    report = sd74.run(package)

    assert codes(report) == [("Family.csv", 26, "bad_email")]
    assert eventually_nothing(report)


def test_two_spellings_are_one_adult(sd74: Importing) -> None:
    package = sample()
    row = package.of("Family", Email="parent05@home.example")
    package.rows("Family").append(
        row | {"Email": "PARENT05@HOME.EXAMPLE", "Student User ID": "s06"}
    )
    report = sd74.run(package)

    assert tally(report, "contacts") == (0, 0, 0, 22)
    assert tally(report, "family_links") == (1, 0, 0, 24)


def test_somebody_we_know_already_is_the_same_contact(tmp_path: Path) -> None:
    district = importing(tmp_path, *FAMILY_IMPORTS)
    known = FamilyContactFactory.create(district=district.district, email="Parent05@home.example")
    FamilyContactFactory.create(email="parent06@home.example")  # another district's
    report = district.run(sample(), approve=True)

    assert tally(report, "contacts") == (21, 1, 0, 0)
    known.refresh_from_db()
    assert (known.email, known.first_name) == ("Parent05@home.example", "Parent05")


def test_a_name_that_is_one_of_those_given_stays(sd74: Importing) -> None:
    package = sample()
    row = package.of("Family", Student_User_ID="s09")
    row["First Name"] = "Aaron"
    report = sd74.run(package)

    assert eventually_nothing(report)


def test_rows_of_one_pair_with_two_names_are_told_and_nobody_is_removed(sd74: Importing) -> None:
    package = sample()
    package.rows("Family").append(package.rows("Family")[0] | {"First Name": "Other"})
    report = sd74.run(package)

    assert codes(report) == [
        ("Family.csv", 2, "conflicting_rows"),
        ("Family.csv", 26, "conflicting_rows"),
    ]
    assert eventually_nothing(report)


def lose(column: str) -> Callable[[Row], None]:
    def change(row: Row) -> None:
        row[column] = ""

    return change


@pytest.mark.parametrize("column", ["First Name", "Email", "Student User ID"])
def test_a_row_that_lacks_something_still_counts_as_seen(sd74: Importing, column: str) -> None:
    package = sample()
    lose(column)(package.of("Family", Email="parent05@home.example"))
    report = sd74.run(package)

    [found] = report.problems
    assert (found.code, found.column) == ("missing_value", column)
    assert eventually_nothing(report)


def test_a_student_nobody_knows_is_told(sd74: Importing) -> None:
    package = sample()
    package.rows("Family").append(package.rows("Family")[0] | {"Student User ID": "s99"})
    report = sd74.run(package)

    assert codes(report) == [("Family.csv", 26, "unknown_student")]
    assert "s99" in report.problems[0].message
    assert eventually_nothing(report)


def test_a_link_that_is_gone_is_noted_and_comes_back_as_itself(sd74: Importing) -> None:
    package = sample()
    package.drop("Family", lambda row: row["Email"] == "parent05@home.example")
    report = sd74.run(package)
    assert tally(report, "family_links") == (0, 0, 1, 23)
    link = SisFamilyLink.objects.exclude(absent_since=None).get()
    assert FamilyContact.objects.count() == 22

    assert tally(sd74.run(sample()), "family_links") == (0, 1, 0, 23)
    link.refresh_from_db()
    assert link.absent_since is None
