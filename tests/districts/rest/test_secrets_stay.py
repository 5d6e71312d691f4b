"""Whatever a service answers, what we know of it is told to its own origin and nobody else."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from districts.sis.rest import Bearer, ClientCredentials, OAuth1, pull
from districts.sis.rest.provider import Auth
from districts.sis.rest.wire import Wire
from tests.districts.rest.service import SECRET, TOKEN, Reply, Service, school, serving

AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


@dataclass(frozen=True)
class Two:
    """A service and another one, which must never hear anything."""

    service: Service
    elsewhere: Service


@pytest.fixture
def two() -> Iterator[Two]:
    with serving(school()) as service, serving(school()) as elsewhere:
        yield Two(service, elsewhere)


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
@pytest.mark.parametrize(
    "auth", [Bearer(TOKEN), OAuth1("key", SECRET)], ids=["a token", "a signature"]
)
def test_a_redirect_to_another_port_takes_nothing_along(
    two: Two, tmp_path: Path, auth: Auth, code: int
) -> None:
    there = {"Location": f"{two.elsewhere.origin}/ims/oneroster/v1p1/users"}
    two.service.twist = lambda _service, _asked, _good: Reply(b"", code, there)

    pulled = pull(replace(two.service.provider, auth=auth), tmp_path, at=AT)

    assert not pulled.anything
    assert two.service.asked
    assert not two.elsewhere.asked


@pytest.mark.parametrize("code", [302, 307, 308])
def test_an_address_for_tokens_that_sends_on_is_not_followed(
    two: Two, tmp_path: Path, code: int
) -> None:
    two.service.token = lambda: Reply(  # type: ignore[method-assign]
        {"access_token": "x"}, code, {"Location": f"{two.elsewhere.origin}/token"}
    )
    auth = ClientCredentials(f"{two.service.origin}/token", "id", SECRET)

    pulled = pull(replace(two.service.provider, auth=auth), tmp_path, at=AT)

    assert not pulled.anything
    assert (two.elsewhere.asked, two.elsewhere.tokens) == ([], 0)
    assert not two.service.asked


def test_an_address_for_tokens_inside_is_refused_though_the_service_is_not(
    two: Two, tmp_path: Path
) -> None:
    names = {"sis.example": ["93.184.215.14"], "tokens.example": ["10.0.0.8"]}
    wire = Wire(resolve=lambda host, _port: names[host], seconds=1)
    provider = replace(
        two.service.provider,
        base_url="https://sis.example",
        private=False,
        auth=ClientCredentials("https://tokens.example/token", "id", SECRET),
    )

    pulled = pull(provider, tmp_path, at=AT, wire=wire, sleep=lambda _seconds: None)

    assert not pulled.anything
    assert {str(came.why_not) for came in pulled.came.values() if came.why_not} == {
        "The address lies inside a private network; Support has to allow it first."
    }
