"""Drawn and printed on paper: a linocut, crayon, folded paint, a stage, a notebook."""

import math
from random import Random

from PIL import Image, ImageChops, ImageFilter

from sharing.demo.pictures.paint import (
    clouds,
    dust,
    faded,
    glow,
    gradient,
    grained,
    lay,
    mixed,
    paper,
    rough,
    warmed,
    wash,
)
from sharing.demo.pictures.shapes import Point, Size, blob, ellipse, filled, smooth, stroked, turned


def linocut(rng: Random) -> Image.Image:
    """A breaking wave, cut and printed in three blues."""
    width, height = size = (1500, 1125)
    sheet = paper(rng, size, "#f3ecdd")
    block = filled(size, [(70, 66), (width - 66, 72), (width - 74, height - 68), (64, height - 74)])
    _pull(rng, sheet, block, "#a9cbd0")
    sun = filled(size, ellipse((330, 330), 118, 118))
    lay(sheet, rough(rng, sun, 3), "#f3ecdd", 0.96)
    crest: list[Point] = [
        (64, 640),
        (300, 700),
        (520, 690),
        (720, 560),
        (860, 350),
        (1060, 230),
        (1260, 260),
        (1380, 380),
        (1370, 470),
    ]
    hollow: list[Point] = [
        (1320, 430),
        (1230, 360),
        (1120, 380),
        (1050, 480),
        (1060, 640),
        (1180, 760),
        (1440, 800),
    ]
    front = smooth(crest, closed=False) + smooth(hollow, closed=False)
    wave = filled(size, [*front, (width - 70, height - 70), (64, height - 74)])
    _pull(rng, sheet, ImageChops.multiply(wave, block), "#3f7f98")
    gouges = [_gouge(rng, step / 210) for step in range(210)]
    cut = filled(size, *gouges)
    lay(sheet, ImageChops.multiply(cut, wave), "#cfe0dc")
    swell: list[Point] = [
        (64, 800),
        (300, 860),
        (560, 850),
        (800, 760),
        (960, 800),
        (1180, 910),
        (1434, 880),
    ]
    deep = filled(
        size, [*smooth(swell, closed=False), (width - 70, height - 70), (64, height - 74)]
    )
    ripples = filled(size, *[_ripple(rng, width, height) for _ in range(120)])
    _pull(rng, sheet, ImageChops.subtract(ImageChops.multiply(deep, block), ripples), "#14344f")
    foam = [
        blob(rng, (1340 + rng.gauss(0, 74), 470 + rng.gauss(0, 66)), rng.uniform(6, 22))
        for _ in range(54)
    ]
    lay(sheet, rough(rng, filled(size, *foam), 2), "#f3ecdd")
    return grained(rng, sheet, 0.1)


def _pull(rng: Random, sheet: Image.Image, block: Image.Image, ink: str) -> None:
    """Print a block: ink that is a little uneven, with specks where the paper shows."""
    specks = dust(rng, sheet.size).filter(ImageFilter.GaussianBlur(1.2))
    specks = specks.point([0 if value < 96 else 255 for value in range(256)])
    inked = ImageChops.multiply(rough(rng, block, 3), specks)
    lay(sheet, inked, ink, 0.97)


def _gouge(rng: Random, share: float) -> list[Point]:
    """Return one cut of the knife on the back of the wave, thick in its middle."""
    swing = share * math.pi * 1.15
    reach = rng.uniform(90, 480)
    x, y = (
        1130 - math.cos(swing) * reach,
        520 - math.sin(swing) * reach * 0.62 + rng.uniform(-40, 150),
    )
    turn = swing - math.pi / 2 + rng.uniform(-0.2, 0.2)
    long, wide = rng.uniform(20, 62), rng.uniform(2.5, 5.5)
    return [turned(point, turn, (x, y)) for point in ((-long, 0), (0, -wide), (long, 0), (0, wide))]


def _ripple(rng: Random, width: float, height: float) -> list[Point]:
    x, y = rng.uniform(90, width - 120), rng.uniform(790, height - 90)
    long, wide = rng.uniform(24, 96), rng.uniform(2, 4.5)
    return [(x - long, y), (x, y - wide), (x + long, y + rng.uniform(-4, 4)), (x, y + wide)]


def crayon(rng: Random) -> Image.Image:
    """A house, a sun and a dog, with wax crayons."""
    width, height = size = (1400, 1000)
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


def _shrunk(outline: list[Point], share: float) -> list[Point]:
    x = sum(point[0] for point in outline) / len(outline)
    y = sum(point[1] for point in outline) / len(outline)
    return [(x + (px - x) * share, y + (py - y) * share) for px, py in outline]


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


def stage(rng: Random) -> Image.Image:
    """An empty stage before the sunrise cue."""
    width, height = size = (1500, 1000)
    sheet = gradient(size, "#141226", "#b4623a", "#3b2a4a")
    lay(sheet, filled(size, [(0, 760), (width, 760), (width, height), (0, height)]), "#2b1a16")
    for x, aim, tone in [(430, 640, "#ffd27d"), (1070, 880, "#ffe9c2")]:
        cone = filled(size, [(x - 16, 0), (x + 16, 0), (aim + 190, 860), (aim - 190, 860)])
        lay(sheet, cone.filter(ImageFilter.GaussianBlur(24)), tone, 0.3)
        pool = filled(size, ellipse((aim, 862), 214, 44))
        lay(sheet, pool.filter(ImageFilter.GaussianBlur(14)), tone, 0.75)
    for y in range(790, height, 42):
        lay(sheet, stroked(size, [(0, y), (width, y)], width=2), "#120a08", 0.6)
    chair = [
        [(700, 700), (700, 860)],
        [(780, 716), (780, 866)],
        [(700, 790), (780, 796)],
        [(700, 704), (704, 640)],
        [(780, 716), (784, 650)],
        [(700, 650), (784, 656)],
    ]
    lay(sheet, stroked(size, *chair, width=9), "#160d10")
    for left, right in ((0, 300), (1200, 1500)):
        for x in range(left, right, 30):
            fold = filled(
                size, [(x, 0), (x + 34, 0), (x + 30 + rng.uniform(-9, 9), 880), (x - 4, 880)]
            )
            lay(sheet, fold, mixed("#5b0f14", "#b3262b", rng.random()))
    swags = [
        smooth([(x, 0), (x + 12, 90), (x + 150, 190), (x + 290, 90), (x + 300, 0)])
        for x in range(0, width, 300)
    ]
    lay(sheet, filled(size, *swags).filter(ImageFilter.GaussianBlur(2)), "#8d1a20")
    lay(sheet, stroked(size, *[s[4:-4] for s in swags], width=8), "#d7a441", 0.8)
    return grained(rng, sheet, 0.14)


def notebook(rng: Random) -> Image.Image:
    """A page of somebody's handwriting, too far away to be read, and a cup's ring."""
    width, height = size = (1125, 1500)
    sheet = paper(rng, size, "#f9f4e6")
    lines: list[list[Point]] = [[(0, y), (width, y)] for y in range(210, height, 62)]
    lay(sheet, stroked(size, *lines, width=2), "#a9c0d6", 0.8)
    lay(sheet, stroked(size, [(150, 0), (150, height)], width=3), "#d98b86", 0.9)
    for row, y in enumerate(range(205, height - 120, 62)):
        if row in {1, 9, 10}:
            continue
        lay(
            sheet,
            stroked(size, *_written(rng, y, width), width=4.5 if row == 0 else 3.4),
            "#22355e",
            0.92,
        )
    ring = stroked(size, ellipse((850, 1210), 150, 146), width=17)
    wash(rng, sheet, ring, "#b98a57", strength=0.55)
    margin = [
        smooth([(58, 640 + n * 20), (84, 626 + n * 20), (110, 646 + n * 20)], closed=False)
        for n in range(4)
    ]
    lay(sheet, stroked(size, *margin, width=4), "#c4553b", 0.9)
    return warmed(sheet)


def _written(rng: Random, y: float, width: float) -> list[list[Point]]:
    words: list[list[Point]] = []
    x = 180.0
    end = width - rng.uniform(110, 420)
    while x < end:
        letters = min(rng.randint(2, 9), 1 + round((width - 60 - x) / 24))
        line: list[Point] = [(x, y)]
        for _ in range(letters):
            tall = rng.choice([16, 18, 20, 44, 46, -26])
            line += [(x + 7, y - tall), (x + 12, y - tall * 0.6), (x + 11, y), (x + 20, y - 3)]
            x += rng.uniform(19, 24)
        words.append(smooth(line, closed=False, rounds=2))
        x += rng.uniform(26, 40)
    return words
