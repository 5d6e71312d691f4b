"""Leaves: printed with paint, and left as shadows on blue paper."""

import math
from random import Random

from PIL import Image, ImageChops, ImageFilter, ImageOps

from sharing.demo.pictures.paint import (
    faded,
    gradient,
    grained,
    lay,
    mixed,
    paper,
    warmed,
    wash,
)
from sharing.demo.pictures.shapes import (
    Point,
    filled,
    smooth,
    stroked,
    turned,
)


def leaves(rng: Random, tones: tuple[str, ...] = ("#5f7f3a", "#c79a35", "#a9542f")) -> Image.Image:
    """Prints of leaves: paint on the veins, pressed onto paper."""
    _width, _height = size = (1200, 1500)
    sheet = paper(rng, size)
    for row in range(3):
        for column in range(2):
            at = (320 + column * 560 + rng.uniform(-40, 40), 300 + row * 460 + rng.uniform(-30, 30))
            shape, veins = _leaf(size, at, rng.uniform(215, 255), rng.uniform(-2.2, -0.9), rng)
            tone = tones[(row * 2 + column) % len(tones)]
            wash(rng, sheet, shape, tone, strength=0.78)
            lay(sheet, ImageChops.multiply(veins, shape), mixed(tone, "#20180d", 0.5), 0.75)
    return warmed(sheet, colourful=1.15)


def cyanotype(rng: Random) -> Image.Image:
    """Shadows of leaves on paper that the sun turned blue."""
    width, height = size = (1050, 1400)
    blue = gradient(size, "#123a6b", "#0c2850", "#174a80")
    sheet = grained(rng, blue, 0.2)
    whole = Image.new("L", size)
    for _ in range(9):
        at = (rng.uniform(160, width - 160), rng.uniform(200, height - 200))
        shape, veins = _leaf(size, at, rng.uniform(150, 270), rng.uniform(-2.6, -0.5), rng)
        held = ImageChops.subtract(shape, faded(veins, 0.5)).filter(ImageFilter.GaussianBlur(1.6))
        whole = ImageChops.add(faded(whole, 0.86), faded(held, 0.62))
    lay(sheet, whole, "#eaf2f4")
    margin = filled(
        size, [(54, 58), (width - 62, 50), (width - 50, height - 62), (60, height - 52)]
    )
    brushed = ImageOps.invert(margin.filter(ImageFilter.GaussianBlur(7)))
    lay(sheet, brushed, "#f3efe3")
    return grained(rng, sheet, 0.12)


def _leaf(
    size: tuple[int, int], at: Point, length: float, turn: float, rng: Random
) -> tuple[Image.Image, Image.Image]:
    """Return the mask of a leaf and that of its veins."""
    lobes = rng.choice([0, 0, 5, 7])
    outline = []
    for step in range(48):
        angle = 2 * math.pi * step / 48
        reach = (
            length
            * (0.5 + 0.5 * abs(math.cos(angle / 2)) ** 0.6)
            * (0.56 + 0.44 * abs(math.cos(angle)))
        )
        wave = 1 + (0.2 * math.cos(lobes * angle) if lobes else 0.02 * math.cos(17 * angle))
        outline.append(
            turned(
                (reach * wave * math.cos(angle), reach * wave * 0.92 * math.sin(angle)), turn, at
            )
        )
    stem = [turned((-length * 0.95, 0), turn, at), turned((length * 0.9, 0), turn, at)]
    veins = [stem]
    for step in range(-3, 5):
        root = turned((step * length * 0.17, 0), turn, at)
        for side in (-1, 1):
            tip = turned((step * length * 0.17 + length * 0.34, side * length * 0.5), turn, at)
            veins.append([root, tip])
    stalk = stroked(size, [stem[0], at], width=6)
    shape = ImageChops.lighter(filled(size, smooth(outline, rounds=2)), stalk)
    return shape, stroked(size, *veins, width=4)
