"""No token reaches a log, whoever writes it."""

import io
import logging
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from sharing.models import ShareLink
from spacesedu.lib.redact import RedactTokens
from tests import factories as make
from tests.world import World


def sinks() -> set[logging.Handler]:
    """Return every handler that is set up, without pytest's own."""
    names = [None, *logging.root.manager.loggerDict]
    found = {handler for name in names for handler in logging.getLogger(name).handlers}
    return {one for one in found if not type(one).__module__.startswith("_pytest")}


def test_every_sink_redacts() -> None:
    quiet = {one for one in sinks() if not isinstance(one, logging.NullHandler)}
    assert quiet
    assert all(any(isinstance(f, RedactTokens) for f in one.filters) for one in quiet)


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """Return what the console would have shown."""
    text = io.StringIO()
    streams = [one for one in sinks() if isinstance(one, logging.StreamHandler)]
    before = [one.setStream(text) for one in streams]
    yield text
    for one, stream in zip(streams, before, strict=True):
        one.setStream(stream or one.stream)


def test_a_link_that_has_ended_leaves_no_token_in_the_log(
    client: Client, world: World, written: io.StringIO
) -> None:
    ShareLink.objects.update(closed_at=world.now)
    token = world.link.token
    for address in (f"/s/{token}/", f"/s/{token}/nothing/", f"/s/{str(token).upper()}/"):
        assert client.get(address).status_code == 404
    assert "***" in written.getvalue()
    assert str(token) not in written.getvalue().lower()


def test_an_invitation_leaves_no_token_in_the_log(
    client: Client, world: World, written: io.StringIO
) -> None:
    token = str(world.invitation.token)
    client.get(reverse("families:enter", kwargs={"token": token}))
    client.get(reverse("families:enter", kwargs={"token": token[:-1]}))
    assert token[:-1] not in written.getvalue()


def test_a_sign_in_card_leaves_no_code_in_the_log(
    client: Client, world: World, written: io.StringIO
) -> None:
    card = make.SignInCardFactory.create(student=world.classmate)
    token = str(card.token)
    for text in (token, token[:-1], token.upper()):
        answer = client.get(reverse("districts:card_enter", kwargs={"token": text}))
        assert answer.status_code == 404  # the classmate has no account
    assert "/card/***" in written.getvalue()
    assert token[:-1] not in written.getvalue().lower()


def test_a_failure_with_a_token_in_its_words_leaves_none_in_the_log(
    world: World, written: io.StringIO
) -> None:
    token = str(world.link.token)
    failure = ValueError(f"cannot open /s/{token}/")
    logging.getLogger("django.request").error("failed at %s", token, exc_info=failure)
    assert "cannot open" in written.getvalue()
    assert token not in written.getvalue()
