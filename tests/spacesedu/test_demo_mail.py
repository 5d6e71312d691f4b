"""The demo's mail can be read on the machine it runs on, and nowhere else."""

from pathlib import Path

import pytest
from django.core.mail import EmailMultiAlternatives, mailers
from django.test import Client
from pytest_django import Settings

ADDRESS = "http://127.0.0.1:8000/invitations/abc/"


@pytest.fixture
def demo(settings: Settings, tmp_path: Path) -> Settings:
    """A demo with one mail."""
    settings.DEMO = True
    settings.MAIL_DIR = tmp_path / "mail"
    settings.MAILERS = {"default": {"BACKEND": "spacesedu.lib.file_mail.Backend"}}
    mail = EmailMultiAlternatives("Come and see", f"Open:\n{ADDRESS}\n", to=["nora@example.org"])
    mail.attach_alternative(f'<p onclick="x()">Hi <a href="{ADDRESS}">Open</a></p>', "text/html")
    mailers["default"].send_messages([mail])
    return settings


def first(client: Client) -> str:
    [mail] = client.get("/demo/mail/").context["mails"]
    return str(mail["url"])


@pytest.mark.django_db
def test_the_list_shows_what_was_sent_to_whom(client: Client, demo: Settings) -> None:
    page = client.get("/demo/mail/").text
    assert "Come and see" in page
    assert "nora@example.org" in page


@pytest.mark.django_db
def test_the_link_in_a_mail_can_be_pressed(client: Client, demo: Settings) -> None:
    assert f'href="{ADDRESS}"' in client.get(first(client)).text


@pytest.mark.django_db
def test_the_html_part_can_run_nothing(client: Client, demo: Settings) -> None:
    response = client.get(first(client) + "html/")
    policy = response["Content-Security-Policy"]
    assert ADDRESS in response.text
    assert "sandbox allow-popups" in policy
    assert "default-src 'none'" in policy
    assert "script-src" not in policy


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["x", "..%2F..%2Fenv", "20260101T000000000000-00000000"])
def test_any_other_name_is_404(client: Client, demo: Settings, name: str) -> None:
    assert client.get(f"/demo/mail/{name}/").status_code == 404


@pytest.mark.django_db
def test_outside_the_demo_there_is_no_such_page(client: Client, demo: Settings) -> None:
    url = first(client)
    demo.DEMO = False
    for path in ("/demo/mail/", url, f"{url}html/"):
        assert client.get(path).status_code == 404


@pytest.mark.django_db
def test_before_the_first_mail_the_list_is_empty(
    client: Client, settings: Settings, tmp_path: Path
) -> None:
    settings.DEMO = True
    settings.MAIL_DIR = tmp_path / "nothing"
    assert "No mail yet" in client.get("/demo/mail/").text
