"""A OneRoster service: where it is, and how it wants to be asked."""

from dataclasses import dataclass, field

SCOPE = "https://purl.imsglobal.org/spec/or/v{version}/scope/roster-core.readonly"
SCOPES = {"1.1": SCOPE.format(version="1p1"), "1.2": SCOPE.format(version="1p2")}
PATHS = {"1.1": "/ims/oneroster/v1p1", "1.2": "/ims/oneroster/rostering/v1p2"}


@dataclass(frozen=True, slots=True)
class ClientCredentials:
    """OAuth 2: a short-lived token from ``token_url``."""

    token_url: str
    client_id: str
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class OAuth1:
    """OAuth 1.0a: every request is signed; ``method`` is HMAC-SHA256 or HMAC-SHA1.

    Without one the first is tried, and the other where the service refuses it.
    """

    key: str
    secret: str = field(repr=False)
    method: str = ""


@dataclass(frozen=True, slots=True)
class Bearer:
    """One token that stays."""

    token: str = field(repr=False)


type Auth = ClientCredentials | OAuth1 | Bearer


@dataclass(frozen=True, slots=True)
class Provider:
    """A service. ``private``: Support has allowed an address inside a private network.

    ``base_url`` is the service's root, or already ends with the path of its version.
    """

    base_url: str
    version: str
    auth: Auth
    private: bool = False

    @property
    def root(self) -> str:
        """Return what the names of collections are put behind, with a slash at the end."""
        base = self.base_url.rstrip("/")
        return base + "/" if "/ims/oneroster" in base else f"{base}{PATHS[self.version]}/"
