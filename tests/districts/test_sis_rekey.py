"""A source gives everybody new ids: the same people stay the same people."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from districts.actor import Actor, Role, System
from districts.models import (
    AuditEvent,
    ConnectionSchool,
    ExternalId,
    RunState,
    School,
    SisConnection,
    Student,
)
from districts.sis import rekey
from districts.sis.answers import AnswerError
from districts.sis.problems import RefusedError
from spacesedu.lib import clock
from tests.factories import UserFactory
from tests.machines.import_stage import admin
from tests.samples.advanced_csv import Sample, sample
from tests.samples.importing import Importing, importing, tally

pytestmark = pytest.mark.django_db


@pytest.fixture
def sd74(tmp_path: Path) -> Importing:
    """A district after its first import."""
    district = importing(tmp_path)
    district.run(sample(families=False), approve=True)
    return district


def with_new_ids() -> Sample:
    """Return the sample after the SIS was replaced: new ids for all, numbers as they were."""
    package = sample(families=False)
    for name in ("Students", "Staff", "Enrollments"):
        for row in package.rows(name):
            row["User ID"] = f"new-{row['User ID']}"
    return package


def source() -> SisConnection:
    return SisConnection.objects.get()


def mapping(*pairs: tuple[str, ...], header: str = "old,new") -> list[rekey.Pair]:
    return rekey.read(io.StringIO("\n".join([header, *map(",".join, pairs)])))


def test_new_ids_for_everybody_wait_and_the_pairs_are_offered(sd74: Importing) -> None:
    run = sd74.worked(sd74.hand_in(with_new_ids()))

    assert run.state() is RunState.HELD
    assert "ids_changed" in run.hold_reasons
    offered = rekey.offers(run)
    assert len([pair for pair in offered if pair.kind == "student"]) == 20
    assert rekey.Pair("s00", "new-s00", kind="student") in offered
    assert rekey.Pair("t100", "new-t100", kind="staff") in offered


def test_taking_the_offer_makes_it_an_ordinary_import(sd74: Importing) -> None:
    anna = Actor(
        "admin",
        Role.DISTRICT_ADMIN,
        UserFactory.create().pk,
        full=True,
        district_id=sd74.district.pk,
    )
    before = set(Student.objects.values_list("pk", "left_at"))
    run = sd74.worked(sd74.hand_in(with_new_ids()))

    assert rekey.accept(run, by=anna, at=clock.now()) == 22
    done = sd74.worked(run)

    assert done.state() is RunState.NOTHING
    assert set(Student.objects.values_list("pk", "left_at")) == before
    assert AuditEvent.objects.get(verb="import.rekey").detail == {"ids": 22}


def test_two_who_could_be_the_same_are_not_offered(sd74: Importing) -> None:
    package = with_new_ids()
    twin = {**package.of("Students", User_ID="new-s00"), "User ID": "new-twin"}
    package.rows("Students").append(twin)

    run = sd74.worked(sd74.hand_in(package))

    assert "s00" not in {pair.old for pair in rekey.offers(run)}


def test_a_file_of_ids_is_taken_before_the_import(sd74: Importing) -> None:
    ids = sorted(row["User ID"] for name in ("Students", "Staff") for row in sample().rows(name))
    pairs = mapping(*((old, f"new-{old}") for old in ids))

    assert rekey.rekey(source(), pairs, by=System("tester"), at=clock.now()) == 22
    report = sd74.run(with_new_ids())

    assert report.state is RunState.NOTHING
    assert tally(report, "students") == (0, 0, 0, 20)


@pytest.mark.parametrize(
    ("pairs", "line", "code"),
    [
        ([("s00", "x"), ("nobody", "y")], 3, "rekey_unknown"),
        ([("s00", "s01")], 2, "rekey_taken"),
        ([("s00", "x"), ("s00", "y")], 2, "rekey_twice"),
        ([("s00", "x"), ("s01", "x")], 2, "rekey_twice"),
    ],
)
def test_a_mapping_with_a_fault_changes_nothing(
    sd74: Importing, pairs: list[tuple[str, str]], line: int, code: str
) -> None:
    before = set(ExternalId.objects.values_list("pk", "value"))

    with pytest.raises(RefusedError) as refusal:
        rekey.rekey(source(), mapping(*pairs), by=System("tester"), at=clock.now())

    assert (refusal.value.problems[0].line, refusal.value.problems[0].code) == (line, code)
    assert set(ExternalId.objects.values_list("pk", "value")) == before


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "rekey_header"),
        ("a,b\ns00,x", "rekey_header"),
        ("old,new\ns00", "rekey_row"),
        ("old,new\ns00,", "rekey_row"),
        (f"old,new\ns00,{'x' * 513}", "rekey_row"),
    ],
)
def test_what_is_no_mapping_is_refused(text: str, code: str) -> None:
    with pytest.raises(RefusedError) as refusal:
        rekey.read(io.StringIO(text))

    assert [found.code for found in refusal.value.problems] == [code]


def test_columns_may_stand_the_other_way_round() -> None:
    assert mapping(("x", "s00"), header=" New ,OLD") == [rekey.Pair("s00", "x", 2)]


def test_a_mapping_may_be_written_as_spreadsheets_do() -> None:
    assert rekey.read(io.StringIO("old;new\ns00;x\n")) == [rekey.Pair("s00", "x", 2)]


def test_the_command_takes_a_file_or_says_where_it_is_wrong(
    sd74: Importing, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "ids.csv"
    file.write_text("old,new\ns00,x\nnobody,y\n", encoding="utf-8-sig")
    with pytest.raises(CommandError, match="line 3: Nobody is known by the id “nobody”") as refusal:
        call_command("rekey_sis", file, district=sd74.district.slug)
    assert refusal.value.returncode == 2

    file.write_text("old,new\ns00,x\n", encoding="utf-8-sig")
    call_command("rekey_sis", file, district=sd74.district.slug)
    assert capsys.readouterr().out == "1 id was changed.\n"


def test_an_id_of_two_kinds_needs_the_kind_said(sd74: Importing) -> None:
    ExternalId.objects.filter(value="t100").update(value="s00")

    with pytest.raises(RefusedError) as refusal:
        rekey.rekey(source(), mapping(("s00", "x")), by=System("tester"), at=clock.now())
    assert [found.code for found in refusal.value.problems] == ["rekey_kinds"]

    pairs = mapping(("s00", "x", "student"), ("s00", "s01", "Staff"), header="old,new,kind")
    assert rekey.rekey(source(), pairs, by=System("tester"), at=clock.now()) == 2
    assert ExternalId.objects.get(kind="student", value="x").student is not None
    assert ExternalId.objects.get(kind="staff", value="s01").staff is not None


def test_one_schools_source_knows_nobody_of_another(sd74: Importing) -> None:
    school = School.objects.get(code="100")
    ConnectionSchool.objects.create(district=sd74.district, connection=source(), school=school)

    with pytest.raises(RefusedError) as refusal:
        rekey.rekey(
            source(), mapping(("s00", "x"), ("s10", "y")), by=System("tester"), at=clock.now()
        )
    assert [found.line for found in refusal.value.problems] == [3]
    assert rekey.rekey(source(), mapping(("s00", "x")), by=System("tester"), at=clock.now()) == 1


def test_a_yes_is_to_the_pairs_that_were_shown(sd74: Importing) -> None:
    run = sd74.worked(sd74.hand_in(with_new_ids()))
    seen = rekey.digest_of(rekey.offers(run))
    Student.objects.filter(external_ids__value="s00").update(
        student_number="other", email="other@pupils.example"
    )

    with pytest.raises(AnswerError):
        rekey.accept(run, by=admin(sd74), at=clock.now(), seen=seen)
    assert not ExternalId.objects.filter(value__startswith="new-").exists()
