"""IP addresses. `wirefmt` imports this, and with it `ipaddress`, when one of them is asked for."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address
from operator import attrgetter
from typing import Annotated, TypeAlias

from wirefmt._schema.ready import packed

__all__ = ["ipv4", "ipv6"]


def _to_ipv4(octets: bytes) -> IPv4Address:
    return IPv4Address(octets)


def _to_ipv6(octets: bytes) -> IPv6Address:
    return IPv6Address(octets)


def _from_ipv6(address: IPv6Address) -> bytes:
    if address.scope_id is not None:
        message = f"the zone {address.scope_id!r} has no place on the wire"
        raise ValueError(message)
    return address.packed


ipv4: TypeAlias = Annotated[
    IPv4Address, packed("ipv4", 4, IPv4Address, _to_ipv4, attrgetter("packed"))
]
"""An IPv4 address: four bytes."""

ipv6: TypeAlias = Annotated[IPv6Address, packed("ipv6", 16, IPv6Address, _to_ipv6, _from_ipv6)]
"""An IPv6 address: sixteen bytes; one with a zone is refused."""
