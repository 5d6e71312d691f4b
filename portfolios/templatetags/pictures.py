"""The picture of a photo, as one string: a page may hold hundreds, and each has ten attributes."""

from collections.abc import Sequence

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from portfolios.frozen import PhotoView

register = template.Library()

_ALONE = "(min-width: 62rem) 44rem, 94vw"
_AMONG_OTHERS = "(min-width: 62rem) 24rem, (min-width: 36rem) 48vw, 94vw"


@register.simple_tag
def picture(photo: PhotoView, *, among: Sequence[PhotoView], first: PhotoView | None) -> SafeString:
    """Return the ``img`` of a photo; browsers choose a width that fits where it stands.

    ``first`` is fetched before all else; all others wait until they are scrolled to.
    """
    return format_html(
        '<img src="{}" srcset="{} 320w, {} 640w, {} 1280w" sizes="{}" width="{}" height="{}"'
        ' alt="{}" {}="{}" decoding="async">',
        photo.src_640,
        photo.src_320,
        photo.src_640,
        photo.src_1280,
        _ALONE if len(among) == 1 else _AMONG_OTHERS,
        str(photo.width),
        str(photo.height),
        photo.alt,
        *(("fetchpriority", "high") if photo is first else ("loading", "lazy")),
    )
