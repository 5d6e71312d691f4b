"""Pictures in Office files: stripped where that can be done, else made anew."""

from io import BytesIO

from PIL import Image

from portfolios.media.bare.picture import bare_picture

PICTURES = {"png", "jpg", "jpeg", "jpe", "gif", "webp", "tif", "tiff", "bmp"}
# Drawings of Windows and LibreOffice: strokes and words, no camera.
DRAWINGS = {"emf", "wmf", "svm"}
FILMS = {"mp4", "m4v", "mov", "avi", "wmv", "mpg", "mpeg", "mkv", "webm", "3gp"}
FILMS |= {"mp3", "m4a", "wav", "wma", "aac", "aif", "aiff", "ogg", "flac", "mid", "midi"}
_MOST_PIXELS = 100_000_000


def ending(name: str) -> str:
    """Return what comes after the last point of a name, in small letters."""
    return name.rpartition("/")[2].rpartition(".")[2].lower()


def without_notes(data: bytes) -> bytes:
    """Return the picture without metadata; a white point for what cannot be read as one."""
    return bare_picture(data) or _anew(data)


def _anew(data: bytes) -> bytes:
    kind, plain = "PNG", Image.new("RGB", (1, 1), "white")
    try:
        with Image.open(BytesIO(data), formats=["TIFF", "BMP", "JPEG", "PNG"]) as found:
            if found.width * found.height <= _MOST_PIXELS:
                plain = found.convert("RGBA" if "A" in found.getbands() else "RGB")
                kind = "TIFF" if found.format == "TIFF" else "PNG"
    except Exception:  # noqa: BLE001, S110 - decoders raise nearly everything on damaged data
        pass
    bare = Image.new(plain.mode, plain.size)
    bare.paste(plain)
    out = BytesIO()
    bare.save(out, kind)
    return out.getvalue()
