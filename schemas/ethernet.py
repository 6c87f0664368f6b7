"""Ethernet: MAC frames (IEEE 802.3, clause 3; Ethernet II) and VLAN tags (IEEE 802.1Q, clause 9).

`Frame` is what stands on the wire between its preamble and its frame check sequence. Each tag holds
what stands behind it, so that any number of them is one pattern::

    match decode(Frame, data):
        case Frame(content=VLANTag(vid=vid, content=EthernetII(type=EtherType.IPV4) as inner)):
            ...
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from typing import Any, Final, TypeAlias

import wirefmt as w
from wirefmt import Message, flag, this, u16

__all__ = ["IEEE8023", "TPID", "Content", "EtherType", "EthernetII", "Frame", "VLANTag"]


class TPID(IntEnum):
    """Tag protocol identifier: which kind of VLAN tag this is (IEEE 802.1Q, clause 9)."""

    CUSTOMER = 0x8100
    """C-TAG, of customers' networks."""

    SERVICE = 0x88A8
    """S-TAG, of a provider's network, around those of its customers (first in IEEE 802.1ad)."""

    QINQ = 0x9100
    """What bridges had for the outer of two tags before 802.1ad; in no standard."""


class EtherType(IntEnum):
    """Which protocol the MAC client's data is of (IEEE's registry; a selection)."""

    IPV4 = 0x0800
    ARP = 0x0806
    IPV6 = 0x86DD
    MAC_CONTROL = 0x8808
    SLOW_PROTOCOLS = 0x8809
    MPLS = 0x8847
    """With a label that the one who is downstream assigned."""

    MPLS_UPSTREAM = 0x8848
    """With a label that the one who is upstream assigned (RFC 5332)."""

    PPPOE_DISCOVERY = 0x8863
    PPPOE_SESSION = 0x8864
    EAPOL = 0x888E
    LLDP = 0x88CC
    MACSEC = 0x88E5
    PTP = 0x88F7


_LENGTH_TYPE: Final = w.peek(u16)
_GREATEST_LENGTH: Final = 1500
_LEAST_TYPE: Final = 0x0600

# What the Length/Type field says (802.3, clause 3.2.6): a tag follows, or a length, or a type.
_WHICH: Final = w.select(
    w.one_of(_LENGTH_TYPE, *TPID), 0, w.select(_LENGTH_TYPE <= _GREATEST_LENGTH, 1, 2)
)
_CONTENTS: Final[Mapping[Any, Any]] = {0: "VLANTag", 1: "IEEE8023", 2: "EthernetII"}


class Frame(Message):
    """MAC frame (IEEE 802.3, clause 3.1.1).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                      destination_address                      |
        +                               +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                               |                               |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+                               +
        |                         source_address                        |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                          content ...                          /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 14 bytes or more.

    Not checked here: the frame check sequence. Captures have none as a rule; four bytes of it would
    be taken for the last of the data, or of the padding. Neither is that the frame has the least
    size, 60 bytes without the check sequence: encode adds no padding.
    """

    destination_address: w.mac
    """Whom the frame is for: one station, or with the lowest bit of the first byte, a group."""

    source_address: w.mac
    """The station that sends the frame."""

    content: Content = w.choice(_WHICH, _CONTENTS)
    """From the Length/Type field on: a tag with what stands behind it, or data."""


class VLANTag(Message):
    """VLAN tag and what it is put in front of (IEEE 802.1Q, clause 9).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |              tpid             | pcp |d|          vid          |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                          content ...                          /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        d  dei

    Size: 6 bytes or more.

    Not checked here: the order of tags; that the VLAN identifier is not 0xFFF, which is reserved.
    """

    tpid: TPID = w.enumerated(u16, default=TPID.CUSTOMER)
    """Tag protocol identifier: the kind of tag."""

    pcp: int = w.bits(3, default=0)
    """Priority code point: 0 to 7."""

    dei: flag = False
    """Drop eligible indicator; in old C-TAGs the canonical format indicator."""

    vid: int = w.bits(12)
    """VLAN identifier: 1 to 4,094, or 0 where the tag gives a priority alone."""

    content: Content = w.choice(_WHICH, _CONTENTS)
    """From the next Length/Type field on: another tag, or data."""


class IEEE8023(Message):
    """Length and data of the MAC client, which is LLC (IEEE 802.3, clause 3.2.6).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             length            |      mac_client_data ...      /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                            pad ...                            /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 2 bytes or more.

    Not checked here: what the data is; it begins with a header of LLC (IEEE 802.2).
    """

    length: u16 = w.derived()
    """The size of the data in bytes: 0 to 1,500."""

    mac_client_data: bytes = w.data(this.length, max=_GREATEST_LENGTH)
    """What the MAC client sent."""

    pad: bytes = w.data(w.rest, default=b"")
    """What fills the frame up to its least size: any bytes, kept as they came."""


class EthernetII(Message):
    """Type and data of the MAC client (IEEE 802.3, clause 3.2.6; Ethernet II).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |              type             |      mac_client_data ...      /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 2 bytes or more.

    Not checked here: where the data ends and padding begins, which its protocol alone can tell.
    """

    type: EtherType | int = w.enumerated(u16, open=True, check=this.type >= _LEAST_TYPE)
    """EtherType, the protocol of the data: 0x0600 or more. 1,501 to 0x05FF are neither a length nor
    a type, and are refused.
    """

    mac_client_data: bytes = w.data(w.rest)
    """What the MAC client sent, and what fills the frame up to its least size."""


Content: TypeAlias = VLANTag | EthernetII | IEEE8023
"""What follows the addresses, or a tag."""
