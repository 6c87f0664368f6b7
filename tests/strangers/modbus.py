"""What tshark calls the fields of Modbus TCP, and which captured messages are none of its.

Of the 118 application data units in the captures, 114 are claimed: 68 requests and 46 responses.
An entry of layer ``mbtcp`` has the whole unit, but only the fields of its header; one of layer
``modbus`` has the PDU, with its fields. Units are distinct, and PDUs too: one PDU may be that of
many units. Functions that no capture has are in ``tests/vectors/modbus.toml``.

Quirks of tshark 4.0.17:

* ``modbus.func_code`` is the low seven bits; in an exception response the high bit is set.
* ``modbus.data`` is all that tshark does not take apart: in a Report Server ID response also the
  byte count, in function 43 with an unknown interface also that interface's type.
* The word behind the sub-function 1 of Diagnostics has a name of its own.
* The states that a read of coils gave are in ``modbus.bitval``, one entry for each coil that was
  asked for in the capture; ``modbus.bitnum`` is the coil's number, but its digits are the byte.
* A byte that is left over behind the fields of a PDU is not flagged, and has no entry.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import strangers
from strangers import Column, Entry, number, octets

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from strangers import Pdu

__all__ = [
    "COLUMNS",
    "HEADER",
    "PORT",
    "STREAMS",
    "UNCLAIMED",
    "Direction",
    "body",
    "columns",
    "from_server",
    "unclaimed",
    "units",
]

PORT: Final = ":502"
"""How the server's node of a conversation ends."""


def words(entry: Entry) -> list[int]:
    """Read bytes as 16-bit registers."""
    data = octets(entry)
    return [int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data), 2)]


def behind_first(entry: Entry) -> bytes:
    """Read all bytes but the first, which is a field of its own."""
    return octets(entry)[1:]


def first(entry: Entry) -> int:
    """Read the first byte alone."""
    return octets(entry)[0]


def state(entry: Entry) -> bool:
    """Read the state of a coil."""
    return bool(number(entry))


def exception(entry: Entry) -> int:
    """Read the function code of an exception response, whose high bit has an entry of no name."""
    return number(entry) | 0x80


HEADER: Final[Mapping[str, Column]] = {
    "transaction_identifier": Column("mbtcp.trans_id", number),
    "protocol_identifier": Column("mbtcp.prot_id", number),
    "length": Column("mbtcp.len", number),
    "unit_identifier": Column("mbtcp.unit_id", number),
}
"""The MBAP header."""

_STARTING_ADDRESS: Final = {"starting_address": Column("modbus.reference_num", number)}
_BYTE_COUNT: Final = {"byte_count": Column("modbus.byte_cnt", number)}
_FUNCTION: Final = {"function_code": Column("modbus.func_code", number)}
_MEI: Final = {**_FUNCTION, "mei_type": Column("modbus.mei", number)}

COLUMNS: Final[Mapping[str, Mapping[str, Column]]] = {
    "ReadCoilsRequest": {
        **_FUNCTION,
        **_STARTING_ADDRESS,
        "quantity_of_coils": Column("modbus.bit_cnt", number),
    },
    "ReadCoilsResponse": {
        **_FUNCTION,
        **_BYTE_COUNT,
        "states": Column("modbus.bitval", state, several=True),
    },
    "ReadHoldingRegistersRequest": {
        **_FUNCTION,
        **_STARTING_ADDRESS,
        "quantity_of_registers": Column("modbus.word_cnt", number),
    },
    "ReadHoldingRegistersResponse": {
        **_FUNCTION,
        **_BYTE_COUNT,
        "register_value": Column("modbus.regval_uint16", number, several=True),
    },
    "ReadInputRegistersRequest": {
        **_FUNCTION,
        **_STARTING_ADDRESS,
        "quantity_of_input_registers": Column("modbus.word_cnt", number),
    },
    "ReadInputRegistersResponse": {
        **_FUNCTION,
        **_BYTE_COUNT,
        "input_registers": Column("modbus.regval_uint16", number, several=True),
    },
    "WriteSingleCoilRequest": {
        **_FUNCTION,
        "output_address": Column("modbus.reference_num", number),
        "output_value": Column("modbus.data", number),
    },
    "WriteSingleRegisterRequest": {
        **_FUNCTION,
        "register_address": Column("modbus.reference_num", number),
        "register_value": Column("modbus.data", number),
    },
    "DiagnosticsRequest": {
        **_FUNCTION,
        "sub_function": Column("modbus.diagnostic_code", number),
        "data": Column("modbus.data", words),
    },
    "WriteMultipleCoilsRequest": {
        **_FUNCTION,
        **_STARTING_ADDRESS,
        **_BYTE_COUNT,
        "quantity_of_outputs": Column("modbus.bit_cnt", number),
        "outputs_value": Column("modbus.data", octets),
    },
    "WriteMultipleCoilsResponse": {
        **_FUNCTION,
        **_STARTING_ADDRESS,
        "quantity_of_outputs": Column("modbus.bit_cnt", number),
    },
    "ReportServerIDRequest": _FUNCTION,
    "ReportServerIDResponse": {
        **_FUNCTION,
        "byte_count": Column("modbus.data", first),
        "data": Column("modbus.data", behind_first),
    },
    "ReadDeviceIdentificationRequest": {
        **_MEI,
        "read_device_id_code": Column("modbus.read_device_id", number),
        "object_id": Column("modbus.object_id", number),
    },
    "OtherInterfaceRequest": {**_MEI, "mei_data": Column("modbus.data", behind_first)},
    "OtherRequest": {**_FUNCTION, "data": Column("modbus.data", octets)},
    "ExceptionResponse": {
        "function_code": Column("modbus.func_code", exception),
        "exception_code": Column("modbus.exception_code", number),
    },
}
"""The fields of each message that the captures have, behind the header."""

RESTART: Final = Column("modbus.diagnostic.restart_communication_option", words)
"""The data of Diagnostics with sub-function 1."""

_TRACES: Final = "zeek+zeek/testing/btest/Traces/modbus/"
_GOPACKET: Final = "gopacket+gopacket/layers/testdata/"
_LEFT_OVER: Final = "a byte is left over"
_FUZZED: Final = "counts contradict each other"
_MORE_FOLLOWS: Final = "neither says that more follows nor that it does not"

UNCLAIMED: Final[Mapping[str, tuple[str, ...]]] = {
    _LEFT_OVER: (f"{_GOPACKET}modbus-2.pcap#32", f"{_GOPACKET}modbus-2.pcap#91"),
    _FUZZED: (f"{_TRACES}4SICS-GeekLounge-151022-min.pcap#1",),
    _MORE_FOLLOWS: (f"{_TRACES}modbus-eit.pcap#2",),
}
"""Each reason to leave units out, and their names. None was malformed to tshark."""


def unclaimed(unit: Pdu) -> str | None:
    """Return why a unit is none of the standard, or None if it is one."""
    return next((reason for reason, names in UNCLAIMED.items() if unit.name in names), None)


def units() -> list[Pdu]:
    """Return the application data units of the captures."""
    return [pdu for pdu in strangers.pdus("mbtcp") if pdu.layer == "mbtcp"]


def body(unit: Pdu) -> Pdu:
    """Return the PDU that a unit has behind its header."""
    (pdu,) = (
        pdu
        for pdu in strangers.pdus("mbtcp")
        if pdu.layer == "modbus" and pdu.wire == unit.wire[7:]
    )
    return pdu


def columns(name: str, pdu: Pdu) -> Mapping[str, Column]:
    """Return the fields of a message, by its name."""
    found = COLUMNS[name]
    return {**found, "data": RESTART} if RESTART.field in pdu.fields else found


LOST: Final[Mapping[str, bool]] = {
    f"{_TRACES}fuzz-72.pcap#20": False,
    f"{_TRACES}fuzz-72.pcap#36": False,
    f"{_TRACES}fuzz-1011.pcap#6": True,
}
"""Units of frames that a fuzzer broke, so that the streams lack them; whether the server's port
sent them.
"""


def from_server(unit: Pdu) -> bool:
    """Return whether a unit was sent from Modbus's port.

    The request and the response of some functions are equal; the request comes first then.
    """
    if unit.name in LOST:
        return LOST[unit.name]
    name = f"{unit.file}#{unit.stream}"
    (stream,) = (stream for stream in strangers.streams("mbtcp") if stream.name == name)
    direction = next(chunk.direction for chunk in stream.chunks if unit.wire in chunk.data)
    return stream.nodes[direction].endswith(PORT)


class Direction(NamedTuple):
    """What one direction of a conversation holds: so many units, then nothing or a fault."""

    units: int
    fault: str | None = None


_NO_HEADER: Final = "no header begins here: a fuzzer cut the stream"
_EMPTY: Final = "a length of 0"
_SMALL: Final = f"{_TRACES}modbusSmall.pcap"

STREAMS: Final[Mapping[str, Sequence[Direction]]] = {
    f"{_GOPACKET}modbus.pcap#0": (Direction(51), Direction(51)),
    f"{_GOPACKET}modbus-2.pcap#1": (Direction(10), Direction(10)),
    f"{_GOPACKET}modbus-2.pcap#2": (Direction(0, _LEFT_OVER), Direction(0)),
    f"{_GOPACKET}modbus-2.pcap#3": (Direction(6), Direction(6)),
    f"{_GOPACKET}modbus-2.pcap#5": (Direction(0, _LEFT_OVER), Direction(0)),
    **{f"{_SMALL}#{stream}": (Direction(1), Direction(1)) for stream in range(16)},
    f"{_TRACES}fuzz-72.pcap#0": (Direction(0, _EMPTY), Direction(1, _NO_HEADER)),
    f"{_TRACES}modbus-and-non-modbus-p502.pcap#0": (Direction(6), Direction(6)),
    f"{_TRACES}modbus-eit.pcap#0": (Direction(1), Direction(0, _MORE_FOLLOWS)),
    f"{_TRACES}modbus-eit.pcap#1": (Direction(1), Direction(1)),
    f"{_TRACES}fuzz-1011.pcap#0": (Direction(1, _NO_HEADER), Direction(1)),
    f"{_TRACES}4SICS-GeekLounge-151022-min.pcap#0": (Direction(0, _FUZZED), Direction(1)),
}
"""What each conversation holds, by direction."""
