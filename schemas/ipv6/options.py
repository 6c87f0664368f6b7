"""Options of hop-by-hop and destination options headers (RFC 8200, section 4.2)."""

from __future__ import annotations

import wirefmt as w
from wirefmt import Message, this, u8, u16

__all__ = [
    "HomeAddress",
    "LongOption",
    "Option",
    "Pad1",
    "PadN",
    "RouterAlert",
    "TunnelEncapsulationLimit",
    "UnknownOption",
]


class Option(Message, variants=this.option_type):
    """Option of a hop-by-hop or destination options header (RFC 8200, section 4.2).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |  option_type  |        variant by this.option_type ...        /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 1 bytes or more.

    Not checked here: what a node is to do that does not know the option; where and how often it may
    stand, and on which border (as xn+y).
    """

    option_type: u8 = w.derived()
    """What the option is. The two high bits say what a node does that does not know it: 0 skips it,
    1 discards the packet, 2 and 3 also report that, 3 only to a unicast destination. The third bit
    says that the option data may change on the way.
    """


class Pad1(Option, tag=0):
    """Pad1: one byte of padding, without length and data (RFC 8200, section 4.2).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+
        |  option_type  |
        +-+-+-+-+-+-+-+-+

    Size: 1 byte.

    Not checked here: that PadN stands where more than one byte is padded.
    """


class LongOption(Option, size=this.opt_data_len + 2):
    """Option of two bytes or more: all but Pad1 (RFC 8200, section 4.2).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |  option_type  |  opt_data_len |variant by this.option_type .../
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 2 bytes or more.

    Not checked here: what `Option` does not check.
    """

    opt_data_len: u8 = w.derived()
    """The size of the option data in bytes: 0 to 255."""


class PadN(LongOption, tag=1):
    """PadN: two bytes of padding or more (RFC 8200, section 4.2).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |  option_type  |  opt_data_len |        option_data ...        /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 2 bytes or more.

    Not checked here: that the option data are zeros.
    """

    option_data: bytes = w.data(w.rest, default=b"")
    """Zeros, two fewer than the option is to have in all."""


class TunnelEncapsulationLimit(LongOption, tag=4):
    """Tunnel encapsulation limit: a destination option of tunnels (RFC 2473, section 4.1.1).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |  option_type  |  opt_data_len |tunne_enca_limi|
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        tunne_enca_limi  tunnel_encapsulation_limit

    Size: 3 bytes.

    Not checked here: that it stands in a destination options header.
    """

    tunnel_encapsulation_limit: u8
    """How many more levels of tunnels the packet may be put in."""


class RouterAlert(LongOption, tag=5):
    """Router alert: routers are to look into the packet (RFC 2711, section 2.1).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |  option_type  |  opt_data_len |             value             |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 bytes.

    Not checked here: that it stands in a hop-by-hop options header, on an even offset.
    """

    value: u16
    """For whom: 0 is Multicast Listener Discovery, 1 RSVP, 2 Active Networks; others are IANA's."""


class HomeAddress(LongOption, tag=0xC9):
    """Home address: a destination option of mobile nodes (RFC 6275, section 6.3).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |  option_type  |  opt_data_len |                               |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+                               +
        |                          home_address                         |
        +                                                               +
        |                                                               |
        +                                                               +
        |                                                               |
        +                               +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                               |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 18 bytes.

    Not checked here: that it stands in a destination options header, at 8n+6.
    """

    home_address: w.ipv6
    """The address of the node at home, while it sends from another."""


class UnknownOption(LongOption, tag=...):
    """Option of any other type, such as a jumbo payload (RFC 2675), kept as it came.

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |  option_type  |  opt_data_len |        option_data ...        /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 2 bytes or more.

    Not checked here: the option data. A jumbo payload is not acted on: see `Packet`.
    """

    option_type: u8 = w.field()
    """What the option is, see `Option`."""

    option_data: bytes = w.data(w.rest, default=b"")
    """What the option says."""
