"""Health: the database decides, everything else is reported."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.apps import apps
from django.conf import LazySettings
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.test import Client

from spacesedu import probes
from spacesedu.lib import clock

pytestmark = pytest.mark.django_db


def queue(minutes_late: int) -> None:
    now = clock.now()
    apps.get_model("districts.OutboundEmail").objects.create(
        purpose="family_invitation",
        subject_id=uuid4(),
        recipient="somebody@example.org",
        dedupe_key=str(uuid4()),
        created_at=now,
        due_at=now - timedelta(minutes=minutes_late),
    )


def test_a_process_is_alive_without_asking_the_database(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "cursor", _refuse)
    assert client.get("/health/live").status_code == 200


def test_a_site_with_database_and_tables_is_ready(client: Client) -> None:
    response = client.get("/health/ready")
    assert response.status_code == 200
    assert json.loads(response.content)["checks"]["migrations"] == "ok"


def test_a_site_without_its_database_is_not_ready(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "cursor", _refuse)
    response = client.get("/health/ready")
    assert response.status_code == 503
    assert json.loads(response.content)["checks"]["database"] == "does not answer"


def test_a_site_with_tables_missing_is_not_ready(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = probes.Finding("migrations", fine=False, detail="1 to be applied")
    monkeypatch.setattr(probes, "migrations", lambda: missing)
    assert client.get("/health/ready").status_code == 503


def test_a_broker_that_is_down_degrades_a_site_and_does_not_stop_it(
    client: Client, settings: LazySettings
) -> None:
    settings.REDIS_URL = "unix:///nowhere.sock"
    response = client.get("/health/ready")
    assert response.status_code == 200
    assert "broker" in json.loads(response.content)["degraded"]


def test_storage_that_raises_whatever_it_likes_degrades_a_site(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(default_storage, "exists", _refuse)
    assert "storage" in json.loads(client.get("/health/ready").content)["degraded"]


@pytest.mark.parametrize(("minutes", "degraded"), [(9, False), (11, True)])
def test_mail_is_late_after_ten_minutes(client: Client, minutes: int, degraded: bool) -> None:  # noqa: FBT001
    queue(minutes)
    report = json.loads(client.get("/health/ready").content)
    assert ("mail" in report["degraded"]) is degraded


def test_metrics_tell_this_machine_how_much_mail_waits(client: Client) -> None:
    queue(5)
    text = client.get("/metrics").content.decode()
    assert "\noutbox_due 1\n" in text
    assert "\noutbox_oldest_seconds 300\n" in text
    assert 'up_check{name="database"} 1\n' in text


def test_metrics_are_not_there_for_somebody_else(client: Client) -> None:
    assert client.get("/metrics", REMOTE_ADDR="192.0.2.7").status_code == 404
    assert client.get("/metrics", headers={"X-Forwarded-For": "192.0.2.7"}).status_code == 404


def test_with_a_token_set_only_the_token_opens_the_metrics(
    client: Client, settings: LazySettings
) -> None:
    settings.METRICS_TOKEN = "t" * 20
    assert client.get("/metrics").status_code == 404
    wrong = {"Authorization": "Bearer " + "u" * 20}
    assert client.get("/metrics", headers=wrong).status_code == 404
    right = {"Authorization": "Bearer " + "t" * 20}
    assert client.get("/metrics", headers=right).status_code == 200


def _refuse(*_: object) -> None:
    raise DatabaseError("gone")
