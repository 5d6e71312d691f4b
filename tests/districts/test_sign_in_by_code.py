"""Signing in with a code from the mail: for whoever can read it, in the browser that asked."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from districts import delivery, emails
from districts.models import AuditEvent, OutboundEmail, User
from districts.signing_in import sign_in_code
from spacesedu.lib import clock
from spacesedu.lib.mail import Cancelled, Message
from tests.world import World

ASK, TYPE = "/accounts/login/code/", "/accounts/login/code/confirm/"


@pytest.fixture(autouse=True)
def _no_tries_yet(db: None) -> None:
    cache.clear()


def ask(client: Client, email: str, **also: object) -> HttpResponse:
    return client.post(ASK, {"email": email, **also})  # type: ignore[return-value]


def mailed_code() -> str:
    """Let the worker work, and read the mail as a person does."""
    delivery.sweep()
    found = re.search(r"\b\d{3} \d{3}\b", str(mail.outbox[-1].body))
    assert found is not None
    return found[0]


def is_in(client: Client) -> bool:
    return get_user(client.get("/").wsgi_request).is_authenticated


def test_a_parent_signs_in_with_the_code(client: Client, world: World) -> None:
    email = world.family.user.email or ""
    assert ask(client, email.upper())["Location"] == TYPE
    answer = client.post(TYPE, {"code": mailed_code()})
    assert answer["Location"] == "/"
    assert get_user(client.get("/").wsgi_request) == world.family.user


def test_the_code_may_be_typed_without_the_gap(client: Client, world: World) -> None:
    ask(client, world.family.user.email or "")
    client.post(TYPE, {"code": mailed_code().replace(" ", "")})
    assert is_in(client)


def test_one_comes_to_the_page_one_was_going_to(client: Client, world: World) -> None:
    client.post(f"{ASK}?next=/portfolios/", {"email": world.family.user.email or ""})
    answer = client.post(f"{TYPE}?next=/portfolios/", {"code": mailed_code()})
    assert answer["Location"] == "/portfolios/"


def test_the_phone_shows_its_digits_and_offers_the_code(client: Client, world: World) -> None:
    ask(client, "nobody@example.org")
    page = client.get(TYPE).content.decode()
    assert 'inputmode="numeric"' in page
    assert 'autocomplete="one-time-code"' in page


def test_the_subject_carries_the_code_and_nothing_in_the_database_does(
    client: Client, world: World
) -> None:
    ask(client, world.family.user.email or "")
    session = Session.objects.get().get_decoded()
    code = mailed_code()
    assert mail.outbox[-1].subject.startswith(code)
    row = OutboundEmail.objects.get()
    kept = f"{session} {row.dedupe_key} {row.subject_id} {row.last_failure}"
    assert code not in kept
    assert code.replace(" ", "") not in kept


def test_the_code_is_of_no_use_in_another_browser(client: Client, world: World) -> None:
    email = world.family.user.email or ""
    ask(client, email)
    code = mailed_code()
    thief = Client()
    assert thief.post(TYPE, {"code": code})["Location"] == ASK
    ask(thief, email)
    thief.post(TYPE, {"code": code})
    assert not is_in(thief)


def test_an_unknown_address_gets_the_same_answers_and_the_same_work(
    client: Client, world: World
) -> None:
    seen = []
    for email in (world.family.user.email or "", "nobody@example.org"):
        browser = Client()
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            asked = ask(browser, email)
        page = browser.get(TYPE)
        wrong = browser.post(TYPE, {"code": "000000"})
        seen.append(
            (
                [asked.status_code, asked["Location"], page.status_code, wrong.status_code],
                _alike(page, email),
                _alike(wrong, email),
                [_shape(query["sql"]) for query in queries.captured_queries],
            )
        )
    assert seen[0] == seen[1]
    assert OutboundEmail.objects.count() == 2
    assert AuditEvent.objects.filter(verb="account.sign_in_code").count() == 2


def _alike(page: object, email: str) -> str:
    words = page.content.decode().replace(email, "…")  # type: ignore[attr-defined]
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", words)


def _shape(sql: str) -> str:
    """Return a statement without its values: which work it was."""
    return re.sub(r"'(?:[^']|'')*'|\b\d+\b|\bs\d+_x\d+\b", "…", sql)


def test_the_worker_writes_to_nobody_for_an_unknown_address(client: Client, world: World) -> None:
    ask(client, "nobody@example.org")
    delivery.sweep()
    assert mail.outbox == []
    assert OutboundEmail.objects.get().cancel_reason == "account_gone"


def test_no_digits_fit_an_unknown_address(client: Client, world: World) -> None:
    ask(client, "nobody@example.org")
    client.post(TYPE, {"code": sign_in_code.code_of(sign_in_code.NO_NONCE)})
    assert not is_in(client)


@pytest.mark.parametrize("change", ["closed", "unconfirmed"])
def test_a_closed_account_and_an_unconfirmed_address_count_as_unknown(
    client: Client, world: World, change: str
) -> None:
    user = world.family.user
    if change == "closed":
        User.objects.filter(pk=user.pk).update(is_active=False)
    else:
        EmailAddress.objects.filter(user=user).update(verified=False)
    ask(client, user.email or "")
    delivery.sweep()
    assert mail.outbox == []


def test_three_wrong_codes_use_it_up(client: Client, world: World) -> None:
    ask(client, world.family.user.email or "")
    code = mailed_code()
    wrong = "111 111" if code != "111 111" else "222 222"
    for _ in range(3):
        answer = client.post(TYPE, {"code": wrong})
    assert answer["Location"] == ASK
    client.post(TYPE, {"code": code})
    assert not is_in(client)


def test_a_code_works_once(client: Client, world: World) -> None:
    ask(client, world.family.user.email or "")
    code = mailed_code()
    client.post(TYPE, {"code": code})
    client.post("/accounts/logout/")
    client.post(TYPE, {"code": code})
    assert not is_in(client)


def test_a_code_is_too_old_after_ten_minutes(
    client: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(client, world.family.user.email or "")
    code = mailed_code()
    later = clock.now().timestamp() + 601
    monkeypatch.setattr("time.time", lambda: later)
    client.post(TYPE, {"code": code})
    assert not is_in(client)


def test_a_mail_that_waited_too_long_is_not_sent_any_more(client: Client, world: World) -> None:
    ask(client, world.family.user.email or "")
    row = OutboundEmail.objects.get()
    late = row.created_at + timedelta(minutes=11)
    assert emails.sign_in_code(row.subject_id, late) == Cancelled("too_late")


def test_asking_again_and_again_is_slowed_down_for_known_and_unknown(
    client: Client, world: World
) -> None:
    for email in (world.family.user.email or "", "nobody@example.org"):
        for _ in range(3):
            assert ask(Client(), email).status_code == 302
        answer = ask(Client(), email)
        assert answer.status_code == 200
        assert "Too many tries" in answer.content.decode()


def test_a_wrong_address_can_be_taken_back(client: Client, world: World) -> None:
    ask(client, "tpyo@example.org")
    assert client.get(ASK)["Location"] == TYPE
    assert client.post("/accounts/login/again/", {"next": ASK})["Location"] == ASK
    assert client.get(ASK).status_code == 200
    ask(client, world.family.user.email or "")
    client.post(TYPE, {"code": mailed_code()})
    assert is_in(client)


def test_starting_again_leads_to_no_other_site(client: Client, db: None) -> None:
    answer = client.post("/accounts/login/again/", {"next": "https://evil.example/"})
    assert answer["Location"] == "/accounts/login/"


@pytest.mark.parametrize("way", ["home", "a@b@c", "🙂"])
def test_starting_again_with_a_way_that_is_none_is_no_crash(
    client: Client, db: None, way: str
) -> None:
    assert client.post("/accounts/login/again/", {"next": way}).status_code == 302


def test_the_second_step_is_asked_for_all_the_same(client: Client, world: World) -> None:
    user = world.family.user
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    ask(client, user.email or "")
    client.post(TYPE, {"code": mailed_code()})
    assert not is_in(client)


def test_a_shared_device_is_remembered_through_the_code(client: Client, world: World) -> None:
    ask(client, world.family.user.email or "", shared_device="on")
    client.post(TYPE, {"code": mailed_code()})
    assert client.session["on_shared_device"] is True
    assert client.session.get_expire_at_browser_close()


def test_the_mail_speaks_the_persons_language(client: Client, world: World) -> None:
    User.objects.filter(pk=world.teacher.user.pk).update(language="fr-ca")
    ask(client, world.teacher.user.email or "")
    row = OutboundEmail.objects.get()
    message = emails.sign_in_code(row.subject_id, clock.now())
    assert isinstance(message, Message)
    assert '<html lang="fr-ca"' in message.html
