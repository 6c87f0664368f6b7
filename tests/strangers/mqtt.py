"""What tshark calls the fields of MQTT 3.1.1, and which captured messages are none of its.

Of the 29 messages in the captures, 19 are claimed. No PUBACK, PUBREC, PUBREL or PUBCOMP is among
them, and the one CONNACK is that of an MQTT 3.1 server: ``strangers.recorded()`` has all 14 types.

Quirks of tshark 4.0.17:

* ``mqtt.len`` has the bytes of the variable-length integer: its value is in ``shown``.
* The flags of PUBREL, SUBSCRIBE and UNSUBSCRIBE are in ``mqtt.hdr_reserved`` if the version is
  3.1.1, and in ``mqtt.dupflag``, ``mqtt.qos`` and ``mqtt.retain_reserved`` if it is 3.1; for all
  types they are the low half of ``mqtt.hdrflags``.
* ``mqtt.conack.flags.sp`` is absent in 3.1, where the whole byte is ``mqtt.conack.flags.reserved``;
  in 3.1.1 that name is the seven bits beside it.
* ``mqtt.msg`` and ``mqtt.willmsg`` are shown as colon-separated bytes, ``mqtt.passwd`` as text;
  by the standard all three are bytes.
* ``mqtt.topic`` occurs once in a PUBLISH and once per filter in a SUBSCRIBE or UNSUBSCRIBE, in line
  with ``mqtt.sub.qos``, and ``mqtt.suback.qos`` once per filter too.
* A reserved packet type (0) and a reserved QoS (3) are not flagged as malformed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from strangers import Column, Entry, number, octets, string

if TYPE_CHECKING:
    from collections.abc import Mapping

    from strangers import Pdu

__all__ = [
    "COLUMNS",
    "HEADER",
    "STREAMS",
    "UNCLAIMED",
    "VERSION_3_1_STREAMS",
    "Direction",
    "packet_type",
    "unclaimed",
]


def flag(entry: Entry) -> bool:
    """Read one bit, or a byte's last."""
    return bool(number(entry) & 1)


def shown(entry: Entry) -> int:
    """Read what tshark shows in decimal."""
    return int(entry.shown or "")


def low_half(entry: Entry) -> int:
    """Read the low four bits."""
    return number(entry) & 0xF


HEADER: Final[Mapping[str, Column]] = {
    "type": Column("mqtt.msgtype", number),
    "flags": Column("mqtt.hdrflags", low_half),
    "remaining_length": Column("mqtt.len", shown),
}
"""The fixed header, the same for all types (section 2.2)."""

_PACKET_IDENTIFIER: Final = {"packet_identifier": Column("mqtt.msgid", number)}

COLUMNS: Final[Mapping[str, Mapping[str, Column]]] = {
    "CONNECT": {
        "protocol_name": Column("mqtt.protoname", string),
        "protocol_level": Column("mqtt.ver", number),
        "connect_flags": Column("mqtt.conflags", number),
        "user_name_flag": Column("mqtt.conflag.uname", flag),
        "password_flag": Column("mqtt.conflag.passwd", flag),
        "will_retain": Column("mqtt.conflag.retain", flag),
        "will_qos": Column("mqtt.conflag.qos", number),
        "will_flag": Column("mqtt.conflag.willflag", flag),
        "clean_session": Column("mqtt.conflag.cleansess", flag),
        "reserved": Column("mqtt.conflag.reserved", flag),
        "keep_alive": Column("mqtt.kalive", number),
        "client_identifier": Column("mqtt.clientid", string, default=""),
        "will_topic": Column("mqtt.willtopic", string),
        "will_message": Column("mqtt.willmsg", octets),
        "user_name": Column("mqtt.username", string),
        "password": Column("mqtt.passwd", octets),
    },
    "CONNACK": {
        "session_present": Column("mqtt.conack.flags.sp", flag, default=False),
        "return_code": Column("mqtt.conack.val", number),
    },
    "PUBLISH": {
        "dup": Column("mqtt.dupflag", flag),
        "qos": Column("mqtt.qos", number),
        "retain": Column("mqtt.retain", flag),
        "topic_name": Column("mqtt.topic", string),
        "packet_identifier": Column("mqtt.msgid", number),
        "payload": Column("mqtt.msg", octets, default=b""),
    },
    "PUBACK": _PACKET_IDENTIFIER,
    "PUBREC": _PACKET_IDENTIFIER,
    "PUBREL": _PACKET_IDENTIFIER,
    "PUBCOMP": _PACKET_IDENTIFIER,
    "SUBSCRIBE": {
        **_PACKET_IDENTIFIER,
        "topic_filters": Column("mqtt.topic", string, several=True),
        "requested_qos": Column("mqtt.sub.qos", number, several=True),
    },
    "SUBACK": {
        **_PACKET_IDENTIFIER,
        "return_codes": Column("mqtt.suback.qos", number, several=True),
    },
    "UNSUBSCRIBE": {
        **_PACKET_IDENTIFIER,
        "topic_filters": Column("mqtt.topic", string, several=True),
    },
    "UNSUBACK": _PACKET_IDENTIFIER,
    "PINGREQ": {},
    "PINGRESP": {},
    "DISCONNECT": {},
}
"""The fields of each packet type, in the order of the types' numbers, which begin with 1.

What a packet does not have is None.
"""

_ZEEK: Final = "zeek+zeek/testing/btest/Traces/mqtt.pcap"
_SURICATA: Final = "OISF+suricata-verify/tests/{}/input.pcap"
_VERSION_3_1: Final = "a CONNECT of MQTT 3.1"
_VERSION_5: Final = "of MQTT 5"
_RESERVED_TYPE: Final = "packet type 0 is reserved"
_RESERVED_QOS: Final = "QoS 3 is reserved"

UNCLAIMED: Final[Mapping[str, tuple[str, ...]]] = {
    _VERSION_3_1: (
        f"{_ZEEK}#1",
        f"{_ZEEK}#8",
        _SURICATA.format("mqtt31-unsub-qos2") + "#4",
    ),
    _VERSION_5: tuple(
        _SURICATA.format("mqtt5-sub-mosquittoprops") + f"#{frame}" for frame in (4, 6, 8, 9, 11)
    ),
    _RESERVED_TYPE: (_SURICATA.format("mqtt-events-unassigned-msgtype") + "#8",),
    _RESERVED_QOS: (_SURICATA.format("mqtt-events-invalid-qos") + "#8",),
}
"""Each reason to leave messages out, and their names. No message was malformed to tshark.

The SUBACK of MQTT 5 (frame 9) happens to be one of 3.1.1 as well, of three return codes.
"""


def packet_type(pdu: Pdu) -> str:
    """Return the standard's name of a message's packet type."""
    return ["reserved", *COLUMNS][number(pdu.entry("mqtt.msgtype"))]


def unclaimed(pdu: Pdu) -> str | None:
    """Return why a message is none of MQTT 3.1.1, or None if it is one.

    All that MQTT 3.1 sends after its CONNECT is the same in 3.1.1.
    """
    if pdu.file == _SURICATA.format("mqtt5-sub-mosquittoprops"):
        return _VERSION_5
    if [number(entry) for entry in pdu.entries("mqtt.ver")] == [3]:
        return _VERSION_3_1
    if packet_type(pdu) == "reserved":
        return _RESERVED_TYPE
    if packet_type(pdu) == "PUBLISH" and number(pdu.entry("mqtt.qos")) == 0b11:
        return _RESERVED_QOS
    return None


class Direction(NamedTuple):
    """What one direction of a conversation holds, by a count of its fixed headers.

    ``fault`` is why the packet after the ``packets`` is refused, None if nothing comes after them.
    """

    packets: tuple[str, ...]
    fault: str | None = None


def _packets(names: str) -> Direction:
    return Direction(tuple(names.split()))


_UNSUBSCRIBES: Final = _packets("CONNECT SUBSCRIBE UNSUBSCRIBE UNSUBSCRIBE DISCONNECT")
_UNSUBSCRIBED: Final = _packets("CONNACK SUBACK UNSUBACK UNSUBACK")
_ACCEPTED: Final = _packets("CONNACK")

STREAMS: Final[Mapping[tuple[str, int], Direction]] = {
    (f"{_ZEEK}#0", 0): Direction((), _VERSION_3_1),
    (f"{_ZEEK}#0", 1): _packets(
        "CONNACK SUBACK PUBLISH PINGRESP PUBLISH PINGRESP PINGRESP PINGRESP PINGRESP"
    ),
    (f"{_ZEEK}#1", 0): Direction((), _VERSION_3_1),
    (f"{_ZEEK}#1", 1): _ACCEPTED,
    (_SURICATA.format("mqtt311-unsub-qos2") + "#0", 0): _UNSUBSCRIBES,
    (_SURICATA.format("mqtt311-unsub-qos2") + "#0", 1): _UNSUBSCRIBED,
    (_SURICATA.format("mqtt311-unsub-userpass") + "#0", 0): _UNSUBSCRIBES,
    (_SURICATA.format("mqtt311-unsub-userpass") + "#0", 1): _UNSUBSCRIBED,
    (_SURICATA.format("mqtt31-unsub-qos2") + "#0", 0): Direction((), _VERSION_3_1),
    (_SURICATA.format("mqtt31-unsub-qos2") + "#0", 1): _UNSUBSCRIBED,
    (_SURICATA.format("mqtt31-sub-userpass") + "#0", 0): Direction((), _VERSION_3_1),
    (_SURICATA.format("mqtt31-sub-userpass") + "#0", 1): _packets("CONNACK SUBACK"),
    (_SURICATA.format("mqtt5-sub-mosquittoprops") + "#0", 0): Direction((), _VERSION_5),
    (_SURICATA.format("mqtt5-sub-mosquittoprops") + "#0", 1): Direction((), _VERSION_5),
    (_SURICATA.format("mqtt-events-unassigned-msgtype") + "#0", 0): Direction(
        ("CONNECT",), _RESERVED_TYPE
    ),
    (_SURICATA.format("mqtt-events-unassigned-msgtype") + "#0", 1): _ACCEPTED,
    (_SURICATA.format("mqtt-events-invalid-qos") + "#0", 0): Direction(("CONNECT",), _RESERVED_QOS),
    (_SURICATA.format("mqtt-events-invalid-qos") + "#0", 1): _ACCEPTED,
    (_SURICATA.format("mqtt31-pub-userpass") + "#0", 0): Direction((), _VERSION_3_1),
    (_SURICATA.format("mqtt31-pub-userpass") + "#0", 1): _ACCEPTED,
    (_SURICATA.format("mqtt-events-unintroduced") + "#0", 0): Direction((), _VERSION_3_1),
    (_SURICATA.format("mqtt-events-unintroduced") + "#0", 1): _packets(""),
}
"""What each direction of each conversation holds: none begins in mid-stream, none is cut."""

VERSION_3_1_STREAMS: Final[Mapping[str, Direction]] = {
    f"{_ZEEK}#0": _packets("SUBSCRIBE PINGREQ PINGREQ PINGREQ PINGREQ PINGREQ"),
    f"{_ZEEK}#1": _packets("PUBLISH DISCONNECT"),
    _SURICATA.format("mqtt31-unsub-qos2") + "#0": _packets(
        "SUBSCRIBE UNSUBSCRIBE UNSUBSCRIBE DISCONNECT"
    ),
    _SURICATA.format("mqtt31-sub-userpass") + "#0": _packets("SUBSCRIBE DISCONNECT"),
    _SURICATA.format("mqtt31-pub-userpass") + "#0": _packets("PUBLISH DISCONNECT"),
    _SURICATA.format("mqtt-events-unintroduced") + "#0": _packets("PUBLISH"),
}
"""What direction 0 holds behind a CONNECT of MQTT 3.1, which is the first segment by itself."""
