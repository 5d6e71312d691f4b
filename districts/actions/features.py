"""Switching a district's features: with approver and reason, from the next query on."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from districts import audit
from districts.actor import Actor, System
from districts.models import BY_SCHOOL, District, Feature, FeatureApproval
from districts.switching.features import ceiling_of
from districts.switching.noted import noted
from districts.switching.switches import GradeList, Switches
from spacesedu.lib import clock


class SharingIsOffError(ValueError):
    """A grade list limits URL sharing, which is off."""


class SchoolsError(ValueError):
    """The schools a feature shall be limited to are none, another district's, or beside it."""


class SwitchesMovedError(ValueError):
    """Somebody else has switched something since the person looked."""


@dataclass(frozen=True, slots=True)
class Approval:
    """Who approved a change for the district, and why: what Support was told."""

    by: str
    reason: str
    on: date | None = None
    """The day the district approved; None for the day of the change, in the district's zone."""


@transaction.atomic
def set_switches(
    *,
    district: District,
    switches: Switches,
    approval: Approval,
    by: Actor | System,
    at: datetime,
    seen: frozenset[str] | None = None,
) -> list[str]:
    """Apply everything that was asked for, and return the names of what is different now.

    A value that already holds keeps its row, with the approval it was given under. Other grades or
    schools end the old approval and open a new one. A feature that is switched on again without
    its limits comes back with those it had: switching off and on must not let more pupils in.

    ``seen`` are the ids of the open approvals the person was looking at when they agreed; when
    there are others now, ``SwitchesMovedError`` is raised and nothing changes. A command looks at
    nothing and gives none. Raises ``SharingIsOffError`` for a list of grades while URL sharing is
    and stays off, and ``SchoolsError`` for schools that the feature cannot be limited to.
    """
    # The lock on the district's row makes two operators take turns.
    district = District.objects.select_for_update().get(pk=district.pk)
    turn = _Turn(district, approval, switches, by, at)
    turn.check_seen(seen)
    turn.check_schools()
    changed = [
        feature.value
        for feature, on in switches.features.items()
        if (turn.on(feature) if on else turn.off(feature))
    ]
    if turn.limit_grades():
        changed.append("sharing_grades")
    changed += [f"{feature}_schools" for feature in switches.schools if turn.limit_schools(feature)]
    return changed + [name for name, on in switches.settings.items() if turn.setting(name, on=on)]


@dataclass(frozen=True, slots=True)
class _Turn:
    """One operator's turn at one locked district. Each method tells whether it changed anything."""

    district: District
    approval: Approval
    wanted: Switches
    by: Actor | System
    at: datetime

    def check_seen(self, seen: frozenset[str] | None) -> None:
        current = self.district.approvals.filter(ended_at=None).values_list("id", flat=True)
        if seen is not None and seen != {str(pk) for pk in current}:
            raise SwitchesMovedError(
                _("Somebody has switched something meanwhile. Please look at it again.")
            )

    def check_schools(self) -> None:
        for feature, ids in self.wanted.schools.items():
            words = {"feature": feature.label}
            if feature not in BY_SCHOOL:
                raise SchoolsError(_("%(feature)s is for every school of a district.") % words)
            if ids is None:
                continue
            if not ids:
                raise SchoolsError(_("Choose a school for %(feature)s, or all of them.") % words)
            if self.district.schools.filter(id__in=ids).count() != len(set(ids)):
                raise SchoolsError(_("One of these schools is not in the district."))

    def on(self, feature: Feature) -> bool:
        if self._open(feature) is not None:
            return False
        row = self._begin(feature, self._grades(feature), self._schools(feature))
        self._note("feature.on", row)
        return True

    def off(self, feature: Feature) -> bool:
        row = self._open(feature)
        if row is None:
            return False
        self._end(row)
        self._note("feature.off", row)
        return True

    def limit_grades(self) -> bool:
        if self.wanted.grades is None:
            return False
        row = self._open(Feature.URL_SHARING)
        grades = _listed(self.wanted.grades)
        if row is None and grades is not None:
            raise SharingIsOffError(
                _("sharing_grades limits URL sharing, which is off. Add url_sharing=on.")
            )
        if row is None or row.grades == grades:
            return False
        self._reach(row, grades=grades)
        return True

    def limit_schools(self, feature: Feature) -> bool:
        row = self._open(feature)
        schools = _sorted(self.wanted.schools[feature])
        if row is None and schools is not None:
            raise SchoolsError(_("%(feature)s is off.") % {"feature": feature.label})
        if row is None or row.school_ids == schools:
            return False
        self._reach(row, schools=schools)
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

    def _reach(
        self,
        row: FeatureApproval,
        *,
        grades: list[str] | None = None,
        schools: list[uuid.UUID] | None = None,
    ) -> None:
        self._end(row)
        begun = self._begin(Feature(row.feature), grades, schools)
        self._note("feature.reach_changed", begun, before=noted(ceiling_of(row)))

    def _open(self, feature: Feature) -> FeatureApproval | None:
        return self.district.approvals.filter(feature=feature, ended_at=None).first()

    def _last(self, feature: Feature) -> FeatureApproval | None:
        return self.district.approvals.filter(feature=feature).order_by("-ended_at", "-id").first()

    def _grades(self, feature: Feature) -> list[str] | None:
        """Return the list to begin with: the one asked for, else the one it ended with."""
        if feature is Feature.URL_SHARING and self.wanted.grades is not None:
            return _listed(self.wanted.grades)
        last = self._last(feature)
        return last.grades if last else None

    def _schools(self, feature: Feature) -> list[uuid.UUID] | None:
        """Return the schools to begin with: those asked for, else those it ended with."""
        if feature in self.wanted.schools:
            return _sorted(self.wanted.schools[feature])
        last = self._last(feature)
        return last.school_ids if last else None

    def _begin(
        self, feature: Feature, grades: list[str] | None, schools: list[uuid.UUID] | None
    ) -> FeatureApproval:
        return FeatureApproval.objects.create(
            district=self.district,
            feature=feature,
            grades=grades,
            school_ids=schools,
            approved_by=self.approval.by,
            reason=self.approval.reason,
            approved_on=self.approval.on or clock.local_date(self.at, self.district.zone),
            approved_at=self.at,
        )

    def _end(self, row: FeatureApproval) -> None:
        row.ended_at, row.ended_by, row.end_reason = self.at, self.approval.by, self.approval.reason
        row.save(update_fields=["ended_at", "ended_by", "end_reason"])

    def _note(self, verb: str, row: FeatureApproval, **more: object) -> None:
        # Naming an approver is the confirmation that the district has reviewed the feature
        # against its own policy and passed the advice on.
        detail: dict[str, object] = {
            "feature": row.feature,
            **noted(ceiling_of(row)),
            **more,
            "approved_by": self.approval.by,
            "approved_on": None if self.approval.on is None else self.approval.on.isoformat(),
            "reason": self.approval.reason,
            "policy_review_confirmed": True,
        }
        audit.record(
            verb, by=self.by, at=self.at, district_id=self.district.id, subject=row, detail=detail
        )


def _listed(wanted: GradeList) -> list[str] | None:
    return None if wanted.codes is None else list(wanted.codes)


def _sorted(schools: tuple[uuid.UUID, ...] | None) -> list[uuid.UUID] | None:
    return None if schools is None else sorted(set(schools))
