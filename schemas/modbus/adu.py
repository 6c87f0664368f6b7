"""What all messages of Modbus TCP share: the MBAP header, function codes and exceptions."""

from __future__ import annotations

from enum import IntEnum

import wirefmt as w
from wirefmt import Message, this, u8, u16

__all__ = [
    "ADU",
    "ExceptionCode",
    "ExceptionResponse",
    "FunctionCode",
    "OtherRequest",
    "OtherResponse",
    "Request",
    "Response",
]

MAX_LENGTH = 254
"""The greatest length: the unit identifier and a PDU of 253 bytes (section 4.1)."""


class FunctionCode(IntEnum):
    """The public function codes (MODBUS Application Protocol V1.1b3, section 5.1)."""

    READ_COILS = 1
    READ_DISCRETE_INPUTS = 2
    READ_HOLDING_REGISTERS = 3
    READ_INPUT_REGISTERS = 4
    WRITE_SINGLE_COIL = 5
    WRITE_SINGLE_REGISTER = 6
    READ_EXCEPTION_STATUS = 7
    DIAGNOSTICS = 8
    GET_COMM_EVENT_COUNTER = 11
    GET_COMM_EVENT_LOG = 12
    WRITE_MULTIPLE_COILS = 15
    WRITE_MULTIPLE_REGISTERS = 16
    REPORT_SERVER_ID = 17
    READ_FILE_RECORD = 20
    WRITE_FILE_RECORD = 21
    MASK_WRITE_REGISTER = 22
    READ_WRITE_MULTIPLE_REGISTERS = 23
    READ_FIFO_QUEUE = 24
    ENCAPSULATED_INTERFACE_TRANSPORT = 43


class ExceptionCode(IntEnum):
    """Why a server does not do what it was asked for (section 7)."""

    ILLEGAL_FUNCTION = 0x01
    ILLEGAL_DATA_ADDRESS = 0x02
    ILLEGAL_DATA_VALUE = 0x03
    SERVER_DEVICE_FAILURE = 0x04
    ACKNOWLEDGE = 0x05
    SERVER_DEVICE_BUSY = 0x06
    MEMORY_PARITY_ERROR = 0x08
    GATEWAY_PATH_UNAVAILABLE = 0x0A
    GATEWAY_TARGET_DEVICE_FAILED_TO_RESPOND = 0x0B


class ADU(Message, size=this.length + 6):
    """Application data unit of Modbus TCP: the MBAP header (Implementation Guide, section 3.1.3).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |     transaction_identifier    |      protocol_identifier      |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             length            |unit_identifier|
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 7 bytes.

    Not checked here: that a response has the transaction and the unit identifier of a request.
    """

    transaction_identifier: u16 = 0
    """What a response has in common with its request; the client chooses it."""

    protocol_identifier: u16 = w.const(0)
    """Always 0: Modbus."""

    length: u16 = w.derived(check=this.length <= MAX_LENGTH)
    """The size of what follows in bytes: at most 254, since a PDU has at most 253."""

    unit_identifier: u8 = 0xFF
    """A device behind a gateway; 0xFF, or 0, for the server itself (Guide, section 4.4.1)."""


class Request(ADU, variants=this.function_code):
    """What a client sends: the MBAP header and a function code (Application Protocol, section 4).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |     transaction_identifier    |      protocol_identifier      |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             length            |unit_identifier| function_code |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /               variant by this.function_code ...               /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 8 bytes or more.

    Not checked here: whether the server has this function; it answers exception 1 if not.
    """

    function_code: u8 = w.derived()
    """What to do, a `FunctionCode`."""


class OtherRequest(Request, tag=...):
    """A request of a function that is user-defined, reserved, or not valid (section 5).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |     transaction_identifier    |      protocol_identifier      |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             length            |unit_identifier| function_code |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                            data ...                           /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 8 bytes or more.

    Not checked here: the data.
    """

    function_code: u8 = w.field()
    """What to do: no `FunctionCode`; 65 to 72 and 100 to 110 are user-defined."""

    data: bytes = w.data(w.rest, default=b"")
    """What the function needs."""


class Response(ADU, variants=this.function_code):
    """What a server sends: the MBAP header and a function code (Application Protocol, section 4).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |     transaction_identifier    |      protocol_identifier      |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             length            |unit_identifier| function_code |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /               variant by this.function_code ...               /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 8 bytes or more.

    Not checked here: that the function code is that of the request.
    """

    function_code: u8 = w.derived()
    """What was done, a `FunctionCode`; 0x80 more if it was not."""


class ExceptionResponse(Response, tag=range(0x80, 0x100)):
    """MODBUS exception response: why something was not done (section 7).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |     transaction_identifier    |      protocol_identifier      |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             length            |unit_identifier| function_code |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        | exception_code|
        +-+-+-+-+-+-+-+-+

    Size: 9 bytes.

    Not checked here: whether the function may give this exception.
    """

    function_code: u8 = w.field()
    """That of the request, and 0x80."""

    exception_code: ExceptionCode | int = w.enumerated(u8, open=True)
    """Why it was not done."""


class OtherResponse(Response, tag=...):
    """A response of a function that is user-defined, reserved, or not valid (section 5).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |     transaction_identifier    |      protocol_identifier      |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             length            |unit_identifier| function_code |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                            data ...                           /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 8 bytes or more.

    Not checked here: the data.
    """

    function_code: u8 = w.field()
    """What was done: no `FunctionCode`; 65 to 72 and 100 to 110 are user-defined."""

    data: bytes = w.data(w.rest, default=b"")
    """What the function gives."""
