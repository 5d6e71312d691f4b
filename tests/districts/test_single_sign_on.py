"""Signing in with an account of the school: by a verified domain, never merged by e-mail alone."""

from datetime import timedelta

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from districts.models import AuditEvent, District, StaffMember, User
from spacesedu.lib import clock
from tests import factories as make
from tests.districts.identity_provider import Provider, listening, provider
from tests.world import World

__all__ = ["listening", "provider"]
pytestmark = [pytest.mark.enable_socket, pytest.mark.django_db]

EMAIL = "nia@school.example.org"
CLAIMS: dict[str, str | bool] = {
    "email": EMAIL,
    "email_verified": True,
    "name": "Nia of the provider",
}


@pytest.fixture
def district(provider: Provider) -> District:
    """A district that trusts the provider for its domain."""
    issuer = provider.url
    trusted = make.VerifiedDomainFactory.create(domain="school.example.org", issuer=issuer)
    return trusted.district


@pytest.fixture
def nia(district: District) -> StaffMember:
    """A new teacher, known to the school, without an account."""
    role = make.StaffRoleFactory.create(
        staff__district=district, staff__email="Nia@School.example.org", staff__first_name="Nia"
    )
    return role.staff


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_a_teacher_whom_the_school_added_signs_in_with_one_click(
    client: Client, provider: Provider, nia: StaffMember
) -> None:
    provider.knows("nia", **CLAIMS)
    answer = provider.sign_in(client, "nia")
    assert (answer.status_code, answer["Location"]) == (302, "/")
    nia.refresh_from_db()
    assert nia.user is not None
    assert client.session["_auth_user_id"] == str(nia.user.pk)
    assert (nia.user.email, nia.user.has_usable_password()) == (EMAIL, False)


def test_the_second_time_it_is_the_same_account(
    client: Client, provider: Provider, nia: StaffMember
) -> None:
    provider.knows("nia", **CLAIMS)
    provider.sign_in(client, "nia")
    provider.sign_in(again := Client(), "nia")
    assert again.session["_auth_user_id"] == client.session["_auth_user_id"]
    assert User.objects.filter(email=EMAIL).count() == 1


def test_nothing_the_provider_tells_is_kept(
    client: Client, provider: Provider, nia: StaffMember
) -> None:
    provider.knows("nia", **CLAIMS)
    provider.sign_in(client, "nia")
    provider.sign_in(Client(), "nia")
    assert SocialAccount.objects.get().extra_data == {}
    assert SocialAccount.objects.get().uid == "nia"


@pytest.mark.parametrize(
    "claims",
    [
        {**CLAIMS, "email_verified": False},
        {**CLAIMS, "email": "nia@elsewhere.example.org"},
        {**CLAIMS, "email": "stranger@school.example.org"},
        {"name": "No address"},
    ],
    ids=["unverified", "another domain", "nobody's address", "no address"],
)
def test_who_is_not_vouched_for_stays_outside(
    client: Client, provider: Provider, nia: StaffMember, claims: dict[str, str | bool]
) -> None:
    provider.knows("mallory", **claims)
    assert provider.sign_in(client, "mallory").status_code == 403
    assert not signed_in(client)
    assert not SocialAccount.objects.exists()
    assert not User.objects.filter(email=claims.get("email")).exists()


def test_another_issuer_for_the_same_domain_opens_nothing(
    client: Client, provider: Provider, nia: StaffMember
) -> None:
    nia.district.verified_domains.update(issuer="https://id.another.example.org")
    provider.knows("nia", **CLAIMS)
    assert provider.sign_in(client, "nia").status_code == 403
    assert not signed_in(client)


def test_a_domain_that_is_verified_no_longer_opens_nothing_from_then_on(
    client: Client, provider: Provider, nia: StaffMember
) -> None:
    provider.knows("nia", **CLAIMS)
    provider.sign_in(client, "nia")
    nia.district.verified_domains.update(ended_at=clock.now() - timedelta(seconds=1))
    assert provider.sign_in(later := Client(), "nia").status_code == 403
    assert not signed_in(later)


def test_an_account_is_never_merged_into_by_e_mail_alone(
    client: Client, provider: Provider, nia: StaffMember
) -> None:
    make.EmailAddressFactory.create(user=make.UserFactory.create(email=EMAIL), email=EMAIL)
    provider.knows("nia", **CLAIMS)
    answer = provider.sign_in(client, "nia")
    assert answer.status_code == 403
    assert "Sign in to it as usual" in answer.content.decode()
    assert not signed_in(client)


def test_who_left_the_school_stays_outside(
    client: Client, provider: Provider, nia: StaffMember
) -> None:
    provider.knows("nia", **CLAIMS)
    provider.sign_in(client, "nia")
    StaffMember.objects.filter(pk=nia.pk).update(deactivated_at=clock.now())
    assert provider.sign_in(Client(), "nia").status_code == 403


def test_two_people_with_one_address_are_nobody(
    client: Client, provider: Provider, nia: StaffMember
) -> None:
    make.StudentFactory.create(district=nia.district, email=EMAIL)
    provider.knows("nia", **CLAIMS)
    assert provider.sign_in(client, "nia").status_code == 403


def test_a_person_of_another_district_is_not_reached(
    client: Client, provider: Provider, district: District, world: World
) -> None:
    StaffMember.objects.filter(pk=world.teacher_record.pk).update(user=None, email=EMAIL)
    provider.knows("nia", **CLAIMS)
    assert provider.sign_in(client, "nia").status_code == 403
    world.teacher_record.refresh_from_db()
    assert world.teacher_record.user is None


def test_a_teacher_connects_the_identity_to_the_account_they_have(
    provider: Provider, nia: StaffMember
) -> None:
    own = make.EmailAddressFactory.create(user=make.UserFactory.create(email=EMAIL), email=EMAIL)
    StaffMember.objects.filter(pk=nia.pk).update(user=own.user)
    nia.refresh_from_db()
    assert nia.user is not None
    client = Client()
    client.force_login(nia.user)
    provider.knows("nia", **CLAIMS)
    answer = provider.sign_in(client, "nia", process="connect")
    assert answer["Location"] == "/accounts/single-sign-on/"
    assert SocialAccount.objects.get().user == nia.user
    assert AuditEvent.objects.filter(verb="account.single_sign_on_added").exists()
    provider.sign_in(later := Client(), "nia")
    assert later.session["_auth_user_id"] == str(nia.user.pk)


def test_nobody_connects_an_identity_of_their_own_at_somebody_elses_screen(
    provider: Provider, nia: StaffMember
) -> None:
    own = make.EmailAddressFactory.create(user=make.UserFactory.create(email=EMAIL), email=EMAIL)
    StaffMember.objects.filter(pk=nia.pk).update(user=own.user)
    client = Client()
    client.force_login(own.user)
    provider.knows("mallory", **{**CLAIMS, "email": "mallory@school.example.org"})
    assert provider.sign_in(client, "mallory", process="connect").status_code == 403
    assert not SocialAccount.objects.exists()


def test_the_districts_page_offers_the_providers_it_trusts(
    client: Client, provider: Provider, district: District, world: World
) -> None:
    assert "School ID" in client.get(f"/sign-in/{district.slug}/").content.decode()
    assert "School ID" not in client.get(f"/sign-in/{world.district.slug}/").content.decode()


def test_a_link_alone_signs_nobody_in(client: Client, provider: Provider) -> None:
    answer = client.get("/accounts/single-sign-on/school-id/")
    assert answer.status_code == 200
    assert "Continue with School ID?" in answer.content.decode()
