"""Options of TCP: of one byte, or with a length (RFC 9293, section 3.2, and others)."""

from __future__ import annotations

import wirefmt as w
from wirefmt import Message, flag, this, u8, u16, u32

__all__ = [
    "EndOfOptionList",
    "FastOpenCookie",
    "LongOption",
    "MD5Signature",
    "MaximumSegmentSize",
    "NoOperation",
    "Option",
    "Sack",
    "SackBlock",
    "SackPermitted",
    "Timestamps",
    "UnknownOption",
    "UserTimeout",
    "WindowScale",
]


class Option(Message, variants=this.kind):
    """Option of a segment (RFC 9293, section 3.1).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      kind     |            variant by this.kind ...           /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 1 bytes or more.

    Not checked here: in which segments the option may stand, and how often.
    """

    kind: u8 = w.derived()
    """What the option is."""


class EndOfOptionList(Option, tag=0):
    """End of option list, and all that stands behind it in the header (RFC 9293, section 3.2).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      kind     |                  padding ...                  /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 1 bytes or more.

    Not checked here: that the padding is zeros.
    """

    padding: bytes = w.data(w.rest, default=b"")
    """Zeros up to a multiple of 4 bytes; what a receiver ignores."""


class NoOperation(Option, tag=1):
    """No-operation: aligns the next option (RFC 9293, section 3.2).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+
        |      kind     |
        +-+-+-+-+-+-+-+-+

    Size: 1 byte.

    Not checked here: nothing is left to check.
    """


class LongOption(Option, size=this.length):
    """Option of two bytes or more: all but the first two (RFC 9293, section 3.1).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      kind     |     length    |    variant by this.kind ...   /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 2 bytes or more.

    Not checked here: what `Option` does not check.
    """

    length: u8 = w.derived()
    """The size of the whole option in bytes, kind and length included: 2 or more."""


class MaximumSegmentSize(LongOption, tag=2):
    """Maximum segment size: how much the sender can receive (RFC 9293, section 3.2).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      kind     |     length    |      maximum_segment_size     |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 bytes.

    Not checked here: what `Option` does not check.
    """

    maximum_segment_size: u16
    """The greatest segment without headers, in bytes; in a segment with SYN alone."""


class WindowScale(LongOption, tag=3):
    """Window scale: windows are to be shifted (RFC 7323, section 2.2).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      kind     |     length    |   shift_cnt   |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 3 bytes.

    Not checked here: the shift: above 14 it is to be taken for 14.
    """

    shift_cnt: u8
    """The power of two by which the windows that the sender announces are multiplied: 0 to 14."""


class SackPermitted(LongOption, tag=4):
    """SACK-permitted: the sender takes `Sack` (RFC 2018, section 2).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      kind     |     length    |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 2 bytes.

    Not checked here: what `Option` does not check.
    """


class SackBlock(Message):
    """Block of bytes that arrived, with a gap before it (RFC 2018, section 3).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                           left_edge                           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                           right_edge                          |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 8 bytes.

    Not checked here: that the right edge is behind the left one.
    """

    left_edge: u32
    """The first sequence number of the block."""

    right_edge: u32
    """The sequence number right behind the block."""


class Sack(LongOption, tag=5):
    """SACK: selective acknowledgment (RFC 2018, section 3).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      kind     |     length    |           blocks ...          /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 2 bytes or more.

    Not checked here: that there is a block; that blocks do not overlap.
    """

    blocks: list[SackBlock] = w.array(w.rest)
    """The blocks, that of the newest segment first: up to 4, 3 beside timestamps."""


class Timestamps(LongOption, tag=8):
    """Timestamps: of round trips, and against old segments (RFC 7323, section 3.2).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      kind     |     length    |            ts_value           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                               |         ts_echo_reply         |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                               |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 10 bytes.

    Not checked here: what `Option` does not check.
    """

    ts_value: u32
    """TSval: the clock of the sender."""

    ts_echo_reply: u32
    """TSecr: a TSval of the receiver's, sent back; valid in a segment with ACK."""


class MD5Signature(LongOption, tag=19):
    """MD5 signature (RFC 2385, section 3.0; obsoleted by RFC 5925).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      kind     |     length    |                               |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+                               +
        |                           md5_digest                          |
        +                                                               +
        |                                                               |
        +                                                               +
        |                                                               |
        +                               +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                               |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 18 bytes.

    Not checked here: the digest, which needs the key and the addresses of IP.
    """

    md5_digest: bytes = w.data(16)
    """The digest of the segment and the key that both sides share (section 2.0)."""


class UserTimeout(LongOption, tag=28):
    """User timeout: how long data may stay unacknowledged (RFC 5482, section 3).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      kind     |     length    |g|         user_timeout        |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        g  granularity

    Size: 4 bytes.

    Not checked here: that the timeout is not 0, which is reserved: such an option is to be ignored.
    """

    granularity: flag = False
    """The timeout is in minutes; otherwise in seconds."""

    user_timeout: int = w.bits(15)
    """The timeout, in minutes or seconds: 1 to 32,767; 0 is reserved."""


class FastOpenCookie(LongOption, tag=34):
    """Fast open: a cookie, or the request for one (RFC 7413, section 4.1.1).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      kind     |     length    |           cookie ...          /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 2 bytes or more.

    Not checked here: the size of the cookie: an option whose size is wrong is to be ignored.
    """

    cookie: bytes = w.data(w.rest, default=b"")
    """The cookie, 4 to 16 bytes, an even number; a request is empty."""


class UnknownOption(LongOption, tag=...):
    """Option of any other kind, such as those of MPTCP (RFC 8684), kept as it came.

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      kind     |     length    |            data ...           /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 2 bytes or more.

    Not checked here: the data.
    """

    kind: u8 = w.field()
    """What the option is."""

    data: bytes = w.data(w.rest, default=b"")
    """What the option says."""
