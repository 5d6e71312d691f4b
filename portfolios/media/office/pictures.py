"""Pictures in Office files: stripped where that can be done, else made anew.

What a picture is, its content tells: a photo called ``.wmf`` is a photo.
"""

from io import BytesIO

from django.conf import settings
from PIL import Image

from portfolios.media.bare.picture import bare_picture
from portfolios.media.office.emf import bare_emf
from portfolios.media.refusal import MediaRefusedError, Refusal
from portfolios.media.trouble import is_ours

PICTURES = {"png", "jpg", "jpeg", "jpe", "gif", "webp", "tif", "tiff", "bmp", "emf", "wmf", "svm"}
FILMS = {"mp4", "m4v", "mov", "avi", "wmv", "mpg", "mpeg", "mkv", "webm", "3gp"}
FILMS |= {"mp3", "m4a", "wav", "wma", "aac", "aif", "aiff", "ogg", "flac", "mid", "midi"}
# A page, scanned at 600 dots an inch; and five of them. For what is decoded here.
MOST_PIXELS = 40_000_000
MOST_PIXELS_IN_ALL = 200_000_000
# Of the rest only the head is read: a few bytes may promise more than any reader can hold.
_WITH_SIZES = ["JPEG", "PNG", "GIF", "WEBP"]
_AS_THEY_ARE = {"1", "L", "RGB", "RGBA"}


def ending(name: str) -> str:
    """Return what comes after the last point of a name, in small letters."""
    return name.rpartition("/")[2].rpartition(".")[2].lower()


class Pictures:
    """The pictures of one document. What has to be decoded has so many pixels in all."""

    def __init__(self) -> None:
        """Begin a document."""
        self._left = MOST_PIXELS_IN_ALL

    def bared(self, data: bytes) -> bytes:
        """Return the picture without metadata; a white point for what cannot be read as one.

        Nobody knows what programs write into WMF and SVM: of those, only the point stays. Raises
        ``MediaRefusedError`` for one with more pixels than a photo may have.
        """
        _check_size(data)
        return bare_picture(data) or bare_emf(data) or self._anew(data)

    def _anew(self, data: bytes) -> bytes:
        try:
            with Image.open(BytesIO(data), formats=["TIFF", "BMP", "JPEG", "PNG"]) as found:
                self._count(found)
                return _saved(found)
        except (MediaRefusedError, Image.DecompressionBombError) as bomb:
            raise MediaRefusedError(Refusal.TOO_MANY_PIXELS) from bomb
        except Exception as broken:  # decoders raise nearly everything on damaged data
            if is_ours(broken):
                raise
            return _saved(Image.new("RGB", (1, 1), "white"))

    def _count(self, found: Image.Image) -> None:
        pixels = found.width * found.height
        self._left -= pixels
        if pixels > MOST_PIXELS or self._left < 0:
            raise MediaRefusedError(Refusal.TOO_MANY_PIXELS)


def _check_size(data: bytes) -> None:
    try:
        with Image.open(BytesIO(data), formats=_WITH_SIZES) as found:
            pixels = found.width * found.height
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as bomb:
        raise MediaRefusedError(Refusal.TOO_MANY_PIXELS) from bomb
    except Exception as broken:  # decoders raise nearly everything on damaged data
        if is_ours(broken):
            raise
        return
    if pixels > settings.PHOTO_MAX_PIXELS:
        raise MediaRefusedError(Refusal.TOO_MANY_PIXELS)


def _saved(found: Image.Image) -> bytes:
    mode = "RGBA" if "A" in found.getbands() else "RGB"
    plain = found if found.mode in _AS_THEY_ARE else found.convert(mode)
    # Its pixels on a new sheet: tags would come along with a copy.
    bare = Image.new(plain.mode, plain.size)
    bare.paste(plain)
    out = BytesIO()
    if found.format == "TIFF":
        # Packed, or a fax of a few bytes would be as large as its paper.
        bare.save(out, "TIFF", compression="tiff_lzw")
    else:
        bare.save(out, "PNG")
    return out.getvalue()
