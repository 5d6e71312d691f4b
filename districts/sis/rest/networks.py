"""Which addresses may be asked. Pure: an address in.

What is wrapped in another address, as the ways from IPv6 to IPv4 do it, is never asked: nobody runs
a service there, and each such way has been a way around a check like this one.
"""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

type Address = IPv4Address | IPv6Address

_SHARED = ip_network("100.64.0.0/10")  # between a provider of access and its customers
_WRAPPED = tuple(
    map(
        ip_network,
        (
            *("::/96", "::ffff:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "2002::/16"),
            "192.88.99.0/24",  # where the last of these ways begins
        ),
    )
)
_TEREDO = ip_network("2001::/32")
# Where clouds give out the keys of their machines, beside 169.254.169.254, and what else
# they keep next to it.
_KEYS = tuple(
    map(
        ip_network,
        (
            *("100.100.100.200", "168.63.129.16", "192.0.0.192"),
            *("fd00:ec2::/32", "fd20:ce::254", "fd00:c1::a9fe:a9fe"),
            *("fd00:42::42", "fd00:a9fe:a9fe::1", "fd00:100::100:200"),
        ),
    )
)


def may_be_asked(address: Address, *, private: bool) -> bool:
    """Tell whether a service may be there: on the internet, or where it is allowed inside.

    127.0.0.1 and 10.0.0.8 are inside; 169.254.169.254 and 0.0.0.0 are never asked.
    """
    if address == ip_address("::1"):
        return private
    if any(address in network for network in (*_WRAPPED, _TEREDO)) or _nowhere(address):
        return False
    inside = address.is_private or address in _SHARED
    return private if inside else address.is_global


def _nowhere(address: Address) -> bool:
    """Tell whether no service of anybody can have this address."""
    return (
        address.is_unspecified
        or address.is_multicast
        or address.is_link_local
        or (address.is_reserved and not address.is_loopback)
        or (isinstance(address, IPv6Address) and address.is_site_local)
        or any(address in network for network in _KEYS)
    )
