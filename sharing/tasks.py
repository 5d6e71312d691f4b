"""What sharing does outside the request."""

from celery import shared_task

from sharing import counts


@shared_task
def write_down_opens() -> None:
    """Write down how often links were opened since the last time."""
    counts.write_down()
