"""A column that switches off everybody's sign-in at once is a loss like any other: it waits."""

from pathlib import Path

import pytest

from districts.models import RunState, StaffMember, Student
from districts.sis import answers
from families.models import FamilyContact
from spacesedu.lib import clock
from tests.machines.import_stage import admin
from tests.samples.importing import INVITING, Importing, importing
from tests.samples.oneroster import Sample, sample

pytestmark = pytest.mark.django_db

MANY = 30


def package(*off: str) -> Sample:
    """Return a package with 30 more students at Maple, each with an adult; ``off`` are ids."""
    made = sample()
    for number in range(10, 10 + MANY):
        student = dict(made.of("users", sourcedId="s1"))
        adult = dict(made.of("users", sourcedId="p1"))
        student |= {
            "sourcedId": f"s{number}",
            "identifier": f"9{number}",
            "username": f"s{number}",
            "email": f"s{number}@people.example",
        }
        adult |= {
            "sourcedId": f"p{number}",
            "username": f"p{number}",
            "email": f"p{number}@people.example",
            "agentSourcedIds": f"s{number}",
        }
        made.files["users"] += [student, adult]
    for row in made.rows("users"):
        if row["sourcedId"] in off:
            row["enabledUser"] = "false"
    return made


@pytest.fixture
def sd74(tmp_path: Path) -> Importing:
    """A district after its first import, with everybody switched on."""
    district = importing(tmp_path, *INVITING, auto_create=True)
    district.run(package(), approve=True)
    return district


def switched_off() -> int:
    return sum(
        model.objects.exclude(disabled_since=None).count()
        for model in (Student, StaffMember, FamilyContact)
    )


@pytest.mark.parametrize("whose", ["s", "p"])
def test_many_at_once_wait_for_a_person(sd74: Importing, whose: str) -> None:
    changed = package(*(f"{whose}{number}" for number in range(10, 22)))
    changed.of("users", sourcedId="t1")["givenName"] = "Other"
    run = sd74.worked(sd74.hand_in(changed))

    assert run.state() is RunState.REMOVALS_HELD
    assert switched_off() == 0
    assert StaffMember.objects.filter(first_name="Other").exists()

    sd74.worked(answers.approve(run, by=admin(sd74), at=clock.now()))
    assert switched_off() == 12


def test_one_is_switched_off_at_once(sd74: Importing) -> None:
    changed = package()
    changed.of("users", sourcedId="s10")["enabledUser"] = "false"

    assert sd74.run(changed).state is RunState.APPLIED
    assert switched_off() == 1
