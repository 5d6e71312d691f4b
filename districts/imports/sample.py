"""A look at the message an import would send: to oneself, before anybody else gets it.

What writes it belongs to the app whose message it is; ``settings.OUTBOX_EMAILS`` names it.
"""

from datetime import datetime

from django.conf import settings

from districts.actor import NOBODYS, Actor
from districts.models import StaffMember
from districts.outbox import enqueue

PURPOSE = "import_sample"


def is_there() -> bool:
    """Tell whether some app has a message to show."""
    return PURPOSE in settings.OUTBOX_EMAILS


def send_sample(*, by: Actor, at: datetime) -> str:
    """Queue the message for the person who asks, once a minute at most; return the address.

    Whichever import it is asked for, the example is the same.

    Empty where there is nowhere to send it to.
    """
    staff = StaffMember.objects.select_related("user").filter(pk=by.staff_id or NOBODYS).first()
    if staff is None or staff.user is None or not staff.user.email:
        return ""
    enqueue(
        purpose=PURPOSE,
        subject_id=staff.pk,
        recipient=staff.user.email,
        dedupe_key=f"{PURPOSE}:{staff.pk}:{at:%Y%m%d%H%M}",
        district_id=staff.district_id,
        at=at,
    )
    return staff.user.email
