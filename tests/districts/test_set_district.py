"""Support switches features by command: with approver and reason, all that is asked or nothing."""

import getpass
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from districts.models import AuditEvent, District, FeatureApproval
from tests import factories as make


@pytest.fixture
def district(db: None) -> District:
    """Gold Trail, where everything is off."""
    return make.DistrictFactory.create(slug="sd74", name="Gold Trail")


def switch(*pairs: str, slug: str = "sd74", by: str = "Jo Lead", why: str = "Board, May") -> str:
    out = StringIO()
    call_command("set_district", slug, *pairs, approved_by=by, reason=why, stdout=out)
    return out.getvalue()


def what_is_on(district: District) -> dict[str, list[str] | None]:
    rows = FeatureApproval.objects.filter(district=district, ended_at=None).order_by("feature")
    return {row.feature: row.grades for row in rows}


def test_a_feature_is_on_with_who_approved_it_and_why(district: District) -> None:
    switch("portfolios=on")
    row = district.approvals.get()
    assert (row.feature, row.approved_by, row.reason) == ("portfolios", "Jo Lead", "Board, May")


def test_the_operating_systems_user_stands_in_the_audit_log(district: District) -> None:
    switch("portfolios=on", "auto_create=on")
    events = AuditEvent.objects.order_by("id")
    assert [event.verb for event in events] == ["feature.on", "district.setting"]
    assert {event.actor_label for event in events} == {getpass.getuser()}
    assert {event.district_id for event in events} == {district.id}
    assert events[0].detail["policy_review_confirmed"] is True


def test_switching_off_keeps_the_history(district: District) -> None:
    switch("associations=on")
    switch("associations=off", by="Kim", why="Not ready")
    assert what_is_on(district) == {}
    row = district.approvals.get()
    assert row.ended_at is not None
    assert (row.ended_by, row.end_reason) == ("Kim", "Not ready")
    switch("associations=on")
    assert district.approvals.count() == 2


def test_what_is_so_already_keeps_its_approval_and_is_not_logged(district: District) -> None:
    switch("portfolios=on", "auto_remove=on")
    logged = AuditEvent.objects.count()
    said = switch("portfolios=on", "associations=off", "auto_remove=on", by="Kim")
    assert "it is so already" in said
    assert district.approvals.get().approved_by == "Jo Lead"
    assert AuditEvent.objects.count() == logged


def test_the_import_settings_are_turned_both_ways(district: District) -> None:
    switch("auto_create=on", "auto_remove=on")
    switch("auto_create=off")
    district.refresh_from_db()
    assert not district.auto_create_associations
    assert district.auto_remove_associations


def test_sharing_begins_with_all_grades(district: District) -> None:
    assert "all" in switch("url_sharing=on")
    assert what_is_on(district) == {"url_sharing": None}


def test_sharing_and_its_grades_in_one_command_are_one_approval(district: District) -> None:
    switch("url_sharing=on", "sharing_grades=10,9")
    assert what_is_on(district) == {"url_sharing": ["09", "10"]}
    assert district.approvals.count() == 1


def test_another_list_of_grades_is_another_approval(district: District) -> None:
    switch("url_sharing=on", "sharing_grades=10")
    switch("sharing_grades=10,11", by="Kim")
    assert what_is_on(district) == {"url_sharing": ["10", "11"]}
    assert district.approvals.get(ended_at=None).approved_by == "Kim"
    assert district.approvals.get(ended_at__isnull=False).ended_by == "Kim"
    switch("sharing_grades=11,10")
    assert district.approvals.count() == 2
    switch("sharing_grades=all")
    assert what_is_on(district) == {"url_sharing": None}


def test_sharing_that_comes_back_lets_no_more_pupils_in_than_before(district: District) -> None:
    switch("url_sharing=on", "sharing_grades=11")
    switch("url_sharing=off")
    switch("url_sharing=on")
    assert what_is_on(district) == {"url_sharing": ["11"]}
    switch("url_sharing=off")
    switch("url_sharing=on", "sharing_grades=all")
    assert what_is_on(district) == {"url_sharing": None}


@pytest.mark.parametrize(
    ("pairs", "words"),
    [
        (("portfolios=on", "portfolio=on"), "is not a switch"),
        (("portfolios=on", "associations=maybe"), "either on or off"),
        (("portfolios=on", "sharing_grades=99"), "these grades"),
        (("portfolios=on", "sharing_grades=10"), "Add url_sharing=on"),
        (("portfolios=on", "url_sharing=off", "sharing_grades=10"), "Add url_sharing=on"),
        (("portfolios=on", "portfolios=on"), "given twice"),
    ],
)
def test_one_wrong_word_changes_nothing(
    district: District, pairs: tuple[str, ...], words: str
) -> None:
    with pytest.raises(CommandError, match=words) as refusal:
        switch(*pairs)
    assert refusal.value.returncode == 2
    assert what_is_on(district) == {}
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize("asked", [{"slug": "sd75"}, {"by": " "}, {"why": ""}, {"by": "x" * 201}])
def test_without_district_approver_or_reason_nothing_changes(
    district: District, asked: dict[str, str]
) -> None:
    with pytest.raises(CommandError) as refusal:
        switch("portfolios=on", **asked)
    assert refusal.value.returncode == 2
    assert what_is_on(district) == {}


def test_another_districts_switches_are_left_alone(district: District) -> None:
    other = make.DistrictFactory.create(slug="other")
    switch("portfolios=on", "auto_create=on")
    other.refresh_from_db()
    assert what_is_on(other) == {}
    assert not other.auto_create_associations
