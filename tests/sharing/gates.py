"""Closing one gate of the world's portfolio, and opening it again."""

from collections.abc import Callable

from districts.models import FeatureApproval, Student
from portfolios.models import PortfolioTemplate, SharingPause
from spacesedu.lib import clock
from tests import factories as make
from tests.world import World

GATES = [
    *("district", "grade list", "template", "student left", "deactivated", "licence"),
    *("paused district", "paused school", "paused grade", "paused template"),
]


def close(world: World, gate: str) -> Callable[[], object]:
    """Close the gate and return what opens it again."""
    now = clock.now()
    approvals = FeatureApproval.objects.filter(district=world.district)
    student = Student.objects.filter(pk=world.student_record.pk)
    template = PortfolioTemplate.objects.filter(pk=world.template.pk)
    match gate:
        case "district" | "licence":
            feature = "url_sharing" if gate == "district" else "portfolios"
            rows = approvals.filter(feature=feature)
            rows.update(ended_at=now, ended_by="a test")
            return lambda: rows.update(ended_at=None, ended_by="")
        case "grade list":
            rows = approvals.filter(feature="url_sharing")
            rows.update(grades=["KG"])
            return lambda: rows.update(grades=None)
        case "template":
            template.update(student_url_sharing=False)
            return lambda: template.update(student_url_sharing=True)
        case "student left":
            student.update(left_at=now)
            return lambda: student.update(left_at=None)
        case "paused district" | "paused school" | "paused grade" | "paused template":
            kind = gate.removeprefix("paused ")
            whats = {"school": world.maple, "grade": "08", "template": world.template}
            what = {kind: whats[kind]} if kind in whats else {}
            made = make.SharingPauseFactory.create(district=world.district, **what)
            pause = SharingPause.objects.filter(pk=made.pk)
            return lambda: pause.update(ended_at=now)
        case _:
            student.update(deactivated_at=now)
            return lambda: student.update(deactivated_at=None)
