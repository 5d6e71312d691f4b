"""The output of a real converter, where it lies beside the project."""

from pathlib import Path

import pytest

from districts.models import District, FeatureApproval, RunState
from tests.factories import FeatureApprovalFactory
from tests.samples.importing import FAMILY_IMPORTS, importing, tally

SAMPLE = Path(__file__).resolve().parents[3] / "shared" / "data" / "advanced-csv"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not SAMPLE.is_dir(), reason="the converter's sample files are not here"),
]


def test_a_converters_package_from_the_first_run_to_the_invitations(tmp_path: Path) -> None:
    sd74 = importing(tmp_path, *FAMILY_IMPORTS)

    report = sd74.run(SAMPLE, approve=True)
    assert report.state is RunState.APPLIED
    created = {kind: counted.created for kind, counted in report.counts.items()}
    assert created == {
        "schools": 4,
        "students": 100,
        "memberships": 100,
        "staff": 10,
        "classes": 155,
        "enrolments": 339,
        "contacts": 126,
        "family_links": 154,
        "associations": 0,
        "invitations": 0,
    }
    assert [found.code for found in report.problems] == ["repeated_row"] * 4

    assert sd74.run(SAMPLE).state is RunState.NOTHING

    FeatureApprovalFactory.create(district=sd74.district, feature="associations")
    District.objects.update(auto_create_associations=True)
    report = sd74.run(SAMPLE)
    assert (report.state, report.held) == (RunState.HELD, ("auto_create_new",))

    report = sd74.run(SAMPLE, approve=True)
    assert (report.emails_queued, tally(report, "associations")) == (126, (154, 0, 0, 0))
    assert sd74.run(SAMPLE).state is RunState.NOTHING
    assert FeatureApproval.objects.filter(district=sd74.district).count() == 3
