"""The public door must take as long for a token that never was as for one that was closed.

Asked over HTTP of the web server as it runs in production. Whoever sends tokens may time the
answers: what they must not learn is which of them was once genuine.
"""

from collections.abc import Callable
from functools import partial

from django.utils import timezone

from portfolios.models import PortfolioTemplate
from sharing.models import ShareLink
from tests import factories as make
from tests.benchmarks.measure import Figure, compare
from tests.benchmarks.served import Site, served
from tests.sharing.paths import public_path
from tests.world import World

UNKNOWN = "0" * 39
ROUNDS = 400


def figures(world: World) -> list[Figure]:
    """Return the times of tokens that do not open; an attacker must not tell them apart."""
    paths = _paths(world)
    with served() as site:
        cases: dict[str, Callable[[], object]] = {
            name: partial(_refused, site, path) for name, path in paths.items()
        }
        return compare(cases, ROUNDS)


def _paths(world: World) -> dict[str, str]:
    path = public_path(world.link)
    place = len("/s/") + 20
    forged = path[:place] + ("1" if path[place] != "1" else "2") + path[place + 1 :]
    now = timezone.now()
    closed = make.ShareLinkFactory.create(portfolio=world.classmate_portfolio, closed_at=now)
    replaced = make.ShareLinkFactory.create(portfolio=world.portfolio, closed_at=now)
    PortfolioTemplate.objects.filter(pk=world.other.template.pk).update(student_url_sharing=False)
    gated = ShareLink.objects.not_closed().filter(portfolio=world.other.portfolio).first()
    return {
        "unknown (baseline)": f"/s/{UNKNOWN}/",
        "known handle, wrong MAC": forged,
        "turned off": public_path(closed),
        "replaced": public_path(replaced),
        "behind a closed gate": public_path(gated or _link(world)),
        "not a token at all": "/s/nothing/",
    }


def _link(world: World) -> ShareLink:
    return make.ShareLinkFactory.create(portfolio=world.other.portfolio)


def _refused(site: Site, path: str) -> None:
    status, _body = site.get(path)
    assert status == 404, (path, status)
