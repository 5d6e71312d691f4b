"""Writing WebP."""

from io import BytesIO

from PIL import Image


def webp(picture: Image.Image) -> bytes:
    """Return an RGB picture as WebP, with nothing in it but pixels."""
    # A new image, so that nothing the decoder remembered can travel along.
    bare = Image.new("RGB", picture.size)
    bare.paste(picture)
    out = BytesIO()
    bare.save(out, "WEBP", quality=82, method=4)
    return out.getvalue()
