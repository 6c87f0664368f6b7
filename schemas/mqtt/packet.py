"""What all control packets of MQTT 3.1.1 share: the fixed header, QoS, text (chapters 1, 2, 4)."""

from __future__ import annotations

from enum import IntEnum

import wirefmt as w
from wirefmt import Message, flag, this

__all__ = [
    "Packet",
    "PacketType",
    "PublishFlags",
    "QoS",
    "is_string",
    "is_topic_filter",
    "is_topic_name",
]


class PacketType(IntEnum):
    """The type of a control packet (section 2.2.1); 0 and 15 are reserved."""

    CONNECT = 1
    CONNACK = 2
    PUBLISH = 3
    PUBACK = 4
    PUBREC = 5
    PUBREL = 6
    PUBCOMP = 7
    SUBSCRIBE = 8
    SUBACK = 9
    UNSUBSCRIBE = 10
    UNSUBACK = 11
    PINGREQ = 12
    PINGRESP = 13
    DISCONNECT = 14


class QoS(IntEnum):
    """Quality of service (section 4.3); 3 is none [MQTT-3.3.1-4]."""

    AT_MOST_ONCE = 0
    AT_LEAST_ONCE = 1
    EXACTLY_ONCE = 2


class PublishFlags(Message, frozen=True):
    """The flags in the fixed header of a PUBLISH (section 3.3.1).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+
        |d|qos|r|
        +-+-+-+-+
        d  dup
        r  retain

    Size: 4 bits.

    Not checked here: that DUP is set on delivery again and on no other.
    """

    dup: flag = w.field(default=False, check=(this.dup == 0) | (this.qos != 0))
    """The packet may have been sent before; never at QoS 0 [MQTT-3.3.1-2]."""

    qos: QoS = w.enumerated(w.bits(2), default=QoS.AT_MOST_ONCE)
    """The assurance of delivery [MQTT-3.3.1-4]."""

    retain: flag = False
    """The server is to keep the message for later subscribers, or did so."""


class Packet(
    Message,
    variants=this.type,
    size=this.remaining_length + w.size_of(this["type":"remaining_length"]),
    frozen=True,
):
    """MQTT control packet: the fixed header, and what its type adds (section 2).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |  type | flags |              remaining_length ...             /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                    variant by this.type ...                   /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 2 bytes or more.

    Not checked here: whether a packet of this type may be sent in this direction, or now; whether
    the remaining length has no more bytes than it needs.
    """

    type: int = w.derived(w.bits(4))
    """The packet's type, a `PacketType` (section 2.2.1)."""

    flags: int | PublishFlags = w.bits(4)
    """Flags of the type (section 2.2.2): fixed, but for those of a PUBLISH."""

    remaining_length: w.mqtt_varint = w.derived()
    """The size of what follows in bytes: 0 to 268,435,455, in 1 to 4 bytes (section 2.2.3)."""


def is_string(text: str) -> bool:
    """Return whether text may stand in a packet: without U+0000 [MQTT-1.5.3-2]."""
    return "\0" not in text


def is_topic_name(text: str) -> bool:
    """Return whether text names a topic: not empty, no wildcard [MQTT-4.7.3-1] [MQTT-4.7.1-1]."""
    return bool(text) and is_string(text) and not set("#+") & set(text)


def is_topic_filter(text: str) -> bool:
    """Return whether text is a topic filter (section 4.7).

    A wildcard is a level by itself, and `#` the last one [MQTT-4.7.1-2] [MQTT-4.7.1-3].
    """
    levels = text.split("/")
    if levels[-1] == "#":
        levels.pop()
    plain = "".join(level for level in levels if level != "+")
    return bool(text) and is_string(plain) and not set("#+") & set(plain)
