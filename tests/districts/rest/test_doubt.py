"""A service that fails here or there, or tells half: what was imported before stays as it is."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from districts.models import RunState
from districts.sis.rest import pull
from tests.districts.rest.service import Asked, Reply, Service, Twist, school, serving
from tests.samples.importing import FAMILY_IMPORTS, importing

AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def failing(name: str) -> Twist:
    """Return a service that breaks down when it is asked for one collection."""
    return lambda _service, asked, _good: (
        Reply(b"<html>Sorry</html>", 500) if asked.collection == name else None
    )


def half(name: str) -> Twist:
    """Return a service that does not say how many there are, and knows only the first three."""

    def told(service: Service, asked: Asked, _good: Reply) -> Reply | None:
        if asked.collection != name:
            return None
        return Reply({name: service.items[name][:3] if not asked.offset else []})

    return told


def miscounting(name: str) -> Twist:
    """Return a service that counts one more than it has, and leaves out the last."""

    def told(service: Service, asked: Asked, good: Reply) -> Reply | None:
        if asked.collection != name:
            return None
        page = service.items[name][:-1][asked.offset : asked.offset + 3]
        return replace(good, body={name: page})

    return told


@pytest.fixture
def service() -> Iterator[Service]:
    with serving(school()) as found:
        yield found


@pytest.mark.django_db
@pytest.mark.parametrize("version", ["1.1", "1.2"])
def test_nobody_leaves_because_a_service_has_trouble(
    service: Service, tmp_path: Path, version: str
) -> None:
    if version == "1.2":
        for user in service.items["users"]:
            role = user.pop("role")
            user["roles"] = [
                {"role": role, "org": org} for org in user.pop("orgs") or [{"sourcedId": "maple"}]
            ]
    district = importing(tmp_path, *FAMILY_IMPORTS)
    pull(service.provider, tmp_path / "first", at=AT)
    first = district.run(tmp_path / "first", approve=True)
    assert first.counts["students"].created == 5

    names = [name for name, items in service.items.items() if items]
    for way in (failing, half, miscounting):
        for name in names:
            service.twist = way(name)
            folder = tmp_path / f"{way.__name__}-{name}"
            pull(service.provider, folder, at=AT, sleep=lambda _seconds: None)
            report = district.run(folder, dry_run=True)
            assert (report.state, report.problems) == (RunState.NOTHING, ()), (way, name)
