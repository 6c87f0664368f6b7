"""Control packets of MQTT 3.1.1 that carry application messages, and acknowledge them."""

from __future__ import annotations

import wirefmt as w
from wirefmt import this, u16
from wirefmt.schemas.mqtt.packet import Packet, PacketType, PublishFlags, QoS, is_topic_name

__all__ = ["Puback", "Pubcomp", "Publish", "Pubrec", "Pubrel"]


class Publish(Packet, tag=PacketType.PUBLISH, frozen=True):
    """PUBLISH: an application message, from either side (section 3.3).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |  type | flags |              remaining_length ...             /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |        topic_name size        |         topic_name ...        /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |       packet_identifier?      |          payload ...          /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 bytes or more.

    Not checked here: whether the topic was subscribed to.
    """

    flags: PublishFlags = w.field(default=PublishFlags())
    """DUP, QoS and RETAIN."""

    topic_name: str = w.text(u16, check=is_topic_name)
    """What the message is about [MQTT-3.3.2-1] [MQTT-3.3.2-2]."""

    packet_identifier: u16 | None = w.field(
        when=this.flags.qos != QoS.AT_MOST_ONCE,
        default=None,
        check=this.packet_identifier != 0,
    )
    """What the acknowledgement will name, not 0; at QoS 1 and 2 alone
    [MQTT-2.3.1-1] [MQTT-2.3.1-5].
    """

    payload: bytes = w.data(w.rest, default=b"")
    """The application message: any bytes, or none (section 3.3.3)."""


class Puback(Packet, tag=PacketType.PUBACK, frozen=True):
    """PUBACK: the answer to a PUBLISH of QoS 1 (section 3.4).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |  type | flags |              remaining_length ...             /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |       packet_identifier       |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 to 7 bytes.

    Not checked here: that there was such a PUBLISH [MQTT-2.3.1-6].
    """

    flags: int = w.const(0, w.bits(4))
    """Reserved: 0 [MQTT-2.2.2-1]."""

    packet_identifier: u16 = w.field(check=this.packet_identifier != 0)
    """That of the PUBLISH, not 0 [MQTT-2.3.1-1]."""


class Pubrec(Packet, tag=PacketType.PUBREC, frozen=True):
    """PUBREC: received, the second packet of QoS 2 (section 3.5).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |  type | flags |              remaining_length ...             /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |       packet_identifier       |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 to 7 bytes.

    Not checked here: that there was such a PUBLISH [MQTT-2.3.1-6].
    """

    flags: int = w.const(0, w.bits(4))
    """Reserved: 0 [MQTT-2.2.2-1]."""

    packet_identifier: u16 = w.field(check=this.packet_identifier != 0)
    """That of the PUBLISH, not 0 [MQTT-2.3.1-1]."""


class Pubrel(Packet, tag=PacketType.PUBREL, frozen=True):
    """PUBREL: release, the third packet of QoS 2 (section 3.6).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |  type | flags |              remaining_length ...             /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |       packet_identifier       |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 to 7 bytes.

    Not checked here: that there was such a PUBREC [MQTT-2.3.1-6].
    """

    flags: int = w.const(2, w.bits(4))
    """Reserved: 2 [MQTT-3.6.1-1]."""

    packet_identifier: u16 = w.field(check=this.packet_identifier != 0)
    """That of the PUBLISH, not 0 [MQTT-2.3.1-1]."""


class Pubcomp(Packet, tag=PacketType.PUBCOMP, frozen=True):
    """PUBCOMP: complete, the fourth packet of QoS 2 (section 3.7).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |  type | flags |              remaining_length ...             /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |       packet_identifier       |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 to 7 bytes.

    Not checked here: that there was such a PUBREL.
    """

    flags: int = w.const(0, w.bits(4))
    """Reserved: 0 [MQTT-2.2.2-1]."""

    packet_identifier: u16 = w.field(check=this.packet_identifier != 0)
    """That of the PUBLISH, not 0 [MQTT-2.3.1-1]."""
