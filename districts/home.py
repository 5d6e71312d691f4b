"""What each role finds on its home screen, assembled from what every app contributes."""

from django.conf import settings
from django.utils.module_loading import import_string

from districts.actor import Actor


def home_of(actor: Actor) -> dict[str, object]:
    """Return the home page's context: each app adds its tiles and figures for the role in use."""
    parts = [import_string(name)(actor) for name in settings.HOME_PARTS]
    return {
        "tiles": [tile for part in parts for tile in part.tiles],
        "stats": [stat for part in parts for stat in part.stats],
    }
