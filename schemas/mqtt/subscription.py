"""Control packets of MQTT 3.1.1 by which a client says what it wants to hear."""

from __future__ import annotations

from enum import IntEnum
from typing import Annotated

import wirefmt as w
from wirefmt import Message, this, u8, u16
from wirefmt.schemas.mqtt.packet import Packet, PacketType, QoS, is_topic_filter

__all__ = ["Suback", "SubackReturnCode", "Subscribe", "Subscription", "Unsuback", "Unsubscribe"]


class SubackReturnCode(IntEnum):
    """What a server answers to one topic filter (section 3.9.3); all others are reserved."""

    MAXIMUM_QOS_0 = 0x00
    MAXIMUM_QOS_1 = 0x01
    MAXIMUM_QOS_2 = 0x02
    FAILURE = 0x80


class Subscription(Message, frozen=True):
    """A topic filter and the QoS asked for, in the payload of a SUBSCRIBE (section 3.8.3).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |       topic_filter size       |        topic_filter ...       /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |  reserved | rq|
        +-+-+-+-+-+-+-+-+
        rq  requested_qos

    Size: 3 to 65,538 bytes.

    Not checked here: whether the server allows wildcards [MQTT-3.8.3-2].
    """

    topic_filter: str = w.text(u16, check=is_topic_filter)
    """Which topics are meant (section 4.7)."""

    reserved: int = w.const(0, w.bits(6))
    """Reserved: 0 [MQTT-3-8.3-4]."""

    requested_qos: QoS = w.enumerated(w.bits(2), default=QoS.AT_MOST_ONCE)
    """The highest quality of service at which messages are wanted [MQTT-3-8.3-4]."""


class Subscribe(Packet, tag=PacketType.SUBSCRIBE, frozen=True):
    """SUBSCRIBE: the client wants messages (section 3.8).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |  type | flags |              remaining_length ...             /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |       packet_identifier       |       subscriptions ...       /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 5 bytes or more.

    Not checked here: whether the packet identifier is free [MQTT-2.3.1-2].
    """

    flags: int = w.const(2, w.bits(4))
    """Reserved: 2 [MQTT-3.8.1-1]."""

    packet_identifier: u16 = w.field(check=this.packet_identifier != 0)
    """What the SUBACK will name, not 0 [MQTT-2.3.1-1]."""

    subscriptions: list[Subscription] = w.array(w.rest, min=1)
    """At least one topic filter and QoS [MQTT-3.8.3-3]."""


class Suback(Packet, tag=PacketType.SUBACK, frozen=True):
    """SUBACK: the server's answer to a SUBSCRIBE (section 3.9).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |  type | flags |              remaining_length ...             /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |       packet_identifier       |        return_codes ...       /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 5 bytes or more.

    Not checked here: that it has a return code for each topic filter [MQTT-3.8.4-5].
    """

    flags: int = w.const(0, w.bits(4))
    """Reserved: 0 [MQTT-2.2.2-1]."""

    packet_identifier: u16 = w.field(check=this.packet_identifier != 0)
    """That of the SUBSCRIBE, not 0 [MQTT-3.8.4-2]."""

    return_codes: list[Annotated[SubackReturnCode, w.enumerated(u8)]] = w.array(w.rest, min=1)
    """The answers to the topic filters, in their order [MQTT-3.9.3-1] [MQTT-3.9.3-2]."""


def _are_topic_filters(texts: list[str]) -> bool:
    return all(map(is_topic_filter, texts))


class Unsubscribe(Packet, tag=PacketType.UNSUBSCRIBE, frozen=True):
    """UNSUBSCRIBE: the client wants no more messages (section 3.10).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |  type | flags |              remaining_length ...             /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |       packet_identifier       |       topic_filters ...       /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 5 bytes or more.

    Not checked here: whether the packet identifier is free [MQTT-2.3.1-2].
    """

    flags: int = w.const(2, w.bits(4))
    """Reserved: 2 [MQTT-3.10.1-1]."""

    packet_identifier: u16 = w.field(check=this.packet_identifier != 0)
    """What the UNSUBACK will name, not 0 [MQTT-2.3.1-1]."""

    topic_filters: list[Annotated[str, w.text(u16)]] = w.array(
        w.rest, min=1, check=_are_topic_filters
    )
    """At least one topic filter, as it was subscribed to [MQTT-3.10.3-2]."""


class Unsuback(Packet, tag=PacketType.UNSUBACK, frozen=True):
    """UNSUBACK: the server's answer to an UNSUBSCRIBE (section 3.11).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |  type | flags |              remaining_length ...             /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |       packet_identifier       |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 to 7 bytes.

    Not checked here: that there was such an UNSUBSCRIBE.
    """

    flags: int = w.const(0, w.bits(4))
    """Reserved: 0 [MQTT-2.2.2-1]."""

    packet_identifier: u16 = w.field(check=this.packet_identifier != 0)
    """That of the UNSUBSCRIBE, not 0 [MQTT-2.3.1-7]."""
