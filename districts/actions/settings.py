"""What a district says about itself: brand, time, languages, names and links of its students."""

from dataclasses import asdict, dataclass
from datetime import datetime
from functools import partial

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from districts import audit
from districts.actor import Actor, System
from districts.models import District
from districts.public_name import PublicNames

# Whose values the audit log repeats: codes, never words a person typed, never a file.
_CODES = {
    *("accent_hue", "language", "languages", "leaver_grace_days", "public_names", "time_zone")
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    """How the district looks; ``logo`` is a name in storage, empty for none."""

    name: str
    accent_hue: int | None
    logo: str | None = None
    """None leaves the logo as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeAndLanguages:
    """When its days begin, and what its pages speak."""

    time_zone: str
    language: str
    languages: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """By which name visitors get to know students."""

    public_names: PublicNames


@dataclass(frozen=True, slots=True, kw_only=True)
class Leavers:
    """How long the links of students stay open whom the SIS no longer lists."""

    leaver_grace_days: int


type Settings = Brand | TimeAndLanguages | Names | Leavers


@transaction.atomic
def change_settings(
    *, district: District, wanted: Settings, by: Actor | System, at: datetime
) -> list[str]:
    """Make what is ``wanted`` hold, and return the fields that differ now; none, nothing is saved.

    Raises ``ValidationError`` with a sentence for each field that is wrong.
    """
    district = District.objects.select_for_update().get(pk=district.pk)
    given = {name: value for name, value in asdict(wanted).items() if value is not None}
    if isinstance(wanted, Brand):
        # Without a colour of its own a district has the product's.
        given["accent_hue"] = wanted.accent_hue
    before = {name: getattr(district, name) for name in given}
    changed = [name for name, value in given.items() if value != before[name]]
    if not changed:
        return []
    for name in changed:
        setattr(district, name, given[name])
    _check(district, changed)
    district.save(update_fields=changed)
    codes = [name for name in changed if name in _CODES]
    detail: dict[str, object] = {
        "changed": changed,
        "before": {name: before[name] for name in codes},
        "after": {name: given[name] for name in codes},
    }
    audit.record(
        "district.changed",
        by=by,
        at=at,
        district_id=district.id,
        subject=district,
        detail=detail,
    )
    if "logo" in changed and before["logo"]:
        transaction.on_commit(partial(default_storage.delete, before["logo"]))
    return changed


def _check(district: District, changed: list[str]) -> None:
    district.clean_fields(
        exclude=[field.name for field in district._meta.fields if field.name not in changed]
    )
    if not set(district.languages) <= dict(settings.LANGUAGES).keys():
        raise ValidationError({"languages": _("The product does not speak one of these.")})
    if district.language not in district.languages:
        raise ValidationError({"language": _("Choose one of the languages that are offered.")})
    district.validate_constraints()
