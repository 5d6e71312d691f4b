"""A stored service as it is asked: its row with the credentials opened."""

from districts.models import ProviderAuth, SisProvider
from districts.sis.rest.provider import Auth, Bearer, ClientCredentials, OAuth1, Provider
from districts.sis.sealed import Credentials, unseal


def service_of(row: SisProvider) -> Provider:
    """Return the service; raises ``SealBrokenError`` where no key opens its credentials."""
    return Provider(
        base_url=row.base_url,
        version=row.version,
        auth=_auth(row, unseal(row.sealed)),
        private=bool(row.private_host_by),
    )


def _auth(row: SisProvider, known: Credentials) -> Auth:
    match row.auth:
        case ProviderAuth.CLIENT_CREDENTIALS:
            return ClientCredentials(row.token_url, known.key, known.secret)
        case ProviderAuth.OAUTH1:
            return OAuth1(known.key, known.secret)
        case _:
            return Bearer(known.secret)
