"""BGP-4: the Border Gateway Protocol (RFC 4271), with what speakers have agreed on since.

`BGPMessage` is what stands on a connection; decoding it gives one of its variants. Paths have AS
numbers of two octets or of four, as the OPEN of both sides says (RFC 6793), and a decoder is told::

    decoder = Decoder(BGPMessage, given={"four_octet_as": True})
    for message in decoder.feed(chunk):
        match message:
            case Update(path_attributes=attributes):
                ...

Beside RFC 4271: communities (RFC 1997), route refresh (RFC 2918), extended communities (RFC 4360),
graceful restart (RFC 4724), multiprotocol extensions (RFC 4760), capabilities (RFC 5492), AS
numbers of four octets (RFC 6793). Attributes, capabilities and parameters that are not known are
kept.
"""

from __future__ import annotations

from wirefmt.schemas.bgp.attribute import (
    AttributeType,
    OptionalNonTransitive,
    OptionalTransitive,
    PathAttribute,
    UnknownAttribute,
    WellKnown,
)
from wirefmt.schemas.bgp.extension import (
    As4Aggregator,
    As4Path,
    As4PathSegment,
    As4Speaker,
    Communities,
    ExtendedCommunities,
    MpReachNlri,
    MpUnreachNlri,
    ReachableRoutes,
    UnreachableRoutes,
    WellKnownCommunity,
)
from wirefmt.schemas.bgp.family import (
    AddressFamily,
    IPv4Prefix,
    IPv6Prefix,
    SubsequentAddressFamily,
)
from wirefmt.schemas.bgp.header import (
    BGPMessage,
    ErrorCode,
    Keepalive,
    MessageType,
    Notification,
    RouteRefresh,
)
from wirefmt.schemas.bgp.opening import (
    Capabilities,
    Capability,
    CapabilityCode,
    ForwardingState,
    FourOctetAsCapability,
    GracefulRestartCapability,
    MultiprotocolCapability,
    Open,
    OptionalParameter,
    RouteRefreshCapability,
    UnknownCapability,
    UnknownParameter,
)
from wirefmt.schemas.bgp.standard import (
    Aggregator,
    AsNumber,
    AsPath,
    AtomicAggregate,
    LocalPref,
    MultiExitDisc,
    NextHop,
    Origin,
    OriginCode,
    PathSegment,
    PathSegmentType,
    Speaker,
)
from wirefmt.schemas.bgp.update import (
    Update,
)

__all__ = [
    "AddressFamily",
    "Aggregator",
    "As4Aggregator",
    "As4Path",
    "As4PathSegment",
    "As4Speaker",
    "AsNumber",
    "AsPath",
    "AtomicAggregate",
    "AttributeType",
    "BGPMessage",
    "Capabilities",
    "Capability",
    "CapabilityCode",
    "Communities",
    "ErrorCode",
    "ExtendedCommunities",
    "ForwardingState",
    "FourOctetAsCapability",
    "GracefulRestartCapability",
    "IPv4Prefix",
    "IPv6Prefix",
    "Keepalive",
    "LocalPref",
    "MessageType",
    "MpReachNlri",
    "MpUnreachNlri",
    "MultiExitDisc",
    "MultiprotocolCapability",
    "NextHop",
    "Notification",
    "Open",
    "OptionalNonTransitive",
    "OptionalParameter",
    "OptionalTransitive",
    "Origin",
    "OriginCode",
    "PathAttribute",
    "PathSegment",
    "PathSegmentType",
    "ReachableRoutes",
    "RouteRefresh",
    "RouteRefreshCapability",
    "Speaker",
    "SubsequentAddressFamily",
    "UnknownAttribute",
    "UnknownCapability",
    "UnknownParameter",
    "UnreachableRoutes",
    "Update",
    "WellKnown",
    "WellKnownCommunity",
]
