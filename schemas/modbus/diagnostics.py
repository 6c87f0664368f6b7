"""What a server says of itself and its serial line (Application Protocol, sections 6.7 to 6.13)."""

from __future__ import annotations

from enum import IntEnum

import wirefmt as w
from wirefmt import this, u8, u16
from wirefmt.schemas.modbus.adu import FunctionCode, Request, Response

__all__ = [
    "DiagnosticsRequest",
    "DiagnosticsResponse",
    "GetCommEventCounterRequest",
    "GetCommEventCounterResponse",
    "GetCommEventLogRequest",
    "GetCommEventLogResponse",
    "ReadExceptionStatusRequest",
    "ReadExceptionStatusResponse",
    "ReportServerIDRequest",
    "ReportServerIDResponse",
    "SubFunction",
]


class SubFunction(IntEnum):
    """What a Diagnostics request asks for (section 6.8.1)."""

    RETURN_QUERY_DATA = 0
    RESTART_COMMUNICATIONS_OPTION = 1
    RETURN_DIAGNOSTIC_REGISTER = 2
    CHANGE_ASCII_INPUT_DELIMITER = 3
    FORCE_LISTEN_ONLY_MODE = 4
    CLEAR_COUNTERS_AND_DIAGNOSTIC_REGISTER = 10
    RETURN_BUS_MESSAGE_COUNT = 11
    RETURN_BUS_COMMUNICATION_ERROR_COUNT = 12
    RETURN_BUS_EXCEPTION_ERROR_COUNT = 13
    RETURN_SERVER_MESSAGE_COUNT = 14
    RETURN_SERVER_NO_RESPONSE_COUNT = 15
    RETURN_SERVER_NAK_COUNT = 16
    RETURN_SERVER_BUSY_COUNT = 17
    RETURN_BUS_CHARACTER_OVERRUN_COUNT = 18
    CLEAR_OVERRUN_COUNTER_AND_FLAG = 20


class ReadExceptionStatusRequest(Request, tag=FunctionCode.READ_EXCEPTION_STATUS):
    """Read Exception Status: request (section 6.7).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |     transaction_identifier    |      protocol_identifier      |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             length            |unit_identifier| function_code |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 8 bytes.

    Not checked here: nothing is left to check.
    """


class ReadExceptionStatusResponse(Response, tag=FunctionCode.READ_EXCEPTION_STATUS):
    """Read Exception Status: response (section 6.7).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |     transaction_identifier    |      protocol_identifier      |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             length            |unit_identifier| function_code |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |  output_data  |
        +-+-+-+-+-+-+-+-+

    Size: 9 bytes.

    Not checked here: what the outputs mean, which is up to the device.
    """

    output_data: u8
    """The states of eight outputs, the first in the least significant bit."""


class DiagnosticsRequest(Request, tag=FunctionCode.DIAGNOSTICS):
    """Diagnostics: request (section 6.8).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |     transaction_identifier    |      protocol_identifier      |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             length            |unit_identifier| function_code |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |          sub_function         |            data ...           /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 10 bytes or more.

    Not checked here: that the data is that of the sub-function; a server answers other with
    exception 3.
    """

    sub_function: SubFunction | int = w.enumerated(u16, open=True)
    """What to do."""

    data: list[u16] = w.array(w.rest)
    """What the sub-function needs, one word for most; any words with 0."""


class DiagnosticsResponse(Response, tag=FunctionCode.DIAGNOSTICS):
    """Diagnostics: response (section 6.8).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |     transaction_identifier    |      protocol_identifier      |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             length            |unit_identifier| function_code |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |          sub_function         |            data ...           /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 10 bytes or more.

    Not checked here: that it echoes the request, which most sub-functions ask for.
    """

    sub_function: SubFunction | int = w.enumerated(u16, open=True)
    """That of the request."""

    data: list[u16] = w.array(w.rest)
    """What was asked for, such as a counter; or what the request had."""


class GetCommEventCounterRequest(Request, tag=FunctionCode.GET_COMM_EVENT_COUNTER):
    """Get Comm Event Counter: request (section 6.9).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |     transaction_identifier    |      protocol_identifier      |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             length            |unit_identifier| function_code |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 8 bytes.

    Not checked here: nothing is left to check.
    """


class GetCommEventCounterResponse(Response, tag=FunctionCode.GET_COMM_EVENT_COUNTER):
    """Get Comm Event Counter: response (section 6.9).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |     transaction_identifier    |      protocol_identifier      |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             length            |unit_identifier| function_code |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             status            |          event_count          |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 12 bytes.

    Not checked here: that the status is one of the two.
    """

    status: u16
    """0xFFFF while a program command is still being processed, else 0."""

    event_count: u16
    """How many messages were completed."""


class GetCommEventLogRequest(Request, tag=FunctionCode.GET_COMM_EVENT_LOG):
    """Get Comm Event Log: request (section 6.10).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |     transaction_identifier    |      protocol_identifier      |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             length            |unit_identifier| function_code |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 8 bytes.

    Not checked here: nothing is left to check.
    """


class GetCommEventLogResponse(Response, tag=FunctionCode.GET_COMM_EVENT_LOG):
    """Get Comm Event Log: response (section 6.10).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |     transaction_identifier    |      protocol_identifier      |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             length            |unit_identifier| function_code |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |   byte_count  |             status            |  event_count  |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |               |         message_count         |   events ...  /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 15 bytes or more.

    Not checked here: that there are at most 64 events; what they mean.
    """

    byte_count: u8 = w.derived()
    """The size of what follows in bytes."""

    status: u16
    """0xFFFF while a program command is still being processed, else 0."""

    event_count: u16
    """How many messages were completed."""

    message_count: u16
    """How many messages were processed since the last restart."""

    events: bytes = w.data(this.byte_count - 6)
    """One byte for each event, the latest first: 0 to 64."""


class ReportServerIDRequest(Request, tag=FunctionCode.REPORT_SERVER_ID):
    """Report Server ID: request (section 6.13).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |     transaction_identifier    |      protocol_identifier      |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             length            |unit_identifier| function_code |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 8 bytes.

    Not checked here: nothing is left to check.
    """


class ReportServerIDResponse(Response, tag=FunctionCode.REPORT_SERVER_ID):
    """Report Server ID: response (section 6.13).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |     transaction_identifier    |      protocol_identifier      |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             length            |unit_identifier| function_code |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |   byte_count  |                    data ...                   /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 9 bytes or more.

    Not checked here: where in the data one part ends, which only the device's documentation tells.
    """

    byte_count: u8 = w.derived()
    """The size of the data in bytes."""

    data: bytes = w.data(this.byte_count)
    """The server's id, a byte that is 0xFF if it runs and 0x00 if not, and anything more."""
