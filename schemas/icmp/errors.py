"""ICMP messages that report an error in another datagram (RFC 792, 1191, 4884)."""

from __future__ import annotations

from enum import IntEnum

import wirefmt as w
from wirefmt import u8, u16
from wirefmt.schemas.icmp.message import ICMPMessage, Type

__all__ = [
    "DestinationUnreachable",
    "DestinationUnreachableCode",
    "ParameterProblem",
    "Redirect",
    "RedirectCode",
    "SourceQuench",
    "TimeExceeded",
    "TimeExceededCode",
]


class DestinationUnreachableCode(IntEnum):
    """What cannot be reached (RFC 792; 6 to 12: RFC 1122, section 3.2.2.1; 13 to 15: RFC 1812)."""

    NET_UNREACHABLE = 0
    HOST_UNREACHABLE = 1
    PROTOCOL_UNREACHABLE = 2
    PORT_UNREACHABLE = 3
    FRAGMENTATION_NEEDED_AND_DF_SET = 4
    SOURCE_ROUTE_FAILED = 5
    DESTINATION_NETWORK_UNKNOWN = 6
    DESTINATION_HOST_UNKNOWN = 7
    SOURCE_HOST_ISOLATED = 8
    COMMUNICATION_WITH_DESTINATION_NETWORK_PROHIBITED = 9
    COMMUNICATION_WITH_DESTINATION_HOST_PROHIBITED = 10
    NETWORK_UNREACHABLE_FOR_TYPE_OF_SERVICE = 11
    HOST_UNREACHABLE_FOR_TYPE_OF_SERVICE = 12
    COMMUNICATION_ADMINISTRATIVELY_PROHIBITED = 13
    HOST_PRECEDENCE_VIOLATION = 14
    PRECEDENCE_CUTOFF_IN_EFFECT = 15


class RedirectCode(IntEnum):
    """Which datagrams are to go another way (RFC 792, "Redirect Message")."""

    NETWORK = 0
    HOST = 1
    TYPE_OF_SERVICE_AND_NETWORK = 2
    TYPE_OF_SERVICE_AND_HOST = 3


class TimeExceededCode(IntEnum):
    """Which time ran out (RFC 792, "Time Exceeded Message")."""

    TIME_TO_LIVE_EXCEEDED_IN_TRANSIT = 0
    FRAGMENT_REASSEMBLY_TIME_EXCEEDED = 1


class DestinationUnreachable(ICMPMessage, tag=Type.DESTINATION_UNREACHABLE):
    """Destination Unreachable Message (RFC 792; RFC 1191, section 4; RFC 4884, section 4.1).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      type     |      code     |            checksum           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |     unused    |     length    |          next_hop_mtu         |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                     original_datagram ...                     /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 8 bytes or more.

    Not checked here: that the MTU is 0 for other codes; that the length is right; the extension.
    """

    code: DestinationUnreachableCode | int = w.enumerated(u8, open=True)
    """What cannot be reached, and why."""

    unused: bytes = w.pad(1)
    """Zero, ignored by receivers."""

    length: u8 = 0
    """The size of the original datagram in words of 4 bytes; 0 where no extension follows it."""

    next_hop_mtu: u16 = 0
    """The size of the largest datagram that the next hop takes, with code 4; 0 is not known."""

    original_datagram: bytes = w.data(w.rest)
    """The internet header and at least 8 bytes more of the datagram that did not arrive; with a
    length, an `Extension` behind it.
    """


class SourceQuench(ICMPMessage, tag=Type.SOURCE_QUENCH):
    """Source Quench Message: send less (RFC 792; deprecated by RFC 6633).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      type     |      code     |            checksum           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                             unused                            |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                     original_datagram ...                     /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 8 bytes or more.

    Not checked here: that the code is 0.
    """

    unused: bytes = w.pad(4)
    """Zero, ignored by receivers."""

    original_datagram: bytes = w.data(w.rest)
    """The internet header and at least 8 bytes more of the datagram that was too much."""


class Redirect(ICMPMessage, tag=Type.REDIRECT):
    """Redirect Message: another gateway is nearer (RFC 792).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      type     |      code     |            checksum           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                    gateway_internet_address                   |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                     original_datagram ...                     /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 8 bytes or more.

    Not checked here: that the gateway is on the network of the receiver.
    """

    code: RedirectCode | int = w.enumerated(u8, open=True)
    """Which datagrams are meant."""

    gateway_internet_address: w.ipv4
    """Where these datagrams should be sent."""

    original_datagram: bytes = w.data(w.rest)
    """The internet header and at least 8 bytes more of the datagram that took the longer way."""


class TimeExceeded(ICMPMessage, tag=Type.TIME_EXCEEDED):
    """Time Exceeded Message (RFC 792; RFC 4884, section 4.2).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      type     |      code     |            checksum           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |     unused    |     length    |           unused_too          |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                     original_datagram ...                     /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 8 bytes or more.

    Not checked here: that the length is right; the extension.
    """

    code: TimeExceededCode | int = w.enumerated(u8, open=True)
    """Which time ran out."""

    unused: bytes = w.pad(1)
    """Zero, ignored by receivers."""

    length: u8 = 0
    """The size of the original datagram in words of 4 bytes; 0 where no extension follows it."""

    unused_too: bytes = w.pad(2)
    """Zero, ignored by receivers."""

    original_datagram: bytes = w.data(w.rest)
    """The internet header and at least 8 bytes more of the datagram that was discarded; with a
    length, an `Extension` behind it.
    """


class ParameterProblem(ICMPMessage, tag=Type.PARAMETER_PROBLEM):
    """Parameter Problem Message: a header cannot be processed (RFC 792; RFC 4884, section 4.3).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      type     |      code     |            checksum           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |    pointer    |     length    |             unused            |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                     original_datagram ...                     /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 8 bytes or more.

    Not checked here: that the pointer is within the original datagram; that the length is right;
    the extension.
    """

    pointer: u8 = 0
    """With code 0 the offset of the byte of the original header where the error is."""

    length: u8 = 0
    """The size of the original datagram in words of 4 bytes; 0 where no extension follows it."""

    unused: bytes = w.pad(2)
    """Zero, ignored by receivers."""

    original_datagram: bytes = w.data(w.rest)
    """The internet header and at least 8 bytes more of the datagram that was discarded; with a
    length, an `Extension` behind it.
    """
