"""Staff who have roles that people gave them: the source says what they teach, not who they are."""

from pathlib import Path

import pytest

from districts import roles
from districts.models import (
    ConnectionSchool,
    ExternalId,
    School,
    StaffMember,
    StaffRole,
    StaffRoleKind,
    User,
)
from districts.sis import answers
from districts.sis.source import connection_for
from spacesedu.lib import clock
from tests.factories import StaffMemberFactory, StaffRoleFactory, StudentFactory, UserFactory
from tests.machines.import_stage import admin
from tests.samples import advanced_csv
from tests.samples.importing import Importing, importing, tally
from tests.samples.oneroster import Sample, sample

pytestmark = pytest.mark.django_db

MAPLE = "100"


@pytest.fixture
def sd74(tmp_path: Path) -> Importing:
    """A district after its first import."""
    district = importing(tmp_path)
    district.run(sample(), approve=True)
    return district


def boss_of(sd74: Importing) -> StaffMember:
    """Let the teacher t1 be a District Admin, too, with an account."""
    teacher = StaffMember.objects.get(external_ids__value="t1")
    StaffRoleFactory.create(
        staff=teacher, role=StaffRoleKind.DISTRICT_ADMIN, full=True, school=None
    )
    teacher.user = UserFactory.create()
    teacher.save()
    return teacher


def held_by(user: User | None) -> set[str]:
    assert user is not None
    return {actor.role.value for actor in roles.staff(user)}


def about(name: str, **said: str) -> Sample:
    package = sample()
    package.of("users", sourcedId=name).update(said)
    return package


def told(report: object) -> list[str]:
    return [found.detail for found in report.problems if found.code == "kept_staff"]  # type: ignore[attr-defined]


def test_whoever_has_a_role_given_here_keeps_name_and_address(sd74: Importing) -> None:
    boss = boss_of(sd74)

    report = sd74.run(about("t1", email="mallory@sd.example", givenName="Mallory"))

    assert tally(report, "staff")[:3] == (0, 0, 0)
    assert told(report) == ["t1"]
    again = StaffMember.objects.get(pk=boss.pk)
    assert (again.first_name, again.email) == (boss.first_name, boss.email)


def test_of_other_staff_the_source_says_who_they_are(sd74: Importing) -> None:
    report = sd74.run(about("t1", email="other@sd.example"), approve=True)

    assert not told(report)
    assert StaffMember.objects.get(external_ids__value="t1").email == "other@sd.example"


def test_what_the_source_switches_off_are_the_roles_it_gave(sd74: Importing) -> None:
    boss = boss_of(sd74)
    assert held_by(boss.user) == {"district_admin", "teacher"}

    sd74.run(about("t1", enabledUser="false"), approve=True)
    assert held_by(boss.user) == {"district_admin"}

    sd74.run(sample(), approve=True)
    assert held_by(boss.user) == {"district_admin", "teacher"}


def test_a_district_keeps_its_last_admin_whatever_a_file_says(sd74: Importing) -> None:
    boss = boss_of(sd74)
    gone = sample()
    gone.drop("users", lambda row: row["sourcedId"] == "t1")
    gone.drop("enrollments", lambda row: row["userSourcedId"] == "t1")

    for package in (about("t1", enabledUser="false", email="x@sd.example"), gone):
        sd74.run(package, approve=True)
        admins = StaffRole.objects.running_districts().filter(district=sd74.district)
        assert [role.staff_id for role in admins] == [boss.pk]
        assert "district_admin" in held_by(boss.user)


def test_one_schools_source_knows_an_administrator_and_changes_nothing_of_theirs(
    sd74: Importing,
) -> None:
    maple = School.objects.get(code=MAPLE)
    own = connection_for(sd74.district, "Maple", at=clock.now())
    ConnectionSchool.objects.create(district=sd74.district, connection=own, school=maple)
    boss = StaffMemberFactory.create(
        district=sd74.district, email="boss@sd.example", user=UserFactory.create()
    )
    StaffRoleFactory.create(staff=boss, role=StaffRoleKind.DISTRICT_ADMIN, full=True, school=None)
    StaffRoleFactory.create(staff=boss, school=maple)

    taken = about("t1", email="boss@sd.example", givenName="Mallory")
    sd74.run(taken, source="Maple", approve=True)
    assert ExternalId.objects.filter(connection=own, value="t1", staff=boss).exists()
    off = about("t1", email="mallory@sd.example", enabledUser="false")
    sd74.run(off, source="Maple", approve=True)

    again = StaffMember.objects.get(pk=boss.pk)
    assert (again.first_name, again.email) == (boss.first_name, boss.email)
    assert again.disabled_since is None


def test_a_yes_to_an_email_match_is_a_yes_to_that_person(tmp_path: Path) -> None:
    sd74 = importing(tmp_path)
    package = advanced_csv.sample(families=False)
    sd74.run(package, approve=True)
    nina, olga = (
        StudentFactory.create(
            district=sd74.district, email=f"{name}@pupils.example", first_name=name, last_name="R"
        )
        for name in ("nina", "olga")
    )
    package.rows("Students").append(
        package.rows("Students")[0]
        | {"User ID": "new", "Student Number": "555", "Email Address": nina.email}
    )
    run = sd74.worked(sd74.hand_in(package))
    assert run.hold_reasons == ["email_matches"]

    # The address goes from one to the other between the question and the answer.
    nina.email, olga.email = "away@pupils.example", nina.email
    nina.first_name, olga.first_name = olga.first_name, nina.first_name
    nina.save()
    olga.save()
    run = sd74.worked(answers.approve(run, by=admin(sd74), at=clock.now()))

    assert run.applied_at is None
    assert not ExternalId.objects.filter(value="new").exists()
