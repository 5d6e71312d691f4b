"""What each role finds on its home screen, assembled from what every app contributes."""

from django.utils.translation import gettext as _

from districts.actor import Actor
from districts.home import part as people
from families.home import part as families
from portfolios.home import part as portfolios
from spacesedu.lib.home import Part, Waiting

PARTS = [portfolios, people, families]


def home_of(actor: Actor, name: str) -> dict[str, object]:
    """Return the home page's context: each app adds its doors and figures for the role in use."""
    parts: list[Part] = [part(actor) for part in PARTS]
    return {
        "greeting": _greeting(name),
        "lead": actor.label,
        "waiting": _waiting(parts),
        "sections": [section for part in parts for section in part.sections],
        "tiles": [tile for part in parts for tile in part.tiles],
        "stats": [stat for part in parts for stat in part.stats],
        "reasons": [reason for part in parts for reason in part.reasons],
    }


def _waiting(parts: list[Part]) -> list[Waiting] | None:
    """Return what waits, of all apps; None for a role that nothing ever waits for."""
    known = [part.waiting for part in parts if part.waiting is not None]
    return [one for waiting in known for one in waiting] if known else None


def home_without_role(name: str) -> dict[str, object]:
    """Return the home page of an account whose last role has ended."""
    reason = _(
        "You have no role at a school at the moment. If you should have one, ask your school."
    )
    return {"greeting": _greeting(name), "reasons": [reason]}


def _greeting(name: str) -> str:
    return _("Hello, %(name)s") % {"name": name}
