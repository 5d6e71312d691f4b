"""Rows that say what stands already are set aside: that changes the time it takes, and no plan."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from districts.models import ImportRun, PlannedChange, School
from districts.sis import settled
from districts.sis.report import Report
from tests.machines.import_packages import Town, towns
from tests.machines.import_people import Answer
from tests.machines.import_people import answers as people
from tests.machines.import_stage import admin, digest, stage
from tests.machines.import_touches import Touch, touches
from tests.samples.importing import Importing

pytestmark = pytest.mark.django_db

ON = st.sampled_from([{"auto_create": True}, {"auto_create": True}, {"auto_create": False}])


def said(town: Importing, report: Report) -> dict[str, object]:
    """Return everything a run tells, but for ids and hours drawn for it."""
    assert report.run is not None
    run = ImportRun.objects.get(pk=report.run)
    rows = PlannedChange.objects.filter(run=run)
    ours = {None, *School.objects.values_list("pk", flat=True)}
    return {
        "plan": sorted(
            (
                *(row.kind, row.action, row.key, row.reason, str(row.held), str(row.before)),
                str(row.school_id) if row.school_id in ours else "",
                "" if row.action == "create" else str(row.subject_id),
            )
            for row in rows
        ),
        "digest": digest(town, report),
        "problems": sorted(map(str, report.problems)),
        "counts": report.counts,
        "holds": run.hold_reasons,
        "mail": run.emails_planned,
    }


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    before=towns,
    after=st.none() | towns,
    given_answers=st.lists(people, max_size=2),
    touched=st.tuples(touches, touches),
    switches=ON,
    seed=st.randoms(use_true_random=False),
)
def test_setting_rows_aside_changes_no_plan(
    db: None,
    before: Town,
    after: Town | None,
    given_answers: list[Answer],
    touched: tuple[list[Touch], list[Touch]],
    switches: dict[str, bool],
    seed: random.Random,
) -> None:
    with stage(**switches) as town, pytest.MonkeyPatch.context() as patch:
        anna = admin(town)
        first, package = before.package(), (after or before).package()
        for sample, some in zip((first, package), touched, strict=True):
            for touch in some:
                touch.of(sample, seed)
        town.run(first, approve=True)
        for one in given_answers:
            one.give(town, anna)

        quick = said(town, town.run(package, dry_run=True))
        patch.setattr(settled, "set_aside", lambda *_args, **_named: None)
        slow = said(town, town.run(package, dry_run=True))

        assert quick == slow
