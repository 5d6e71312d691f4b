"""Once a day, in the district's hours, a service is fetched from, and what comes is imported."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from districts.models import (
    ConnectionKind,
    ImportRun,
    ImportSettings,
    ProviderAuth,
    RunState,
    SisConnection,
    SisProvider,
    Student,
)
from districts.sis import pulling
from districts.sis.sealed import Credentials, seal
from spacesedu.lib import clock
from tests.districts.rest.service import TOKEN, Asked, Reply, Service, school, serving
from tests.samples.importing import FAMILY_IMPORTS, Importing, importing

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 3, 20, 0, tzinfo=UTC)  # in Vancouver


@pytest.fixture
def service() -> Iterator[Service]:
    with serving(school()) as found:
        yield found


@pytest.fixture
def sd74(tmp_path: Path, service: Service) -> Importing:
    """A district that fetches from the service; Support has allowed its address."""
    district = importing(tmp_path, *FAMILY_IMPORTS)
    district.district.time_zone = "America/Vancouver"
    district.district.save()
    SisProvider.objects.create(
        district=district.district,
        connection=SisConnection.objects.create(
            district=district.district,
            name="sis",
            kind=ConnectionKind.PULL,
            created_at=clock.now(),
        ),
        base_url=service.origin,
        version="1.1",
        auth=ProviderAuth.BEARER,
        sealed=seal(Credentials("", TOKEN)),
        private_host_by="Support",
        changed_at=clock.now(),
    )
    return district


def fetch_due(at: datetime) -> int:
    """Do what the clock has workers do."""
    due = pulling.claim_due(at=at)
    for connection_id in due:
        pulling.fetch_daily(connection_id, at=at)
    return len(due)


def latest() -> ImportRun:
    return ImportRun.objects.latest("received_at")


def test_a_day_is_fetched_once(sd74: Importing) -> None:
    assert fetch_due(NOON) == 1
    assert fetch_due(NOON + timedelta(hours=3)) == 0
    assert sd74.worked(latest()).counts["students"]["created"] == 5

    assert fetch_due(NOON + timedelta(days=1)) == 1
    assert sd74.worked(latest()).state() is RunState.HELD


def test_only_in_the_districts_hours(sd74: Importing) -> None:
    ImportSettings.objects.create(district=sd74.district, window_from=time(22), window_to=time(5))

    assert fetch_due(NOON) == 0
    assert fetch_due(NOON + timedelta(hours=10)) == 1


def test_what_is_in_doubt_is_told_and_removes_nobody(sd74: Importing, service: Service) -> None:
    fetch_due(NOON)
    sd74.run_approved(latest())
    assert Student.objects.filter(left_at=None).count() == 5

    def short(_service: Service, asked: Asked, good: Reply) -> Reply | None:
        if asked.collection != "users":
            return None
        return replace(good, body={"users": service.items["users"][:1]}, headers=good.headers)

    service.twist = short
    fetch_due(NOON + timedelta(days=1))
    done = sd74.worked(latest())

    assert done.state() in {RunState.NOTHING, RunState.APPLIED}
    assert done.problems.get(code="pull_doubt").file == "users.csv"
    assert Student.objects.filter(left_at=None).count() == 5


def test_a_service_that_suddenly_knows_nobody_is_told_of(sd74: Importing, service: Service) -> None:
    fetch_due(NOON)
    sd74.run_approved(latest())
    service.items["users"].clear()

    fetch_due(NOON + timedelta(days=1))
    done = sd74.worked(latest())

    assert done.problems.get(code="pull_empty").file == "users.csv"
    assert Student.objects.filter(left_at=None).count() == 5


def test_where_nothing_comes_a_refused_run_says_why(sd74: Importing, service: Service) -> None:
    service.authorize = lambda _service, _asked: False

    fetch_due(NOON)

    run = latest()
    assert run.state() is RunState.REFUSED
    assert "does not let us read" in run.problems.get().message


def test_what_no_key_opens_any_more_is_said(sd74: Importing) -> None:
    SisProvider.objects.update(sealed="x")

    fetch_due(NOON)

    assert [found.code for found in latest().problems.all()] == ["service_silent"]
