"""Finding the people of the Staff page: the row rule first, then words, a chip, role and school."""

import uuid
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from districts.actor import Actor
from districts.models import StaffInvitation, StaffMember, StaffRole, StaffRoleKind
from districts.models.staff import StaffMemberQuerySet, StaffRoleQuerySet
from spacesedu.lib.db import fold

ORDER = ("sort_name", "id")

_HERE = Q(deactivated_at=None)
_LINKED = Exists(StaffInvitation.objects.pending().filter(staff=OuterRef("pk")))


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter: its key in the address, its word, and the people it holds."""

    key: str
    label: str | Promise
    holds: Q
    waiting: bool = False
    """Only those with a role that waits for approval."""


CHIPS = (
    Chip("", _("All"), Q()),
    Chip("waiting", _("Waiting for approval"), _HERE, waiting=True),
    Chip("none", _("No account yet"), _HERE & Q(user=None) & ~Q(_LINKED)),
    Chip("invited", _("Invited"), _HERE & Q(user=None) & Q(_LINKED)),
    Chip("deactivated", _("Deactivated"), ~_HERE),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: words to search, one chip, a role, a school."""

    search: str = ""
    chip: str = ""
    role: str = ""
    school: uuid.UUID | None = None

    @property
    def chosen(self) -> Chip:
        """Return the chip of that name; the first one when there is none."""
        return next((chip for chip in CHIPS if chip.key == self.chip), CHIPS[0])

    @property
    def narrowed(self) -> bool:
        """Tell whether somebody could be there who is not shown."""
        return bool(self.search or self.chosen.key or self.role or self.school)


def everybody(actor: Actor) -> StaffMemberQuerySet:
    """Return all the staff the actor sees who have not left."""
    return StaffMember.objects.visible_to(actor).filter(left_at=None)


def listed(actor: Actor, wanted: Wanted) -> StaffMemberQuerySet:
    """Return the staff ``wanted``, with the roles and the pending link that the rows show."""
    found = everybody(actor).filter(wanted.chosen.holds)
    roles = StaffRole.objects.visible_to(actor).open().filter(staff=OuterRef("pk"))
    if wanted.chosen.waiting:
        found = found.filter(Exists(roles.filter(approved_at=None)))
    if wanted.role in StaffRoleKind:
        roles = roles.filter(role=wanted.role)
    if wanted.school is not None:
        roles = roles.filter(school=wanted.school)
    if wanted.school is not None or wanted.role in StaffRoleKind:
        found = found.filter(Exists(roles))
    for word in wanted.search.split():
        found = found.filter(Q(sort_name__contains=fold(word)) | Q(email__icontains=word))
    return with_details(found, actor)


def with_details(found: StaffMemberQuerySet, actor: Actor) -> StaffMemberQuerySet:
    """Fetch beside the people ``shown_roles``, which the actor sees, and ``pending_links``."""
    roles = StaffRole.objects.visible_to(actor).open().select_related("school")
    return found.prefetch_related(
        Prefetch("roles", _in_order(roles), to_attr="shown_roles"),
        Prefetch("invitations", StaffInvitation.objects.pending(), to_attr="pending_links"),
    )


def waiting_count(actor: Actor) -> int:
    """Return how many people wait for a District Admin's approval where the actor looks."""
    return listed(actor, Wanted(chip="waiting")).count()


def _in_order(roles: StaffRoleQuerySet) -> StaffRoleQuerySet:
    return roles.select_related("given_by", "approved_by").order_by("role", "school__name", "id")
