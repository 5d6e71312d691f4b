"""Made by a rule: currents, tiles, cells, a court, a waveform."""

import math
from random import Random

from PIL import Image, ImageFilter

from sharing.demo.pictures.paint import gradient, grained, lay, mixed, modelled, shadow, warmed
from sharing.demo.pictures.shapes import Point, blob, ellipse, filled, smooth, stroked, turned


def flow(rng: Random) -> Image.Image:
    """Thousands of lines that follow one invisible current."""
    width, height = size = (1500, 1000)
    sheet = gradient(size, "#0f1b2e", "#1d2440")
    turns = [rng.uniform(0, 6.28) for _ in range(3)]
    bands = ["#f6c667", "#f08a5d", "#b83b5e", "#6a4c93", "#3f88c5", "#8fd3c8"]
    strokes: list[list[list[Point]]] = [[] for _ in bands]
    for _ in range(1700):
        x, y = rng.uniform(-40, width), rng.uniform(-40, height)
        band = int((y / height + 0.16 * math.sin(x / 260)) * len(bands) + rng.uniform(-0.5, 0.5))
        line: list[Point] = [(x, y)]
        for _ in range(rng.randint(14, 44)):
            angle = (
                math.sin(x / 240 + turns[0])
                + math.sin(y / 170 + turns[1])
                + math.sin((x + y) / 330 + turns[2])
            )
            x, y = x + 8 * math.cos(angle * 0.8), y + 8 * math.sin(angle * 0.8)
            line.append((x, y))
        strokes[max(0, min(len(bands) - 1, band))].append(line)
    for tone, lines in zip(bands, strokes, strict=True):
        if lines:
            lay(sheet, stroked(size, *lines, width=1.6), tone, 0.8)
    return grained(rng, sheet, 0.08)


def truchet(rng: Random, tones: tuple[str, str] = ("#f2e8cf", "#bc4749")) -> Image.Image:
    """Square tiles with two quarter circles, each turned by a coin."""
    side, cells = 1200, 12
    size = (side, side)
    sheet = Image.new("RGB", size, tones[0])
    cell = side / cells
    arcs: list[list[Point]] = []
    for row in range(cells):
        for column in range(cells):
            x, y = column * cell, row * cell
            corners = [((x, y), 0.0), ((x + cell, y + cell), math.pi)]
            if rng.getrandbits(1):
                corners = [((x + cell, y), math.pi / 2), ((x, y + cell), -math.pi / 2)]
            arcs += [
                [turned((cell / 2, 0), start + step * math.pi / 24, corner) for step in range(13)]
                for corner, start in corners
            ]
    band = stroked(size, *arcs, width=46)
    shadow(sheet, band, shift=(6, 9), blur=7, depth=0.45)
    lay(sheet, band, tones[1])
    lay(sheet, stroked(size, *arcs, width=13), mixed(tones[1], tones[0], 0.62))
    return warmed(grained(rng, sheet, 0.14))


def cells(rng: Random) -> Image.Image:
    """A drop of pond water, as the microscope shows it."""
    side = 1200
    size = (side, side)
    sheet = Image.new("RGB", size, "#0b0f0c")
    field = filled(size, ellipse((600, 600), 560, 560))
    lay(sheet, field, "#dfeacb")
    centre = filled(size, ellipse((560, 540), 420, 420)).filter(ImageFilter.GaussianBlur(120))
    lay(sheet, centre, "#f8fbe6")
    placed: list[tuple[Point, float]] = []
    crowd = 17
    while len(placed) < crowd:
        radius = rng.uniform(34, 104)
        spot = turned((rng.uniform(0, 500 - radius), 0), rng.uniform(0, 6.28), (600, 600))
        if all(math.dist(spot, other) > radius + room for other, room in placed):
            placed.append((spot, radius))
    for (x, y), radius in placed:
        tone = rng.choice(["#6fa245", "#8dbb4c", "#c9a53c", "#4f8f6a"])
        body = filled(size, blob(rng, (x, y), radius, wobble=0.07))
        lay(sheet, body, tone, 0.5)
        lay(
            sheet,
            filled(size, ellipse((x, y), radius * 0.84, radius * 0.84)),
            mixed(tone, "#f4f8d8", 0.5),
            0.7,
        )
        grains = [
            ellipse(
                turned((rng.uniform(0, radius * 0.7), 0), rng.uniform(0, 6.28), (x, y)),
                radius * 0.09,
                radius * 0.09,
            )
            for _ in range(13)
        ]
        lay(sheet, filled(size, *grains), mixed(tone, "#2c4a1f", 0.5), 0.85)
        hairs = [
            [
                turned((radius, 0), n * 0.26, (x, y)),
                turned((radius * 1.16, 0), n * 0.26 + 0.08, (x, y)),
            ]
            for n in range(24)
        ]
        lay(sheet, stroked(size, *hairs, width=2.4), mixed(tone, "#20301a", 0.4), 0.8)
    bubble = ellipse((860, 300), 70, 70)
    lay(sheet, stroked(size, [*bubble, bubble[0]], width=9), "#56705a", 0.7)
    dark = Image.new("L", size, 255)
    dark.paste(0, (0, 0), filled(size, ellipse((600, 600), 552, 552)))
    lay(sheet, dark.filter(ImageFilter.GaussianBlur(10)), "#0b0f0c")
    return warmed(grained(rng, sheet, 0.1), colourful=1.12)


def court(rng: Random) -> Image.Image:
    """A basketball court from above with a play drawn over it."""
    width, height = size = (1500, 1000)
    sheet = Image.new("RGB", size, "#d79a5b")
    for x in range(0, width, 50):
        board = filled(size, [(x, 0), (x + 50, 0), (x + 50, height), (x, height)])
        lay(sheet, board, rng.choice(["#cf9152", "#dda468", "#d3975a", "#c98a4c"]), 0.9)
    key = filled(size, [(0, 340), (430, 340), (430, 660), (0, 660)])
    lay(sheet, key, "#1f5f6b", 0.92)
    circle = ellipse((430, 500), 130, 130)
    arc = [turned((520, 0), -1.32 + step * 0.066, (90, 500)) for step in range(41)]
    middle = ellipse((width, 500), 160, 160)
    lines: list[list[Point]] = [
        [(0, 340), (430, 340), (430, 660), (0, 660)],
        [*circle, circle[0]],
        [(0, 2), *arc, (0, 998)][1:-1],
        [*middle, middle[0]],
        [(8, 0), (8, height)],
        [(0, 8), (width, 8)],
        [(0, height - 8), (width, height - 8)],
        [(width - 4, 0), (width - 4, height)],
        [(60, 440), (60, 560)],
    ]
    lay(sheet, stroked(size, *lines, width=10), "#fbf3e2")
    hoop = ellipse((104, 500), 34, 34)
    lay(sheet, stroked(size, [*hoop, hoop[0]], width=9), "#d9481c")
    players: list[Point] = [(700, 500), (560, 200), (560, 800), (250, 270), (300, 720)]
    runs = [
        smooth([(700, 500), (760, 320), (590, 214)], closed=False),
        smooth([(560, 200), (430, 190), (268, 262)], closed=False),
        smooth([(250, 270), (330, 480), (300, 690)], closed=False),
        smooth([(300, 720), (440, 800), (540, 800)], closed=False),
        smooth([(560, 800), (420, 640), (150, 520)], closed=False),
    ]
    lay(sheet, stroked(size, *runs, width=11), "#22262e", 0.92)
    for run in runs:
        a, tip = run[-4], run[-1]
        turn = math.atan2(tip[1] - a[1], tip[0] - a[0])
        head = [turned(corner, turn, tip) for corner in ((16, 0), (-26, -22), (-26, 22))]
        lay(sheet, filled(size, head), "#22262e", 0.95)
    tokens = filled(size, *[ellipse(place, 36, 36) for place in players])
    shadow(sheet, tokens, shift=(6, 9), blur=8, depth=0.6)
    lay(sheet, tokens, "#f4ede0")
    lay(sheet, filled(size, *[ellipse(place, 25, 25) for place in players]), "#b8322a")
    return warmed(grained(rng, sheet, 0.12))


def waveform(rng: Random) -> Image.Image:
    """Eight seconds of a plucked string, as a recording program draws them."""
    width, height = size = (1700, 720)
    sheet = gradient(size, "#17141f", "#241a2b")
    plucks = sorted(rng.uniform(90, width - 260) for _ in range(13))
    tones = ["#f9c74f", "#f8961e", "#f3722c", "#e5536b", "#9d4edd"]
    strokes: list[list[list[Point]]] = [[] for _ in tones]
    for x in range(70, width - 70, 9):
        loud = 14 + sum(250 * math.exp(-(x - at) / 150) for at in plucks if at <= x) * 0.62
        tall = min(270, loud) * rng.uniform(0.45, 1)
        shade = min(len(tones) - 1, int((x - 70) / (width - 140) * len(tones)))
        strokes[shade].append([(x, height / 2 - tall), (x, height / 2 + tall * 0.92)])
    for tone, lines in zip(tones, strokes, strict=True):
        glowing = stroked(size, *lines, width=6)
        lay(sheet, glowing.filter(ImageFilter.GaussianBlur(11)), tone, 0.55)
        lay(sheet, glowing, tone)
    lay(
        sheet, stroked(size, [(50, height / 2), (width - 50, height / 2)], width=2), "#ffffff", 0.35
    )
    knob = filled(size, ellipse((plucks[6], height - 52), 20, 20))
    lay(sheet, stroked(size, [(50, height - 52), (width - 50, height - 52)], width=5), "#5a4a66")
    modelled(rng, sheet, knob, "#f9c74f")
    return grained(rng, sheet, 0.06)
