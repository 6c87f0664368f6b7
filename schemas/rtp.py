"""RTP: data packets of the Real-time Transport Protocol (RFC 3550), and header extensions.

`Packet` is what a datagram holds. What is behind its fixed header is told by bits of it: `padding`,
`extension` and `csrc_count` are derived from what the packet has. Header extensions of RFC 8285 are
lists of elements; others are bytes. Packets of RTCP have another format.
"""

from __future__ import annotations

import wirefmt as w
from wirefmt import Message, flag, this, u8, u16, u32

__all__ = [
    "HeaderExtension",
    "OneByteElement",
    "OneByteExtension",
    "OneByteHeader",
    "OneBytePadding",
    "OneByteStop",
    "OtherExtension",
    "Packet",
    "TwoByteElement",
    "TwoByteExtension",
    "TwoByteHeader",
    "TwoBytePadding",
]


class Packet(Message):
    """RTP data packet (RFC 3550, section 5.1).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |ver|p|e|csr_cou|m| payload_type|        sequence_number        |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                           timestamp                           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                              ssrc                             |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                            csrc ...                           /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                     header_extension? ...                     /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                          payload ...                          /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                      padding_octets? ...                      /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        | padding_count?|
        +-+-+-+-+-+-+-+-+
        ver      version
        p        padding
        e        extension
        csr_cou  csrc_count
        m        marker

    Size: 12 bytes or more.

    Not checked here: what the payload type says of the payload; whether this is a packet of RTCP,
    which would have the marker and a payload type of 64 to 95 (RFC 5761, section 4). A packet of
    SRTP (RFC 3711) is to be decrypted before: the count of its padding is encrypted, too.
    """

    version: int = w.const(2, w.bits(2))
    """V: 2."""

    padding: flag = w.derived()
    """P: whether padding octets stand at the end."""

    extension: flag = w.derived()
    """X: whether a header extension stands behind the CSRC list."""

    csrc_count: int = w.derived(w.bits(4))
    """CC: how many contributing sources there are: 0 to 15."""

    marker: flag = False
    """M: marks what the profile says, such as the end of a picture."""

    payload_type: int = w.bits(7)
    """PT: the format of the payload, as the profile has it (RFC 3551), or as it was agreed."""

    sequence_number: u16
    """One more with each packet, from a random start on; 0 follows 65,535."""

    timestamp: u32
    """When the first octet of the payload was sampled, in units that the payload's format has."""

    ssrc: u32
    """Synchronization source: who sends this; random, and one of its kind in a session."""

    csrc: list[u32] = w.array(this.csrc_count, default_factory=list)
    """CSRC list: the sources that a mixer made the payload of."""

    header_extension: HeaderExtension | None = w.field(when=this.extension, default=None)
    """What may be ignored by those who do not know it (section 5.3.1)."""

    payload: bytes = w.data(w.rest, default=b"")
    """What is transported."""

    padding_octets: bytes | None = w.data(
        w.peek(u8, at=-1) - 1, when=this.padding, default=None, max=254
    )
    """Octets that are to be ignored, the last one of them not among these; kept as they came."""

    padding_count: u8 | None = w.derived(u8, w.size_of(this.padding_octets) + 1, when=this.padding)
    """The last of the padding octets: how many they are, itself included: 1 to 255."""


class HeaderExtension(Message, variants=this.defined_by_profile, size=4 * this.length + 4):
    """Header extension: what stands before its data (RFC 3550, section 5.3.1).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |       defined_by_profile      |             length            |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /             variant by this.defined_by_profile ...            /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 bytes or more.

    Not checked here: whether the session has agreed on this form.
    """

    defined_by_profile: u16 = w.derived()
    """What kind of extension this is, as the profile or RFC 8285 says."""

    length: u16 = w.derived()
    """The size of the extension in words of 4 bytes, these first 4 bytes not counted."""


class OneByteHeader(Message, variants=(this.id, this.len)):
    """One-byte header: what an element of `OneByteExtension` begins with (RFC 8285, section 4.2).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |   id  |  len  |        variant by this.id, this.len ...       /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 1 bytes or more.

    Not checked here: nothing is left to check.
    """

    id: int = w.derived(w.bits(4))
    """Local identifier: which extension this is, as the session has agreed."""

    len: int = w.derived(w.bits(4))
    """The size of the data in bytes, less 1."""


class OneByteElement(OneByteHeader, tag=(range(1, 15), ...)):
    """Extension element of 1 to 16 bytes (RFC 8285, section 4.2).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |   id  |  len  |                    data ...                   /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 2 to 17 bytes.

    Not checked here: what the data is.
    """

    id: int = w.bits(4)
    """Local identifier: 1 to 14."""

    len: int = w.derived(w.bits(4), w.size_of(this.data) - 1)
    """The size of the data in bytes, less 1."""

    data: bytes = w.data(this.len + 1, min=1, max=16)
    """What the element says."""


class OneBytePadding(OneByteHeader, tag=(0, 0)):
    """Padding byte, between elements or behind the last one (RFC 8285, section 4.1.2).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+
        |   id  |  len  |
        +-+-+-+-+-+-+-+-+

    Size: 1 byte.

    Not checked here: nothing is left to check.
    """


class OneByteStop(OneByteHeader, tag={(0, range(1, 16)), (15, ...)}):
    """What no element begins with: the end of all elements (RFC 8285, sections 4.1.2 and 4.2).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |   id  |  len  |                    data ...                   /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 1 bytes or more.

    Not checked here: what the bytes are.
    """

    id: int = w.bits(4)
    """15, which is reserved; or 0, with a `len` that is not 0."""

    len: int = w.bits(4)
    """To be ignored."""

    data: bytes = w.data(w.rest, default=b"")
    """What is left of the extension."""


class OneByteExtension(HeaderExtension, tag=0xBEDE):
    """Header extension of elements with one-byte headers (RFC 8285, section 4.2).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |       defined_by_profile      |             length            |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                          elements ...                         /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 bytes or more.

    Not checked here: that no identifier occurs twice where that makes no sense.
    """

    elements: list[OneByteHeader] = w.array(w.rest)
    """Elements, and padding bytes up to a multiple of 4 bytes."""


class TwoByteHeader(Message, variants=this.id):
    """Two-byte header: what an element of `TwoByteExtension` begins with (RFC 8285, section 4.3).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |       id      |             variant by this.id ...            /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 1 bytes or more.

    Not checked here: nothing is left to check.
    """

    id: u8 = w.derived()
    """Local identifier: which extension this is, as the session has agreed."""


class TwoByteElement(TwoByteHeader, tag=range(1, 256)):
    """Extension element of up to 255 bytes (RFC 8285, section 4.3).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |       id      |     length    |            data ...           /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 2 bytes or more.

    Not checked here: what the data is.
    """

    id: u8 = w.field()
    """Local identifier: 1 to 255."""

    length: u8 = w.derived()
    """The size of the data in bytes."""

    data: bytes = w.data(this.length)
    """What the element says."""


class TwoBytePadding(TwoByteHeader, tag=0):
    """Padding byte, between elements or behind the last one (RFC 8285, section 4.1.2).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+
        |       id      |
        +-+-+-+-+-+-+-+-+

    Size: 1 byte.

    Not checked here: nothing is left to check.
    """


class TwoByteExtension(HeaderExtension, tag=range(0x1000, 0x1010)):
    """Header extension of elements with two-byte headers (RFC 8285, section 4.3).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |       defined_by_profile      |             length            |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                          elements ...                         /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 bytes or more.

    Not checked here: that no identifier occurs twice where that makes no sense.
    """

    defined_by_profile: u16 = w.field(default=0x1000)
    """0x100, and 4 bits for the application (`appbits`)."""

    elements: list[TwoByteHeader] = w.array(w.rest)
    """Elements, and padding bytes up to a multiple of 4 bytes."""


class OtherExtension(HeaderExtension, tag=...):
    """Header extension of a form that a profile says (RFC 3550, section 5.3.1).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |       defined_by_profile      |             length            |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                            data ...                           /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 bytes or more.

    Not checked here: what the data is.
    """

    defined_by_profile: u16 = w.field()
    """What the profile says, such as an identifier."""

    data: bytes = w.data(w.rest)
    """Words of 4 bytes."""
