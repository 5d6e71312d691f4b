"""What each role finds on its home screen, assembled from what every app contributes."""

from districts.actor import Actor
from districts.home import part as people
from spacesedu.lib.home import Part

PARTS = [people]


def home_of(actor: Actor) -> dict[str, object]:
    """Return the home page's context: each app adds its tiles and figures for the role in use."""
    parts: list[Part] = [part(actor) for part in PARTS]
    return {
        "tiles": [tile for part in parts for tile in part.tiles],
        "stats": [stat for part in parts for stat in part.stats],
    }
