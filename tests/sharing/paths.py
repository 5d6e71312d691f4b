"""Public addresses as a browser asks for them."""

from sharing.menu import address_of
from sharing.models import ShareLink


def public_path(link: ShareLink) -> str:
    """Return the link's address below the host."""
    address = address_of(link)
    assert address is not None
    return "/" + address.split("/", 3)[3]
