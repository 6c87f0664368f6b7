"""Information elements of GTP-U's signalling messages (3GPP TS 29.281, section 8)."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address

import wirefmt as w
from wirefmt import Message, this, u8, u16, u32

__all__ = [
    "ExtensionHeaderTypeList",
    "GTPUPeerAddress",
    "InformationElement",
    "LongElement",
    "OtherElement",
    "PrivateExtension",
    "Recovery",
    "TunnelEndpointIdentifierDataI",
]


class InformationElement(Message, variants=this.type):
    """Information element of a signalling message (section 8.1).

    Below 128 types have a fixed size (TV); from 128 on a length follows the type (TLV).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      type     |            variant by this.type ...           /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 2 bytes or more.

    Not checked here: nothing is left to check. A type below 128 that has no class here is refused,
    since nothing says where such an element ends.
    """

    type: u8 = w.derived()
    """What the element is about (section 8.1, table 8.1-1)."""


class Recovery(InformationElement, tag=14):
    """How often the sender has restarted (section 8.2).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      type     |restart_counter|
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 2 bytes.

    Not checked here: that it is 0, as a sender of GTP-U shall set it.
    """

    restart_counter: u8 = 0
    """The restart counter; 0, and ignored by receivers."""


class TunnelEndpointIdentifierDataI(InformationElement, tag=16):
    """The TEID that a G-PDU was for (section 8.3).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      type     |       tunnel_endpoint_identifier_data_i       |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |               |
        +-+-+-+-+-+-+-+-+

    Size: 5 bytes.

    Not checked here: nothing is left to check.
    """

    tunnel_endpoint_identifier_data_i: u32
    """The TEID of the G-PDU for which the sender has no context."""


class GTPUPeerAddress(InformationElement, tag=133):
    """The address to which a G-PDU was sent (section 8.4).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      type     |     gtp_u_peer_address tag    |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                     gtp_u_peer_address ...                    /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 7 to 19 bytes.

    Not checked here: nothing is left to check.
    """

    gtp_u_peer_address: IPv4Address | IPv6Address = w.choice(u16, {4: w.ipv4, 16: w.ipv6})
    """The address: its length tells which kind it is, 4 for IPv4 or 16 for IPv6."""


class ExtensionHeaderTypeList(InformationElement, tag=141):
    """The extension headers that the sender supports (section 8.5).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      type     |exten_head_type|   extension_header_types ...  /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        exten_head_type  extension_header_types count

    Size: 2 to 257 bytes.

    Not checked here: that no type stands twice. The length has one byte, unlike that of others.
    """

    extension_header_types: list[u8] = w.array(u8)
    """The types, each an `ExtensionHeaderType`."""


class LongElement(InformationElement, size=this.length + 3):
    """Information element with a length (section 8.1).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      type     |             length            |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                    variant by this.type ...                   /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 3 bytes or more.

    Not checked here: nothing is left to check.
    """

    length: u16 = w.derived()
    """The size in bytes of what follows the length."""


class PrivateExtension(LongElement, tag=255):
    """What a vendor adds to a message (section 8.6).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      type     |             length            |extensi_identif|
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |               |              extension_value ...              /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        extensi_identif  extension_identifier

    Size: 5 bytes or more.

    Not checked here: the value.
    """

    extension_identifier: u16
    """The vendor: an SMI network management private enterprise code of IANA."""

    extension_value: bytes = w.data(w.rest, default=b"")
    """What the vendor says."""


class OtherElement(LongElement, tag=range(128, 256)):
    """Information element with a length that has no class of its own here.

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      type     |             length            |   value ...   /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 3 bytes or more.

    Not checked here: the value.
    """

    type: u8 = w.field()
    """What the element is about: 128 to 254."""

    value: bytes = w.data(w.rest, default=b"")
    """What the element says."""
