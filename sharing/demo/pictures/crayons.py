"""By the youngest: wax crayons, thick paint, a potato with a face."""

import math
from random import Random

from PIL import Image, ImageChops, ImageFilter

from sharing.demo.pictures.paint import (
    clouds,
    dust,
    faded,
    lay,
    mixed,
    paper,
    rough,
    warmed,
    wash,
)
from sharing.demo.pictures.shapes import (
    Point,
    blob,
    ellipse,
    filled,
    smooth,
    stroked,
    turned,
)


def crayon(rng: Random) -> Image.Image:
    """A house, a sun and a dog, with wax crayons."""
    width, _height = size = (1400, 1000)
    sheet = paper(rng, size, "#fbf6ea")
    hatch(
        rng,
        sheet,
        filled(size, [(30, 760), (width - 30, 730), (width - 30, 960), (30, 970)]),
        "#5da24a",
    )
    hatch(rng, sheet, filled(size, ellipse((1170, 190), 120, 120)), "#f4b62c")
    for step in range(14):
        angle = step * math.pi / 7 + 0.1
        ray = [
            turned((150, 0), angle, (1170, 190)),
            turned((rng.uniform(190, 240), 0), angle, (1170, 190)),
        ]
        wax(rng, sheet, stroked(size, ray, width=13), "#f2a516")
    hatch(rng, sheet, filled(size, [(180, 430), (560, 420), (570, 780), (175, 790)]), "#d9574a")
    hatch(rng, sheet, filled(size, [(130, 440), (365, 210), (620, 425)]), "#4b5fb0")
    hatch(rng, sheet, filled(size, [(320, 580), (430, 576), (434, 785), (318, 788)]), "#7a4a2a")
    hatch(rng, sheet, filled(size, [(215, 480), (290, 478), (292, 552), (214, 556)]), "#8fd0e8")
    hatch(rng, sheet, filled(size, [(450, 474), (528, 472), (530, 548), (452, 552)]), "#8fd0e8")
    brown = "#8a5a32"
    hatch(rng, sheet, filled(size, ellipse((900, 700), 150, 78)), brown)
    hatch(rng, sheet, filled(size, ellipse((745, 620), 76, 66)), brown)
    hatch(rng, sheet, filled(size, ellipse((700, 640), 26, 58, turn=0.2)), "#5d3a1f")
    legs = [[(x, 740), (x - 6, 850)] for x in (800, 850, 960, 1010)]
    tail = smooth([(1030, 660), (1110, 600), (1150, 480), (1240, 440), (1290, 520)], closed=False)
    wax(rng, sheet, stroked(size, *legs, tail, width=24), brown)
    face = [ellipse((728, 606), 8, 8), ellipse((772, 604), 8, 8), ellipse((744, 640), 15, 11)]
    wax(rng, sheet, filled(size, *face), "#22180f")
    wax(
        rng,
        sheet,
        stroked(size, smooth([(722, 656), (746, 674), (776, 654)], closed=False), width=7),
        "#22180f",
    )
    return warmed(sheet)


def wax(rng: Random, sheet: Image.Image, mask: Image.Image, tone: str) -> None:
    """Rub a crayon over the paper: it catches on the tooth and leaves the hollows."""
    box = mask.getbbox()
    if box is None:
        return
    size = (box[2] - box[0], box[3] - box[1])
    tooth = ImageChops.blend(dust(rng, size), clouds(rng, size, 2 + size[0] // 3), 0.4)
    tooth = tooth.point([max(0, min(255, (value - 104) * 9)) for value in range(256)])
    rubbed = ImageChops.multiply(rough(rng, mask.crop(box), 3), tooth)
    sheet.paste(tone, box, faded(rubbed, 0.95))


def hatch(rng: Random, sheet: Image.Image, area: Image.Image, tone: str) -> None:
    """Fill an area with quick strokes, and go round its edge."""
    left, top, right, bottom = area.getbbox() or (0, 0, 1, 1)
    lines: list[list[Point]] = []
    x = left - (bottom - top) * 0.5
    while x < right:
        lean = (bottom - top) * rng.uniform(0.42, 0.58)
        lines.append([(x + rng.uniform(-4, 4), bottom), (x + lean, top)])
        x += rng.uniform(8, 15)
    strokes = ImageChops.multiply(stroked(sheet.size, *lines, width=9), area)
    edge = ImageChops.subtract(area, area.filter(ImageFilter.GaussianBlur(5)))
    wax(
        rng,
        sheet,
        ImageChops.lighter(strokes, edge.point([min(255, v * 2) for v in range(256)])),
        tone,
    )
    wax(rng, sheet, faded(area, 0.72), mixed(tone, "#ffffff", 0.24))


def butterfly(rng: Random) -> Image.Image:
    """Half a butterfly in thick paint, folded: both wings are the same."""
    width, height = size = (1400, 1100)
    half = paper(rng, size, "#faf5e8")
    upper: list[Point] = [
        (690, 520),
        (620, 330),
        (420, 150),
        (190, 170),
        (150, 340),
        (300, 500),
        (520, 560),
    ]
    lower: list[Point] = [
        (690, 560),
        (480, 580),
        (290, 680),
        (300, 880),
        (450, 940),
        (610, 800),
        (690, 660),
    ]
    for outline, tone in ((upper, "#ef7d22"), (lower, "#6d4aa8")):
        wing = smooth(outline)
        wash(rng, half, filled(size, wing), tone, strength=1)
        wash(
            rng, half, filled(size, _shrunk(wing, 0.72)), mixed(tone, "#f7c53b", 0.5), strength=0.9
        )
        wash(
            rng, half, filled(size, _shrunk(wing, 0.36)), mixed(tone, "#c2255c", 0.6), strength=0.9
        )
    wings = filled(size, _shrunk(smooth(upper), 0.8), _shrunk(smooth(lower), 0.8))
    spots = [
        blob(rng, (rng.uniform(190, 620), rng.uniform(220, 860)), rng.uniform(9, 26))
        for _ in range(34)
    ]
    wash(rng, half, ImageChops.multiply(filled(size, *spots), wings), "#2f4f9e", strength=0.95)
    flipped = half.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    half.paste(flipped.crop((700, 0, width, height)), (700, 0))
    body = smooth([(700, 380), (728, 470), (722, 720), (700, 850), (678, 720), (672, 470)])
    wash(rng, half, filled(size, body), "#3a2a24", strength=1)
    feelers = [
        smooth([(700, 400), (660, 290), (600, 240)], closed=False),
        smooth([(700, 400), (740, 290), (800, 240)], closed=False),
    ]
    wax(rng, half, stroked(size, *feelers, width=13), "#3a2a24")
    return warmed(half, colourful=1.2)


def potato(rng: Random) -> Image.Image:
    """The biggest potato, with a face and roots."""
    size = (1200, 1000)
    sheet = paper(rng, size, "#fdf8ec")
    earth = filled(
        size, smooth([(40, 700), (400, 660), (800, 700), (1160, 650), (1160, 960), (40, 960)])
    )
    wash(rng, sheet, earth, "#a9784b", strength=0.8)
    body = smooth(
        [
            (330, 380),
            (560, 270),
            (820, 330),
            (930, 520),
            (820, 720),
            (540, 760),
            (330, 660),
            (270, 520),
        ]
    )
    lay(sheet, filled(size, body), "#fdf8ec")
    wash(rng, sheet, filled(size, body), "#d9a45b", strength=1)
    roots = [
        smooth(
            [(x, 720), (x + rng.uniform(-50, 50), 800), (x + rng.uniform(-80, 80), 880)],
            closed=False,
        )
        for x in range(400, 840, 70)
    ]
    wax(rng, sheet, stroked(size, *roots, width=12), "#7a5330")
    dents = [
        blob(rng, (rng.uniform(360, 860), rng.uniform(350, 690)), rng.uniform(8, 16))
        for _ in range(13)
    ]
    wash(rng, sheet, filled(size, *dents), "#a97a3e", strength=0.8)
    wax(
        rng,
        sheet,
        filled(size, ellipse((520, 470), 22, 28), ellipse((690, 470), 22, 28)),
        "#2b1d12",
    )
    smile = smooth([(510, 570), (560, 620), (650, 622), (706, 566)], closed=False)
    wax(rng, sheet, stroked(size, smile, width=14), "#2b1d12")
    for x in (470, 742):
        wash(rng, sheet, filled(size, ellipse((x, 556), 40, 28)), "#e88a76", strength=0.7)
    return warmed(sheet, colourful=1.15)


def _shrunk(outline: list[Point], share: float) -> list[Point]:
    x = sum(point[0] for point in outline) / len(outline)
    y = sum(point[1] for point in outline) / len(outline)
    return [(x + (px - x) * share, y + (py - y) * share) for px, py in outline]
