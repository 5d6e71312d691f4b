"""Points, curves and soft-edged masks: where on the sheet something is."""

import math
from collections.abc import Callable, Iterable
from random import Random

from PIL import Image, ImageChops, ImageDraw

type Point = tuple[float, float]
type Size = tuple[int, int]
type Pen = ImageDraw.ImageDraw

# Masks are drawn this much larger and reduced, which gives every edge its smoothness.
_FINE = 2


def drawn(size: Size, draw: Callable[[Pen, float], None]) -> Image.Image:
    """Return the mask that ``draw(pen, scale)`` leaves on a black sheet, smooth at its edges."""
    large = Image.new("L", (size[0] * _FINE, size[1] * _FINE), 0)
    draw(ImageDraw.Draw(large), _FINE)
    return large.reduce(_FINE)


def filled(size: Size, *outlines: Iterable[Point]) -> Image.Image:
    """Return the mask of one or more closed outlines."""

    def draw(pen: Pen, scale: float) -> None:
        for outline in outlines:
            pen.polygon(_scaled(outline, scale), fill=255)

    return drawn(size, draw)


def stroked(size: Size, *lines: Iterable[Point], width: float = 3) -> Image.Image:
    """Return the mask of open lines ``width`` pixels wide."""

    def draw(pen: Pen, scale: float) -> None:
        for line in lines:
            pen.line(_scaled(line, scale), fill=255, width=round(width * scale), joint="curve")

    return drawn(size, draw)


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
            for a, b in zip(line, line[1:], strict=False)
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


def _scaled(points: Iterable[Point], scale: float) -> list[Point]:
    return [(x * scale, y * scale) for x, y in points]
