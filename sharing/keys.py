"""The keys that sign links: which there are, what stands or falls with each, and another line.

The first of ``SHARE_LINK_KEYS`` signs what is made from now on; the others keep opening what they
signed. A key that is taken out ends all of that at once, and for good.
"""

import os
import secrets
from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from districts.models import SignInCard, StaffInvitation
from families.models import FamilyInvitation
from sharing.models import LinkDigest, ShareLink
from spacesedu import embedded
from spacesedu.lib.token_rows import TokenRow

NAME = "SHARE_LINK_KEYS"

WORDS = {
    ShareLink: _("share links"),
    FamilyInvitation: _("invitations of families"),
    StaffInvitation: _("set-up links"),
    SignInCard: _("sign-in cards"),
    LinkDigest: _("links in weekly e-mails"),
}


@dataclass(slots=True)
class Key:
    """A key by its name: whether it is there, and how much it keeps open."""

    kid: str
    known: bool
    signs: bool
    holds: Counter[type[TokenRow]] = field(default_factory=Counter)


def keys() -> list[Key]:
    """Return the keys of the settings, newest first, then those that rows still name."""
    known = list(settings.SHARE_LINK_KEYS)
    found: dict[str, Key] = {
        kid: Key(kid, known=True, signs=number == 0) for number, kid in enumerate(known)
    }
    for table, rows in _alive().items():
        counted = rows.order_by("kid").values_list("kid").annotate(count=Count("pk"))
        for kid, count in counted:
            found.setdefault(kid, Key(kid, known=False, signs=False)).holds[table] = count
    return list(found.values())


def with_another(today: date, taken: set[str]) -> dict[str, str]:
    """Return the keys with a new one in front, named after the day."""
    names = [f"{today:%Y-%m-%d}", *(f"{today:%Y-%m-%d}-{n}" for n in range(2, len(taken) + 3))]
    kid = next(name for name in names if name not in taken)
    return {kid: secrets.token_urlsafe(48), **settings.SHARE_LINK_KEYS}


def without(kid: str) -> dict[str, str]:
    """Return the keys without one."""
    return {name: key for name, key in settings.SHARE_LINK_KEYS.items() if name != kid}


def line(wanted: dict[str, str]) -> str:
    """Return what the environment has to say."""
    return ",".join(f"{kid}:{key}" for kid, key in wanted.items())


def can_write() -> bool:
    """Tell whether the keys stand in DATA_DIR/env and come from there."""
    recorded = embedded.recorded(embedded.data_folder()) if embedded.in_use() else {}
    return recorded.get(NAME) == os.environ.get(NAME) == line(settings.SHARE_LINK_KEYS)


def write(wanted: dict[str, str]) -> None:
    """Put them into DATA_DIR/env, in one step and for its owner's eyes only."""
    embedded.record(embedded.data_folder(), {NAME: line(wanted)})


def _alive() -> "dict[type[TokenRow], QuerySet[TokenRow]]":
    """Return what a token opens or may open again: what has expired can be renewed as it is."""
    rows: dict[type[TokenRow], QuerySet[TokenRow]] = {
        ShareLink: ShareLink.objects.not_closed(),
        FamilyInvitation: FamilyInvitation.objects.pending(),
        StaffInvitation: StaffInvitation.objects.pending(),
        SignInCard: SignInCard.objects.valid(),
        LinkDigest: LinkDigest._default_manager.all(),
    }
    return rows
