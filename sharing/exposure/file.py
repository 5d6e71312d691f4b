"""The live links as a file: the one place where administrators read addresses."""

import uuid
from collections.abc import Iterator, Sequence
from itertools import batched

from django.utils.translation import gettext as _

from sharing.exposure.listing import Now
from sharing.exposure.rows import Row, rows_of
from sharing.menu import address_of
from sharing.models import ShareLink
from sharing.models.link import ShareLinkQuerySet

AT_ONCE = 500


def table(links: ShareLinkQuerySet, ids: Sequence[uuid.UUID], now: Now) -> Iterator[list[str]]:
    """Yield the head and a row for each of ``ids``, in their order, as far as it is in ``links``.

    A few hundred are read at a time: no cursor stays open between web server and database while
    somebody's slow connection takes the file, and a link that is turned off meanwhile stays out.
    """
    yield [
        *(_("Student number"), _("Student"), _("School"), _("Grade"), _("Portfolio")),
        *(_("Link"), _("Works until"), _("State")),
    ]
    for some in batched(ids, AT_ONCE):
        known = {link.pk: link for link in links.filter(pk__in=some)}
        shown = [known[one] for one in some if one in known]
        for link, row in zip(shown, rows_of(shown, now), strict=True):
            yield _cells(link, row)


def _cells(link: ShareLink, row: Row) -> list[str]:
    return [
        *(row.number, row.name),
        "; ".join(place.school for place in row.places),
        "; ".join(place.grade for place in row.places),
        *(row.template, address_of(link) or "", row.ends_on.isoformat()),
        _("Blocked") if row.why_not else _("Open"),
    ]
