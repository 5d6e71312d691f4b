"""Whatever colour a district chooses, every word in it and on it can be read, in light and dark."""

import math
import re
from pathlib import Path

import pytest
from django.conf import settings

from districts.office.accents import HUES

TOKENS = (Path(settings.BASE_DIR) / "static/css/tokens.css").read_text()
LIGHT, DARK = TOKENS.split("@media (prefers-color-scheme: dark)")[:2]
# Words on a ground, and the least contrast that WCAG 2.2 AA asks of text.
TEXT = 4.5
PAIRS = [
    *(("accent", ground) for ground in ("paper", "sheet", "well", "accent-soft")),
    *(("accent-strong", ground) for ground in ("paper", "sheet", "accent-soft")),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
]
# The dot of a swatch against the sheet and the paper it lies on: a control's least contrast.
CONTROL = 3.0

type Colour = tuple[float, float, float]


def tokens(css: str, hue: float) -> dict[str, Colour]:
    """Return each colour of a theme at a hue, as linear sRGB."""
    chroma = re.search(r"--accent-chroma: ([\d.]+)", TOKENS)
    assert chroma
    css = css.replace("var(--accent-chroma)", chroma[1]).replace("var(--accent-hue)", str(hue))
    found = re.findall(r"--([\w-]+): oklch\(([\d.]+) ([\d.]+) ([\d.]+)\);", css)
    # The first of a name counts: what follows is for print.
    return {name: linear(*(float(part) for part in parts)) for name, *parts in reversed(found)}


def linear(lightness: float, chroma: float, hue: float) -> Colour:
    """Return OKLCH as linear sRGB, cut to what a screen can show."""
    a = chroma * math.cos(math.radians(hue))
    b = chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    rgb = (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
    red, green, blue = (min(max(one, 0.0), 1.0) for one in rgb)
    return red, green, blue


def contrast(one: Colour, other: Colour) -> float:
    """Return WCAG's contrast ratio."""
    lights = sorted(0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in (one, other))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def test_the_ruler_is_right() -> None:
    black, white = linear(0, 0, 0), linear(1, 0, 0)
    assert contrast(black, white) == pytest.approx(21, abs=0.01)
    assert contrast(linear(0.5999, 0, 0), white) == pytest.approx(3.95, abs=0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("pair", PAIRS, ids="-on-".join)
def test_every_hue_can_be_read(theme: str, pair: tuple[str, str]) -> None:
    words, ground = pair
    too_faint = {}
    for hue in range(360):
        colours = tokens(theme, hue)
        ratio = contrast(colours[words], colours[ground])
        if ratio < TEXT:
            too_faint[hue] = round(ratio, 2)
    assert too_faint == {}


@pytest.mark.parametrize("hue", HUES)
@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_every_swatch_stands_out_from_its_sheet(theme: str, hue: int) -> None:
    swatch = tokens(theme, hue)["accent"]
    assert contrast(swatch, tokens(theme, hue)["paper"]) >= CONTROL


def test_every_colour_on_offer_has_its_swatch() -> None:
    css = (Path(settings.BASE_DIR) / "static/css/pages/settings.css").read_text()
    for hue in HUES:
        assert f'input.swatch[value="{hue}"] {{ --hue: {hue}; }}' in css
        assert f':root:has(input.swatch[value="{hue}"]:checked) {{ --accent-hue: {hue}; }}' in css
