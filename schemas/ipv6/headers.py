"""Extension headers: each says what follows it, and holds that (RFC 8200, section 4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final, TypeAlias

import wirefmt as w
from wirefmt import Message, flag, this, u8, u16, u32
from wirefmt.schemas.ipv6.options import Option

__all__ = [
    "NEXT_HEADERS",
    "NO_NEXT_HEADER",
    "Authentication",
    "DestinationOptions",
    "Fragment",
    "HopByHopOptions",
    "OptionsHeader",
    "Payload",
    "Routing",
    "SegmentRouting",
    "SourceRoute",
]

NO_NEXT_HEADER: Final = 59
"""Of a header that nothing follows; bytes that do are to be ignored, and kept (section 4.7)."""

NEXT_HEADERS: Final[Mapping[Any, Any]] = {
    43: "Routing",
    44: "Fragment",
    51: "Authentication",
    60: "DestinationOptions",
    ...: w.data(w.rest),
}
"""What may follow any header, by the `next_header` before it; of other numbers bytes."""

_GREATEST: Final = 65_535
"""The bytes of the longest payload."""


class OptionsHeader(Message):
    """What the two headers have in common that carry options (RFC 8200, sections 4.3 and 4.6).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |  next_header  |  hdr_ext_len  |          options ...          /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                          payload ...                          /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 2 bytes or more.

    Not checked here: that paddings have as many bytes as they need, and no more than 7.
    """

    next_header: u8 = w.field(check=this.next_header != 0)
    """What follows this header; never a hop-by-hop options header (section 4)."""

    hdr_ext_len: u8 = w.derived()
    """The size of this header in units of 8 bytes, the first 8 bytes not counted."""

    options: list[Option] = w.array(size=8 * this.hdr_ext_len + 6)
    """Options, padded by Pad1 and PadN so that the header has a multiple of 8 bytes."""

    payload: Payload = w.choice(this.next_header, NEXT_HEADERS, default=b"")
    """The next header with what it carries in turn, or the bytes of the upper layer."""


class HopByHopOptions(OptionsHeader):
    """Hop-by-hop options header: for every node on the way (RFC 8200, section 4.3).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |  next_header  |  hdr_ext_len  |          options ...          /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                          payload ...                          /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 2 bytes or more.

    Not checked here: what `OptionsHeader` does not check. It stands right behind the header of the
    packet, or is refused.
    """


class DestinationOptions(OptionsHeader):
    """Destination options header: for the destination (RFC 8200, section 4.6).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |  next_header  |  hdr_ext_len  |          options ...          /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                          payload ...                          /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 2 bytes or more.

    Not checked here: what `OptionsHeader` does not check.
    """


class SourceRoute(Message):
    """Type-specific data of routing types 0 and 2 (RFC 2460, section 4.4; RFC 6275, section 6.4).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                            reserved                           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                         addresses ...                         /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 bytes or more.

    Not checked here: that type 2 has one address; that no address is a multicast address.
    """

    reserved: u32 = 0
    """Zero by the standards, kept as it came."""

    addresses: list[w.ipv6] = w.array(w.rest)
    """The nodes to be visited, in order; of type 2 the one home address."""


class SegmentRouting(Message):
    """Type-specific data of routing type 4: segment routing (RFC 8754, section 2).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |   last_entry  |     flags     |              tag              |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                        segment_list ...                       /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                            tlvs ...                           /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 bytes or more.

    Not checked here: the flags, and what the TLVs are.
    """

    last_entry: u8 = w.derived()
    """The index of the last segment in the list: one less than its count."""

    flags: u8 = 0
    """0x20 is the O-flag, for OAM (RFC 9259, section 2.1); all are kept as they came."""

    tag: u16 = 0
    """The class of the packet, the same for packets that share some property; 0 for none."""

    segment_list: list[w.ipv6] = w.array(this.last_entry + 1)
    """The segments from the last of the path to the first."""

    tlvs: bytes = w.data(w.rest, default=b"")
    """Type-length-value objects (section 2.1) as they stand."""


class Routing(Message):
    """Routing header: nodes to be visited on the way (RFC 8200, section 4.4).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |  next_header  |  hdr_ext_len  |  routing_type | segments_left |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                     type_specific_data ...                    /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                          payload ...                          /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 bytes or more.

    Not checked here: that no more segments are left than there are addresses.
    """

    next_header: u8 = w.field(check=this.next_header != 0)
    """What follows this header; never a hop-by-hop options header (section 4)."""

    hdr_ext_len: u8 = w.derived()
    """The size of this header in units of 8 bytes, the first 8 bytes not counted."""

    routing_type: u8
    """The kind of routing header: 0 is deprecated (RFC 5095), 2 for mobile nodes, 4 for segment
    routing.
    """

    segments_left: u8
    """How many of the listed nodes are still to be visited."""

    type_specific_data: Annotated[
        SourceRoute | SegmentRouting | bytes,
        w.choice(
            this.routing_type,
            {0: SourceRoute, 2: SourceRoute, 4: SegmentRouting, ...: w.data(w.rest)},
        ),
    ] = w.sized(8 * this.hdr_ext_len + 4)
    """Data of a format that the routing type determines; of other types as they stand."""

    payload: Payload = w.choice(this.next_header, NEXT_HEADERS, default=b"")
    """The next header with what it carries in turn, or the bytes of the upper layer."""


class Fragment(
    Message,
    check=(
        (this.m_flag == 0) | (w.size_of(this.payload) % 8 == 0),
        8 * this.fragment_offset + w.size_of(this.payload) <= _GREATEST,
    ),
):
    """Fragment header: a piece of a packet too large for the path (RFC 8200, section 4.5).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |  next_header  |    reserved   |     fragment_offset     |res|m|
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                         identification                        |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                          payload ...                          /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        m  m_flag

    Size: 8 bytes or more.

    Not checked here: that the first fragment has all headers (RFC 7112), as far as none was cut;
    that fragments of one packet agree and do not overlap.
    """

    next_header: u8 = w.field(check=this.next_header != 0)
    """What the fragmentable part of the original packet begins with."""

    reserved: u8 = 0
    """Zero by the standard, kept as it came."""

    fragment_offset: int = w.bits(13, default=0)
    """Where in the fragmentable part the piece belongs, in units of 8 bytes: 0 to 8,191."""

    res: int = w.bits(2, default=0)
    """Zero by the standard, kept as it came."""

    m_flag: flag = False
    """There are more fragments; not set in the last one."""

    identification: u32
    """What the fragments of one packet have in common."""

    payload: Payload = w.choice(
        w.select(this.fragment_offset == 0, this.next_header, NO_NEXT_HEADER),
        NEXT_HEADERS,
        default=b"",
    )
    """A piece of the fragmentable part: of the first one, the next header with all that it carries;
    of all others bytes.
    """


class Authentication(Message):
    """Authentication header (RFC 4302, section 2).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |  next_header  |  payload_len  |            reserved           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                   security_parameters_index                   |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                        sequence_number                        |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                   integrity_check_value ...                   /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                          payload ...                          /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 12 bytes or more.

    Not checked here: the integrity check value, which needs a key; that the header has a multiple
    of 8 bytes.
    """

    next_header: u8 = w.field(check=this.next_header != 0)
    """What follows this header; never a hop-by-hop options header (RFC 8200, section 4)."""

    payload_len: u8 = w.derived()
    """The size of this header in words of 4 bytes, the first two not counted (section 2.2)."""

    reserved: u16 = 0
    """Zero by the standard, kept as it came: the check value covers it."""

    security_parameters_index: u32
    """Which security association the packet is of."""

    sequence_number: u32
    """A number that grows by one with each packet of the association."""

    integrity_check_value: bytes = w.data(4 * this.payload_len - 4)
    """The ICV with its padding: a header of IPv6 has a multiple of 8 bytes (section 3.3.3.2.1)."""

    payload: Payload = w.choice(this.next_header, NEXT_HEADERS, default=b"")
    """The next header with what it carries in turn, or the bytes of the upper layer."""


Payload: TypeAlias = Routing | Fragment | Authentication | DestinationOptions | bytes
"""What follows a header: another one, which holds what follows it in turn, or bytes."""
