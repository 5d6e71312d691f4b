"""Two steps to sign in: for whom, with what, and what happens when the phone is lost."""

from typing import TYPE_CHECKING

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import get_user
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from districts.actions.accounts import give_username
from districts.actor import System
from districts.models import User
from tests import factories as make
from tests.districts.factors import code_for, code_of
from tests.factories.factors import SECRET, app_of, passkey_of
from tests.world import PASSWORD, World

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Response

SIGN_IN = "/accounts/login/"
CODE = "/accounts/two-steps/code/"
INDEX = "/accounts/two-steps/"
APP = f"{INDEX}app/add/"
CODES = f"{INDEX}codes/"


@pytest.fixture(autouse=True)
def _no_tries_yet(db: None) -> None:
    cache.clear()


def words(answer: "Response") -> str:
    return answer.content.decode()


def sign_in(client: Client, user: User) -> "Response":
    return client.post(SIGN_IN, {"login": user.email or "", "password": PASSWORD})


def is_in(client: Client) -> bool:
    return get_user(client.get(INDEX).wsgi_request).is_authenticated


@pytest.fixture
def bare(world: World) -> World:
    """Nobody has a second factor yet."""
    Authenticator.objects.all().delete()
    return world


def test_after_the_password_comes_the_code(client: Client, world: World) -> None:
    user = world.admin.user
    assert sign_in(client, user)["Location"] == CODE
    assert not is_in(client)
    client.get(CODE)
    assert client.post(CODE, {"code": code_of(user)})["Location"] == "/"
    assert client.get("/").status_code == 200


def test_a_wrong_code_opens_nothing(client: Client, world: World) -> None:
    sign_in(client, world.admin.user)
    assert "This code is not right" in words(client.post(CODE, {"code": "000000"}))
    assert not is_in(client)


def test_a_code_that_was_seen_over_the_shoulder_is_used_up(world: World) -> None:
    code = code_of(world.admin.user)
    first, second = Client(), Client()
    for browser in (first, second):
        sign_in(browser, world.admin.user)
        browser.post(CODE, {"code": code})
    assert is_in(first)
    assert not is_in(second)


def test_guessing_codes_is_slowed_down(client: Client, world: World) -> None:
    sign_in(client, world.admin.user)
    for guess in range(10):
        client.post(CODE, {"code": f"{guess:06}"})
    page = words(client.post(CODE, {"code": code_of(world.admin.user)}))
    assert "Too many tries" in page
    assert not is_in(client)


@pytest.mark.parametrize("who", ["admin", "limited", "principal", "counsellor", "support"])
def test_whoever_sees_many_childrens_work_sets_it_up_before_anything_else(
    client: Client, bare: World, who: str
) -> None:
    client.force_login(getattr(bare, who).user)
    for page in ("/", "/portfolios/", "/classes/"):
        assert client.get(page)["Location"] == INDEX
    assert client.post("/switch/", {"role": "x"})["Location"] == INDEX
    assert "Set this up to go on" in words(client.get(INDEX))
    for page in ("/accounts/password/change/", "/accounts/logout/", "/accounts/sessions/"):
        assert client.get(page).status_code == 200
    assert client.get("/health/live").status_code == 200


@pytest.mark.parametrize("who", ["teacher", "student", "family"])
def test_everybody_else_may_leave_it(client: Client, bare: World, who: str) -> None:
    client.force_login(getattr(bare, who).user)
    assert client.get("/").status_code == 200
    assert "Set this up to go on" not in words(client.get(INDEX))


def test_a_role_that_is_not_in_use_counts_too(client: Client, bare: World) -> None:
    make.StudentFactory.create(district=bare.other.district, user=bare.counsellor.user)
    client.force_login(bare.counsellor.user)
    session = client.session
    session["role"] = "student:whatever"
    session.save()
    assert client.get("/")["Location"] == INDEX


def test_a_teacher_who_becomes_an_admin_is_asked_at_the_next_request(
    client: Client, bare: World
) -> None:
    client.force_login(bare.teacher.user)
    assert client.get("/").status_code == 200
    make.StaffRoleFactory.create(
        staff=bare.teacher_record, role="counsellor", school=bare.maple, district=bare.district
    )
    assert client.get("/")["Location"] == INDEX


def test_a_fragment_is_not_filled_with_a_whole_page(client: Client, bare: World) -> None:
    client.force_login(bare.admin.user)
    answer = client.get("/family/", headers={"hx-request": "true"})
    assert answer["HX-Redirect"] == "/"


def test_in_the_demo_nobody_has_to(client: Client, bare: World, settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    client.force_login(bare.admin.user)
    assert client.get("/").status_code == 200


@pytest.mark.parametrize(("who", "more"), [("limited", 1), ("teacher", 0)])
def test_it_costs_those_roles_one_query_and_others_none(
    client: Client, world: World, settings: Settings, who: str, more: int
) -> None:
    client.force_login(getattr(world, who).user)
    counts = []
    for required in (False, False, True):
        settings.SECOND_FACTOR_REQUIRED = required
        with CaptureQueriesContext(connection) as asked:
            client.get("/classes/")
        counts.append(len(asked))
    assert counts[2] - counts[1] == more


@pytest.fixture
def sets_up(client: Client, bare: World) -> Client:
    """An admin who signed in by password a moment ago and has nothing else yet."""
    sign_in(client, bare.admin.user)
    return client


def test_the_first_factor_is_set_up_without_asking_for_anything_again(
    sets_up: Client, bare: World
) -> None:
    page = sets_up.get(APP)
    secret = page.context["form"].secret
    assert 'src="data:image/svg+xml;base64,' in words(page)
    answer = sets_up.post(APP, {"code": code_for(secret)})
    assert answer["Location"] == CODES
    assert len(sets_up.get(CODES).context["unused_codes"]) == 10
    assert sets_up.get("/").status_code == 200


def test_a_secret_is_stored_sealed(sets_up: Client, bare: World) -> None:
    secret = sets_up.get(APP).context["form"].secret
    sets_up.post(APP, {"code": code_for(secret)})
    kept = str([row.data for row in Authenticator.objects.all()])
    assert secret not in kept
    assert SECRET not in kept


def test_a_wrong_code_sets_nothing_up(sets_up: Client, bare: World) -> None:
    sets_up.get(APP)
    assert "This code is not right" in words(sets_up.post(APP, {"code": "000000"}))
    assert not Authenticator.objects.exists()


def test_a_recovery_code_signs_in_once(sets_up: Client, bare: World) -> None:
    secret = sets_up.get(APP).context["form"].secret
    sets_up.post(APP, {"code": code_for(secret)})
    code = sets_up.get(CODES).context["unused_codes"][0]
    assert code in words(sets_up.get(f"{CODES}download/"))
    for expected in (True, False):
        browser = Client()
        sign_in(browser, bare.admin.user)
        browser.post(CODE, {"code": code})
        assert is_in(browser) is expected
    assert "9 codes left" in words(sets_up.get(INDEX))


def test_new_recovery_codes_end_the_old_ones(client: Client, world: World) -> None:
    client.force_login(world.admin.user)
    client.post(f"{CODES}new/")
    before = client.get(CODES).context["unused_codes"]
    client.post(f"{CODES}new/")
    assert set(before).isdisjoint(client.get(CODES).context["unused_codes"])


def test_the_last_factor_of_an_admin_stays_and_the_page_says_why(
    client: Client, world: World
) -> None:
    client.force_login(world.admin.user)
    for answer in (client.get(f"{INDEX}app/remove/"), client.post(f"{INDEX}app/remove/")):
        assert "Your role needs two steps" in words(answer)
    assert Authenticator.objects.filter(user=world.admin.user).exists()


def test_the_last_passkey_of_an_admin_stays_too(client: Client, bare: World) -> None:
    passkey = passkey_of(bare.admin.user)
    client.force_login(bare.admin.user)
    answer = client.post(f"{INDEX}passkeys/{passkey.pk}/remove/", follow=True)
    assert "Your role needs two steps" in words(answer)
    assert Authenticator.objects.filter(pk=passkey.pk).exists()


def test_with_a_passkey_beside_it_the_app_may_go(client: Client, world: World) -> None:
    passkey_of(world.admin.user)
    client.force_login(world.admin.user)
    client.post(f"{INDEX}app/remove/")
    assert [row.type for row in Authenticator.objects.filter(user=world.admin.user)] == ["webauthn"]


def test_a_teacher_may_remove_their_only_factor(client: Client, world: World) -> None:
    passkey = passkey_of(world.teacher.user)
    client.force_login(world.teacher.user)
    client.post(f"{INDEX}passkeys/{passkey.pk}/remove/")
    assert not Authenticator.objects.filter(user=world.teacher.user).exists()


def test_a_passkey_is_given_another_name_by_its_owner_alone(client: Client, world: World) -> None:
    passkey = passkey_of(world.teacher.user)
    for person, expected in ((world.admin, 404), (world.teacher, 302)):
        client.force_login(person.user)
        page = f"{INDEX}passkeys/{passkey.pk}/name/"
        assert client.post(page, {"name": "The grey one"}).status_code == expected
    assert "The grey one" in words(client.get(INDEX))


def test_a_pupil_with_a_username_has_no_such_page(client: Client, world: World) -> None:
    pupil = give_username(
        student=world.classmate, name="chris", password=PASSWORD, by=System("t"), at=world.now
    )
    client.force_login(pupil)
    for page in (INDEX, APP, f"{INDEX}passkeys/add/", CODES, f"{CODES}new/"):
        assert client.get(page).status_code == 404
        assert client.post(page, {"code": "123456"}).status_code in {404, 405}
    assert INDEX not in words(client.get("/"))


def test_passkeys_belong_to_the_installations_address_whatever_the_browser_claims(
    client: Client, world: World, settings: Settings
) -> None:
    settings.BASE_URL = "https://portfolios.example.org"
    settings.ALLOWED_HOSTS = ["*"]
    client.force_login(world.teacher.user)
    page = client.get(f"{INDEX}passkeys/add/", headers={"host": "evil.example"})
    party = page.context["js_data"]["creation_options"]["publicKey"]["rp"]
    assert dict(party) == {"id": "portfolios.example.org", "name": settings.PRODUCT_NAME}


def test_nobody_signs_up_with_a_passkey() -> None:
    assert settings.MFA_PASSKEY_SIGNUP_ENABLED is False


@pytest.mark.parametrize("credential", ["", "{}", "[]", "null", '{"id": 1}', "not json"])
def test_a_made_up_passkey_signs_nobody_in(client: Client, world: World, credential: str) -> None:
    answer = client.post(f"{INDEX}passkey/", {"credential": credential})
    assert answer["Location"] == SIGN_IN
    assert not is_in(client)


def test_whoever_has_a_passkey_and_no_app_is_asked_for_the_passkey(
    client: Client, bare: World
) -> None:
    user = bare.admin.user
    passkey_of(user)
    sign_in(client, user)
    page = words(client.get(CODE))
    assert "Use your passkey." in page
    assert "your app shows" not in page
    assert page.index("Use my passkey") < page.index('name="code"')
    assert "Recovery code" in page
    assert "autofocus" not in page
    Authenticator.objects.bulk_create([app_of(user)])
    page = words(client.get(CODE))
    assert "the six digits your app shows" in page
    assert page.index('name="code"') < page.index("Use my passkey")
