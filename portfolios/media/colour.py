"""Any pixels → plain sRGB on white paper."""

from io import BytesIO

from PIL import Image, ImageCms

_ALPHA = {"RGBA", "LA", "PA", "RGBa", "La"}


def flat_rgb(image: Image.Image) -> Image.Image:
    """Return ``image`` as 8-bit sRGB; see-through parts become white, like the page they were on.

    A colour profile is applied and then dropped: phones take photos in Display P3, and without
    their profile they look pale. A profile that cannot be read is left out.
    """
    if image.mode.startswith("I") or image.mode == "F":
        # Sixteen bits: Pillow would clip them to white instead of scaling.
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if "transparency" in image.info:
        image = image.convert("RGBA")
    alpha = image.getchannel("A") if image.mode in _ALPHA else None
    opaque = _srgb(_without_alpha(image))
    if alpha is None:
        return opaque
    paper = Image.new("RGB", image.size, "white")
    paper.paste(opaque, mask=alpha)
    return paper


def _without_alpha(image: Image.Image) -> Image.Image:
    if image.mode in {"RGB", "CMYK", "L"}:
        return image
    return image.convert("L" if image.mode in {"LA", "La", "1"} else "RGB")


def _srgb(image: Image.Image) -> Image.Image:
    profile = image.info.get("icc_profile")
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(image, source, target, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            converted = None
        if converted is not None:
            return converted
    return image.convert("RGB")
