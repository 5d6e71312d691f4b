"""Services answer what nobody thought of; a pull goes on, and nothing secret comes out of it."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import pytest

from districts.sis.rest import Bearer, ClientCredentials, OAuth1, Provider, probe, pull
from districts.sis.rest.collection import Came
from districts.sis.rest.provider import Auth
from tests.districts.rest.service import (
    SECRET,
    Asked,
    Item,
    Reply,
    Service,
    school,
    serving,
    signed,
)
from tests.districts.rest.test_pull import modes, rows

AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
FAR = "/ims/oneroster/v1p1/users"


@pytest.fixture
def service() -> Iterator[Service]:
    with serving(school()) as found:
        yield found


def fetched(service: Service, into: Path) -> dict[str, Came]:
    return dict(pull(service.provider, into, at=AT, sleep=lambda _seconds: None).came)


def person(service: Service, name: str) -> Item:
    return next(user for user in service.items["users"] if user["sourcedId"] == name)


def test_signs_that_nothing_can_keep_are_left_out(service: Service, tmp_path: Path) -> None:
    person(service, "s0")["givenName"] = "\ud800Mi\0na "
    person(service, "s1")["familyName"] = 'O"Shea,\r\nsecond\u2028line\r'
    person(service, "s2")["givenName"] = "x" * 200_000
    person(service, "s3")["sourcedId"] = 4711

    assert fetched(service, tmp_path)["users"].complete

    csv.field_size_limit(300_000)
    people = {row["sourcedId"]: row for row in rows(tmp_path, "users")}
    assert people["s0"]["givenName"] == "?Mina"
    assert people["s1"]["familyName"] == 'O"Shea,\r\nsecond\u2028line'
    assert len(people["s2"]["givenName"]) == 200_000
    assert "4711" in people


@pytest.mark.parametrize(
    "headers",
    [
        {"Link": "<http://[>; rel=next"},
        {"Link": "<http://user:pw@127.0.0.1/>; rel=next"},
        {"Link": "<http://127.0.0.1:x/users>; rel=next"},
        {"Link": "<//elsewhere.example/users>; rel=next"},
        {"Link": "<file:///etc/passwd>; rel=next"},
        {"X-Total-Count": "²"},
        {"X-Total-Count": ""},
    ],
)
def test_headers_that_cannot_be_read_make_a_collection_doubtful(
    service: Service, tmp_path: Path, headers: dict[str, str]
) -> None:
    def odd(_service: Service, asked: Asked, good: Reply) -> Reply | None:
        if asked.collection != "users":
            return None
        return replace(good, headers={**good.headers, **headers})

    service.twist = odd

    came = fetched(service, tmp_path)

    assert not came["users"].complete
    assert modes(tmp_path)["users"] == "delta"
    assert came["enrollments"].complete


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        (302, {"Location": "http://["}),
        (302, {}),
        (429, {"Retry-After": "²"}),
        (503, {"Retry-After": "Wed, 99 Foo 9999"}),
        (503, {"Retry-After": "9" * 400}),
        (200, {"Content-Encoding": "gzip"}),
        (200, {"Content-Encoding": "gzip, gzip, gzip, gzip, gzip, gzip, gzip"}),
    ],
)
def test_answers_that_cannot_be_read_are_a_failure_like_any_other(
    service: Service, tmp_path: Path, status: int, headers: dict[str, str]
) -> None:
    service.twist = lambda _service, asked, _good: (
        Reply(b"{}", status, headers) if asked.collection == "users" else None
    )

    came = fetched(service, tmp_path)

    assert came["users"].why_not
    assert modes(tmp_path)["users"] == "absent"
    assert came["enrollments"].complete


def test_an_answer_of_a_million_nothings_is_not_read(service: Service, tmp_path: Path) -> None:
    body = b'{"users": [' + b"{}," * 2_000_001 + b"{}]}"
    service.twist = lambda _service, asked, _good: (
        Reply(body) if asked.collection == "users" else None
    )

    assert "larger than any page" in str(fetched(service, tmp_path)["users"].why_not)


@pytest.mark.parametrize("token", ["line\nbreak", "schlüssel漢", "\ud800"])
def test_a_token_that_cannot_be_sent_is_not_repeated(
    service: Service, tmp_path: Path, token: str
) -> None:
    pulled = pull(replace(service.provider, auth=Bearer(token)), tmp_path, at=AT)

    assert not pulled.anything
    assert not service.asked
    assert not any(token in str(came.why_not) for came in pulled.came.values())


def test_a_link_that_counts_otherwise_loses_nobody(service: Service, tmp_path: Path) -> None:
    """The service gives three at a time and counts on as if it had given what was asked for."""

    def linked(_service: Service, asked: Asked, good: Reply) -> Reply:
        link = f'<{FAR}?limit=1000&offset={asked.offset + 1000}>; rel="next"'
        return replace(good, headers={**good.headers, "Link": link})

    service.twist = lambda found, asked, good: (
        linked(found, asked, good) if asked.collection == "users" else None
    )

    assert fetched(service, tmp_path)["users"].complete


def test_a_service_without_pages_gives_everything_at_once(service: Service, tmp_path: Path) -> None:
    service.clamp = 100
    service.twist = lambda found, asked, good: replace(
        good, body={asked.collection: found.items[asked.collection]}
    )

    assert fetched(service, tmp_path)["users"].complete
    assert len(rows(tmp_path, "users")) == 7


def test_who_has_ended_is_not_there_and_an_unknown_state_is_a_doubt(
    service: Service, tmp_path: Path
) -> None:
    person(service, "s0")["status"] = "ToBeDeleted"
    assert fetched(service, tmp_path / "one")["users"].complete
    assert "s0" not in {row["sourcedId"] for row in rows(tmp_path / "one", "users")}

    person(service, "s1")["status"] = "pending"
    assert not fetched(service, tmp_path / "two")["users"].complete
    assert modes(tmp_path / "two")["users"] == "delta"
    assert "s1" not in {row["sourcedId"] for row in rows(tmp_path / "two", "users")}


def test_where_orgs_are_refused_schools_are_asked_for(service: Service, tmp_path: Path) -> None:
    service.items["schools"] = service.items.pop("orgs")

    assert not fetched(service, tmp_path)["orgs"].complete
    assert modes(tmp_path)["orgs"] == "delta"
    assert rows(tmp_path, "orgs")[0]["name"] == "Maple"


def test_what_keeps_changing_is_read_four_times_and_then_taken_as_it_is(
    service: Service, tmp_path: Path
) -> None:
    service.twist = lambda _service, asked, good: (
        replace(good, headers={"X-Total-Count": str(7 + asked.count)})
        if asked.collection == "users"
        else None
    )

    came = fetched(service, tmp_path)["users"]

    assert (came.rows, came.complete) == (7, False)
    assert len(rows(tmp_path, "users")) == 7
    assert [one.offset for one in service.asked if one.collection == "users"].count(0) == 4


def test_a_collection_that_settles_is_complete(service: Service, tmp_path: Path) -> None:
    service.twist = lambda _service, asked, good: (
        replace(good, headers={"X-Total-Count": "8"})
        if asked.collection == "users" and not asked.count
        else None
    )

    assert fetched(service, tmp_path)["users"].complete
    assert len(rows(tmp_path, "users")) == 7


def test_who_gives_out_tokens_may_be_busy_or_read_the_form_alone(
    service: Service, tmp_path: Path
) -> None:
    answers = iter([Reply(b"", 503), Reply({"error": "invalid_client"}, 401)])
    given = service.token
    service.token = lambda: next(answers, None) or given()  # type: ignore[method-assign]
    auth = ClientCredentials(f"{service.origin}/token", "id", SECRET)

    service = replace(service)
    pulled = pull(
        replace(service.provider, auth=auth), tmp_path, at=AT, sleep=lambda _seconds: None
    )

    assert pulled.came["users"].complete


def test_nobody_has_to_know_how_a_service_has_its_requests_signed(
    service: Service, tmp_path: Path
) -> None:
    service.authorize = signed(SECRET, "HMAC-SHA1")

    pulled = pull(replace(service.provider, auth=OAuth1("key", SECRET)), tmp_path, at=AT)

    assert pulled.came["users"].complete


def test_what_a_service_says_itself_is_passed_on_without_secrets(service: Service) -> None:
    bearer = service.provider.auth
    assert isinstance(bearer, Bearer)
    words = {"imsx_StatusInfo": {"imsx_description": "No such\nroster"}}
    service.twist = lambda _service, _asked, _good: Reply(words, 404)
    assert str(probe(service.provider).sentences[-1]) == (
        "The service answered with an error (status 404). It says: “No such roster”"
    )

    words["imsx_StatusInfo"]["imsx_description"] = f"Wrong token {bearer.token}"
    assert bearer.token not in str(probe(service.provider).sentences[-1])


@pytest.mark.parametrize(
    ("base_url", "version", "root"),
    [
        ("https://a.example", "1.1", "https://a.example/ims/oneroster/v1p1/"),
        ("https://a.example/", "1.2", "https://a.example/ims/oneroster/rostering/v1p2/"),
        ("https://a.example/x", "1.1", "https://a.example/x/ims/oneroster/v1p1/"),
        ("https://a.example/ims/oneroster/v1p1", "1.2", "https://a.example/ims/oneroster/v1p1/"),
    ],
)
def test_a_service_is_asked_where_its_version_is(base_url: str, version: str, root: str) -> None:
    assert Provider(base_url, version, Bearer("t")).root == root


def test_a_test_tries_what_a_pull_would_try(service: Service) -> None:
    everybody = service.items.pop("users")
    service.items["students"] = [user for user in everybody if user["role"] == "student"]
    seen = probe(service.provider)

    assert seen.ok
    assert list(map(str, seen.sentences)) == [
        "It has 1 organisation.",
        "The service answered with an error (status 404).",
        "It has 5 people.",
        "It has 6 enrolments.",
    ]


@pytest.mark.parametrize(
    "auth",
    [
        Bearer(SECRET),
        OAuth1("key", SECRET),
        ClientCredentials("https://[/", "id", SECRET),
        ClientCredentials("http://127.0.0.1:9/token", "id", SECRET),
    ],
)
def test_nothing_secret_and_nobody_is_in_a_log(
    service: Service, tmp_path: Path, caplog: pytest.LogCaptureFixture, auth: Auth
) -> None:
    caplog.set_level("DEBUG")
    service.authorize = lambda _service, asked: asked.collection != "users"
    provider = replace(service.provider, auth=auth)

    pulled = pull(provider, tmp_path, at=AT, sleep=lambda _seconds: None)

    said = caplog.text + repr(provider) + "".join(str(c.why_not) for c in pulled.came.values())
    for word in (SECRET, quote(SECRET, safe=""), "Élodie", "people.example"):
        assert word not in said
