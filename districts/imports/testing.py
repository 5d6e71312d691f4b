"""Having a look at a service: what a test button says, before anything is imported."""

from dataclasses import dataclass

from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from districts.models import SisConnection, SisProvider


@dataclass(frozen=True, slots=True)
class Look:
    """Whether the service answered as one of its kind, and what it said, one sentence each."""

    worked: bool
    sentences: tuple[str, ...]


def provider_of(connection: SisConnection) -> SisProvider | None:
    """Return the service a connection fetches from."""
    return SisProvider.objects.filter(connection=connection).first()


def look(provider: SisProvider) -> Look:
    """Ask the service, for some seconds at most."""
    try:
        probe = import_string("districts.sis.rest.probe")
    except ImportError:
        return Look(worked=False, sentences=(_("Services cannot be asked here yet."),))
    seen = probe(provider)
    return Look(seen.ok, tuple(seen.sentences))
