"""Drawn to explain: blueprints, a wiring diagram, a bridge's forces, charts, contour maps."""

import math
from random import Random

from PIL import Image, ImageChops, ImageFilter

from sharing.demo.pictures.paint import clouds, gradient, grained, lay, mixed, paper, warmed, wash
from sharing.demo.pictures.shapes import Point, Size, blob, ellipse, filled, smooth, stroked, turned

CHALK = "#e8f1f7"
INK = "#2b2b33"


def blueprint(rng: Random) -> Image.Image:
    """A robot arm in white lines on blue, with its angles."""
    size = (1500, 1100)
    sheet = _blue_sheet(rng, size)
    joints: list[Point] = [(420, 860), (520, 520), (900, 330), (1150, 520)]
    for (a, b), width in zip(zip(joints, joints[1:], strict=False), (64, 50, 38), strict=True):
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
    for _ in range(34):
        x, y = rng.uniform(110, 1400), rng.uniform(110, 900)
        near = min(math.dist((x, y), point) for point in path)
        if near < 96 or math.dist((x, y), (980, 790)) < 250:
            continue
        radius = rng.uniform(28, 58)
        crown = blob(rng, (x, y), radius, wobble=0.12)
        lay(sheet, filled(size, crown), "#3f7fa8", 0.45)
        spokes = [[(x, y), turned((radius * 0.8, 0), n * math.pi / 4, (x, y))] for n in range(8)]
        lay(sheet, stroked(size, [*crown, crown[0]], *spokes, width=2.4), CHALK, 0.9)
    _measures(sheet, [((110, 1010), (900, 1010))])
    _title_block(rng, sheet)
    return grained(rng, sheet, 0.14)


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
    pushed = [[a, b] for a, b in zip(top, top[1:], strict=False)] + [
        [low[0], top[0]],
        [top[-1], low[-1]],
    ]
    pulled = [[a, b] for a, b in zip(low, low[1:], strict=False)]
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
    for n, made in enumerate([24, 27, 29, 18, 30, 33, 19, 34, 36, 38]):
        x, y = 240 + 118 * n, 836 - made * 15
        bar = filled(size, [(x, y), (x + 78, y + 3), (x + 79, 838), (x - 1, 838)])
        wash(rng, sheet, bar, "#d2703f" if made < 20 else "#e6b65a", strength=1)  # noqa: PLR2004
    return grained(rng, sheet, 0.08)


def contours(rng: Random, *, walk: bool = False) -> Image.Image:
    """A map drawn by hand: lines of equal height, a creek, and numbered places or a walk."""
    size = (1300, 1300)
    land = clouds(rng, size, 6).filter(ImageFilter.GaussianBlur(20))
    sheet = gradient(size, "#f4efdc", "#f4efdc")
    tints = ["#cfdcb2", "#dde3bd", "#eadfb4", "#e6cf9f", "#d9b98a", "#cfa77c"]
    lines = Image.new("L", size)
    for step, tint in enumerate(tints):
        level = 52 + step * 28
        above = land.point([255 if value > level else 0 for value in range(256)])
        above = above.filter(ImageFilter.GaussianBlur(1.5))
        lay(sheet, above, tint)
        for extra in (0, 9, 18):
            edge = land.point([255 if value > level + extra else 0 for value in range(256)])
            edge = edge.filter(ImageFilter.FIND_EDGES).filter(ImageFilter.GaussianBlur(0.9))
            lines = ImageChops.lighter(
                lines, edge if extra == 0 else edge.point([v // 2 for v in range(256)])
            )
    lay(sheet, lines, "#7d5a36", 0.9)
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
