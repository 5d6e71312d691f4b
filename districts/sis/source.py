"""Which connection a package comes from."""

import re
from datetime import datetime

from django.utils.translation import gettext as _

from districts.models import District, SisConnection

DEFAULT = "default"
NAME = re.compile(r"[-a-zA-Z0-9_]{1,64}\Z")


class SourceError(Exception):
    """It cannot be told which connection is meant."""


def connection_for(district: District, name: str | None, *, at: datetime) -> SisConnection:
    """Return the connection ``name``; without one the district's only connection, or ``default``.

    A connection that is named for the first time is made, with the whole district as its scope. One
    that has ended takes nothing more.
    """
    if name is None:
        alive = SisConnection.objects.filter(district=district, ended_at=None)
        known = list(alive.order_by("name")[:2])
        if len(known) > 1:
            raise SourceError(
                _("“%s” has several connections: say which one with --source.") % district.slug
            )
        if known:
            return known[0]
        name = DEFAULT
    if not NAME.match(name):
        raise SourceError(
            _("“%s” cannot name a source: letters, digits, - and _, at most 64.") % name
        )
    found, _made = SisConnection.objects.get_or_create(
        district=district, name=name, defaults={"created_at": at}
    )
    if found.ended_at is not None:
        raise SourceError(_("The connection “%s” has ended; nothing more is taken from it.") % name)
    return found
