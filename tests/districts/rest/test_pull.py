"""What a OneRoster service tells is written down as a package, and imported like any other."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from districts.models import RunState, Student
from districts.sis.rest import ClientCredentials, OAuth1, Provider, RestError, probe, pull
from families.models import SisFamilyLink
from tests.districts.rest.service import SECRET, TOKEN, Asked, Service, school, serving, signed
from tests.samples.importing import FAMILY_IMPORTS, importing, tally

AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


@pytest.fixture
def service() -> Iterator[Service]:
    with serving(school()) as found:
        yield found


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def modes(folder: Path) -> dict[str, str]:
    lines = rows(folder, "manifest")
    return {
        line["propertyName"].removeprefix("file."): line["value"]
        for line in lines
        if line["propertyName"].startswith("file.")
    }


def test_everything_arrives_page_by_page(service: Service, tmp_path: Path) -> None:
    pulled = pull(service.provider, tmp_path, at=AT)

    assert modes(tmp_path) == {
        "orgs": "bulk",
        "academicSessions": "absent",
        "courses": "absent",
        "classes": "bulk",
        "users": "bulk",
        "roles": "absent",
        "enrollments": "bulk",
    }
    assert pulled.came["users"].rows == 7
    people = {row["sourcedId"]: row for row in rows(tmp_path, "users")}
    student = {"role": "student", "orgSourcedIds": "maple", "agentSourcedIds": "p0"}
    assert student.items() <= people["s0"].items()
    assert {row["status"] + row["dateLastModified"] for row in people.values()} == {""}
    written = "".join(path.read_text() for path in tmp_path.iterdir())
    assert SECRET not in written
    assert "birthDate" not in written
    # The service gives three at a time, whatever it is asked for; behind the last there is nothing.
    assert [one.offset for one in service.asked if one.collection == "users"] == [0, 3, 6, 7]


@pytest.mark.django_db
def test_a_pull_is_imported_like_a_file(service: Service, tmp_path: Path) -> None:
    district = importing(tmp_path, *FAMILY_IMPORTS)
    folder = tmp_path / "pulled"
    folder.mkdir()
    pull(service.provider, folder, at=AT)

    report = district.run(folder, approve=True)

    assert report.state is RunState.APPLIED
    assert tally(report, "students")[0] == 5
    assert tally(report, "enrolments")[0] == 6
    assert SisFamilyLink.objects.count() == 2

    del service.items["users"][1]
    for name in ("users", "enrollments"):
        service.items[name] = [item for item in service.items[name] if "s1" not in str(item)]
    again = tmp_path / "again"
    again.mkdir()
    pull(service.provider, again, at=AT)
    assert district.run(again, approve=True).counts["students"].ended == 1
    assert Student.objects.filter(left_at=None).count() == 4


def test_roles_in_a_list_are_understood_wherever_they_come_from(
    service: Service, tmp_path: Path
) -> None:
    for user in service.items["users"]:
        user["roles"] = [
            {"roleType": "primary", "role": user.pop("role"), "org": {"sourcedId": "maple"}}
        ]
        user["enabledUser"] = True

    pull(service.provider, tmp_path, at=AT)

    assert modes(tmp_path)["roles"] == "bulk"
    assert "role" not in rows(tmp_path, "users")[0]
    assert rows(tmp_path, "users")[0]["enabledUser"] == "true"
    given = rows(tmp_path, "roles")
    assert (given[0]["userSourcedId"], given[0]["role"], given[0]["orgSourcedId"]) == (
        "s0",
        "student",
        "maple",
    )


def test_links_to_the_next_page_are_followed(service: Service, tmp_path: Path) -> None:
    def linked(_service: Service, asked: Asked, good: object) -> None:
        after = asked.offset + 3
        if after < len(_service.items[asked.collection]):
            good.headers["Link"] = f'<?limit=3&offset={after}>; rel="next"'  # type: ignore[attr-defined]

    service.twist = linked

    assert pull(service.provider, tmp_path, at=AT).came["users"].complete


@pytest.mark.parametrize("method", ["HMAC-SHA1", "HMAC-SHA256"])
def test_requests_are_signed_where_a_service_wants_it(
    service: Service, tmp_path: Path, method: str
) -> None:
    service.authorize = signed(SECRET, method)
    provider = replace(service.provider, auth=OAuth1("key", SECRET, method))

    assert pull(provider, tmp_path, at=AT).came["users"].complete


def test_a_token_that_ends_half_way_is_fetched_anew_once(service: Service, tmp_path: Path) -> None:
    provider = replace(
        service.provider, auth=ClientCredentials(f"{service.origin}/token", "id", SECRET)
    )

    def until_the_fifth_request(found: Service, asked: Asked) -> bool:
        current = 1 if len(found.asked) < 5 else 2
        return asked.headers["authorization"] == f"Bearer {TOKEN}{current}"

    service.authorize = until_the_fifth_request

    pulled = pull(provider, tmp_path, at=AT)
    assert {name for name, came in pulled.came.items() if not came.complete} == set()
    assert service.tokens == 2


def test_a_test_of_the_connection_says_what_it_saw(service: Service) -> None:
    seen = probe(service.provider)

    assert seen.ok
    assert list(map(str, seen.sentences)) == [
        "It has 1 organisation.",
        "It has 7 people.",
        "It has 6 enrolments.",
    ]


def test_a_test_says_what_is_wrong(service: Service) -> None:
    service.authorize = lambda _service, _asked: False
    refused = probe(service.provider)
    gone = probe(replace(service.provider, base_url="http://127.0.0.1:9"))

    assert (refused.ok, gone.ok) == (False, False)
    assert "does not let us read" in str(refused.sentences[-1])
    assert "could not be reached" in str(gone.sentences[-1])


def test_a_secret_is_in_no_text_of_ours(service: Service) -> None:
    provider = Provider(service.origin, "1.1", OAuth1("key", SECRET))
    assert SECRET not in repr(provider)
    assert SECRET not in repr(RestError("x"))
