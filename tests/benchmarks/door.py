"""The public door must take as long for a token that never was as for one that was closed."""

from functools import partial

from django.test import Client
from django.utils import timezone

from sharing.menu import address_of
from sharing.models import ShareLink
from tests.benchmarks.measure import Figure, compare
from tests.world import World

UNKNOWN = "0" * 39


def figures(world: World, client: Client) -> list[Figure]:
    """Return the times of four tokens that do not open; an attacker must not tell them apart."""
    address = address_of(world.link) or ""
    token = address.rstrip("/").rsplit("/", 1)[1]
    wrong_mac = token[:20] + ("1" if token[20] != "1" else "2") + token[21:]
    ShareLink.objects.filter(pk=world.link.pk).update(closed_at=timezone.now())
    cases = {
        "unknown token (baseline)": UNKNOWN,
        "known handle, wrong MAC": wrong_mac,
        "closed link": token,
        "not a token at all": "nothing",
    }
    taken = compare({name: partial(client.get, f"/s/{text}/") for name, text in cases.items()})
    ShareLink.objects.filter(pk=world.link.pk).update(closed_at=None)
    return taken
