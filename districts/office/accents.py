"""The colours a district may choose from: hues of one lightness, so every one can be read."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Degrees of OKLCH → what people call it. css/pages/settings.css has a swatch for each.
HUES: dict[int, str | Promise] = {
    25: _("Brick"),
    50: _("Rust"),
    80: _("Ochre"),
    110: _("Olive"),
    140: _("Moss"),
    200: _("Lagoon"),
    230: _("Slate blue"),
    260: _("Ink blue"),
    285: _("Indigo"),
    315: _("Plum"),
    350: _("Raspberry"),
}
OWN = _("Pine")
"""Without a hue of its own a district has the product's."""


def accent_called(hue: int | None) -> str:
    """Return the name of a colour; a hue that is not on offer is called by its number."""
    if hue is None:
        return str(OWN)
    return str(HUES.get(hue) or _("Hue %(hue)d") % {"hue": hue})
