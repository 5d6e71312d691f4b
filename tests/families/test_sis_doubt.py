"""Families about whom a package says something that cannot be told keep what they have."""

from pathlib import Path

import pytest

from families.models import FamilyContact, SisFamilyLink
from tests.families.sis import ADDRESS, Pair, with_parent
from tests.machines.import_stage import ended
from tests.samples import oneroster
from tests.samples.advanced_csv import Sample
from tests.samples.importing import INVITING, codes, importing

pytestmark = pytest.mark.django_db


@pytest.fixture
def parent(tmp_path: Path) -> Pair:
    """Let the parent of s05 be invited, in a district that creates and removes by itself."""
    district = importing(tmp_path, *INVITING, auto_create=True, auto_remove=True)
    district.run(with_parent(), approve=True)
    return Pair(district)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b",parent05@", b", Jr,parent05@"),
        (b"parent05@home.example", b"parent05@home,example"),
        (b"parent05@home.example", b"parent\xe905@home.example"),
        (b"parent05@home.example,s05", b"parent05@home.example,sO5"),
        (b"parent05@home.example,s05", b"parent05@home.example,s05.0"),
    ],
)
def test_a_row_that_says_it_badly_ends_nothing(
    parent: Pair, tmp_path: Path, old: bytes, new: bytes
) -> None:
    folder = with_parent().write(tmp_path / "spoilt")
    file = folder / "Family.csv"
    content = file.read_bytes()
    assert old in content
    file.write_bytes(content.replace(old, new, 1))

    report = parent.importing.run(folder)

    assert ended(report) == set()
    assert (parent.state, report.emails_queued) == ("invited", 0)


def test_of_a_student_in_doubt_nothing_ends(parent: Pair, tmp_path: Path) -> None:
    package = with_parent()
    package.drop("Students", lambda row: row["User ID"] == "s05")
    package.drop("Family", lambda row: row["Student User ID"] == "s05")
    folder = package.write(tmp_path / "spoilt")
    file = folder / "Students.csv"
    file.write_bytes(file.read_bytes().replace(b"\r\ns03,", b"\r\n,s03,"))

    assert ended(parent.importing.run(folder)) == set()


def test_of_a_student_whose_row_is_invalid_nothing_ends(parent: Pair) -> None:
    package = with_parent()
    package.of("Students", User_ID="s05").update({"EnrollStatus": "Inactive", "First Name": ""})
    package.drop("Family", lambda row: row["Student User ID"] == "s05")

    assert ended(parent.importing.run(package)) == set()


def test_a_student_who_has_left_is_no_doubt(parent: Pair) -> None:
    package = with_parent()
    row = package.of("Family", Email=ADDRESS)
    package.rows("Family").append(row | {"Student User ID": "s06"})
    parent.importing.run(package, approve=True)
    package.drop("Students", lambda row: row["User ID"] == "s06")
    package.drop("Family", lambda row: (row["Email"], row["Student User ID"]) == (ADDRESS, "s05"))

    parent.importing.run(package, approve=True)

    assert parent.state == "ended"


@pytest.mark.parametrize("version", oneroster.VERSIONS)
def test_without_a_word_of_relatives_no_link_ends(tmp_path: Path, version: str) -> None:
    district = importing(tmp_path, *INVITING, auto_create=True, auto_remove=True)
    package = oneroster.sample(version)
    district.run(package, approve=True)
    standing = SisFamilyLink.objects.filter(absent_since=None).count()
    assert standing
    for row in package.rows("users"):
        row["agentSourcedIds"] = ""

    report = district.run(package)

    assert ("users.csv", None, "no_agents") in codes(report)
    assert not {kind for kind, _ in ended(report)} & {"family_links", "associations"}
    assert SisFamilyLink.objects.filter(absent_since=None).count() == standing


def at_one_address(address: str, *children: str, names: tuple[str, ...] = ()) -> Sample:
    package = with_parent()
    row = package.of("Family", Email=ADDRESS)
    for number, child in enumerate(children):
        last = names[number] if names else f"Family{number}"
        values = {"Email": address, "Student User ID": child, "Last Name": last}
        package.rows("Family").append(row | values)
    return package


def test_a_placeholder_is_nobody(parent: Pair) -> None:
    package = at_one_address("none@none.example", "s01", "s02", "s03", "s04")

    report = parent.importing.run(package, approve=True)

    assert [code for *_, code in codes(report)].count("address_of_many") == 4
    assert not FamilyContact.objects.filter(email_key="none@none.example").exists()
    assert report.emails_queued == 0


@pytest.mark.parametrize(
    ("children", "names"),
    [
        (("s01", "s01", "s01", "s02"), ("One", "Two", "Three", "One")),
        (("s01", "s02"), ("One", "Two")),
        (("s01", "s02", "s03", "s04"), ("One", "One", "One", "One")),
    ],
)
def test_a_family_may_have_one_mailbox(
    parent: Pair, children: tuple[str, ...], names: tuple[str, ...]
) -> None:
    package = at_one_address("all@home.example", *children, names=names)

    report = parent.importing.run(package, approve=True)

    assert "address_of_many" not in {code for *_, code in codes(report)}
    assert FamilyContact.objects.filter(email_key="all@home.example").count() == 1


def test_a_student_is_nobodys_family(parent: Pair) -> None:
    package = with_parent()
    package.of("Students", User_ID="s09")["Email Address"] = "s09@school.example"
    row = package.of("Family", Email=ADDRESS)
    package.rows("Family").append(
        row | {"Email": "S09@school.example", "Student User ID": "s01", "Last Name": "Nine"}
    )

    report = parent.importing.run(package, approve=True)

    assert "address_of_student" in {code for *_, code in codes(report)}
    assert not FamilyContact.objects.filter(email_key="s09@school.example").exists()
