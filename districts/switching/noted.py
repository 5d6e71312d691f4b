"""Whom a feature reaches, as the audit log keeps it and as a reader is told. Pure.

The log keeps codes and ids; the names of the schools are those the reader knows them by.
"""

import uuid
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from districts.grades import in_order
from districts.models import Feature
from districts.switching.effective import Limit
from districts.switching.features import reach

type Names = Mapping[uuid.UUID, str]


def noted(limit: Limit) -> dict[str, object]:
    """Return a limit as the log keeps it."""
    return {
        "grades": None if limit.grades is None else in_order(limit.grades),
        "schools": None if limit.schools is None else sorted(map(str, limit.schools)),
    }


def limit_in(detail: Mapping[str, Any]) -> Limit:
    """Return the limit that was kept."""
    grades, schools = detail.get("grades"), detail.get("schools")
    return Limit(
        on=not detail.get("off", False),
        grades=None if grades is None else frozenset(grades),
        schools=None if schools is None else frozenset(map(uuid.UUID, schools)),
    )


def schools_in(detail: Mapping[str, Any]) -> set[str]:
    """Return the ids of the schools that were kept, those of before among them."""
    before = detail.get("before")
    named = {*(detail.get("schools") or ())}
    return named | schools_in(before) if isinstance(before, dict) else named


def told(detail: Mapping[str, Any], names: Names) -> str:
    """Return what changed, as in "Portfolios, from all schools to Cedar School"."""
    feature = Feature(detail["feature"])
    return _("%(feature)s, from %(before)s to %(after)s") % {
        "feature": feature.label,
        "before": reach(feature, limit_in(detail["before"]), names),
        "after": reach(feature, limit_in(detail), names),
    }
