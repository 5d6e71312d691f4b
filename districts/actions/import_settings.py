"""What a district sets for its imports: how much is too much, the hours, and quiet days."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, time

from django.db import transaction

from districts import audit
from districts.actor import Actor
from districts.models import District, ImportSettings, QuietDays

_OF_THE_DISTRICT = ("auto_create_associations", "auto_remove_associations")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """Everything that can be set; both ends of the hours, or neither."""

    removed_percent: int
    removed_rows: int
    changed_percent: int
    window_from: time | None
    window_to: time | None
    auto_create_associations: bool
    auto_remove_associations: bool


@transaction.atomic
def change_import_settings(
    *, district: District, wanted: Wishes, by: Actor, at: datetime
) -> list[str]:
    """Make what is ``wanted`` hold, and return the fields that differ now; it changes no record."""
    district = District.objects.select_for_update().get(pk=district.pk)
    row = ImportSettings.objects.filter(district=district).first()
    row = row or ImportSettings(district=district)
    given = asdict(wanted)
    held = {name: getattr(district if name in _OF_THE_DISTRICT else row, name) for name in given}
    changed = [name for name, value in given.items() if value != held[name]]
    if not changed:
        return []
    for name in changed:
        setattr(district if name in _OF_THE_DISTRICT else row, name, given[name])
    row.save()
    if own := [name for name in _OF_THE_DISTRICT if name in changed]:
        district.save(update_fields=own)
    audit.record(
        "import.settings_changed",
        by=by,
        at=at,
        district_id=district.pk,
        subject=district,
        detail={
            "before": {name: _noted(held[name]) for name in changed},
            "after": {name: _noted(given[name]) for name in changed},
        },
    )
    return changed


@transaction.atomic
def add_quiet_days(
    *, district: District, first_day: date, last_day: date, note: str, by: Actor, at: datetime
) -> QuietDays:
    """Let imports remove nothing and send no mail from the first day through the last.

    The same days twice are there once.
    """
    District.objects.select_for_update().get(pk=district.pk)
    span = {"first_day": first_day, "last_day": last_day}
    found = QuietDays.objects.filter(district=district, **span).first()
    if found is not None:
        return found
    row = QuietDays.objects.create(district=district, note=note, **span)
    _note_days("import.quiet_days_added", row, by, at)
    return row


@transaction.atomic
def remove_quiet_days(*, days: QuietDays, by: Actor, at: datetime) -> None:
    """Let imports do on these days what they do on others; removing twice is removing once."""
    row = QuietDays.objects.select_for_update().filter(pk=days.pk).first()
    if row is not None:
        _note_days("import.quiet_days_removed", row, by, at)
        row.delete()


def _note_days(verb: str, row: QuietDays, by: Actor, at: datetime) -> None:
    detail: dict[str, object] = {
        "first_day": row.first_day.isoformat(),
        "last_day": row.last_day.isoformat(),
    }
    audit.record(verb, by=by, at=at, district_id=row.district_id, subject=row, detail=detail)


def _noted(value: object) -> object:
    return value.isoformat(timespec="minutes") if isinstance(value, time) else value
