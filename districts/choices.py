"""The selects that several lists have."""

import uuid
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from districts.models import School
from spacesedu.lib.filters import Choice, options


def by_school(schools: Iterable[School], chosen: uuid.UUID | None) -> Choice:
    """Return the choice of a school."""
    entries = ((school.pk, str(school)) for school in schools)
    return Choice("school", _("School"), _("All schools"), options(entries, chosen))
