"""The time zones a district may choose from, and how one is found by what people type. Pure."""

from functools import cache
from zoneinfo import available_timezones

# Not places: offsets with reversed signs, and names kept for old computers.
_OTHER = ("Etc/", "SystemV/", "US/", "Canada/", "Mexico/", "Brazil/", "Chile/")


@cache
def zones() -> tuple[str, ...]:
    """Return every zone that is called by a place, and UTC, in order."""
    places = {name for name in available_timezones() if "/" in name and not name.startswith(_OTHER)}
    return tuple(sorted(places | {"UTC"}))


def zone_called(typed: str) -> str:
    """Return the zone somebody means; empty for none, and for a city that there is twice.

    >>> zone_called("america/st johns")
    'America/St_Johns'
    >>> zone_called("Vancouver")
    'America/Vancouver'
    """
    wanted = "_".join(typed.split()).casefold()
    for zone in zones():
        if zone.casefold() == wanted:
            return zone
    cities = [zone for zone in zones() if zone.rpartition("/")[2].casefold() == wanted]
    return cities[0] if len(cities) == 1 else ""
