"""What every change of a Portfolio Template begins and ends with."""

import uuid
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.utils.translation import gettext as _

from districts.actor import Actor
from districts.audit import record
from portfolios.models import MAX_SECTIONS, PortfolioTemplate
from portfolios.policy import can_edit_templates


class TooManySectionsError(Exception):
    """More sections than a template may have."""

    def __init__(self, words: str = "") -> None:
        """Say how many it may have, and with ``words`` what to do about it."""
        sentence = words or _("A template can have %(most)d sections.")
        super().__init__(sentence % {"most": MAX_SECTIONS})


class TemplateMovedError(Exception):
    """Somebody else has changed the template since the person looked."""

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__(
            _("Somebody else has changed this template meanwhile. Please look at it again.")
        )


def district_of(by: Actor) -> uuid.UUID:
    """Return the district in which ``by`` makes templates; refuse anybody who does not."""
    if by.district_id is None or not can_edit_templates(by):
        raise PermissionDenied
    return by.district_id


def locked_template(template_id: uuid.UUID, *, by: Actor) -> PortfolioTemplate:
    """Lock the template's row: two people who change one template take turns."""
    district_of(by)
    rows = PortfolioTemplate.objects.visible_to(by).select_for_update(of=("self",))
    return rows.get(pk=template_id)


def note(
    verb: str, template: PortfolioTemplate, *, by: Actor, at: datetime, **detail: object
) -> None:
    """Note the change in the district's log, and count it: pages rendered before are old now.

    Every change counts, also one that no visitor sees: a version too many costs one rendering, one
    too few shows a section that is gone.
    """
    rows = PortfolioTemplate.objects.filter(pk=template.pk)
    rows.update(content_version=F("content_version") + 1)
    district = template.district_id
    record(verb, by=by, at=at, district_id=district, subject=template, detail=detail)
