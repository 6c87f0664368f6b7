"""Access to single bits: coils and discrete inputs (Application Protocol, sections 6.1 to 6.11)."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

import wirefmt as w
from wirefmt import this, u8, u16
from wirefmt.schemas.modbus.adu import FunctionCode, Request, Response

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "OutputValue",
    "ReadCoilsRequest",
    "ReadCoilsResponse",
    "ReadDiscreteInputsRequest",
    "ReadDiscreteInputsResponse",
    "WriteMultipleCoilsRequest",
    "WriteMultipleCoilsResponse",
    "WriteSingleCoilRequest",
    "WriteSingleCoilResponse",
    "from_bits",
    "to_bits",
]


class OutputValue(IntEnum):
    """The states of a coil (section 6.5)."""

    OFF = 0x0000
    ON = 0xFF00


def from_bits(states: Sequence[bool]) -> bytes:
    """Return the states of coils or inputs as bytes: the first is the least significant bit.

    Bits that are left over in the last byte are zero.
    """
    number = sum(bool(state) << place for place, state in enumerate(states))
    return number.to_bytes((len(states) + 7) // 8, "little")


def to_bits(status: bytes, quantity: int) -> list[bool]:
    """Return the first so many states of coils or inputs, from the bytes that have them.

    Raises:
        ValueError: If there are not that many.
    """
    if quantity > 8 * len(status):
        msg = f"{len(status)} bytes have no {quantity} states"
        raise ValueError(msg)
    number = int.from_bytes(status, "little")
    return [bool(number >> place & 1) for place in range(quantity)]


class ReadCoilsRequest(Request, tag=FunctionCode.READ_COILS):
    """Read Coils: request (section 6.1).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |     transaction_identifier    |      protocol_identifier      |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             length            |unit_identifier| function_code |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |        starting_address       |       quantity_of_coils       |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 12 bytes.

    Not checked here: that the quantity is 1 to 2,000; a server answers another with exception 3.
    """

    starting_address: u16
    """The address of the first coil, counted from 0."""

    quantity_of_coils: u16
    """How many coils to read: 1 to 2,000."""


class ReadCoilsResponse(Response, tag=FunctionCode.READ_COILS):
    """Read Coils: response (section 6.1).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |     transaction_identifier    |      protocol_identifier      |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             length            |unit_identifier| function_code |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |   byte_count  |                coil_status ...                /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 9 bytes or more.

    Not checked here: that there are as many as were asked for; `to_bits` takes them apart.
    """

    byte_count: u8 = w.derived()
    """The size of the status in bytes."""

    coil_status: bytes = w.data(this.byte_count)
    """One bit for each coil, the first in the least significant bit of the first byte; zeros fill
    the last byte.
    """


class ReadDiscreteInputsRequest(Request, tag=FunctionCode.READ_DISCRETE_INPUTS):
    """Read Discrete Inputs: request (section 6.2).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |     transaction_identifier    |      protocol_identifier      |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             length            |unit_identifier| function_code |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |        starting_address       |       quantity_of_inputs      |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 12 bytes.

    Not checked here: that the quantity is 1 to 2,000; a server answers another with exception 3.
    """

    starting_address: u16
    """The address of the first input, counted from 0."""

    quantity_of_inputs: u16
    """How many inputs to read: 1 to 2,000."""


class ReadDiscreteInputsResponse(Response, tag=FunctionCode.READ_DISCRETE_INPUTS):
    """Read Discrete Inputs: response (section 6.2).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |     transaction_identifier    |      protocol_identifier      |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             length            |unit_identifier| function_code |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |   byte_count  |                input_status ...               /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 9 bytes or more.

    Not checked here: that there are as many as were asked for; `to_bits` takes them apart.
    """

    byte_count: u8 = w.derived()
    """The size of the status in bytes."""

    input_status: bytes = w.data(this.byte_count)
    """One bit for each input, the first in the least significant bit of the first byte; zeros fill
    the last byte.
    """


class WriteSingleCoilRequest(Request, tag=FunctionCode.WRITE_SINGLE_COIL):
    """Write Single Coil: request (section 6.5).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |     transaction_identifier    |      protocol_identifier      |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             length            |unit_identifier| function_code |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |         output_address        |          output_value         |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 12 bytes.

    Not checked here: that the value is one of the two; a server answers another with exception 3.
    """

    output_address: u16
    """The address of the coil, counted from 0."""

    output_value: OutputValue | int = w.enumerated(u16, open=True)
    """The state that the coil is to have."""


class WriteSingleCoilResponse(Response, tag=FunctionCode.WRITE_SINGLE_COIL):
    """Write Single Coil: response (section 6.5).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |     transaction_identifier    |      protocol_identifier      |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             length            |unit_identifier| function_code |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |         output_address        |          output_value         |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 12 bytes.

    Not checked here: that it echoes the request.
    """

    output_address: u16
    """The address of the coil, counted from 0."""

    output_value: OutputValue | int = w.enumerated(u16, open=True)
    """The state that the coil has now."""


class WriteMultipleCoilsRequest(Request, tag=FunctionCode.WRITE_MULTIPLE_COILS):
    """Write Multiple Coils: request (section 6.11).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |     transaction_identifier    |      protocol_identifier      |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             length            |unit_identifier| function_code |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |        starting_address       |      quantity_of_outputs      |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |   byte_count  |               outputs_value ...               /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 13 bytes or more.

    Not checked here: that the quantity is 1 to 1,968; a server answers another with exception 3.
    """

    starting_address: u16
    """The address of the first coil, counted from 0."""

    quantity_of_outputs: u16
    """How many coils to write: 1 to 1,968."""

    byte_count: u8 = w.derived(u8, (this.quantity_of_outputs + 7) // 8)
    """The size of the values in bytes: one for each 8 coils begun."""

    outputs_value: bytes = w.data(this.byte_count)
    """One bit for each coil, the first in the least significant bit of the first byte; see
    `from_bits`.
    """


class WriteMultipleCoilsResponse(Response, tag=FunctionCode.WRITE_MULTIPLE_COILS):
    """Write Multiple Coils: response (section 6.11).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |     transaction_identifier    |      protocol_identifier      |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             length            |unit_identifier| function_code |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |        starting_address       |      quantity_of_outputs      |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 12 bytes.

    Not checked here: that it is about the coils of the request.
    """

    starting_address: u16
    """The address of the first coil, counted from 0."""

    quantity_of_outputs: u16
    """How many coils were written."""
