"""ICMP: the Internet Control Message Protocol (RFC 792), with what later RFCs add to it.

`ICMPMessage` is what an IPv4 datagram of protocol 1 carries; decoding it gives one of its variants.
They are those of RFC 792, the address mask of RFC 950, router discovery (RFC 1256), the next-hop
MTU (RFC 1191) and the extensions of error messages (RFC 4884).
"""

from __future__ import annotations

from wirefmt.schemas.icmp.errors import (
    DestinationUnreachable,
    DestinationUnreachableCode,
    ParameterProblem,
    Redirect,
    RedirectCode,
    SourceQuench,
    TimeExceeded,
    TimeExceededCode,
)
from wirefmt.schemas.icmp.message import (
    Extension,
    ExtensionObject,
    ICMPMessage,
    OtherMessage,
    Type,
)
from wirefmt.schemas.icmp.queries import (
    AddressMaskReply,
    AddressMaskRequest,
    Echo,
    EchoReply,
    InformationReply,
    InformationRequest,
    QueryMessage,
    RouterAddress,
    RouterAdvertisement,
    RouterSolicitation,
    Timestamp,
    TimestampReply,
)

__all__ = [
    "AddressMaskReply",
    "AddressMaskRequest",
    "DestinationUnreachable",
    "DestinationUnreachableCode",
    "Echo",
    "EchoReply",
    "Extension",
    "ExtensionObject",
    "ICMPMessage",
    "InformationReply",
    "InformationRequest",
    "OtherMessage",
    "ParameterProblem",
    "QueryMessage",
    "Redirect",
    "RedirectCode",
    "RouterAddress",
    "RouterAdvertisement",
    "RouterSolicitation",
    "SourceQuench",
    "TimeExceeded",
    "TimeExceededCode",
    "Timestamp",
    "TimestampReply",
    "Type",
]
