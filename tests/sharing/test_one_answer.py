"""Whatever does not open answers with the same bytes under the same headers, whyever that is."""

import uuid

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from districts.models import Student
from sharing import actions
from sharing.models import ShareLink
from spacesedu.lib import tokens
from tests import factories as make
from tests.world import World

WAYS: dict[str, dict[str, str]] = {
    "as a browser asks": {"Accept-Encoding": "gzip, br", "Accept": "text/html"},
    "for a part": {"Range": "bytes=0-9"},
    "as if seen before": {
        "If-None-Match": "*",
        "If-Modified-Since": "Sun, 22 Nov 2026 08:00:00 GMT",
    },
    "in another language": {"Accept-Language": "fr-CA"},
}


@pytest.fixture
def shut(world: World, settings: Settings) -> dict[str, str]:
    """Tokens that open nothing, each for a reason of its own."""
    key = next(iter(settings.SHARE_LINK_KEYS.items()))
    settings.SHARE_LINK_KEYS = dict([key, ("lost", "l" * 40)])
    real = str(world.link.token)
    gated = make.ShareLinkFactory.create(portfolio=world.classmate_portfolio)
    Student.objects.filter(pk=world.classmate.pk).update(deactivated_at=timezone.now())
    off = make.ShareLinkFactory.create(portfolio=world.outsider_portfolio, closed_at=world.now)
    another = make.PortfolioFactory.create(template=world.template)
    keyless = make.ShareLinkFactory.create(portfolio=another, kid="lost")
    found = {
        "unknown": "0" * tokens.TOKEN_LENGTH,
        "too short": real[:-1],
        "too long": f"{real}0",
        "not of its letters": f"{real[:-1]}u",
        "not its last bits": f"{real[:-1]}{'1' if real[-1] != '1' else '3'}",
        "another check": f"{real[:20]}{'a' if real[20] != 'a' else 'b'}{real[21:]}",
        "another handle": f"{'a' if real[0] != 'a' else 'b'}{real[1:]}",
        "an invitation's": str(tokens.token("family-invitation", world.link.secret)),
        "a gate is closed": str(gated.token),
        "turned off": str(off.token),
        "its key is gone": str(keyless.token),
        "replaced": real,
    }
    settings.SHARE_LINK_KEYS = dict([key])
    actions.new_link(portfolio_id=world.portfolio.pk, by=world.student.actor, at=timezone.now())
    return found


@pytest.fixture
def addresses(world: World, shut: dict[str, str]) -> list[str]:
    """Page, section and picture under each; and under a link that opens, what is not its own."""
    parts = [
        "",
        f"{world.sections[0].pk}/",
        f"media/{world.photo.pk}/640.webp",
        "?lang=",
        "?page=2",
    ]
    below = [f"/s/{token}/{part}" for token in shut.values() for part in parts]
    deleted = make.AttachmentFactory.create(
        post=make.PostFactory.create(portfolio=world.portfolio, deleted_at=world.now)
    )
    unready = make.AttachmentFactory.create(post=world.post, position=9, ready_at=None)
    open_one = ShareLink.objects.not_closed().get(portfolio=world.portfolio).token
    photos = [world.other.photo.pk, deleted.pk, unready.pk, uuid.uuid4()]
    mine = [
        *(f"media/{photo}/640.webp" for photo in photos),
        *(f"media/{world.photo.pk}/{name}" for name in ("original", "file", "641.webp", "..")),
        *(f"{section}/" for section in (world.other.sections[0].pk, uuid.uuid4())),
        *("?page=99", "?page=-1", "nothing/", "media/"),
    ]
    return [*below, *(f"/s/{open_one}/{part}" for part in mine)]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("method", ["get", "head"])
def test_what_does_not_open_answers_the_same(addresses: list[str], method: str, way: str) -> None:
    answers = {
        address: getattr(Client(), method)(address, headers=WAYS[way]) for address in addresses
    }
    assert {address for address, one in answers.items() if one.status_code != 404} == set()
    assert len({one.content for one in answers.values()}) == 1
    assert len({str(sorted(one.items())) for one in answers.values()}) == 1
    assert not any(one.cookies for one in answers.values())


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "trace"])
def test_nothing_but_looking_answers_the_same_whatever_it_is_asked_of(
    world: World, addresses: list[str], method: str
) -> None:
    open_one = ShareLink.objects.not_closed().get(portfolio=world.portfolio).token
    opens = [f"/s/{open_one}/", f"/s/{open_one}/media/{world.photo.pk}/640.webp"]
    client = Client(enforce_csrf_checks=True)
    answers = [getattr(client, method)(address) for address in [*opens, *addresses]]
    assert {(one.status_code, one.content, str(sorted(one.items()))) for one in answers} == {
        (405, answers[0].content, str(sorted(answers[0].items())))
    }


def test_a_page_that_is_kept_is_not_known_by_its_refusal(
    world: World, addresses: list[str]
) -> None:
    open_one = ShareLink.objects.not_closed().get(portfolio=world.portfolio)
    path = f"/s/{open_one.token}/"
    assert [Client().get(path).status_code for _ in range(2)] == [200, 200]
    actions.turn_off(portfolio_id=world.portfolio.pk, by=world.teacher.actor, at=timezone.now())
    after, never = Client().get(path), Client().get(addresses[0])
    assert (after.content, sorted(after.items())) == (never.content, sorted(never.items()))
