"""What sharing does outside the request."""

from celery import shared_task

from sharing import counts
from sharing.ending.digests import send_digests
from sharing.ending.reminders import remind
from spacesedu.lib import clock


@shared_task
def write_down_opens() -> None:
    """Write down how often links were opened since the last time."""
    counts.write_down()


@shared_task
def tell_of_ends() -> None:
    """Tell students and teachers which links end, where it is morning."""
    now = clock.now()
    remind(at=now)
    send_digests(at=now)
