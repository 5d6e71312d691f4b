"""Made by hand: pots, a dovetailed box, a drum, shelves, a quilt."""

import math
from collections.abc import Sequence
from random import Random

from PIL import Image, ImageChops, ImageFilter, ImageOps

from sharing.demo.pictures.paint import (
    clouds,
    glow,
    gradient,
    grained,
    lay,
    mixed,
    modelled,
    paper,
    shadow,
    warmed,
)
from sharing.demo.pictures.shapes import (
    Point,
    ellipse,
    filled,
    smooth,
    stroked,
    turned,
)


def pots(rng: Random) -> Image.Image:
    """Three glazed pots on a shelf, in window light."""
    width, height = size = (1200, 1500)
    sheet = gradient(size, "#e9dfcd", "#cdbb9f", "#dccfb8")
    glow(sheet, (250, 250), 800, "#fbf4e4")
    board = filled(size, [(0, 1130), (width, 1130), (width, height), (0, height)])
    lay(sheet, board, "#8a5f3c")
    lay(sheet, filled(size, [(0, 1130), (width, 1130), (width, 1146), (0, 1146)]), "#b98a5c")
    tall = [(60, 0), (72, -90), (130, -280), (150, -470), (96, -640), (62, -720), (80, -790)]
    belly = [(70, 0), (190, -110), (214, -250), (150, -370), (84, -410), (96, -440)]
    cup = [(64, 0), (116, -80), (126, -190), (112, -260)]
    for x, profile, glaze, slip in [
        (400, tall, "#7fa088", "#c9d8c0"),
        (800, belly, "#b4603a", "#e2b083"),
        (610, cup, "#4e6f96", "#b4c9dc"),
    ]:
        _pot(rng, sheet, (x, 1196 if profile is cup else 1160), profile, glaze, slip)
    return warmed(grained(rng, sheet, 0.1))


def _pot(
    rng: Random, sheet: Image.Image, foot: Point, profile: Sequence[Point], glaze: str, slip: str
) -> None:
    size = sheet.size
    right = smooth([(foot[0] + x, foot[1] + y) for x, y in profile], closed=False)
    left = [(2 * foot[0] - x, y) for x, y in right]
    body = filled(size, [*right, *reversed(left)])
    ground = filled(size, ellipse((foot[0] + 70, foot[1] + 6), profile[1][0] * 1.7, 34))
    lay(sheet, ground.filter(ImageFilter.GaussianBlur(22)), "#24160d", 0.6)
    modelled(rng, sheet, body, glaze)
    rim_y, rim = right[-1][1], right[-1][0] - foot[0]
    drip = [
        (x, rim_y + 60 + 60 * rng.random())
        for x in range(round(foot[0] - 260), round(foot[0] + 270), 38)
    ]
    dipped = filled(
        size, [(drip[0][0], rim_y - 40), *smooth(drip, closed=False), (drip[-1][0], rim_y - 40)]
    )
    lay(sheet, ImageChops.multiply(dipped, body), slip, 0.45)
    lay(
        sheet,
        filled(size, ellipse((foot[0], rim_y), rim, rim * 0.2)),
        mixed(glaze, "#ffffff", 0.35),
    )
    lay(sheet, filled(size, ellipse((foot[0], rim_y + 3), rim * 0.88, rim * 0.15)), "#231812", 0.9)
    shine = smooth(
        [(2 * foot[0] - x + (x - foot[0]) * 0.5, y) for x, y in right[4:-4]], closed=False
    )
    lay(sheet, stroked(size, shine, width=14).filter(ImageFilter.GaussianBlur(9)), "#fff8e8", 0.6)


def dovetail(rng: Random) -> Image.Image:
    """The corner of a box: walnut tails between maple pins."""
    size = (1400, 1050)
    sheet = grained(rng, gradient(size, "#55606a", "#2c3238"), 0.14)
    outline = filled(size, [(120, 250), (1280, 250), (1280, 830), (120, 830)])
    shadow(sheet, outline, shift=(18, 34), blur=30, depth=0.7)
    sheet.paste(_timber(rng, size, "#e2bf8b", "#c79a5f", 7), (0, 0), outline)
    walnut = _timber(rng, size, "#6b4430", "#452a1d", 10)
    side = [(120, 250), (560, 250), (560, 830), (120, 830)]
    tails = [[(558, y), (760, y - 26), (760, y + 96), (558, y + 70)] for y in (290, 430, 570, 710)]
    joint = filled(size, side, *tails)
    lines = joint.filter(ImageFilter.FIND_EDGES).filter(ImageFilter.GaussianBlur(1.4))
    sheet.paste(walnut, (0, 0), joint)
    lay(sheet, ImageChops.multiply(lines, outline), "#1d120b", 0.8)
    lay(sheet, filled(size, [(120, 250), (1280, 250), (1280, 262), (120, 262)]), "#fff1d6", 0.5)
    light = Image.linear_gradient("L").rotate(90).resize(size)
    lay(sheet, ImageChops.multiply(light, outline), "#120b06", 0.34)
    return warmed(sheet)


def _timber(rng: Random, size: tuple[int, int], light: str, dark: str, rings: int) -> Image.Image:
    """Return a board: long fibres that bend around a knot or two."""
    fibres = clouds(rng, (90, size[1]), 90).resize(size, Image.Resampling.BICUBIC)
    thick = Image.frombytes("L", (3, rings * 5), rng.randbytes(rings * 15))
    bands = thick.resize(size, Image.Resampling.BICUBIC)
    fine = Image.frombytes("L", (6, 420), rng.randbytes(2520)).resize(
        size, Image.Resampling.BICUBIC
    )
    figure = Image.blend(Image.blend(bands, fine, 0.4), fibres, 0.12)
    return ImageOps.colorize(ImageOps.autocontrast(figure), dark, light)


def drum(rng: Random) -> Image.Image:
    """A hand drum of plain rawhide and its beater on a wool blanket."""
    _width, height = size = (1300, 1300)
    sheet = grained(rng, Image.new("RGB", size, "#39434d"), 0.3)
    for step, tone in enumerate(["#7c2f2b", "#c9a45a", "#7c2f2b"]):
        x = 930 + step * 90
        lay(sheet, filled(size, [(x, 0), (x + 60, 0), (x + 60, height), (x, height)]), tone, 0.7)
    sheet = grained(rng, sheet, 0.2)
    hoop = filled(size, ellipse((600, 610), 500, 500))
    shadow(sheet, hoop, shift=(28, 40), blur=34, depth=0.75)
    lay(sheet, hoop, "#8c6a45")
    skin = filled(size, ellipse((600, 606), 484, 484))
    hide = ImageOps.colorize(
        Image.blend(clouds(rng, size, 9), clouds(rng, size, 40), 0.3), "#c9a678", "#f2e2c4"
    )
    sheet.paste(grained(rng, hide, 0.12), (0, 0), skin)
    rim = ImageChops.subtract(skin, skin.filter(ImageFilter.GaussianBlur(46)))
    lay(sheet, rim, "#6d4a29", 0.9)
    for step in range(40):
        angle = 2 * math.pi * step / 40
        ends = [turned((reach, 0), angle, (600, 608)) for reach in (472, 500)]
        lay(sheet, stroked(size, ends, width=7), "#e9d4ac", 0.8)
    stick = stroked(size, [(640, 1060), (1130, 560)], width=30)
    head = filled(size, ellipse((1136, 552), 66, 54, turn=-0.8))
    shadow(sheet, ImageChops.lighter(stick, head), shift=(16, 26), blur=14, depth=0.7)
    modelled(rng, sheet, stick, "#a5713f")
    modelled(rng, sheet, head, "#d9bd91")
    for step in range(5):
        ring = turned((0, 0), 0, (1096 - step * 9, 592 + step * 9))
        lay(
            sheet,
            stroked(size, [(ring[0] - 24, ring[1] - 24), (ring[0] + 24, ring[1] + 24)], width=4),
            "#7c2f2b",
        )
    return warmed(sheet, contrast=1.08)


def shelves(rng: Random) -> Image.Image:
    """Jars, tins and boxes on wooden shelves, as cut from coloured paper."""
    width, _height = size = (1500, 1000)
    sheet = paper(rng, size, "#efe3cd")
    tones = ["#c8553d", "#e09f3e", "#588157", "#3d5a80", "#9e2a2b", "#e6ccb2", "#7f9c96", "#bc8a5f"]
    for base in (330, 640, 950):
        board = filled(
            size, [(40, base), (width - 40, base), (width - 40, base + 30), (40, base + 30)]
        )
        shadow(sheet, board, shift=(6, 14), blur=12, depth=0.4)
        lay(sheet, board, "#8d6346")
        x = 76.0
        while x < width - 170:
            wide, tall = rng.uniform(72, 136), rng.uniform(120, 222)
            _goods(rng, sheet, (x, base - tall, x + wide, base), rng.choice(tones))
            x += wide + rng.uniform(8, 26)
    return warmed(grained(rng, sheet, 0.14))


def _goods(
    rng: Random, sheet: Image.Image, box: tuple[float, float, float, float], tone: str
) -> None:
    size = sheet.size
    left, top, right, bottom = box
    outline = filled(size, [(left, top), (right, top), (right, bottom), (left, bottom)])
    shadow(sheet, outline, shift=(8, 4), blur=6, depth=0.34)
    lay(sheet, outline, tone)
    kind = rng.choice(["jar", "tin", "box"])
    if kind == "jar":
        cap = [(left + 8, top - 20), (right - 8, top - 20), (right - 8, top), (left + 8, top)]
        lay(sheet, filled(size, cap), "#47392f")
    elif kind == "tin":
        for y in (top + 12, bottom - 16):
            lay(sheet, stroked(size, [(left, y), (right, y)], width=5), "#fff6e6", 0.6)
    middle = (top + bottom) / 2
    label = [(left, middle - 32), (right, middle - 32), (right, middle + 34), (left, middle + 34)]
    if kind != "box":
        lay(sheet, filled(size, label), "#f8efdd", 0.94)
        lay(sheet, filled(size, ellipse(((left + right) / 2, middle), 18, 18)), tone)
    gloss = [
        (left + 9, top + 6),
        (left + 20, top + 6),
        (left + 20, bottom - 6),
        (left + 9, bottom - 6),
    ]
    lay(sheet, filled(size, gloss), "#ffffff", 0.22)


def quilt(
    rng: Random, tones: tuple[str, ...] = ("#c0392b", "#e8a0a8", "#f2c14e", "#5b8e7d", "#f4ead5")
) -> Image.Image:
    """A quilt of half-square triangles with its stitches."""
    side, cells = 1200, 10
    size = (side, side)
    sheet = Image.new("RGB", size, tones[-1])
    cell = side / cells
    for row in range(cells):
        for column in range(cells):
            x, y = column * cell, row * cell
            corners = [(x, y), (x + cell, y), (x + cell, y + cell), (x, y + cell)]
            start = rng.choice([0, 1]) if (row + column) % 3 else (row % 2)
            one, two = rng.sample(tones, 2)
            lay(sheet, filled(size, corners), one)
            lay(
                sheet,
                filled(size, [corners[start], corners[start + 1], corners[(start + 2) % 4]]),
                two,
            )
    seams: list[list[Point]] = [[(n * cell, 0), (n * cell, side)] for n in range(cells + 1)]
    seams += [[(0, n * cell), (side, n * cell)] for n in range(cells + 1)]
    puffed = stroked(size, *seams, width=9).filter(ImageFilter.GaussianBlur(6))
    lay(sheet, puffed, "#2b1b14", 0.5)
    lit = ImageChops.offset(puffed, 7, 7)
    lay(sheet, lit, "#ffffff", 0.26)
    weave = Image.frombytes("L", (side // 3, side // 3), rng.randbytes((side // 3) ** 2)).resize(
        size
    )
    sheet = ImageChops.blend(
        sheet, ImageChops.soft_light(sheet, Image.merge("RGB", [weave] * 3)), 0.4
    )
    return warmed(sheet)
