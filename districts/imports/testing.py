"""Having a look at a service: what a test button says, before anything is imported."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from districts.models import SisConnection, SisProvider
from districts.sis.rest import probe
from districts.sis.sealed import SealBrokenError
from districts.sis.service import service_of


@dataclass(frozen=True, slots=True)
class Look:
    """Whether the service answered as one of its kind, and what it said, one sentence each."""

    worked: bool
    sentences: tuple[str, ...]


def provider_of(connection: SisConnection) -> SisProvider | None:
    """Return the service a connection fetches from."""
    return SisProvider.objects.filter(connection=connection).first()


def look(row: SisProvider) -> Look:
    """Ask the service, for some seconds at most."""
    try:
        seen = probe(service_of(row))
    except SealBrokenError:
        words = _("The stored credentials cannot be opened any more. Type them once more.")
        return Look(worked=False, sentences=(words,))
    return Look(seen.ok, tuple(str(sentence) for sentence in seen.sentences))
