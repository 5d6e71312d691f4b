"""Writing into a district's log in tests, and reading it on the page and in the file."""

import csv
import io
from datetime import timedelta

from django.db.models import Model
from django.test import Client
from django.urls import reverse

from districts import audit
from districts.actor import Actor, System
from districts.models import AuditEvent
from tests.world import Cast, World

PAGE = "districts:activity"


def note(
    world: World,
    verb: str,
    subject: Model,
    *,
    by: Actor | System | None = None,
    of: Cast | None = None,
    days: int = 0,
    **detail: object,
) -> AuditEvent:
    """Note an event of Gold Trail, or of another cast."""
    cast = of or world
    audit.record(
        verb,
        by=by or cast.admin.actor,
        at=world.now + timedelta(days=days),
        district_id=cast.district.pk,
        subject=subject,
        detail=detail,
    )
    return AuditEvent.objects.latest("id")


def read(client: Client, **query: str | int) -> str:
    answer = client.get(reverse(PAGE), query)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def download(client: Client, **asked: object) -> list[list[str]]:
    answer = client.post(reverse("districts:activity_csv"), asked)
    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]
    text = answer.getvalue().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))
