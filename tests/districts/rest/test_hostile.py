"""Whatever a service does, nobody is missed because of it: what is in doubt only adds."""

import gzip
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from districts.sis.rest import ClientCredentials, pull
from districts.sis.rest import wire as wiring
from districts.sis.rest.probe import probe
from districts.sis.rest.wire import Wire
from tests.districts.rest.service import SECRET, Asked, Reply, Service, Twist, school, serving
from tests.districts.rest.test_pull import modes, rows

AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


@pytest.fixture
def service() -> Iterator[Service]:
    with serving(school()) as found:
        yield found


def users(twist: Twist) -> Twist:
    """Return a twist of the users alone: everything else is as it should be."""

    def only(service: Service, asked: Asked, good: Reply) -> Reply | None:
        return twist(service, asked, good) if asked.collection == "users" else None

    return only


def total(text: str) -> Twist:
    return lambda _service, _asked, good: replace(good, headers={"X-Total-Count": text})


def no_total(_service: Service, _asked: Asked, good: Reply) -> Reply:
    return replace(good, headers={})


def always_changing(_service: Service, asked: Asked, good: Reply) -> Reply:
    return replace(good, headers={"X-Total-Count": str(7 + asked.count)})


def the_first_page_for_ever(service: Service, _asked: Asked, good: Reply) -> Reply:
    return replace(good, body={"users": service.items["users"][:3]}, headers={})


def new_people_for_ever(_service: Service, asked: Asked, good: Reply) -> Reply:
    page = [{"sourcedId": f"x{asked.count}-{n}", "role": "student"} for n in range(3)]
    return replace(good, body={"users": page}, headers={})


def round_in_a_circle(_service: Service, asked: Asked, good: Reply) -> Reply:
    link = f"<?cursor={'b' if 'cursor=a' in asked.url else 'a'}>; rel=next"
    return replace(good, headers={**good.headers, "Link": link})


def on_elsewhere(_service: Service, _asked: Asked, good: Reply) -> Reply:
    link = "<http://127.0.0.2:1/users?offset=3>; rel=next"
    return replace(good, headers={**good.headers, "Link": link})


def redirected(target: str) -> Twist:
    return lambda _service, _asked, _good: Reply(b"", 302, {"Location": target})


def status(code: int, body: object = b"<html>Sorry</html>", **headers: str) -> Twist:
    return lambda _service, _asked, _good: Reply(body, code, headers)


def from_the_second_page(bad: Reply) -> Twist:
    return lambda _service, asked, _good: bad if asked.offset else None


def the_same_twice(service: Service, asked: Asked, good: Reply) -> Reply:
    page = service.items["users"][asked.offset : asked.offset + 3]
    return replace(good, body={"users": [*page[:2], page[0]]})


def cut_short(_service: Service, _asked: Asked, _good: Reply) -> Reply:
    return Reply(b'{"users": [', headers={"Content-Length": "100000"})


BOMB = gzip.compress(b" " * 64 * 1024**2)

DOUBTFUL = {
    "a negative total": total("-7"),
    "a total that is no number": total("many"),
    "a total too small": total("5"),
    "a total that counts the page alone": total("3"),
    "a total of five thousand digits": total("9" * 5000),
    "a total too large": total("9"),
    "no total": no_total,
    "a total that keeps changing": always_changing,
    "the same page for ever": the_first_page_for_ever,
    "new people for ever": new_people_for_ever,
    "links in a circle": round_in_a_circle,
    "a link to another origin": on_elsewhere,
    "a redirect to another origin": redirected("http://127.0.0.2:1/users"),
    "a redirect to where the cloud keeps its keys": redirected("http://169.254.169.254/latest"),
    "redirects for ever": redirected("?again"),
    "busy for ever": status(429),
    "busy, come back in a day": status(503, **{"Retry-After": "86400"}),
    "an HTML error": status(500),
    "HTML with status 200": status(200),
    "no envelope": status(200, {"people": []}),
    "an envelope that is no list": status(200, {"users": {"a": 1}}),
    "a list alone": status(200, []),
    "not found half way": from_the_second_page(Reply({"error": "gone"}, 404)),
    "HTML half way": from_the_second_page(Reply(b"<html>")),
    "an empty page half way": from_the_second_page(Reply({"users": []})),
    "unauthorized half way": from_the_second_page(Reply({"error": "no"}, 401)),
    "one id twice": the_same_twice,
    "things without an id": status(200, {"users": [{"role": "student"}]}, **{"X-Total-Count": "1"}),
    "things that are no objects": status(200, {"users": [1]}, **{"X-Total-Count": "1"}),
    "an answer cut short": cut_short,
    "deep brackets": status(200, b"[" * 100_000),
    "a bomb": status(200, BOMB, **{"Content-Encoding": "gzip"}),
}


@pytest.mark.parametrize("twist", DOUBTFUL.values(), ids=DOUBTFUL.keys())
def test_people_in_doubt_are_never_a_whole_file(
    service: Service, tmp_path: Path, twist: Twist, monkeypatch: pytest.MonkeyPatch
) -> None:
    service.twist = users(twist)
    monkeypatch.setattr("districts.sis.rest.collection.MOST_PAGES", 40)
    waits: list[float] = []

    pulled = pull(service.provider, tmp_path, at=AT, sleep=waits.append)

    assert not pulled.came["users"].complete
    assert pulled.came["users"].why_not
    assert modes(tmp_path)["users"] in {"delta", "absent"}
    if modes(tmp_path)["users"] == "delta":
        people = rows(tmp_path, "users")
        assert {(row["status"], row["dateLastModified"]) for row in people} == {
            ("active", "2026-01-02T03:04:05.000Z")
        }
    # What came completely is whole all the same.
    assert modes(tmp_path)["enrollments"] == "bulk"
    assert sum(waits) <= 120 * 3
    assert len(service.asked) < 200


def test_a_busy_service_is_asked_again_when_it_says(service: Service, tmp_path: Path) -> None:
    busy = Reply(b"", 429, {"Retry-After": "7"})
    service.twist = users(lambda _service, asked, _good: busy if asked.count < 2 else None)
    waits: list[float] = []

    assert pull(service.provider, tmp_path, at=AT, sleep=waits.append).came["users"].complete
    assert [int(wait) for wait in waits] == [7, 7]


def test_where_all_users_are_refused_students_and_teachers_only_add(
    service: Service, tmp_path: Path
) -> None:
    everybody = service.items.pop("users")
    service.items["students"] = [user for user in everybody if user["role"] == "student"]
    service.items["teachers"] = [user for user in everybody if user["role"] == "teacher"]
    service.twist = lambda _service, asked, good: (
        replace(good, body={"users": good.body[asked.collection]})  # type: ignore[index]
        if asked.collection in {"students", "teachers"}
        else None
    )

    pull(service.provider, tmp_path, at=AT)

    assert modes(tmp_path)["users"] == "delta"
    assert len(rows(tmp_path, "users")) == 6


def test_credentials_that_are_refused_bring_nothing(service: Service, tmp_path: Path) -> None:
    provider = replace(
        service.provider, auth=ClientCredentials(f"{service.origin}/token", "id", SECRET)
    )
    service.token = lambda: Reply({"error": "invalid_client"}, 401)  # type: ignore[method-assign]

    pulled = pull(provider, tmp_path, at=AT)

    assert not pulled.anything
    assert set(modes(tmp_path).values()) == {"absent"}
    assert SECRET not in "".join(str(came.why_not) for came in pulled.came.values())


def test_a_pull_has_an_end(service: Service, tmp_path: Path) -> None:
    pulled = pull(service.provider, tmp_path, at=AT, seconds=-1)

    assert not pulled.anything
    assert not service.asked


PUBLIC, PRIVATE = "93.184.215.14", "10.0.0.8"


@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"],
        [PRIVATE],
        ["192.168.1.1"],
        ["169.254.169.254"],
        ["100.64.0.1"],
        ["0.0.0.0"],  # noqa: S104 -- an address to be refused
        ["224.0.0.1"],
        ["::1"],
        ["fe80::1%eth0"],
        ["fd00::1"],
        ["::ffff:10.0.0.8"],
        ["64:ff9b::a00:8"],
        ["2002:a00:8::1"],
        [PUBLIC, PRIVATE],
        [],
    ],
    ids=lambda found: " and ".join(found) or "none",
)
def test_no_address_of_a_private_network_is_asked(
    service: Service, tmp_path: Path, addresses: list[str]
) -> None:
    wire = Wire(resolve=lambda _host, _port: addresses)
    provider = replace(service.provider, base_url="https://sis.example", private=False)

    pulled = pull(provider, tmp_path, at=AT, wire=wire, sleep=lambda _seconds: None)

    assert not pulled.anything
    assert set(modes(tmp_path).values()) == {"absent"}


def test_a_name_is_resolved_once_and_asked_at_that_address(
    service: Service, tmp_path: Path
) -> None:
    told: list[str] = []

    def resolve(host: str, _port: int) -> list[str]:
        told.append(host)
        return ["127.0.0.1"] if len(told) == 1 else ["127.0.0.9"]

    provider = replace(service.provider, base_url=f"http://sis.example:{service.port}")

    assert pull(provider, tmp_path, at=AT, wire=Wire(private=True, resolve=resolve)).anything
    assert told == ["sis.example"]
    assert {one.headers["host"] for one in service.asked} == {f"sis.example:{service.port}"}


@pytest.mark.parametrize(
    "base_url",
    ["http://sis.example", "ftp://sis.example", "https://user:secret@sis.example", "sis.example"],
)
def test_only_encrypted_addresses_are_asked(tmp_path: Path, base_url: str) -> None:
    provider = replace(school().provider, base_url=base_url, private=False)
    wire = Wire(resolve=lambda _host, _port: [PUBLIC])

    assert not pull(provider, tmp_path, at=AT, wire=wire).anything


def test_an_answer_that_drips_is_given_up(
    service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wiring, "CHUNK", 1)
    pulled = pull(
        service.provider, tmp_path, at=AT, wire=Wire(private=True, seconds=0), sleep=lambda _s: None
    )

    assert not pulled.anything


def test_a_test_of_the_connection_says_what_would_make_a_pull_doubtful(service: Service) -> None:
    service.twist = users(on_elsewhere)
    seen = probe(service.provider)

    assert not seen.ok
    assert str(seen.sentences[-1]) == "The service sends us on to another address."
