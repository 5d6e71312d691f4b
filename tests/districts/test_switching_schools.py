"""Switches for some of a district's schools: what ``set_switches`` does, row by row."""

import uuid

import pytest

from districts.actions.features import (
    Approval,
    SchoolsError,
    SwitchesMovedError,
    set_switches,
)
from districts.actor import System
from districts.models import AuditEvent, District, Feature, FeatureApproval, School
from districts.switching.switches import Switches
from spacesedu.lib import clock
from tests import factories as make

type Schools = tuple[uuid.UUID, ...] | None

PORTFOLIOS = Feature.PORTFOLIOS
NOBODY = uuid.UUID(int=1)


@pytest.fixture
def district(db: None) -> District:
    """A district with two schools, where everything is off."""
    return make.DistrictFactory.create()


@pytest.fixture
def maple(district: District) -> School:
    """One of its schools."""
    return make.SchoolFactory.create(district=district)


@pytest.fixture
def cedar(district: District) -> School:
    """The other one."""
    return make.SchoolFactory.create(district=district)


def switch(
    district: District,
    *,
    on: bool | None = None,
    schools: dict[Feature, Schools] | None = None,
    seen: frozenset[str] | None = None,
) -> list[str]:
    return set_switches(
        district=district,
        switches=Switches({} if on is None else {PORTFOLIOS: on}, schools=schools or {}),
        approval=Approval(by="Jo Lead", reason="Board, May"),
        by=System("a test"),
        at=clock.now(),
        seen=seen,
    )


def where(district: District) -> list[list[uuid.UUID] | None]:
    """Return the schools of the open approval; an empty list when it is off."""
    rows = FeatureApproval.objects.filter(district=district, ended_at=None).order_by("id")
    return [row.school_ids for row in rows]


def test_a_feature_begins_at_the_schools_asked_for(district: District, maple: School) -> None:
    assert switch(district, on=True, schools={PORTFOLIOS: (maple.pk,)}) == ["portfolios"]
    assert where(district) == [[maple.pk]]
    assert AuditEvent.objects.get().detail == {
        "feature": "portfolios",
        "grades": None,
        "schools": [str(maple.pk)],
        "approved_by": "Jo Lead",
        "approved_on": None,
        "reason": "Board, May",
        "policy_review_confirmed": True,
    }


def test_other_schools_are_another_approval(
    district: District, maple: School, cedar: School
) -> None:
    switch(district, on=True)
    assert switch(district, schools={PORTFOLIOS: (cedar.pk, maple.pk, cedar.pk)}) == [
        "portfolios_schools"
    ]
    assert where(district) == [sorted([maple.pk, cedar.pk])]
    assert switch(district, schools={PORTFOLIOS: (maple.pk, cedar.pk)}) == []
    assert switch(district, schools={PORTFOLIOS: None}) == ["portfolios_schools"]
    assert where(district) == [None]
    assert district.approvals.count() == 3


def test_off_and_on_lets_no_other_school_in(district: District, maple: School) -> None:
    switch(district, on=True, schools={PORTFOLIOS: (maple.pk,)})
    switch(district, on=False)
    assert where(district) == []
    switch(district, on=True)
    assert where(district) == [[maple.pk]]


def test_all_schools_asked_for_a_feature_that_is_off_changes_nothing(district: District) -> None:
    assert switch(district, schools={PORTFOLIOS: None}) == []
    assert where(district) == []


@pytest.mark.parametrize(
    ("feature", "on", "ids", "words"),
    [
        (PORTFOLIOS, True, (), "Choose a school"),
        (PORTFOLIOS, True, (NOBODY,), "not in the district"),
        (PORTFOLIOS, None, "maple", "is off"),
        (PORTFOLIOS, False, "maple", "is off"),
        (Feature.URL_SHARING, True, "maple", "every school"),
        (Feature.FAMILY_ACCOUNTS, True, None, "every school"),
    ],
)
def test_schools_that_fit_nothing_change_nothing(
    district: District,
    maple: School,
    feature: Feature,
    on: bool | None,  # noqa: FBT001 -- a case of the table
    ids: Schools | str,
    words: str,
) -> None:
    schools: Schools = (maple.pk,) if ids == "maple" else ids  # type: ignore[assignment]
    with pytest.raises(SchoolsError, match=words):
        switch(district, on=on, schools={feature: schools})
    assert where(district) == []
    assert not AuditEvent.objects.exists()


def test_a_school_of_another_district_is_refused(district: District, maple: School) -> None:
    elsewhere = make.SchoolFactory.create()
    with pytest.raises(SchoolsError, match="not in the district"):
        switch(district, on=True, schools={PORTFOLIOS: (maple.pk, elsewhere.pk)})
    assert where(district) == []


def test_who_agreed_to_another_state_of_things_changes_nothing(district: District) -> None:
    switch(district, on=True)
    with pytest.raises(SwitchesMovedError):
        switch(district, on=False, seen=frozenset())
    assert where(district) == [None]
    current = frozenset(str(row.pk) for row in district.approvals.filter(ended_at=None))
    assert switch(district, on=False, seen=current) == ["portfolios"]
