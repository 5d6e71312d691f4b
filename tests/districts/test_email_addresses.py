"""One's own e-mail addresses: added, confirmed by a link, made the main one, removed."""

import re
from typing import TYPE_CHECKING

import pytest
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from districts.actions.accounts import account_at, give_username
from districts.actor import System
from districts.models import OutboundEmail
from districts.signing_in import account_emails
from spacesedu.lib.mail import Cancelled, Message
from tests import factories as make
from tests.districts.factors import an_hour_passes
from tests.world import PASSWORD, World

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Response

PAGE = "/accounts/email/"
NEW = "tara.new@example.org"


@pytest.fixture(autouse=True)
def _no_tries_yet(db: None) -> None:
    cache.clear()


@pytest.fixture
def tara(client: Client, world: World) -> Client:
    """The teacher, who has signed in a moment ago."""
    client.force_login(world.teacher.user)
    return client


def words(answer: "Response") -> str:
    return answer.content.decode()


def add(client: Client, email: str = NEW) -> "Response":
    return client.post(PAGE, {"action_add": "", "email": email}, follow=True)


def mail_to(email: str = NEW) -> Message | Cancelled:
    queued = OutboundEmail.objects.get(purpose="confirm_address", recipient=email)
    return account_emails.confirm_address(queued.subject_id, timezone.now())


def link_to(email: str = NEW) -> str:
    message = mail_to(email)
    assert isinstance(message, Message)
    found = re.search(r"https?://[^/\s]+(/\S+)", message.text)
    assert found is not None
    return found[1]


def addresses(world: World) -> dict[str, tuple[bool, bool]]:
    rows = EmailAddress.objects.filter(user=world.teacher.user)
    return {row.email: (row.verified, row.primary) for row in rows}


def test_an_address_counts_once_its_link_was_opened_and_the_button_pressed(
    tara: Client, world: World
) -> None:
    add(tara, f"  {NEW.upper()} ")
    assert addresses(world)[NEW] == (False, False)
    assert account_at(NEW) is None
    link = link_to()
    assert "Is this your address?" in words(tara.get(link))
    assert account_at(NEW) is None
    assert tara.post(link)["Location"] == PAGE
    assert account_at(NEW) == world.teacher.user


def test_neither_outbox_nor_record_holds_the_link(tara: Client, world: World) -> None:
    add(tara)
    key = link_to().rstrip("/").rpartition("/")[2]
    row = OutboundEmail.objects.get(purpose="confirm_address")
    assert key not in str({name: str(value) for name, value in vars(row).items()})


def test_a_link_works_once(tara: Client) -> None:
    add(tara)
    link = link_to()
    tara.post(link)
    assert "does not work here" in words(tara.get(link))
    assert tara.post(link).status_code == 404
    assert isinstance(mail_to(), Cancelled)


def test_a_link_is_for_the_account_that_asked(tara: Client, world: World) -> None:
    add(tara)
    link = link_to()
    other = Client()
    assert other.get(link)["Location"].startswith("/accounts/login/")
    other.force_login(world.family.user)
    assert "does not work here" in words(other.get(link))
    assert other.post(link).status_code == 404
    assert other.get("/").status_code == 200
    assert account_at(NEW) is None


def test_an_address_of_another_account_is_answered_in_the_same_words(
    tara: Client, world: World
) -> None:
    taken = world.family.user.email or ""
    pages = []
    for email in (taken, NEW):
        page = words(add(tara, email)).replace(email, "…")
        pages.append(re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page))
        tara.post(PAGE, {"action_remove": "", "email": email})
        tara.get(PAGE)
    assert pages[0] == pages[1]
    assert "…" in pages[0]


def test_the_owner_of_a_taken_address_is_told_and_gets_no_link(tara: Client, world: World) -> None:
    taken = world.family.user.email or ""
    add(tara, taken)
    message = mail_to(taken)
    assert isinstance(message, Message)
    assert "belongs to yours" in message.text
    assert "/email/confirm/" not in message.text + message.html
    assert account_at(taken) == world.family.user


def test_of_two_accounts_with_one_address_the_first_to_confirm_has_it(
    tara: Client, world: World
) -> None:
    colleague = Client()
    colleague.force_login(world.colleague.user)
    for client in (tara, colleague):
        cache.clear()
        add(client)
    keys = EmailAddress.objects.filter(email=NEW).order_by("pk")
    first, second = (EmailConfirmationHMAC(row).key for row in keys)
    tara.post(f"{PAGE}confirm/{first}/")
    colleague.post(f"{PAGE}confirm/{second}/", follow=True)
    assert account_at(NEW) == world.teacher.user


@pytest.mark.parametrize(
    "bad",
    ["", "tara", "a@b", "a@b.example, c@d.example", "a@b.example\nBcc: x@y.example", "ä@b.ca"],
)
def test_only_one_plain_address_is_taken(tara: Client, world: World, bad: str) -> None:
    assert add(tara, bad).status_code == 200
    assert len(addresses(world)) == 1


def test_another_address_becomes_the_main_one(tara: Client, world: World) -> None:
    add(tara)
    tara.post(link_to())
    tara.post(PAGE, {"action_primary": "", "email": NEW})
    world.teacher.user.refresh_from_db()
    assert world.teacher.user.email == NEW
    assert addresses(world)[NEW] == (True, True)


def test_an_unconfirmed_address_cannot_be_the_main_one(tara: Client, world: World) -> None:
    add(tara)
    tara.post(PAGE, {"action_primary": "", "email": NEW})
    assert addresses(world)[NEW] == (False, False)


def test_the_main_address_stays_and_others_may_go(tara: Client, world: World) -> None:
    main = world.teacher.user.email or ""
    tara.post(PAGE, {"action_remove": "", "email": main})
    assert main in addresses(world)
    add(tara)
    tara.post(PAGE, {"action_remove": "", "email": NEW})
    assert list(addresses(world)) == [main]


def test_nobody_touches_another_persons_address(tara: Client, world: World) -> None:
    for action in ("action_remove", "action_primary", "action_send"):
        tara.post(PAGE, {action: "", "email": world.family.user.email})
    assert account_at(world.family.user.email or "") == world.family.user
    assert not OutboundEmail.objects.exists()


def test_an_account_has_five_addresses_at_most(tara: Client, world: World) -> None:
    for number in range(7):
        make.EmailAddressFactory.create(
            user=world.teacher.user, email=f"t{number}@example.org", primary=False, verified=False
        ) if number < 4 else add(tara, f"t{number}@example.org")
    assert len(addresses(world)) == 5


def test_a_change_asks_again_who_it_is_and_is_then_carried_out(tara: Client, world: World) -> None:
    an_hour_passes(tara)
    assert tara.get(PAGE).status_code == 200
    asked = tara.post(PAGE, {"action_add": "", "email": NEW})
    assert asked["Location"].startswith("/accounts/again/password/")
    assert NEW not in addresses(world)
    tara.post(asked["Location"], {"password": PASSWORD})
    assert NEW in addresses(world)


def test_a_pupil_with_a_username_neither_sees_nor_uses_the_page(
    client: Client, world: World
) -> None:
    pupil = give_username(
        student=world.classmate, name="chris", password=PASSWORD, by=System("t"), at=world.now
    )
    client.force_login(pupil)
    assert PAGE not in words(client.get("/"))
    assert client.get(PAGE).status_code == 404
    assert add(client).status_code == 404
    assert not EmailAddress.objects.filter(user=pupil).exists()


def test_asking_for_the_link_again_and_again_sends_one_a_minute(tara: Client) -> None:
    add(tara)
    for _ in range(3):
        tara.post(PAGE, {"action_send": "", "email": NEW})
    assert OutboundEmail.objects.filter(purpose="confirm_address").count() == 1
