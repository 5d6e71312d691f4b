"""What each role finds on its home screen, assembled from what every app contributes."""

from django.utils.translation import gettext as _

from districts.actor import Actor
from districts.home import part as people
from families.home import part as families
from portfolios.home import part as portfolios
from spacesedu.lib.home import Part

PARTS = [portfolios, families, people]


def home_of(actor: Actor, name: str) -> dict[str, object]:
    """Return the home page's context: each app adds its doors and figures for the role in use."""
    parts: list[Part] = [part(actor) for part in PARTS]
    return {
        "greeting": _greeting(name),
        "lead": actor.label,
        "tiles": [tile for part in parts for tile in part.tiles],
        "stats": [stat for part in parts for stat in part.stats],
        "reasons": [reason for part in parts for reason in part.reasons],
    }


def home_without_role(name: str) -> dict[str, object]:
    """Return the home page of an account whose last role has ended."""
    reason = _(
        "You have no role at a school at the moment. If you should have one, ask your school."
    )
    return {"greeting": _greeting(name), "reasons": [reason]}


def _greeting(name: str) -> str:
    return _("Hello, %(name)s") % {"name": name}
