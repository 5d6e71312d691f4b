"""The public page, with few posts and with many, against the cheapest page there is."""

from django.test import Client

from sharing.menu import address_of
from tests import factories as make
from tests.benchmarks.measure import Figure, compare
from tests.world import World

ROUNDS = 60


def figures(world: World, client: Client) -> list[Figure]:
    """Return the times of the page with 1 and with 100 posts; the baseline is the 404 page."""
    address = "/" + (address_of(world.link) or "").split("/", 3)[3]
    baseline = {"404 (baseline)": lambda: client.get("/s/nothing/")}
    few = compare({**baseline, "public page, 1 post": lambda: client.get(address)}, ROUNDS)
    for _ in range(99):
        post = make.PostFactory.create(portfolio=world.portfolio)
        make.AttachmentFactory.create(post=post)
    many = compare({**baseline, "public page, 100 posts": lambda: client.get(address)}, ROUNDS)
    return [*few, many[1]]
