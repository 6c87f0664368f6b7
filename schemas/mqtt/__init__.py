"""MQTT 3.1.1 (OASIS Standard, 29 October 2014): all 14 control packets.

`Packet` is what stands on a connection; decoding it gives one of its variants::

    for packet in Decoder(Packet).feed(chunk):
        match packet:
            case Publish(topic_name=topic, payload=payload):
                ...

Checks cite the normative statements of the standard's appendix B, such as [MQTT-2.3.1-1].
"""

from __future__ import annotations

from wirefmt.schemas.mqtt.connection import (
    Connack,
    Connect,
    ConnectReturnCode,
    Disconnect,
    Pingreq,
    Pingresp,
)
from wirefmt.schemas.mqtt.packet import (
    Packet,
    PacketType,
    PublishFlags,
    QoS,
    is_string,
    is_topic_filter,
    is_topic_name,
)
from wirefmt.schemas.mqtt.publication import Puback, Pubcomp, Publish, Pubrec, Pubrel
from wirefmt.schemas.mqtt.subscription import (
    Suback,
    SubackReturnCode,
    Subscribe,
    Subscription,
    Unsuback,
    Unsubscribe,
)

__all__ = [
    "Connack",
    "Connect",
    "ConnectReturnCode",
    "Disconnect",
    "Packet",
    "PacketType",
    "Pingreq",
    "Pingresp",
    "Puback",
    "Pubcomp",
    "Publish",
    "PublishFlags",
    "Pubrec",
    "Pubrel",
    "QoS",
    "Suback",
    "SubackReturnCode",
    "Subscribe",
    "Subscription",
    "Unsuback",
    "Unsubscribe",
    "is_string",
    "is_topic_filter",
    "is_topic_name",
]
