"""A print, a stage, a page of handwriting."""

import math
from random import Random

from PIL import Image, ImageChops, ImageFilter

from sharing.demo.pictures.paint import (
    dust,
    gradient,
    grained,
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
    thin = 96
    specks = dust(rng, sheet.size).filter(ImageFilter.GaussianBlur(1.2))
    specks = specks.point([0 if value < thin else 255 for value in range(256)])
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
