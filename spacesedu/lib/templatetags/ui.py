"""The few words templates need besides Django's own: icons, components, dates, initials.

Settings register this module as a template builtin, so no template loads it.
"""

from datetime import date
from functools import cache
from typing import Protocol

from django import template
from django.template import Context
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import pgettext
from lucide.templatetags.lucide import lucide

from spacesedu.lib.numbers import grouped

register = template.Library()

# What a component may know besides what it is given; all else would be an accident.
_PASSED_ON = ("request", "csrf_token", "interface")


class Sized(Protocol):
    """Anything with a width and a height in pixels."""

    @property
    def width(self) -> int:
        """How wide."""

    @property
    def height(self) -> int:
        """How high."""


@register.simple_tag
def icon(name: str, label: str = "", kind: str = "") -> SafeString:
    """Return one icon of the Lucide set as inline SVG.

    Beside a word it is decoration and hidden from screen readers; standing alone it needs a
    ``label``. ``kind`` is a variant of the stylesheet: ``large``, or ``way`` for an arrow that
    turns around in right-to-left languages.
    """
    drawing = _drawing(str(name), str(kind))
    if not label:
        return drawing
    # The label may be translated per reader, so it stays outside the cached drawing.
    return format_html('<span role="img" aria-label="{}">{}</span>', label, drawing)


@cache
def _drawing(name: str, kind: str) -> SafeString:
    classes = f"icon icon--{kind}" if kind else "icon"
    svg = lucide(name, size=24, **{"class": classes, "aria-hidden": "true", "focusable": "false"})
    return mark_safe(svg)  # noqa: S308  # from the package, with our own constants as attributes


@register.simple_tag(takes_context=True)
def ui(context: Context, part: str, **values: object) -> SafeString:
    """Render ``components/<part>.html`` with the given values and nothing else in reach."""
    return _component(context, part, values)


@register.simple_block_tag(takes_context=True)
def component(context: Context, content: str, part: str, **values: object) -> SafeString:
    """Render ``components/<part>.html`` around a piece of template, which it gets as ``body``."""
    return _component(context, part, {**values, "body": content})


def _component(context: Context, part: str, values: dict[str, object]) -> SafeString:
    engine = context.template.engine  # type: ignore[union-attr]  # a tag only runs in a template
    passed_on = {key: context[key] for key in _PASSED_ON if key in context}
    found = engine.get_template(f"components/{part}.html")
    return found.render(context.new({**passed_on, **values}))


@register.filter
def initials(name: object) -> str:
    """Return the first letters of the first and the last word: ``Ada Lovelace`` → ``AL``."""
    words = [word for word in str(name).replace("@", " ").split() if word[0].isalnum()]
    picked = words[:1] + words[1:][-1:]
    return "".join(word[0] for word in picked).upper()


@register.filter
def long_date(value: date | None) -> str:
    """Return a day in words and in the reader's order: ``22 September 2027``."""
    if value is None:
        return ""
    return date_format(value, pgettext("date in words, Django date format", "j F Y"))


@register.filter(name="grouped")
def grouped_number(number: int) -> str:
    """Return a whole number with its thousands set apart: ``5,000``."""
    return grouped(number)


@register.filter
def ratio_class(picture: Sized) -> str:
    """Return the class that tells the stylesheet a picture's proportions, in tenths.

    A class, because ``style`` attributes are refused by the content security policy. Pictures
    beyond 0.4 and 3 are cropped to that.

    >>> ratio_class(Photo(width=1600, height=1200))
    'ratio-13'
    """
    tenths = round(10 * picture.width / picture.height) if picture.height else 15
    return f"ratio-{min(max(tenths, 4), 30)}"
