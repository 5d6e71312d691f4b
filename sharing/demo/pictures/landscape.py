"""Out of doors: ridges, river, harbour, night sky, garden."""

import math
from itertools import pairwise
from random import Random

from PIL import Image, ImageChops, ImageFilter

from sharing.demo.pictures.paint import (
    clouds,
    faded,
    glow,
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
    Size,
    blob,
    ellipse,
    filled,
    ridge,
    smooth,
    stroked,
    turned,
)


def ridges(rng: Random) -> Image.Image:
    """Seven ridges in morning mist, with the trees of the nearest: a panorama."""
    width, height = size = (1800, 780)
    sky = gradient(size, "#7fb0c4", "#fbe3c4", "#f3cfae")
    glow(sky, (1230, 330), 420, "#fff3d2")
    lay(sky, filled(size, ellipse((1230, 330), 46, 46)), "#fffaf0")
    wooded = 4
    for layer in range(7):
        depth = layer / 6
        base = 330 + 62 * layer
        line = ridge(rng, width, base, 120 - 9 * layer)
        if layer >= wooded:
            line = _with_trees(rng, line, 10 + 7 * (layer - wooded + 1))
        mountain = filled(size, [*line, (width, height), (0, height)])
        tone = mixed(mixed("#e9c3a8", "#5d8691", min(1, depth * 1.6)), "#152f35", depth**2)
        lay(sky, mountain, tone)
        mist = gradient((width, 240), "#000000", "#ffffff").convert("L")
        veil = Image.new("L", size)
        veil.paste(mist, (0, base + 10))
        lay(sky, ImageChops.multiply(veil, mountain), "#f6dfc6", 0.42 * (1 - depth * 0.75))
    return warmed(grained(rng, sky, 0.09))


def _with_trees(rng: Random, line: list[Point], tall: float) -> list[Point]:
    spiky: list[Point] = []
    for (x, y), (next_x, _) in pairwise(line):
        rise = tall * rng.uniform(0.4, 1.7)
        spiky += [
            (x, y),
            (x + (next_x - x) * 0.5, y - rise),
            (x + (next_x - x) * 0.78, y - rise * 0.2),
        ]
    return [*spiky, line[-1]]


def river(rng: Random) -> Image.Image:
    """A school of salmon in a green river, in watercolour."""
    width, height = size = (1500, 1060)
    sheet = paper(rng, size)
    whole = filled(size, [(46, 50), (width - 40, 42), (width - 52, height - 44), (40, height - 52)])
    wash(rng, sheet, whole, "#9cc9bd", strength=0.8)
    for band in range(9):
        y = 120 + band * 104
        line = smooth([(x, y + rng.uniform(-46, 46)) for x in range(60, width, 150)], closed=False)
        ribbon = [*line, *[(x, wy + rng.uniform(26, 52)) for x, wy in reversed(line)]]
        wash(
            rng,
            sheet,
            filled(size, ribbon),
            rng.choice(["#6fb0a6", "#86bfae", "#5b9fa5"]),
            strength=0.5,
        )
    for _ in range(26):
        stone = blob(
            rng,
            (rng.uniform(60, width - 60), rng.uniform(height - 190, height - 70)),
            rng.uniform(18, 54),
        )
        wash(
            rng,
            sheet,
            filled(size, stone),
            rng.choice(["#8d8a74", "#a89b7d", "#6f7d78"]),
            strength=0.6,
        )
    for place in [(330, 300), (820, 220), (1160, 430), (560, 560), (1010, 700), (300, 760)]:
        _salmon(rng, sheet, place, rng.uniform(-0.22, 0.12), rng.uniform(0.85, 1.25))
    return warmed(sheet, colourful=1.2)


def _salmon(rng: Random, sheet: Image.Image, at: Point, turn: float, scale: float) -> None:
    def placed(points: list[Point]) -> list[Point]:
        return [turned((x * scale, y * scale), turn, at) for x, y in points]

    size = sheet.size
    top: list[Point] = [(-150, 6), (-110, -30), (-30, -50), (60, -40), (120, -14), (150, -4)]
    under: list[Point] = [(150, 10), (110, 30), (30, 48), (-60, 44), (-130, 22)]
    tail: list[Point] = [(136, -2), (196, -46), (182, 0), (200, 48)]
    body = smooth(placed(top + under))
    # Masked while the water was painted: the paper shines through the fish, not the river.
    lay(sheet, filled(size, body), "#f3e3cf", 0.92)
    wash(rng, sheet, filled(size, body), "#df6a45", strength=0.95)
    wash(rng, sheet, filled(size, placed(tail)), "#c4553b", strength=0.9)
    head: list[Point] = [(-152, 6), (-116, -28), (-88, -34), (-92, 34), (-126, 22)]
    wash(rng, sheet, filled(size, smooth(placed(head))), "#5f7d55", strength=0.95)
    fin: list[Point] = [(-10, -46), (30, -82), (46, -44)]
    wash(rng, sheet, filled(size, placed(fin)), "#a9442f", strength=0.8)
    lay(sheet, filled(size, ellipse(placed([(-124, -8)])[0], 6 * scale, 6 * scale)), "#1b211c")
    gill = smooth(placed([(-84, -30), (-76, 0), (-86, 30)]), closed=False)
    lay(sheet, stroked(size, gill, width=3), "#5a2c20", 0.7)


def harbour(rng: Random) -> Image.Image:
    """Fishing boats at dusk, flat shapes on a striped sea."""
    width, _height = size = (1500, 1000)
    sheet = gradient(size, "#24385a", "#f2a777", "#c77a78")
    glow(sheet, (980, 470), 520, "#ffd9a0")
    lay(sheet, filled(size, ellipse((980, 480), 96, 96)), "#ffefcf")
    far = ridge(rng, width, 470, 60)
    lay(sheet, filled(size, [*far, (width, 560), (0, 560)]), "#5b4a6b", 0.92)
    sea = gradient((width, 470), "#c6817b", "#17293f", "#4d4a6b")
    sheet.paste(sea, (0, 530))
    for step in range(60):
        y = 540 + step * step * 0.125
        x = 980 + rng.gauss(0, 40 + step * 5)
        reach = rng.uniform(20, 90) * (1 + step / 30)
        lay(
            sheet,
            stroked(size, [(x - reach, y), (x + reach, y)], width=2 + step / 16),
            "#ffd9a6",
            0.5,
        )
    for x, y, scale in [(300, 640, 1.0), (640, 720, 1.45), (1270, 600, 0.7)]:
        _boat(sheet, (x, y), scale)
    return warmed(grained(rng, sheet, 0.13))


def _boat(sheet: Image.Image, at: Point, scale: float) -> None:
    def placed(points: list[Point]) -> list[Point]:
        return [(at[0] + x * scale, at[1] + y * scale) for x, y in points]

    size = sheet.size
    reflection = placed([(-110, 34), (118, 34), (70, 96), (-66, 96)])
    lay(sheet, filled(size, reflection).filter(ImageFilter.GaussianBlur(8)), "#131f31", 0.75)
    lay(sheet, filled(size, placed([(-130, -14), (150, -30), (112, 36), (-104, 36)])), "#152238")
    lay(sheet, filled(size, placed([(-122, -6), (142, -20), (138, -12), (-118, 4)])), "#d3543f")
    lay(sheet, filled(size, placed([(-70, -14), (-70, -78), (4, -78), (14, -16)])), "#f3e3cb")
    lay(sheet, filled(size, placed([(-54, -60), (-54, -40), (-30, -40), (-30, -60)])), "#394a63")
    lay(sheet, filled(size, placed([(-18, -60), (-18, -40), (2, -40), (2, -60)])), "#394a63")
    rigging = [
        placed([(40, -20), (40, -190)]),
        placed([(40, -186), (140, -28)]),
        placed([(40, -186), (-122, -12)]),
    ]
    lay(sheet, stroked(size, *rigging, width=3 * scale), "#152238")


def night(rng: Random) -> Image.Image:
    """The sky over the school field, long exposure, with a line of firs."""
    width, height = size = (1200, 1500)
    sheet = gradient(size, "#070b1e", "#31506f", "#15244a")
    band = clouds(rng, size, 12).filter(ImageFilter.GaussianBlur(26))
    lane = filled(size, [(760, 0), (1200, 0), (520, 1500), (60, 1500)]).filter(
        ImageFilter.GaussianBlur(130)
    )
    lay(sheet, ImageChops.multiply(band, lane), "#c9b7dd", 0.55)
    lay(sheet, ImageChops.multiply(clouds(rng, size, 30), lane), "#f5dcc3", 0.28)
    for size_of, count in [(0.9, 900), (1.5, 240), (2.6, 46)]:
        stars = [
            ellipse(
                (rng.uniform(0, width), rng.uniform(0, height * 0.9)), size_of, size_of, count=8
            )
            for _ in range(count)
        ]
        lay(sheet, filled(size, *stars), rng.choice(["#ffffff", "#fff3d9"]), 0.95)
    for _ in range(9):
        glow(sheet, (rng.uniform(60, width - 60), rng.uniform(60, 1000)), 26, "#e9f0ff")
    ground = _with_trees(rng, ridge(rng, width, 1370, 46), 78)
    lay(sheet, filled(size, [*ground, (width, height), (0, height)]), "#04070f")
    return grained(rng, sheet, 0.1)


def garden(rng: Random) -> Image.Image:
    """Raised beds from above: soil, leaves, a path of wood chips."""
    _width, _height = size = (1500, 1125)
    sheet = grained(rng, Image.new("RGB", size, "#c9ac84"), 0.24)
    beds = [(70, 80, 470, 1045), (550, 80, 950, 1045), (1030, 80, 1430, 1045)]
    greens = [
        ["#6f9a3e", "#86b34a", "#5c8636"],
        ["#8c3b4d", "#a9525f", "#74913f"],
        ["#3f7a52", "#4f9064", "#2f6646"],
    ]
    for (left, top, right, bottom), palette in zip(beds, greens, strict=True):
        frame = filled(size, [(left, top), (right, top), (right, bottom), (left, bottom)])
        lay(
            sheet,
            ImageChops.offset(frame, 10, 14).filter(ImageFilter.GaussianBlur(12)),
            "#3b2818",
            0.55,
        )
        lay(sheet, frame, "#a27a4d")
        inner = [
            (left + 24, top + 24),
            (right - 24, top + 24),
            (right - 24, bottom - 24),
            (left + 24, bottom - 24),
        ]
        soil = grained(rng, Image.new("RGB", size, "#4a3222"), 0.25)
        sheet.paste(soil, (0, 0), filled(size, inner))
        for row in range(8):
            for column in range(3):
                spot = (
                    left + 90 + column * 110 + rng.uniform(-8, 8),
                    top + 90 + row * 112 + rng.uniform(-8, 8),
                )
                _rosette(rng, sheet, spot, rng.uniform(34, 54), palette)
    return warmed(grained(rng, sheet, 0.12), colourful=1.12)


def _rosette(rng: Random, sheet: Image.Image, at: Point, radius: float, palette: list[str]) -> None:
    # Drawn on a small sheet of its own: the whole bed would be slow to fill leaf by leaf.
    side: Size = (160, 160)
    plant = Image.new("RGB", side, palette[0])
    cover = Image.new("L", side)
    start = rng.uniform(0, 6)
    for ring, reach in enumerate([1.0, 0.74, 0.46]):
        for leaf in range(8):
            turn = start + leaf * math.pi / 4 + ring * 0.4
            middle = turned((radius * reach * 0.66, 0), turn, (80, 80))
            shape = filled(
                side,
                ellipse(middle, radius * reach * 0.5, radius * reach * 0.27, turn=turn, count=20),
            )
            lay(plant, shape, mixed(rng.choice(palette), "#f4f6c8", ring * 0.16))
            cover = ImageChops.lighter(cover, shape)
        tips = [
            turned((radius * reach, 0), start + leaf * math.pi / 4 + ring * 0.4, (80, 80))
            for leaf in range(8)
        ]
        lay(plant, stroked(side, *[[(80, 80), tip] for tip in tips], width=1.5), "#eef0c0", 0.5)
    corner = (round(at[0] - 80), round(at[1] - 80))
    dark = faded(ImageChops.offset(cover, 5, 8).filter(ImageFilter.GaussianBlur(6)), 0.5)
    sheet.paste(Image.new("RGB", side, "#1c120a"), corner, dark)
    sheet.paste(plant, corner, cover)
