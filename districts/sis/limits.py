"""What a district has set for its imports, as the pipeline asks for it."""

from datetime import datetime, time, timedelta

from districts.models import District, ImportSettings, QuietDays
from districts.sis.brakes import Thresholds

# Mail that waited for quiet days to end goes in the morning, not at midnight.
MORNING = time(7)
# A year's rollover: classes, grades and leavers change all at once. A person has chosen it.
WAIVED = Thresholds(removed_percent=100, removed_rows=5, changed_percent=100)


def thresholds_of(district: District, *, waive: bool) -> Thresholds:
    """Return how much is too much for one run; ``waive``: a person has lifted the limits for it."""
    if waive:
        return WAIVED
    found = ImportSettings.objects.filter(district=district).first()
    if found is None:
        return Thresholds()
    return Thresholds(found.removed_percent, found.removed_rows, found.changed_percent)


def open_now(district: District, at: datetime) -> bool:
    """Tell whether ``at`` lies in the hours in which the district's packages are taken.

    From 22:00 to 05:00 on the clocks of the district: at 22:00 and at 4:59, not at 5:00.
    """
    found = ImportSettings.objects.filter(district=district).first()
    if found is None or found.window_from is None or found.window_to is None:
        return True
    now = at.astimezone(district.zone).time()
    if found.window_from < found.window_to:
        return found.window_from <= now < found.window_to
    return now >= found.window_from or now < found.window_to


def quiet_until(district: District, at: datetime) -> datetime | None:
    """Return the morning after the quiet days that ``at`` lies in; None on any other day.

    Of the 1st to the 3rd and of the 4th, at the 2nd: seven o'clock of the 5th, on the clocks of the
    district.
    """
    local = at.astimezone(district.zone)
    day = local.date()
    spans = list(
        QuietDays.objects.filter(district=district, last_day__gte=day).values_list(
            "first_day", "last_day"
        )
    )
    end = day
    while covering := [last for first, last in spans if first <= end <= last]:
        end = max(covering) + timedelta(days=1)
    if end == day:
        return None
    return datetime.combine(end, MORNING, tzinfo=district.zone)
