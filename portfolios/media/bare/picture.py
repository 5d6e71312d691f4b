"""A picture of whichever kind, by its first bytes."""

from collections.abc import Callable

from portfolios.media.bare.gif import bare_gif
from portfolios.media.bare.jpeg import bare_jpeg
from portfolios.media.bare.png import bare_png
from portfolios.media.bare.webp import bare_webp

_KINDS: dict[bytes, Callable[[bytes], bytes]] = {
    b"\xff\xd8\xff": bare_jpeg,
    b"\x89PNG\r\n\x1a\n": bare_png,
    b"GIF8": bare_gif,
    b"RIFF": bare_webp,
}


def bare_picture(data: bytes) -> bytes | None:
    """Return the picture without metadata; None for what is no such picture, or a damaged one."""
    for start, strip in _KINDS.items():
        if data.startswith(start):
            try:
                return strip(data)
            except ValueError:
                return None
    return None
