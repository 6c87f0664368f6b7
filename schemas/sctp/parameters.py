"""Parameters of SCTP's chunks: optional and variable-length fields (RFC 9260, section 3.2.1)."""

from __future__ import annotations

import wirefmt as w
from wirefmt import Message, this, u16, u32

__all__ = [
    "CookiePreservative",
    "EcnCapable",
    "HeartbeatInfo",
    "HostNameAddress",
    "IPv4Address",
    "IPv6Address",
    "Parameter",
    "StateCookie",
    "SupportedAddressTypes",
    "UnknownParameter",
    "UnrecognizedParameter",
]


class Parameter(Message, variants=this.parameter_type, size=this.parameter_length):
    """Parameter of a chunk (RFC 9260, section 3.2.1).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |         parameter_type        |        parameter_length       |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /               variant by this.parameter_type ...              /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 bytes or more.

    Not checked here: in which chunks the parameter may stand, and how often.
    """

    parameter_type: u16 = w.derived()
    """What the parameter is. The two high bits say what a receiver does that does not know it: 0
    and 1 stop at it, 2 and 3 skip it; 1 and 3 also report it.
    """

    parameter_length: u16 = w.derived()
    """The size of the parameter in bytes without padding: 4 or more."""


class HeartbeatInfo(Parameter, tag=1):
    """Heartbeat info: what a heartbeat takes along and brings back (RFC 9260, section 3.3.5).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |         parameter_type        |        parameter_length       |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                   heartbeat_information ...                   /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 bytes or more.

    Not checked here: what `Parameter` does not check.
    """

    heartbeat_information: bytes = w.data(w.rest)
    """Whatever its sender needs, such as the time and the destination address."""


class IPv4Address(Parameter, tag=5):
    """IPv4 address of the sender (RFC 9260, section 3.3.2.1.1).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |         parameter_type        |        parameter_length       |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                          ipv4_address                         |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 8 bytes.

    Not checked here: what `Parameter` does not check.
    """

    ipv4_address: w.ipv4
    """An address at which the sender can be reached beside the one it sends from."""


class IPv6Address(Parameter, tag=6):
    """IPv6 address of the sender (RFC 9260, section 3.3.2.1.2).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |         parameter_type        |        parameter_length       |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                                                               |
        +                                                               +
        |                                                               |
        +                          ipv6_address                         +
        |                                                               |
        +                                                               +
        |                                                               |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 20 bytes.

    Not checked here: that it is no IPv4-mapped address.
    """

    ipv6_address: w.ipv6
    """An address at which the sender can be reached beside the one it sends from."""


class StateCookie(Parameter, tag=7):
    """State cookie, in an INIT ACK alone (RFC 9260, section 3.3.3.1).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |         parameter_type        |        parameter_length       |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                           cookie ...                          /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 bytes or more.

    Not checked here: what `Parameter` does not check.
    """

    cookie: bytes = w.data(w.rest)
    """All that the sender needs to make the association, and its authentication code."""


class UnrecognizedParameter(Parameter, tag=8):
    """Unrecognized parameter of an INIT, in the INIT ACK (RFC 9260, section 3.3.3.1).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |         parameter_type        |        parameter_length       |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                   unrecognized_parameter ...                  /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 bytes or more.

    Not checked here: that the bytes are a parameter; `Parameter` decodes it.
    """

    unrecognized_parameter: bytes = w.data(w.rest)
    """The parameter: its type, length and value, as they came."""


class CookiePreservative(Parameter, tag=9):
    """Cookie preservative: a longer life is asked for the cookie (RFC 9260, section 3.3.2.1.3).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |         parameter_type        |        parameter_length       |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |              suggested_cookie_life_span_increment             |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 8 bytes.

    Not checked here: what `Parameter` does not check.
    """

    suggested_cookie_life_span_increment: u32
    """By how much, in milliseconds."""


class HostNameAddress(Parameter, tag=11):
    """Host name address, which is deprecated (RFC 9260, section 3.3.2.1.4).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |         parameter_type        |        parameter_length       |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                         host_name ...                         /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 bytes or more.

    Not checked here: the host name, and that it ends in a zero.
    """

    host_name: bytes = w.data(w.rest)
    """A name that ends in at least one zero (RFC 1123)."""


class SupportedAddressTypes(Parameter, tag=12):
    """Supported address types of the sender (RFC 9260, section 3.3.2.1.5).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |         parameter_type        |        parameter_length       |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                       address_types ...                       /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 bytes or more.

    Not checked here: that the numbers are those of addresses.
    """

    address_types: list[u16] = w.array(w.rest)
    """The types of the parameters of the addresses: 5 for IPv4, 6 for IPv6."""


class EcnCapable(Parameter, tag=0x8000):
    """ECN capable: the sender knows explicit congestion notification (RFC 4960, appendix A).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |         parameter_type        |        parameter_length       |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 bytes.

    Not checked here: what `Parameter` does not check; RFC 9260 reserves the number for it.
    """


class UnknownParameter(Parameter, tag=...):
    """Parameter of any other type, kept as it came.

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |         parameter_type        |        parameter_length       |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                      parameter_value ...                      /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 bytes or more.

    Not checked here: the value.
    """

    parameter_type: u16 = w.field()
    """What the parameter is, see `Parameter`."""

    parameter_value: bytes = w.data(w.rest, default=b"")
    """What the parameter says."""
