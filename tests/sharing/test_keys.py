"""Keys are changed while links live: a new one ends nothing, and one that is gone ends its own."""

import io
import os
import stat
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from sharing import keys
from sharing.models import ShareLink
from spacesedu import embedded
from spacesedu.lib.token_rows import TokenRow
from tests import factories as make
from tests.sharing.paths import public_path
from tests.world import World

OLD, NEW = "o" * 40, "n" * 40


@pytest.fixture
def path(world: World, settings: Settings) -> str:
    """The address of a link that the old key has signed."""
    settings.SHARE_LINK_KEYS = {"old": OLD}
    for table in keys.WORDS:
        table._default_manager.update(kid="old")
    return public_path(ShareLink.objects.get(pk=world.link.pk))


def said(*arguments: str) -> str:
    """Return what the command says."""
    out = io.StringIO()
    call_command("share_keys", *arguments, stdout=out)
    return out.getvalue()


def test_a_link_goes_on_after_a_new_key_and_ends_with_its_own(
    client: Client, path: str, settings: Settings
) -> None:
    settings.SHARE_LINK_KEYS = {"new": NEW, "old": OLD}
    assert client.get(path).status_code == 200
    assert make.ShareLinkFactory.create().kid == "new"

    settings.SHARE_LINK_KEYS = {"new": NEW}
    assert client.get(path).status_code == 404

    settings.SHARE_LINK_KEYS = {"new": NEW, "old": OLD}
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("who", ["student", "teacher"])
def test_the_menu_says_that_a_link_without_its_key_is_off_and_gives_a_new_one(
    client: Client, world: World, path: str, settings: Settings, who: str
) -> None:
    settings.SHARE_LINK_KEYS = {"new": NEW}
    client.force_login(getattr(world, who).user)
    menu = client.post(
        reverse("sharing:menu", kwargs={"portfolio": world.portfolio.pk}), follow=True
    ).content.decode()
    assert "The link is turned off." in menu
    assert "New link" in menu
    assert path.strip("/").removeprefix("s/") not in menu

    client.post(reverse("sharing:renew", kwargs={"portfolio": world.portfolio.pk}))
    fresh = ShareLink.objects.not_closed().get(portfolio=world.portfolio)
    assert fresh.kid == "new"
    assert Client().get(public_path(fresh)).status_code == 200


def test_every_table_with_tokens_is_counted() -> None:
    tables = {model for model in apps.get_models() if issubclass(model, TokenRow)}
    assert set(keys.WORDS) == set(keys._alive()) == tables


@pytest.mark.usefixtures("path")
def test_the_operator_reads_what_each_key_keeps_open(world: World, settings: Settings) -> None:
    settings.SHARE_LINK_KEYS = {"new": NEW, "old": OLD}
    make.ShareLinkFactory.create(portfolio=world.classmate_portfolio, kid="lost")
    make.SignInCardFactory.create(student=world.classmate, kid="old")
    make.ShareLinkFactory.create(
        portfolio=world.outsider_portfolio, kid="lost", closed_at=world.now
    )
    text = said()
    assert "new: signs what is made from now on\n  nothing\n" in text
    assert "old: opens what it has signed\n  share links: 2, invitations of families: 2" in text
    assert "sign-in cards: 1" in text
    assert "lost: is gone: these open no more\n  share links: 1\n" in text
    assert OLD not in text


@pytest.mark.usefixtures("path")
def test_what_a_key_ends_is_said_before_it_is_dropped(settings: Settings) -> None:
    settings.SHARE_LINK_KEYS = {"new": NEW, "old": OLD}
    text = said("--drop", "old")
    assert "Without old these end:\n  share links: 2" in text
    assert text.endswith(f"SHARE_LINK_KEYS=new:{NEW}\n")


@pytest.mark.usefixtures("path")
def test_the_only_key_and_an_unknown_one_are_not_dropped() -> None:
    for kid in ("old", "nobody"):
        with pytest.raises(CommandError):
            said("--drop", kid)


@pytest.mark.usefixtures("path")
def test_a_new_key_comes_first_under_a_name_that_nothing_has() -> None:
    first = said("--add").splitlines()[-1].removeprefix("SHARE_LINK_KEYS=")
    kid, _, secret = first.split(",")[0].partition(":")
    assert first.endswith(f",old:{OLD}")
    assert len(secret) >= 32
    ShareLink.objects.update(kid=kid)
    assert said("--add").splitlines()[-1].startswith(f"SHARE_LINK_KEYS={kid}-2:")


@pytest.mark.usefixtures("path")
def test_keys_that_come_from_elsewhere_are_not_written(settings: Settings) -> None:
    settings.SHARE_LINK_KEYS = {"new": NEW, "old": OLD}
    with pytest.raises(CommandError, match="where it is set"):
        said("--drop", "old", "--write")


def test_a_new_key_is_written_into_the_folder_for_its_owner_alone(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch, db: None
) -> None:
    data = embedded.DataFolder(tmp_path)
    data.create()
    monkeypatch.setattr(embedded, "data_folder", lambda: data)
    monkeypatch.setenv(keys.NAME, f"old:{OLD}")
    settings.SHARE_LINK_KEYS = {"old": OLD}
    monkeypatch.setenv("SUPPORT_CONTACT", "us")
    embedded.record(data, {keys.NAME: f"old:{OLD}", "SUPPORT_CONTACT": "us"})

    assert said("--add", "--write") == "Written. Start every process anew.\n"

    written = embedded.recorded(data)
    assert written["SUPPORT_CONTACT"] == "us"
    assert written[keys.NAME].endswith(f",old:{OLD}")
    assert written[keys.NAME] == os.environ[keys.NAME]
    assert stat.S_IMODE(data.secrets.stat().st_mode) == 0o600
