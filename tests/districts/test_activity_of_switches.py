"""Activity says what was switched, and whom a feature reached before and after, by name."""

import pytest
from django.test import Client

from districts.actions.features import Approval, set_switches
from districts.actions.narrowing import Narrowing, narrow
from districts.actions.schools import name_school
from districts.models import Feature
from districts.switching.switches import GradeList, Switches
from tests.districts.journal import download, read
from tests.world import World


@pytest.fixture
def admin(client: Client, world: World) -> Client:
    client.force_login(world.admin.user)
    return client


def switch(world: World, switches: Switches) -> None:
    set_switches(
        district=world.district,
        switches=switches,
        approval=Approval(by="The superintendent", reason="Board, May"),
        by=world.support.actor,
        at=world.now,
    )


def test_an_admin_reads_to_which_schools_support_limits_a_feature(
    admin: Client, world: World
) -> None:
    switch(world, Switches(schools={Feature.PORTFOLIOS: (world.cedar.pk,)}))
    page = read(admin)
    assert "changed <b>Portfolios, from all schools to Cedar School</b>" in page
    assert "switched <b>Portfolios</b> on" not in page
    assert "<dt>Before</dt> <dd> On at every school </dd>" in page
    assert "<dt>After</dt> <dd> On at Cedar School </dd>" in page
    assert f"{world.cedar.pk}" not in page.replace(f"about={world.cedar.pk}", "")


def test_an_admin_reads_to_which_grades_support_limits_sharing(admin: Client, world: World) -> None:
    switch(world, Switches(grades=GradeList(("10", "11", "12"))))
    switch(world, Switches(grades=GradeList(("10",))))
    page = read(admin)
    assert "changed <b>URL sharing, from grades 10–12 to grades 10</b>" in page


def test_an_admin_takes_it_along_in_the_same_words(admin: Client, world: World) -> None:
    switch(world, Switches(schools={Feature.PORTFOLIOS: (world.cedar.pk,)}))
    _head, row = download(admin)
    assert row[3] == "changed Portfolios, from all schools to Cedar School"
    assert row[7] == (
        "Feature: Portfolios; Before: On at every school; After: On at Cedar School;"
        " Reason: Board, May; Approved by: The superintendent; Policy review confirmed: Yes"
    )


def test_an_admin_reads_what_was_lost_by_switching_off(admin: Client, world: World) -> None:
    switch(world, Switches(features={Feature.ASSOCIATIONS: False}))
    page = read(admin)
    assert "switched <b>School-Family-Student Associations</b> off" in page
    assert "<dt>After</dt> <dd> Off </dd>" in page


def test_an_admin_reads_what_their_own_district_keeps_a_feature_to(
    admin: Client, world: World
) -> None:
    narrow(
        district=world.district,
        feature=Feature.PORTFOLIOS,
        wanted=Narrowing(school_ids=frozenset({world.maple.pk})),
        may_widen=False,
        by=world.admin.actor,
        at=world.now,
    )
    page = read(admin)
    assert "narrowed <b>Portfolios</b>" in page
    assert "<dt>After</dt> <dd> On at Maple School </dd>" in page


def test_a_school_is_called_what_it_was_named_that_day(admin: Client, world: World) -> None:
    for name in ("Poplar School", "", "Birch School"):
        name_school(school=world.maple, name=name, by=world.admin.actor, at=world.now)
    page = read(admin)
    assert "named <b>Poplar School</b>" in page
    assert "named <b>Poplar School by its code again</b>" in page
    assert "named <b>Birch School</b>" in page
    assert page.count("named <b>Birch School") == 1
