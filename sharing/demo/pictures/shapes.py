"""Points, curves and soft-edged masks: where on the sheet something is."""

import math
from collections.abc import Callable, Iterable
from itertools import pairwise
from random import Random

from PIL import Image, ImageChops, ImageDraw

type Point = tuple[float, float]
type Size = tuple[int, int]
type Pen = ImageDraw.ImageDraw
type Move = Callable[[Iterable[Point]], list[Point]]

# Masks are drawn this much larger and reduced, which gives every edge its smoothness.
_FINE = 2


def filled(size: Size, *outlines: Iterable[Point]) -> Image.Image:
    """Return the mask of one or more closed outlines, smooth at their edges."""
    shapes = [list(outline) for outline in outlines]

    def draw(pen: Pen, move: Move) -> None:
        for shape in shapes:
            pen.polygon(move(shape), fill=255)

    return _drawn(size, shapes, 2, draw)


def stroked(size: Size, *lines: Iterable[Point], width: float = 3) -> Image.Image:
    """Return the mask of open lines ``width`` pixels wide."""
    strokes = [list(line) for line in lines]

    def draw(pen: Pen, move: Move) -> None:
        for stroke in strokes:
            pen.line(move(stroke), fill=255, width=max(1, round(width * _FINE)), joint="curve")

    return _drawn(size, strokes, width + 2, draw)


def _drawn(
    size: Size, lines: list[list[Point]], margin: float, draw: Callable[[Pen, Move], None]
) -> Image.Image:
    """Draw on a piece just large enough, larger than life, and lay it on a black sheet."""
    sheet = Image.new("L", size)
    xs = [x for line in lines for x, _ in line]
    ys = [y for line in lines for _, y in line]
    left, top = max(0, math.floor(min(xs) - margin)), max(0, math.floor(min(ys) - margin))
    right = min(size[0], math.ceil(max(xs) + margin))
    bottom = min(size[1], math.ceil(max(ys) + margin))
    if right <= left or bottom <= top:
        return sheet
    piece = Image.new("L", ((right - left) * _FINE, (bottom - top) * _FINE))

    def move(points: Iterable[Point]) -> list[Point]:
        return [((x - left) * _FINE, (y - top) * _FINE) for x, y in points]

    draw(ImageDraw.Draw(piece), move)
    sheet.paste(piece.reduce(_FINE), (left, top))
    return sheet


def union(*masks: Image.Image) -> Image.Image:
    """Return the mask of everything that any of ``masks`` covers."""
    whole = masks[0]
    for mask in masks[1:]:
        whole = ImageChops.lighter(whole, mask)
    return whole


def smooth(points: Iterable[Point], *, closed: bool = True, rounds: int = 3) -> list[Point]:
    """Return ``points`` with their corners cut ``rounds`` times: a curve through their middle."""
    curve = list(points)
    for _ in range(rounds):
        ends = [curve[0]] if not closed else []
        pairs = zip(curve, curve[1:] + (curve[:1] if closed else []), strict=False)
        cut = [point for a, b in pairs for point in (_between(a, b, 0.25), _between(a, b, 0.75))]
        curve = ends + cut + ([curve[-1]] if not closed else [])
    return curve


def ellipse(
    centre: Point, rx: float, ry: float, *, turn: float = 0, count: int = 72
) -> list[Point]:
    """Return the outline of an ellipse turned by ``turn`` radians."""
    angles = (2 * math.pi * step / count for step in range(count))
    return [turned((rx * math.cos(a), ry * math.sin(a)), turn, centre) for a in angles]


def blob(rng: Random, centre: Point, radius: float, *, wobble: float = 0.25) -> list[Point]:
    """Return a roundish outline that no compass drew."""
    corners = []
    for step in range(9):
        reach = radius * (1 + rng.uniform(-wobble, wobble))
        corners.append(turned((reach, 0), 2 * math.pi * step / 9, centre))
    return smooth(corners)


def ridge(rng: Random, width: float, base: float, height: float, *, rounds: int = 7) -> list[Point]:
    """Return a mountain's or wave's skyline from the left edge to the right, by halving steps."""
    line: list[Point] = [(0, base), (width, base)]
    for _ in range(rounds):
        middle = [
            ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2 + rng.uniform(-height, height))
            for a, b in pairwise(line)
        ]
        line = [point for pair in zip(line, [*middle, line[-1]], strict=True) for point in pair][
            :-1
        ]
        height *= 0.52
    return line


def turned(point: Point, angle: float, about: Point = (0, 0)) -> Point:
    """Return ``point``, given relative to ``about``, turned by ``angle`` radians around it."""
    x, y = point
    cos, sin = math.cos(angle), math.sin(angle)
    return (about[0] + x * cos - y * sin, about[1] + x * sin + y * cos)


def _between(a: Point, b: Point, share: float) -> Point:
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)
