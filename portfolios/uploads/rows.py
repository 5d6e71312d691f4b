"""The uploads somebody may go on with."""

from django.db.models import QuerySet

from districts.actor import Actor
from portfolios.models import Upload


def uploads(actor: Actor) -> "QuerySet[Upload]":
    """Return those of the actor's own drafts and posts, with the portfolio each is for."""
    return Upload.objects.visible_to(actor).select_related("draft__portfolio", "post__portfolio")
