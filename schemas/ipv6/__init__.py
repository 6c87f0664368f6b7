"""IPv6: the Internet Protocol, version 6, and its extension headers (RFC 8200).

`Packet` is what stands on the wire. Each extension header is the payload of what stands before it,
so that the whole chain is one pattern::

    match decode(Packet, data):
        case Packet(payload=HopByHopOptions(payload=Fragment(payload=bytes(piece)))):
            ...
"""

from __future__ import annotations

from wirefmt.schemas.ipv6.headers import (
    NO_NEXT_HEADER,
    Authentication,
    DestinationOptions,
    Fragment,
    HopByHopOptions,
    OptionsHeader,
    Payload,
    Routing,
    SegmentRouting,
    SourceRoute,
)
from wirefmt.schemas.ipv6.options import (
    HomeAddress,
    LongOption,
    Option,
    Pad1,
    PadN,
    RouterAlert,
    TunnelEncapsulationLimit,
    UnknownOption,
)
from wirefmt.schemas.ipv6.packet import Packet, PseudoHeader

__all__ = [
    "NO_NEXT_HEADER",
    "Authentication",
    "DestinationOptions",
    "Fragment",
    "HomeAddress",
    "HopByHopOptions",
    "LongOption",
    "Option",
    "OptionsHeader",
    "Packet",
    "Pad1",
    "PadN",
    "Payload",
    "PseudoHeader",
    "RouterAlert",
    "Routing",
    "SegmentRouting",
    "SourceRoute",
    "TunnelEncapsulationLimit",
    "UnknownOption",
]
