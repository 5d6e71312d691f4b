"""A link counts whichever side's record names it, and as long as one of them does."""

from collections.abc import Callable
from pathlib import Path

import pytest

from families.models import SchoolAssociation, SisFamilyLink
from tests.samples.importing import INVITING, Importing, importing
from tests.samples.oneroster import Sample, sample

pytestmark = pytest.mark.django_db

type Change = Callable[[Sample], Sample]


@pytest.fixture
def sd74(tmp_path: Path) -> Importing:
    """A district whose OneRoster feed names s0's adult p0, p1's child s1, and s2 and p2 both."""
    district = importing(tmp_path, *INVITING, auto_create=True, auto_remove=True)
    district.run(sample(), approve=True)
    return district


def sides(adult: str, student: str) -> str:
    """Return which sides name the link: s, a, both or none."""
    link = SisFamilyLink.objects.get(
        contact__sis_ids__value=adult, student__external_ids__value=student
    )
    if link.absent_since is not None:
        return "-"
    return ("s" if link.by_student else "") + ("a" if link.by_adult else "")


def silent(*names: str) -> Sample:
    """Return the sample in which these people's records name nobody any more."""
    package = sample()
    for name in names:
        package.of("users", sourcedId=name)["agentSourcedIds"] = ""
    return package


def test_each_side_is_remembered(sd74: Importing) -> None:
    assert [sides("p0", "s0"), sides("p1", "s1"), sides("p2", "s2")] == ["s", "a", "sa"]


@pytest.mark.parametrize(
    ("names", "adult", "student", "after"),
    [
        (("s0",), "p0", "s0", "-"),
        (("p1",), "p1", "s1", "-"),
        (("s2",), "p2", "s2", "a"),
        (("p2",), "p2", "s2", "s"),
        (("s2", "p2"), "p2", "s2", "-"),
    ],
)
def test_in_a_whole_file_what_neither_side_names_has_ended(
    sd74: Importing, names: tuple[str, ...], adult: str, student: str, after: str
) -> None:
    sd74.run(silent(*names), approve=True)

    assert sides(adult, student) == after
    open_still = SchoolAssociation.objects.open().filter(contact__sis_ids__value=adult)
    assert open_still.exists() is (after != "-")


def only(*names: str) -> Change:
    return lambda package: package.changes(*(("users", name) for name in names))


@pytest.mark.parametrize(
    ("package", "change", "adult", "student", "after"),
    [
        (silent("s0"), only("s0", "s2"), "p0", "s0", "-"),
        (silent("s2"), only("s2", "s0"), "p2", "s2", "a"),
        # They named somebody before, and now have a column in which nobody stands.
        (silent("s0"), only("s0"), "p0", "s0", "-"),
        # Their records did not come.
        (silent("s0", "p1"), only("s3"), "p0", "s0", "s"),
    ],
    ids=["one side", "the other still", "alone", "not told"],
)
def test_among_changes_only_records_that_came_take_their_word_back(
    sd74: Importing, package: Sample, change: Change, adult: str, student: str, after: str
) -> None:
    sd74.run(change(package), approve=True)

    assert sides(adult, student) == after
    assert sides("p3", "s3") == "a"


def test_among_changes_either_record_alone_makes_a_new_link(sd74: Importing) -> None:
    package = sample()
    package.of("users", sourcedId="s6")["agentSourcedIds"] = "p1"
    report = sd74.run(package.changes(("users", "s6")), approve=True)
    assert (sides("p1", "s6"), report.emails_queued) == ("s", 0)  # the pending invitation is theirs

    package.of("users", sourcedId="p0")["agentSourcedIds"] = "s7"
    sd74.run(package.changes(("users", "p0")), approve=True)
    assert [sides("p0", "s7"), sides("p0", "s0"), sides("p1", "s1")] == ["a", "s", "a"]
    assert SchoolAssociation.objects.open().count() == 7


def test_an_adult_who_has_ended_has_ended_for_every_student(sd74: Importing) -> None:
    sd74.run(sample().changes(("users", "p3"), status="tobedeleted"), approve=True)

    assert [sides("p3", "s3"), sides("p3", "s4")] == ["-", "-"]
    assert not SchoolAssociation.objects.open().filter(contact__sis_ids__value="p3").exists()
    assert SchoolAssociation.objects.open().count() == 3

    sd74.run(sample(), approve=True)
    assert SchoolAssociation.objects.open().count() == 5
