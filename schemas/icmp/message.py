"""What all ICMP messages share (RFC 792), and the extensions of error messages (RFC 4884)."""

from __future__ import annotations

from enum import IntEnum

import wirefmt as w
from wirefmt import Message, this, u8, u16
from wirefmt.schemas.ipv4 import internet_checksum

__all__ = ["Extension", "ExtensionObject", "ICMPMessage", "OtherMessage", "Type"]


class Type(IntEnum):
    """The type of a message (RFC 792, "Summary of Message Types"; RFC 950; RFC 1256)."""

    ECHO_REPLY = 0
    DESTINATION_UNREACHABLE = 3
    SOURCE_QUENCH = 4
    REDIRECT = 5
    ECHO = 8
    ROUTER_ADVERTISEMENT = 9
    ROUTER_SOLICITATION = 10
    TIME_EXCEEDED = 11
    PARAMETER_PROBLEM = 12
    TIMESTAMP = 13
    TIMESTAMP_REPLY = 14
    INFORMATION_REQUEST = 15
    INFORMATION_REPLY = 16
    ADDRESS_MASK_REQUEST = 17
    ADDRESS_MASK_REPLY = 18


class ICMPMessage(Message, variants=this.type):
    """ICMP message: its first fields, the same for all types (RFC 792, "Message Formats").

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      type     |      code     |            checksum           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                    variant by this.type ...                   /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 bytes or more.

    Not checked here: whether the type is one that the receiver of the datagram may get.
    """

    type: u8 = w.derived()
    """What the message is about, a `Type`; it determines the format of the rest."""

    code: u8 = 0
    """What exactly it is about; the meaning is the type's."""

    checksum: u16 = w.checksum(internet_checksum, over=this["type":"end"])
    """The internet checksum of the whole message, itself taken as zero."""

    end: bytes = w.pad(0, trailing=True)
    """No byte: where the message ends, and with it what the checksum covers."""


class OtherMessage(ICMPMessage, tag=...):
    """ICMP message of a type that has no class of its own here.

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      type     |      code     |            checksum           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                            data ...                           /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 bytes or more.

    Not checked here: the data.
    """

    type: u8 = w.field()
    """The type: none of `Type`."""

    data: bytes = w.data(w.rest, default=b"")
    """Everything behind the checksum."""


class ExtensionObject(Message, size=this.length):
    """An object of an extension structure: a header and a payload (RFC 4884, section 8).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             length            |   class_num   |     c_type    |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                          payload ...                          /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 bytes or more.

    Not checked here: whether the payload is what its class says, and fills words of 4 bytes.
    """

    length: u16 = w.derived()
    """The size of the object in bytes, header included: 4 to 65,535."""

    class_num: u8
    """What class of object it is; 1 is the MPLS label stack (RFC 4950)."""

    c_type: u8 = 0
    """Which kind of its class."""

    payload: bytes = w.data(w.rest, default=b"")
    """What the object says."""


class Extension(Message):
    """Extension structure at the end of an error message (RFC 4884, section 7).

    It stands behind the part of the original datagram that the message's length tells, in
    `message.original_datagram[4 * message.length :]`. Older senders leave the length at 0, and put
    it behind 128 bytes (section 5).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |version|        reserved       |            checksum           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                          objects ...                          /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 8 bytes or more.

    Not checked here: the checksum, since zero says that the sender computed none;
    `internet_checksum` of all bytes is 0 if it is right.
    """

    version: int = w.const(2, w.bits(4))
    """The version of the extension: 2."""

    reserved: int = w.pad(w.bits(12))
    """Zero, ignored by receivers."""

    checksum: u16 = 0
    """The internet checksum of the structure, itself taken as zero; 0 where there is none."""

    objects: list[ExtensionObject] = w.array(w.rest, min=4)
    """One object or more."""
