"""What all messages of GTP-U share: the header, its optional part and the extension headers."""

from __future__ import annotations

from enum import IntEnum

import wirefmt as w
from wirefmt import Message, flag, item, this, u8, u16, u32

__all__ = [
    "ExtensionHeader",
    "ExtensionHeaderType",
    "GTPUMessage",
    "MessageType",
    "OptionalFields",
    "OtherMessage",
]


class MessageType(IntEnum):
    """The message types of GTP-U that have a class here (section 6.1)."""

    ECHO_REQUEST = 1
    ECHO_RESPONSE = 2
    ERROR_INDICATION = 26
    SUPPORTED_EXTENSION_HEADERS_NOTIFICATION = 31
    END_MARKER = 254
    G_PDU = 255


class ExtensionHeaderType(IntEnum):
    """What an extension header is about (section 5.2.1)."""

    NO_MORE_EXTENSION_HEADERS = 0x00
    LONG_PDCP_PDU_NUMBER_OPTIONAL = 0x03
    SERVICE_CLASS_INDICATOR = 0x20
    UDP_PORT = 0x40
    RAN_CONTAINER = 0x81
    LONG_PDCP_PDU_NUMBER = 0x82
    XW_RAN_CONTAINER = 0x83
    NR_RAN_CONTAINER = 0x84
    PDU_SESSION_CONTAINER = 0x85
    PDCP_PDU_NUMBER = 0xC0


class ExtensionHeader(Message):
    """Extension header; what it is about, the header before it says (section 5.2.1).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |     length    |                  content ...                  /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |nex_ext_hea_typ|
        +-+-+-+-+-+-+-+-+
        nex_ext_hea_typ  next_extension_header_type

    Size: 2 bytes or more.

    Not checked here: whether the content is what its type says.
    """

    length: u8 = w.derived()
    """The size of the extension header in units of 4 bytes: 1 to 255."""

    content: bytes = w.data(4 * this.length - 2)
    """What the header says: 2 bytes, or 4 more than that, and so on."""

    next_extension_header_type: u8 = ExtensionHeaderType.NO_MORE_EXTENSION_HEADERS
    """What the extension header behind this one is about, an `ExtensionHeaderType`; 0: none is."""


class OptionalFields(Message):
    """Optional part of the header: all three fields, if any of E, S and PN is set (section 5.1).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |        sequence_number        |  n_pdu_number |nex_ext_hea_typ|
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        nex_ext_hea_typ  next_extension_header_type

    Size: 4 bytes.

    Not checked here: that a field whose flag is not set is left at 0; it means nothing then.
    """

    sequence_number: u16 = 0
    """The sequence number; it means something if S is set."""

    n_pdu_number: u8 = 0
    """The number that handovers of the acknowledged mode need; it means something if PN is set."""

    next_extension_header_type: u8 = ExtensionHeaderType.NO_MORE_EXTENSION_HEADERS
    """What the first extension header is about, an `ExtensionHeaderType`; 0: there is none.

    It means something if E is set.
    """


class GTPUMessage(Message, variants=this.message_type, size=this.length + 8):
    """GTP-U message: the header, and what its type adds (section 5.1).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |versi|p|s|e|s|p|  message_type |             length            |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                              teid                             |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                           optional?                           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                     extension_headers? ...                    /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                variant by this.message_type ...               /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        versi  version
        p      pt
        s      spare
        p      pn

    Size: 8 bytes or more.

    Not checked here: that S is set in signalling messages but the end marker; which TEID is 0.
    The version is 1, and PT is set: messages of GTP' are refused.
    """

    version: int = w.const(1, w.bits(3))
    """The version of the protocol: 1."""

    pt: int = w.const(1, w.bits(1))
    """Protocol type: 1 is GTP, 0 GTP'."""

    spare: int = w.pad(w.bits(1))
    """Zero, ignored by receivers."""

    e: flag = False
    """Extension header flag: the type of the next extension header means something."""

    s: flag = False
    """Sequence number flag: the sequence number means something."""

    pn: flag = False
    """N-PDU number flag: the N-PDU number means something."""

    message_type: u8 = w.derived()
    """Which message it is, a `MessageType`."""

    length: u16 = w.derived()
    """The size in bytes of what follows the first 8 bytes, the optional part included."""

    teid: u32 = 0
    """The tunnel endpoint in the receiver; 0 in signalling messages but the end marker."""

    optional: OptionalFields | None = w.field(when=this.e | this.s | this.pn, default=None)
    """The optional part, if one of the three flags is set."""

    extension_headers: list[ExtensionHeader] | None = w.array(
        w.until(item.next_extension_header_type == 0),
        when=w.select(this.e, this.optional.next_extension_header_type != 0, 0),
        default=None,
    )
    """The extension headers, one or more, if E is set and the optional part announces one."""


class OtherMessage(GTPUMessage, tag=...):
    """Message of a type that has no class of its own here, such as Tunnel Status (section 6.1).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |versi|p|s|e|s|p|  message_type |             length            |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                              teid                             |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                           optional?                           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                     extension_headers? ...                    /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                            body ...                           /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        versi  version
        p      pt
        s      spare
        p      pn

    Size: 8 bytes or more.

    Not checked here: the body.
    """

    message_type: u8 = w.field()
    """Which message it is."""

    body: bytes = w.data(w.rest, default=b"")
    """Everything behind the header."""
