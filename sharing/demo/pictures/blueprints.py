"""White lines on blue: a robot's arm, a park."""

import math
from itertools import pairwise
from random import Random

from PIL import Image

from sharing.demo.pictures.paint import (
    gradient,
    grained,
    lay,
    mixed,
)
from sharing.demo.pictures.shapes import (
    Point,
    Size,
    blob,
    ellipse,
    filled,
    smooth,
    stroked,
    turned,
)

CHALK = "#e8f1f7"


def blueprint(rng: Random) -> Image.Image:
    """A robot arm in white lines on blue, with its angles."""
    size = (1500, 1100)
    sheet = _blue_sheet(rng, size)
    joints: list[Point] = [(420, 860), (520, 520), (900, 330), (1150, 520)]
    for (a, b), width in zip(pairwise(joints), (64, 50, 38), strict=True):
        turn = math.atan2(b[1] - a[1], b[0] - a[0])
        sides = [
            [turned((0, side), turn, a), turned((0, side * 0.8), turn, b)]
            for side in (-width, width)
        ]
        lay(sheet, stroked(size, *sides, width=4), CHALK)
        lay(sheet, stroked(size, *_dashes(a, b), width=2), CHALK, 0.7)
    for (x, y), radius in zip(joints, (84, 66, 54, 34), strict=True):
        lay(sheet, filled(size, ellipse((x, y), radius, radius)), "#14497f")
        rings = [[*ellipse((x, y), r, r), (x + r, y)] for r in (radius, radius * 0.6, 9)]
        lay(sheet, stroked(size, *rings, width=4), CHALK)
        reach = radius + 50
        arc = [turned((reach, 0), -1.9 + step * 0.07, (x, y)) for step in range(22)]
        lay(sheet, stroked(size, arc, width=2.5), "#ffd27a")
    claws = [
        smooth([(1150, 520), (1240, 500), (1300, 560), (1280, 640)], closed=False),
        smooth([(1150, 520), (1150, 600), (1190, 660), (1240, 670)], closed=False),
    ]
    lay(sheet, stroked(size, *claws, width=12), CHALK)
    egg = ellipse((1262, 688), 44, 56, turn=0.3)
    lay(sheet, stroked(size, [*egg, egg[0]], width=4), "#ffd27a")
    base = [[(260, 940), (580, 940), (540, 860), (300, 860), (260, 940)], [(200, 960), (660, 960)]]
    lay(sheet, stroked(size, *base, width=4), CHALK)
    _measures(
        sheet, [((420, 1010), (1060, 1010)), ((1390, 330), (1390, 860)), ((160, 520), (160, 860))]
    )
    _title_block(rng, sheet)
    return grained(rng, sheet, 0.14)


def park(rng: Random) -> Image.Image:
    """A small park seen from above: paths, trees, a garden that drinks the rain."""
    size = (1500, 1100)
    sheet = _blue_sheet(rng, size)
    path = smooth(
        [(60, 820), (340, 760), (560, 520), (860, 560), (1120, 300), (1440, 260)], closed=False
    )
    for shift in (-44, 44):
        lay(sheet, stroked(size, [(x, y + shift) for x, y in path], width=3.5), CHALK)
    lay(
        sheet,
        stroked(size, *[[a, b] for a, b in zip(path[::4], path[2::4], strict=False)], width=2),
        CHALK,
        0.7,
    )
    pond = blob(rng, (980, 790), 190)
    for share in (1, 0.8, 0.58, 0.34):
        ring = [(980 + (x - 980) * share, 790 + (y - 790) * share) for x, y in pond]
        lay(sheet, stroked(size, [*ring, ring[0]], width=3 if share == 1 else 2), "#9fd8ff", 0.9)
    clear = 96
    for _ in range(34):
        x, y = rng.uniform(110, 1400), rng.uniform(110, 900)
        near = min(math.dist((x, y), point) for point in path)
        if near < clear or math.dist((x, y), (980, 790)) < 2.6 * clear:
            continue
        radius = rng.uniform(28, 58)
        crown = blob(rng, (x, y), radius, wobble=0.12)
        lay(sheet, filled(size, crown), "#3f7fa8", 0.45)
        spokes = [[(x, y), turned((radius * 0.8, 0), n * math.pi / 4, (x, y))] for n in range(8)]
        lay(sheet, stroked(size, [*crown, crown[0]], *spokes, width=2.4), CHALK, 0.9)
    _measures(sheet, [((110, 1010), (900, 1010))])
    _title_block(rng, sheet)
    return grained(rng, sheet, 0.14)


def _blue_sheet(rng: Random, size: Size) -> Image.Image:
    sheet = gradient(size, "#1b5590", "#103a69", "#164a80")
    fine: list[list[Point]] = [[(x, 0), (x, size[1])] for x in range(20, size[0], 40)]
    fine += [[(0, y), (size[0], y)] for y in range(20, size[1], 40)]
    lay(sheet, stroked(size, *fine, width=1), "#9cc3e6", 0.26)
    frame = [
        (40, 40),
        (size[0] - 40, 40),
        (size[0] - 40, size[1] - 40),
        (40, size[1] - 40),
        (40, 40),
    ]
    lay(sheet, stroked(size, frame, width=4), CHALK, 0.8)
    return grained(rng, sheet, 0.16)


def _dashes(a: Point, b: Point) -> list[list[Point]]:
    steps = max(2, round(math.dist(a, b) / 14))
    places = [
        (a[0] + (b[0] - a[0]) * n / steps, a[1] + (b[1] - a[1]) * n / steps)
        for n in range(steps + 1)
    ]
    return [[places[n], places[n + 1]] for n in range(0, steps, 2)]


def _measures(sheet: Image.Image, spans: list[tuple[Point, Point]]) -> None:
    for a, b in spans:
        across = math.atan2(b[1] - a[1], b[0] - a[0])
        ends = [[turned((0, -16), across, end), turned((0, 16), across, end)] for end in (a, b)]
        lay(sheet, stroked(sheet.size, [a, b], *ends, width=2.5), "#ffd27a", 0.9)


def _title_block(rng: Random, sheet: Image.Image) -> None:
    right, bottom = sheet.width - 40, sheet.height - 40
    box: list[list[Point]] = [
        [(right - 360, bottom), (right - 360, bottom - 150), (right, bottom - 150)],
        [(right - 360, bottom - 76), (right, bottom - 76)],
    ]
    notes = []
    for row in (bottom - 110, bottom - 48, bottom - 22):
        x = right - 336.0
        while x < right - 90:
            step = rng.uniform(10, 40)
            notes.append([(x, row), (x + step, row - 2)])
            x += step + 12
    lay(sheet, stroked(sheet.size, *box, width=3), CHALK, 0.8)
    lay(sheet, stroked(sheet.size, *notes, width=5), mixed(CHALK, "#164a80", 0.25), 0.8)
