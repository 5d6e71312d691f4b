"""Support says which provider may vouch for which e-mail domain of a district, and ends that."""

import pytest
from django.test import Client

from districts.models import AuditEvent, VerifiedDomain
from tests import factories as make
from tests.world import World

DOMAIN = {
    "domain": "@Staff.Example.org",
    "issuer": "https://login.microsoftonline.com/0f1d/v2.0",
    "approved_by": "The superintendent",
    "reason": "A record in their DNS",
}


@pytest.fixture
def sol(client: Client, world: World) -> Client:
    """Support, signed in."""
    client.force_login(world.support.user)
    return client


def add(client: Client, world: World, **other: str) -> tuple[int, str]:
    answer = client.post(f"/support/{world.district.pk}/domains/", {**DOMAIN, **other})
    return answer.status_code, answer.content.decode()


def test_a_domain_is_trusted_as_addresses_are_compared(sol: Client, world: World) -> None:
    assert add(sol, world)[0] == 302
    row = world.district.verified_domains.get()
    assert (row.domain, row.issuer) == ("staff.example.org", DOMAIN["issuer"])
    assert (row.approved_by, row.reason) == (DOMAIN["approved_by"], DOMAIN["reason"])
    event = AuditEvent.objects.get(verb="domain.verified")
    assert (event.district_id, event.subject_id) == (world.district.pk, str(row.pk))
    assert event.actor_user_id == world.support.user.pk


def test_a_domain_with_other_letters_is_kept_in_its_plain_form(sol: Client, world: World) -> None:
    assert add(sol, world, domain="écoles.example")[0] == 302
    assert world.district.verified_domains.get().domain == "xn--coles-9ra.example"


def test_pressed_twice_makes_one_row(sol: Client, world: World) -> None:
    add(sol, world)
    status, page = add(sol, world)
    assert status == 200
    assert "vouches for the domain already" in page
    assert VerifiedDomain.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        *(
            ("domain", typed)
            for typed in ("", "org", "a b.org", "x@y.org", "-.org", "a" * 64 + ".org")
        ),
        *(("domain", typed) for typed in ("gmail.com", "Outlook.com", "exam\0ple.org")),
        *(("issuer", typed) for typed in ("", "http://id.example.org", "id.example.org")),
        ("issuer", "https://me@id.example.org"),
        ("issuer", "https://id.example.org/?tenant=1"),
        ("issuer", "https://login.microsoftonline.com/common/v2.0"),
        ("issuer", "https://["),
        ("approved_by", " "),
        ("reason", ""),
    ],
)
def test_what_nobody_can_vouch_for_is_refused(
    sol: Client, world: World, field: str, typed: str
) -> None:
    assert add(sol, world, **{field: typed})[0] == 200
    assert not VerifiedDomain.objects.exists()


def test_a_domain_ends_once_and_stays_on_record(sol: Client, world: World) -> None:
    row = make.VerifiedDomainFactory.create(district=world.district)
    for _press in range(2):
        answer = sol.post(f"/support/domains/{row.pk}/end/")
        assert answer["Location"] == f"/support/{world.district.pk}/domains/"
    row.refresh_from_db()
    assert row.ended_at is not None
    assert AuditEvent.objects.filter(verb="domain.ended").count() == 1
    page = sol.get(f"/support/{world.district.pk}/domains/").content.decode()
    assert "Nobody is vouched for" in page
    assert row.domain in page


def test_a_domain_can_be_trusted_again_after_its_end(sol: Client, world: World) -> None:
    add(sol, world)
    sol.post(f"/support/domains/{world.district.verified_domains.get().pk}/end/")
    assert add(sol, world)[0] == 302
    assert world.district.verified_domains.count() == 2


def test_another_districts_domains_are_not_listed(sol: Client, world: World) -> None:
    elsewhere = make.VerifiedDomainFactory.create(
        district=world.other.district, domain="coast.example.org"
    )
    page = sol.get(f"/support/{world.district.pk}/domains/").content.decode()
    assert elsewhere.domain not in page
