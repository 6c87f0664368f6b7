"""Control packets of MQTT 3.1.1 that open, keep and close a connection."""

from __future__ import annotations

from enum import IntEnum

import wirefmt as w
from wirefmt import flag, this, u8, u16
from wirefmt.schemas.mqtt.packet import Packet, PacketType, QoS, is_string, is_topic_name

__all__ = ["Connack", "Connect", "ConnectReturnCode", "Disconnect", "Pingreq", "Pingresp"]


class ConnectReturnCode(IntEnum):
    """What a server answers to a CONNECT (section 3.2.2.3); 6 to 255 are reserved."""

    ACCEPTED = 0
    UNACCEPTABLE_PROTOCOL_VERSION = 1
    IDENTIFIER_REJECTED = 2
    SERVER_UNAVAILABLE = 3
    BAD_USER_NAME_OR_PASSWORD = 4
    NOT_AUTHORIZED = 5


class Connect(Packet, tag=PacketType.CONNECT, frozen=True):
    """CONNECT: a client asks a server for a session (section 3.1).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |  type | flags |              remaining_length ...             /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |       protocol_name size      |       protocol_name ...       /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        | protocol_level|u|p|w| wq|w|c|r|           keep_alive          |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |     client_identifier size    |     client_identifier ...     /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |        will_topic size?       |        will_topic? ...        /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |       will_message size?      |       will_message? ...       /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |        user_name size?        |         user_name? ...        /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |         password size?        |         password? ...         /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        u   user_name_flag
        p   password_flag
        w   will_retain
        wq  will_qos
        w   will_flag
        c   clean_session
        r   reserved

    Size: 14 to 327,700 bytes.

    Not checked here: which characters and how many a client identifier has (section 3.1.3.1). MQTT
    3.1 and 5 are refused by their protocol name and level.
    """

    flags: int = w.const(0, w.bits(4))
    """Reserved: 0 [MQTT-2.2.2-1]."""

    protocol_name: str = w.const("MQTT", w.text(u16))
    """The protocol's name [MQTT-3.1.2-1]; that of MQTT 3.1 is another."""

    protocol_level: u8 = w.const(4)
    """The revision of the protocol: 4 is 3.1.1 [MQTT-3.1.2-2]."""

    user_name_flag: flag = w.derived()
    """A user name is in the payload [MQTT-3.1.2-18] [MQTT-3.1.2-19]."""

    password_flag: flag = w.derived(
        check=(this.password_flag == 0) | (this.user_name_flag == 1),
    )
    """A password is in the payload; none without a user name [MQTT-3.1.2-22]."""

    will_retain: flag = w.field(
        default=False, check=(this.will_retain == 0) | (this.will_flag == 1)
    )
    """The will message is to be retained; 0 without a will [MQTT-3.1.2-15]."""

    will_qos: QoS = w.enumerated(
        w.bits(2),
        default=QoS.AT_MOST_ONCE,
        check=(this.will_qos == 0) | (this.will_flag == 1),
    )
    """The quality of service of the will; 0 without a will [MQTT-3.1.2-13] [MQTT-3.1.2-14]."""

    will_flag: flag = w.derived()
    """A will topic and a will message are in the payload [MQTT-3.1.2-9] [MQTT-3.1.2-11]."""

    clean_session: flag = True
    """Whether an earlier session is to be forgotten, or resumed [MQTT-3.1.2-4] [MQTT-3.1.2-6]."""

    reserved: int = w.const(0, w.bits(1))
    """Reserved: 0 [MQTT-3.1.2-3]."""

    keep_alive: u16 = 0
    """The longest silence of the client that the server bears, in seconds; 0 is any
    [MQTT-3.1.2-24].
    """

    client_identifier: str = w.text(
        u16,
        default="",
        check=(is_string, (this.client_identifier != "") | (this.clean_session == 1)),
    )
    """Whose session it is; empty where the server is to choose, and the session new
    [MQTT-3.1.3-7].
    """

    will_topic: str | None = w.text(u16, when=this.will_flag, default=None, check=is_topic_name)
    """Where the server publishes the will when the connection breaks (section 3.1.3.2)."""

    will_message: bytes | None = w.data(u16, when=this.will_flag, default=None)
    """The payload of the will (section 3.1.3.3)."""

    user_name: str | None = w.text(u16, when=this.user_name_flag, default=None, check=is_string)
    """Who the client is, for authentication (section 3.1.3.4)."""

    password: bytes | None = w.data(u16, when=this.password_flag, default=None)
    """The proof of that: any bytes (section 3.1.3.5)."""


class Connack(Packet, tag=PacketType.CONNACK, frozen=True):
    """CONNACK: the server's answer to a CONNECT (section 3.2).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |  type | flags |              remaining_length ...             /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |   reserved  |s|  return_code  |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        s  session_present

    Size: 4 to 7 bytes.

    Not checked here: whether the client asked for a clean session.
    """

    flags: int = w.const(0, w.bits(4))
    """Reserved: 0 [MQTT-2.2.2-1]."""

    reserved: int = w.const(0, w.bits(7))
    """Reserved: 0 (section 3.2.2.1)."""

    session_present: flag = False
    """The server has a session of this client (section 3.2.2.2)."""

    return_code: ConnectReturnCode = w.enumerated(
        u8,
        default=ConnectReturnCode.ACCEPTED,
        check=(this.return_code == 0) | (this.session_present == 0),
    )
    """Accepted, or why not; then without a session [MQTT-3.2.2-4]."""


class Disconnect(Packet, tag=PacketType.DISCONNECT, frozen=True):
    """DISCONNECT: the client takes its leave; its will is forgotten (section 3.14).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |  type | flags |              remaining_length ...             /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 2 to 5 bytes.

    Not checked here: that it is the client's last packet.
    """

    flags: int = w.const(0, w.bits(4))
    """Reserved: 0 [MQTT-3.14.1-1]."""


class Pingreq(Packet, tag=PacketType.PINGREQ, frozen=True):
    """PINGREQ: the client lives, and asks whether the server does (section 3.12).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |  type | flags |              remaining_length ...             /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 2 to 5 bytes.

    Not checked here: nothing is left to check.
    """

    flags: int = w.const(0, w.bits(4))
    """Reserved: 0 [MQTT-2.2.2-1]."""


class Pingresp(Packet, tag=PacketType.PINGRESP, frozen=True):
    """PINGRESP: the server's answer to a PINGREQ (section 3.13).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |  type | flags |              remaining_length ...             /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 2 to 5 bytes.

    Not checked here: that the client asked.
    """

    flags: int = w.const(0, w.bits(4))
    """Reserved: 0 [MQTT-2.2.2-1]."""
