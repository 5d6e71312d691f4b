"""Switching a district's features: with approver and reason, from the next query on."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from districts import audit
from districts.actor import Actor, System
from districts.models import District, Feature, FeatureApproval
from districts.switches import GradeList, Switches
from spacesedu.lib import clock


class SharingIsOffError(ValueError):
    """A grade list limits URL sharing, which is off."""


@dataclass(frozen=True, slots=True)
class Approval:
    """Who approved a change for the district, and why: what Support was told."""

    by: str
    reason: str
    on: date | None = None
    """The day the district approved; None for the day of the change, in the district's zone."""


@transaction.atomic
def set_switches(
    *, district: District, switches: Switches, approval: Approval, by: Actor | System, at: datetime
) -> list[str]:
    """Apply everything that was asked for, and return the names of what is different now.

    A value that already holds keeps its row, with the approval it was given under. Another grade
    list ends the old approval and opens a new one. URL sharing that is switched on again without
    a list comes back with the list it had: switching off and on must not let more pupils in.

    Raises ``SharingIsOffError`` for a list of grades while URL sharing is and stays off.
    """
    # The lock on the district's row makes two operators take turns.
    district = District.objects.select_for_update().get(pk=district.pk)
    turn = _Turn(district, approval, switches.grades, by, at)
    changed = [
        feature.value
        for feature, on in switches.features.items()
        if (turn.on(feature) if on else turn.off(feature))
    ]
    if turn.limit():
        changed.append("sharing_grades")
    return changed + [name for name, on in switches.settings.items() if turn.setting(name, on=on)]


@dataclass(frozen=True, slots=True)
class _Turn:
    """One operator's turn at one locked district. Each method tells whether it changed anything."""

    district: District
    approval: Approval
    wanted: GradeList | None
    by: Actor | System
    at: datetime

    def on(self, feature: Feature) -> bool:
        if self._open(feature) is not None:
            return False
        self._begin(feature, self._grades(feature))
        return True

    def off(self, feature: Feature) -> bool:
        row = self._open(feature)
        if row is None:
            return False
        self._end(row)
        self._note("feature.off", row)
        return True

    def limit(self) -> bool:
        if self.wanted is None:
            return False
        row = self._open(Feature.URL_SHARING)
        grades = _listed(self.wanted)
        if row is None and grades is not None:
            raise SharingIsOffError(
                _("sharing_grades limits URL sharing, which is off. Add url_sharing=on.")
            )
        if row is None or row.grades == grades:
            return False
        self._end(row)
        self._begin(Feature.URL_SHARING, grades)
        return True

    def setting(self, name: str, *, on: bool) -> bool:
        if getattr(self.district, name) is on:
            return False
        setattr(self.district, name, on)
        self.district.save(update_fields=[name])
        audit.record(
            "district.setting",
            by=self.by,
            at=self.at,
            district_id=self.district.id,
            subject=self.district,
            # No row of its own carries who approved a setting, so the log does.
            detail={
                "setting": name,
                "on": on,
                "approved_by": self.approval.by,
                "reason": self.approval.reason,
            },
        )
        return True

    def _open(self, feature: Feature) -> FeatureApproval | None:
        return self.district.approvals.filter(feature=feature, ended_at=None).first()

    def _grades(self, feature: Feature) -> list[str] | None:
        """Return the list to begin with: the one asked for, else the one it ended with."""
        if feature is Feature.URL_SHARING and self.wanted is not None:
            return _listed(self.wanted)
        last = self.district.approvals.filter(feature=feature).order_by("-ended_at", "-id").first()
        return last.grades if last else None

    def _begin(self, feature: Feature, grades: list[str] | None) -> None:
        row = FeatureApproval.objects.create(
            district=self.district,
            feature=feature,
            grades=grades,
            approved_by=self.approval.by,
            reason=self.approval.reason,
            approved_on=self.approval.on or clock.local_date(self.at, self.district.zone),
            approved_at=self.at,
        )
        self._note("feature.on", row)

    def _end(self, row: FeatureApproval) -> None:
        row.ended_at, row.ended_by, row.end_reason = self.at, self.approval.by, self.approval.reason
        row.save(update_fields=["ended_at", "ended_by", "end_reason"])

    def _note(self, verb: str, row: FeatureApproval) -> None:
        # Naming an approver is the confirmation that the district has reviewed the feature
        # against its own policy and passed the advice on.
        detail: dict[str, object] = {
            "feature": row.feature,
            "grades": row.grades,
            "policy_review_confirmed": True,
        }
        audit.record(
            verb, by=self.by, at=self.at, district_id=self.district.id, subject=row, detail=detail
        )


def _listed(wanted: GradeList) -> list[str] | None:
    return None if wanted.codes is None else list(wanted.codes)
