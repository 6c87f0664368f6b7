"""OPEN, the first message of BGP-4 (RFC 4271, section 4.2), and capabilities (RFC 5492)."""

from __future__ import annotations

from enum import IntEnum

import wirefmt as w
from wirefmt import Message, flag, this, u8, u16, u32
from wirefmt.schemas.bgp.family import Afi, Safi
from wirefmt.schemas.bgp.header import BGPMessage, MessageType

__all__ = [
    "Capabilities",
    "Capability",
    "CapabilityCode",
    "ForwardingState",
    "FourOctetAsCapability",
    "GracefulRestartCapability",
    "MultiprotocolCapability",
    "Open",
    "OptionalParameter",
    "RouteRefreshCapability",
    "UnknownCapability",
    "UnknownParameter",
]

_LEAST_HOLD_TIME = 3
"""The smallest number of seconds that is a hold time and not never (section 4.2)."""


class CapabilityCode(IntEnum):
    """The code of a capability that has a class here."""

    MULTIPROTOCOL = 1
    """RFC 4760, section 8."""

    ROUTE_REFRESH = 2
    """RFC 2918, section 2."""

    GRACEFUL_RESTART = 64
    """RFC 4724, section 3."""

    FOUR_OCTET_AS = 65
    """RFC 6793, section 3."""


class Capability(
    Message, variants=this.code, size=this.length + w.size_of(this["code":"length"]), frozen=True
):
    """Something that the sender is able to do (RFC 5492, section 4).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      code     |     length    |    variant by this.code ...   /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 2 bytes or more.

    Not checked here: that a capability which makes no sense twice stands once.
    """

    code: u8 = w.derived()
    """Which capability it is; see `CapabilityCode`."""

    length: u8 = w.derived()
    """The size of what follows in bytes."""


class MultiprotocolCapability(Capability, tag=CapabilityCode.MULTIPROTOCOL, frozen=True):
    """Multiprotocol extensions: routes of an address family (RFC 4760, section 8).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      code     |     length    |         address_family        |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |    reserved   |subse_addr_fami|
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        subse_addr_fami  subsequent_address_family

    Size: 6 bytes.

    Not checked here: that the reserved byte is zero.
    """

    address_family: Afi
    """AFI: of which network layer routes may be advertised."""

    reserved: u8 = 0
    """Zero; kept as it came."""

    subsequent_address_family: Safi
    """SAFI: more of the address family."""


class RouteRefreshCapability(Capability, tag=CapabilityCode.ROUTE_REFRESH, frozen=True):
    """Route refresh: the sender takes a ROUTE-REFRESH (RFC 2918, section 2).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      code     |     length    |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 2 bytes.

    Not checked here: nothing is left to check.
    """


class ForwardingState(Message, frozen=True):
    """What the sender can do for an address family while it restarts (RFC 4724, section 3).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |         address_family        |subse_addr_fami|f|   reserved  |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        subse_addr_fami  subsequent_address_family
        f                forwarding_state

    Size: 4 bytes.

    Not checked here: that the reserved bits are zero.
    """

    address_family: Afi
    """AFI: for routes of which network layer the graceful restart is supported."""

    subsequent_address_family: Safi
    """SAFI: more of the address family."""

    forwarding_state: flag = False
    """F: the forwarding state was preserved over the last restart."""

    reserved: int = w.bits(7, default=0)
    """Zero; kept as it came."""


class GracefulRestartCapability(Capability, tag=CapabilityCode.GRACEFUL_RESTART, frozen=True):
    """Graceful restart: the sender can mark the end of its routes (RFC 4724, section 3).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      code     |     length    |r|reser|      restart_time     |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                     forwarding_states ...                     /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        r      restart_state
        reser  reserved

    Size: 4 bytes or more.

    Not checked here: that the reserved flags are zero; the second is that of RFC 8538.
    """

    restart_state: flag = False
    """R: the sender has restarted, and its peer is not to wait for it."""

    reserved: int = w.bits(3, default=0)
    """Zero by RFC 4724; kept as it came."""

    restart_time: int = w.bits(12)
    """How long the session may take to come back, in seconds: 0 to 4,095."""

    forwarding_states: list[ForwardingState] = w.array(w.rest, default_factory=list)
    """The address families whose forwarding state can be preserved; none are of the sender's."""


class FourOctetAsCapability(Capability, tag=CapabilityCode.FOUR_OCTET_AS, frozen=True):
    """Support for AS numbers of four octets (RFC 6793, section 3).

    Where both sides have it, AS_PATH and AGGREGATOR have them: decode and encode these with
    `given={"four_octet_as": True}`.

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      code     |     length    |           as_number           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                               |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 6 bytes.

    Not checked here: that the number is not 0 (RFC 7607), and is the peer's.
    """

    as_number: u32
    """The AS number of the sender."""


class UnknownCapability(Capability, tag=..., frozen=True):
    """A capability that has no class here; it is kept.

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      code     |     length    |           value ...           /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 2 bytes or more.

    Not checked here: whatever is in it.
    """

    code: u8 = w.field()
    """Which capability it is, by its number at IANA."""

    value: bytes = w.data(w.rest, default=b"")
    """What the capability says of itself."""


class OptionalParameter(
    Message, variants=this.type, size=this.length + w.size_of(this["type":"length"]), frozen=True
):
    """Optional parameter of an OPEN (RFC 4271, section 4.2).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      type     |     length    |    variant by this.type ...   /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 2 bytes or more.

    Not checked here: nothing is left to check.
    """

    type: u8 = w.derived()
    """Which parameter it is."""

    length: u8 = w.derived()
    """The size of what follows in bytes."""


class Capabilities(OptionalParameter, tag=2, frozen=True):
    """Optional parameter with capabilities; an OPEN may have several (RFC 5492, section 4).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      type     |     length    |        capabilities ...       /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 2 bytes or more.

    Not checked here: nothing is left to check.
    """

    capabilities: list[Capability] = w.array(w.rest)
    """What the sender is able to do."""


class UnknownParameter(OptionalParameter, tag=..., frozen=True):
    """An optional parameter that has no class here; it is kept.

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      type     |     length    |           value ...           /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 2 bytes or more.

    Not checked here: whatever is in it.
    """

    type: u8 = w.field()
    """Which parameter it is, by its number at IANA."""

    value: bytes = w.data(w.rest, default=b"")
    """What the parameter says."""


class Open(BGPMessage, tag=MessageType.OPEN, frozen=True):
    """OPEN: who the sender is, and what it is able to do (RFC 4271, section 4.2).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                                                               |
        +                                                               +
        |                                                               |
        +                             marker                            +
        |                                                               |
        +                                                               +
        |                                                               |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             length            |      type     |    version    |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      my_autonomous_system     |           hold_time           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                         bgp_identifier                        |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |optiona_paramet|            optional_parameters ...            /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        optiona_paramet  optional_parameters size

    Size: 29 to 284 bytes.

    Not checked here: that the identifier and the AS number are acceptable (section 6.2). The
    extended length of RFC 9072, 255 and a parameter of type 255, is not known here.
    """

    version: u8 = w.const(4)
    """The version of the protocol: 4."""

    my_autonomous_system: u16
    """The AS number of the sender; 23,456 if it needs four octets (RFC 6793, section 9)."""

    hold_time: u16 = w.field(check=(this.hold_time == 0) | (this.hold_time >= _LEAST_HOLD_TIME))
    """After so many seconds of silence the session is over: 0, which is never, or at least 3."""

    bgp_identifier: w.ipv4
    """The sender, by one of its addresses."""

    optional_parameters: list[OptionalParameter] = w.array(size=u8, default_factory=list)
    """What is to be negotiated; up to 255 bytes."""
