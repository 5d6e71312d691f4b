"""A time zone is found by what people type."""

import pytest

from districts.office.zones import zone_called, zones


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("America/Vancouver", "America/Vancouver"),
        ("  america/vancouver ", "America/Vancouver"),
        ("st johns", "America/St_Johns"),
        ("UTC", "UTC"),
        ("", ""),
        ("Atlantis/Capital", ""),
        ("Etc/GMT+8", ""),
        ("../../etc/passwd", ""),
        ("localtime", ""),
    ],
)
def test_a_city_is_enough(typed: str, zone: str) -> None:
    assert zone_called(typed) == zone


def test_zones_are_places() -> None:
    assert {"America/Vancouver", "Europe/Paris", "UTC"} <= set(zones())
    assert not [zone for zone in zones() if "/" not in zone and zone != "UTC"]
