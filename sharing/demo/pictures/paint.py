"""Colour, paper and texture: how something looks where it is."""

from random import Random

from PIL import Image, ImageChops, ImageColor, ImageEnhance, ImageFilter, ImageOps

from sharing.demo.pictures.shapes import Size

type Colour = tuple[int, int, int]


def colour(name: str) -> Colour:
    """Return a colour written as ``#rrggbb``."""
    red, green, blue, *_ = ImageColor.getrgb(name)
    return red, green, blue


def mixed(one: str, other: str, share: float) -> str:
    """Return the colour ``share`` of the way from ``one`` to ``other``."""
    pairs = zip(colour(one), colour(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def gradient(size: Size, top: str, bottom: str, middle: str | None = None) -> Image.Image:
    """Return a sheet that runs from ``top`` to ``bottom``."""
    ramp = Image.linear_gradient("L").resize(size, Image.Resampling.BILINEAR)
    return ImageOps.colorize(ramp, top, bottom, middle)


def glow(sheet: Image.Image, centre: tuple[float, float], radius: float, light: str) -> None:
    """Let ``light`` shine around a point, fading to nothing at ``radius``."""
    side = round(radius * 2)
    halo = ImageOps.invert(Image.radial_gradient("L")).resize((side, side))
    halo = halo.point([max(0, value - 74) * 255 // 181 for value in range(256)])
    corner = (round(centre[0] - radius), round(centre[1] - radius))
    sheet.paste(Image.new("RGB", halo.size, light), corner, halo)


def clouds(rng: Random, size: Size, cells: int) -> Image.Image:
    """Return soft grey noise with about ``cells`` lumps across: pigment, mist, uneven glaze."""
    rows = max(2, round(cells * size[1] / size[0]))
    coarse = Image.frombytes("L", (cells, rows), rng.randbytes(cells * rows))
    return coarse.resize(size, Image.Resampling.BICUBIC)


def dust(rng: Random, size: Size) -> Image.Image:
    """Return fine grey noise, one grain about two pixels."""
    grains = Image.frombytes("L", size, rng.randbytes(size[0] * size[1]))
    return grains.filter(ImageFilter.BoxBlur(1))


def paper(rng: Random, size: Size, tone: str = "#f7f1e4") -> Image.Image:
    """Return a blank sheet with the tooth of drawing paper."""
    return grained(rng, Image.new("RGB", size, tone), 0.16)


def grained(rng: Random, sheet: Image.Image, strength: float = 0.12) -> Image.Image:
    """Return ``sheet`` with grain and a little unevenness of light."""
    tooth = ImageChops.blend(dust(rng, sheet.size), clouds(rng, sheet.size, 9), 0.35)
    tooth = Image.merge("RGB", [tooth] * 3)
    return ImageChops.blend(sheet, ImageChops.soft_light(sheet, tooth), min(1, strength * 4))


def rough(rng: Random, mask: Image.Image, amount: float = 6) -> Image.Image:
    """Return ``mask`` with the edges that a wet brush or a carving knife leaves."""
    fine, coarse = 2 + mask.width // 10, 2 + mask.width // 38
    noise = ImageChops.blend(clouds(rng, mask.size, fine), clouds(rng, mask.size, coarse), 0.5)
    soft = mask.filter(ImageFilter.GaussianBlur(amount))
    pushed = ImageChops.add(soft, noise, 1, -128)
    mixed_edge = ImageChops.blend(soft, pushed, 0.55)
    return mixed_edge.point([min(255, max(0, (value - 118) * 12)) for value in range(256)])


def lay(sheet: Image.Image, mask: Image.Image, fill: str, opacity: float = 1) -> None:
    """Cover what ``mask`` covers with opaque ``fill``."""
    box = mask.getbbox()
    if box:
        sheet.paste(fill, box, faded(mask.crop(box), opacity))


def wash(
    rng: Random, sheet: Image.Image, mask: Image.Image, fill: str, *, strength: float = 0.85
) -> None:
    """Lay watercolour: it shows the paper, varies like clouds and pools at the edges."""
    box = _around(mask, 24)
    under = sheet.crop(box)
    wet = rough(rng, mask.crop(box))
    rim = ImageChops.subtract(wet, wet.filter(ImageFilter.GaussianBlur(9)))
    uneven = _lifted(clouds(rng, wet.size, 2 + wet.width // 130), 255 * (1 - strength * 0.45))
    tint = ImageChops.multiply(under, Image.new("RGB", wet.size, fill))
    under.paste(tint, (0, 0), faded(ImageChops.multiply(wet, uneven), strength))
    twice = ImageChops.multiply(tint, Image.new("RGB", wet.size, fill))
    under.paste(twice, (0, 0), faded(rim, 0.75))
    sheet.paste(under, box[:2])


def _around(mask: Image.Image, margin: int) -> tuple[int, int, int, int]:
    left, top, right, bottom = mask.getbbox() or (0, 0, 1, 1)
    return (
        max(0, left - margin),
        max(0, top - margin),
        min(mask.width, right + margin),
        min(mask.height, bottom + margin),
    )


def shadow(
    sheet: Image.Image, mask: Image.Image, *, shift: tuple[int, int], blur: float, depth: float
) -> None:
    """Let the thing that ``mask`` covers throw a soft shadow."""
    left, top, right, bottom = _around(mask, round(3 * blur))
    fallen = mask.crop((left, top, right, bottom)).filter(ImageFilter.GaussianBlur(blur))
    sheet.paste("#2a1d14", (left + shift[0], top + shift[1]), faded(fallen, depth))


def modelled(
    rng: Random, sheet: Image.Image, mask: Image.Image, fill: str, *, light: float = 0.5
) -> None:
    """Paint a round body: lit from the upper left, dark at the lower right, matte like clay."""
    box = mask.getbbox() or (0, 0, 1, 1)
    size = (box[2] - box[0], box[3] - box[1])
    across = Image.linear_gradient("L").rotate(90).resize(size)
    shade = ImageOps.colorize(
        across,
        mixed(fill, "#fff4dc", light),
        mixed(fill, "#160d0a", 0.62),
        fill,
        midpoint=96,
    )
    sheet.paste(grained(rng, shade, 0.18), box[:2], mask.crop(box))


def faded(mask: Image.Image, share: float) -> Image.Image:
    """Return ``mask`` at ``share`` of its strength."""
    return mask if share >= 1 else mask.point([round(value * share) for value in range(256)])


def warmed(sheet: Image.Image, *, colourful: float = 1.06, contrast: float = 1.04) -> Image.Image:
    """Return ``sheet`` as a careful photographer would hand it in."""
    return ImageEnhance.Contrast(ImageEnhance.Color(sheet).enhance(colourful)).enhance(contrast)


def _lifted(mask: Image.Image, floor: float) -> Image.Image:
    return mask.point([round(floor + value * (255 - floor) / 255) for value in range(256)])
