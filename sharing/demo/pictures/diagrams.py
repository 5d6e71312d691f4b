"""Drawn to explain: a wiring diagram, a bridge's forces, charts, contour maps."""

import math
from itertools import pairwise
from random import Random

from PIL import Image, ImageFilter

from sharing.demo.pictures.paint import (
    clouds,
    gradient,
    grained,
    lay,
    paper,
    warmed,
    wash,
)
from sharing.demo.pictures.shapes import (
    Point,
    Size,
    ellipse,
    filled,
    smooth,
    stroked,
    turned,
)

INK = "#2b2b33"


def circuit(rng: Random) -> Image.Image:
    """A lamp between two switches, drawn in ink on squared paper."""
    size = (1500, 1000)
    sheet = _squared(rng, size)
    wires: list[list[Point]] = [
        [(180, 760), (180, 240), (420, 240)],
        [(560, 200), (940, 200)],
        [(560, 290), (940, 290)],
        [(1080, 240), (1320, 240), (1320, 420)],
        [(1320, 580), (1320, 760), (180, 760)],
    ]
    lay(sheet, stroked(size, *wires[:4], width=6), "#a3352c")
    lay(sheet, stroked(size, wires[4], width=6), "#28508a")
    levers: list[list[Point]] = [[(420, 240), (556, 204)], [(1080, 240), (944, 204)]]
    lay(sheet, stroked(size, *levers, width=9), INK)
    posts = [(420, 240), (560, 200), (560, 290), (940, 200), (940, 290), (1080, 240)]
    lay(sheet, filled(size, *[ellipse(post, 13, 13) for post in posts]), INK)
    halo = filled(size, ellipse((1320, 500), 190, 190)).filter(ImageFilter.GaussianBlur(50))
    lay(sheet, halo, "#ffd45e", 0.7)
    bulb = ellipse((1320, 500), 80, 80)
    lay(sheet, filled(size, bulb), "#fff3c4")
    cross = [
        [turned((80, 0), a, (1320, 500)), turned((-80, 0), a, (1320, 500))] for a in (0.785, 2.356)
    ]
    lay(sheet, stroked(size, [*bulb, bulb[0]], *cross, width=6), INK)
    fuse: list[list[Point]] = [[(610, 726), (890, 726), (890, 794), (610, 794), (610, 726)]]
    lay(sheet, filled(size, fuse[0]), "#f6f1e2")
    lay(sheet, stroked(size, *fuse, [(610, 760), (890, 760)], width=6), INK)
    return grained(rng, sheet, 0.08)


def bridge(rng: Random) -> Image.Image:
    """A truss with what pushes in red and what pulls in blue."""
    size = (1700, 780)
    sheet = _squared(rng, size)
    low: list[Point] = [(170 + 170 * n, 520) for n in range(9)]
    top: list[Point] = [
        (255 + 170 * n, 300 - 70 * math.sin(math.pi * (n + 0.5) / 8)) for n in range(8)
    ]
    pushed = [[a, b] for a, b in pairwise(top)] + [
        [low[0], top[0]],
        [top[-1], low[-1]],
    ]
    pulled = [[a, b] for a, b in pairwise(low)]
    webs = [[low[n + 1], top[n]] for n in range(7)] + [[low[n + 1], top[n + 1]] for n in range(7)]
    lay(sheet, stroked(size, *webs, width=8), "#7d6a58")
    lay(sheet, stroked(size, *pulled, width=13), "#2f5fa5")
    lay(sheet, stroked(size, *pushed, width=13), "#bf3b30")
    lay(sheet, filled(size, *[ellipse(point, 15, 15) for point in low + top]), INK)
    for x in (170, 1530):
        lay(sheet, filled(size, [(x, 536), (x - 54, 620), (x + 54, 620)]), "#b8a68e")
    load = [[(850, 540), (850, 680)], [(826, 650), (850, 690), (874, 650)]]
    lay(sheet, stroked(size, *load, width=10), "#d98324")
    crack = ellipse(low[3], 44, 44)
    lay(sheet, stroked(size, [*crack, crack[0]], width=6), "#d98324")
    return grained(rng, sheet, 0.08)


def line_chart(rng: Random) -> Image.Image:
    """Twelve weeks of running, drawn by hand; the sick week stands out."""
    size = (1500, 1000)
    sheet = _squared(rng, size)
    _axes(sheet)
    falls = [0, 24, 60, 88, 130, 164, 84, 176, 232, 268, 316, 356]
    points: list[Point] = [
        (220 + 104 * n, 260 + fall + rng.uniform(-9, 9)) for n, fall in enumerate(falls)
    ]
    for n in (2, 5, 8, 10):
        rest = [
            (220 + 104 * n - 34, 200),
            (220 + 104 * n + 34, 200),
            (220 + 104 * n + 34, 838),
            (220 + 104 * n - 34, 838),
        ]
        wash(rng, sheet, filled(size, rest), "#a9cdb0", strength=0.7)
    lay(sheet, stroked(size, points, width=8), "#2d5f8b")
    lay(sheet, filled(size, *[ellipse(point, 15, 15) for point in points]), "#2d5f8b")
    ring = ellipse(points[6], 46, 40, turn=0.3)
    lay(sheet, stroked(size, [*ring, ring[2]], width=7), "#c8452f")
    return grained(rng, sheet, 0.08)


def bar_chart(rng: Random) -> Image.Image:
    """Free throws made, ten days, in coloured pencil."""
    size = (1500, 1000)
    sheet = _squared(rng, size)
    _axes(sheet)
    bad = 20
    for n, made in enumerate([24, 27, 29, 18, 30, 33, 19, 34, 36, 38]):
        x, y = 240 + 118 * n, 836 - made * 15
        bar = filled(size, [(x, y), (x + 78, y + 3), (x + 79, 838), (x - 1, 838)])
        wash(rng, sheet, bar, "#d2703f" if made < bad else "#e6b65a", strength=1)
    return grained(rng, sheet, 0.08)


def contours(rng: Random, *, walk: bool = False) -> Image.Image:
    """A map drawn by hand: lines of equal height, a creek, and numbered places or a walk."""
    size = (1300, 1300)
    land = clouds(rng, size, 6).filter(ImageFilter.GaussianBlur(20))
    sheet = gradient(size, "#f4efdc", "#f4efdc")
    tints = ["#cfdcb2", "#dde3bd", "#eadfb4", "#e6cf9f", "#d9b98a", "#cfa77c"]
    for step, tint in enumerate(tints):
        level = 52 + step * 28
        above = land.point([255 if value > level else 0 for value in range(256)])
        lay(sheet, above.filter(ImageFilter.GaussianBlur(1.5)), tint)
    for interval, strength in ((28, 0.9), (9, 0.45)):
        lay(sheet, _steps(land, interval), "#7d5a36", strength)
    creek = smooth(
        [(90, 120), (330, 260), (420, 520), (690, 640), (760, 930), (1010, 1040), (1240, 1230)],
        closed=False,
        rounds=4,
    )
    if walk:
        trail = smooth(
            [(180, 1150), (330, 860), (520, 930), (640, 640), (880, 560), (980, 260)],
            closed=False,
            rounds=4,
        )
        dots = [ellipse(point, 7, 7, count=16) for point in trail[::2]]
        lay(sheet, filled(size, *dots), "#b9352b")
    else:
        lay(sheet, stroked(size, creek, width=15), "#5d97b8")
        for point in creek[3 :: len(creek) // 9][:9]:
            lay(sheet, filled(size, ellipse(point, 27, 27)), "#f9f5e8")
            lay(
                sheet,
                stroked(size, [*ellipse(point, 27, 27), (point[0] + 27, point[1])], width=5),
                "#a33b2c",
            )
            lay(sheet, filled(size, ellipse(point, 9, 9)), "#a33b2c")
    compass = [
        [(1170, 110), (1196, 190), (1170, 170), (1144, 190), (1170, 110)],
        [(1170, 110), (1170, 250)],
    ]
    lay(sheet, stroked(size, *compass, width=5), INK, 0.8)
    return warmed(grained(rng, sheet, 0.12), colourful=1.1)


def _steps(land: Image.Image, interval: int) -> Image.Image:
    """Return the mask of the lines along which the height passes a multiple of ``interval``."""
    terraces = land.point([(value - 52) // interval * 8 % 256 for value in range(256)])
    edges = terraces.filter(ImageFilter.FIND_EDGES).point([0, *[255] * 255])
    return edges.filter(ImageFilter.GaussianBlur(0.9))


def _squared(rng: Random, size: Size) -> Image.Image:
    sheet = paper(rng, size, "#faf6ea")
    lines: list[list[Point]] = [[(x, 0), (x, size[1])] for x in range(16, size[0], 34)]
    lines += [[(0, y), (size[0], y)] for y in range(16, size[1], 34)]
    lay(sheet, stroked(size, *lines, width=1.5), "#9db8cc", 0.55)
    return sheet


def _axes(sheet: Image.Image) -> None:
    axes: list[list[Point]] = [
        [(170, 130), (168, 840), (1420, 838)],
        [(152, 160), (170, 126), (188, 160)],
        [(1390, 820), (1424, 838), (1390, 856)],
    ]
    lay(sheet, stroked(sheet.size, *axes, width=6), INK)
