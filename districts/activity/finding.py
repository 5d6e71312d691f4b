"""Whom the reader of the Activity page means by a name or an e-mail address."""

from django.db.models import Exists, OuterRef

from districts.actor import Actor
from districts.models import SHOWN_NAME, AuditEvent, StaffMember, Student, User
from spacesedu.lib.db import fold

MOST = 200
"""More people of one name than anybody looks through."""
MOST_WORDS = 6
"""More words than a name has only make the database work."""


def accounts_named(actor: Actor, text: str) -> set[int]:
    """Return the accounts that an address, or words of a name in any order, stand for.

    The name is the one that the page shows, which is the account's own; staff and students are
    known by that of their record, too. Families have no other: who may read what they did reads
    who they are, and somebody who did nothing here is not found.
    """
    words = fold(text).split()[:MOST_WORDS]
    acted = AuditEvent.objects.visible_to(actor).filter(actor_user_id=OuterRef("pk"))
    shown = User.objects.annotate(shown=SHOWN_NAME)
    staff = StaffMember.objects.visible_to(actor).filter(user__isnull=False)
    students = Student.objects.visible_to(actor).filter(user__isnull=False)
    for word in words:
        shown = shown.filter(shown__contains=word)
        staff = staff.filter(sort_name__contains=word)
        students = students.filter(search_text__contains=word)
    found = set(User.objects.filter(email=text.casefold()).values_list("pk", flat=True))
    found.update(shown.filter(Exists(acted)).order_by("shown").values_list("pk", flat=True)[:MOST])
    for known in (staff, students):
        found.update(known.order_by("sort_name").values_list("user_id", flat=True)[:MOST])
    return found
