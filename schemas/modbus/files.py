"""Access to file records and FIFO queues (Application Protocol, sections 6.14, 6.15, 6.18)."""

from __future__ import annotations

import wirefmt as w
from wirefmt import Message, this, u8, u16
from wirefmt.schemas.modbus.adu import FunctionCode, Request, Response

__all__ = [
    "ReadFIFOQueueRequest",
    "ReadFIFOQueueResponse",
    "ReadFileRecordRequest",
    "ReadFileRecordResponse",
    "ReadFileSubRequest",
    "ReadFileSubResponse",
    "WriteFileRecordRequest",
    "WriteFileRecordResponse",
    "WriteFileSubRequest",
]


class ReadFileSubRequest(Message):
    """Which records to read of a file, in a request to read (section 6.14).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        | reference_type|          file_number          | record_number |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |               |         record_length         |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 7 bytes.

    Not checked here: that the numbers are in their ranges.
    """

    reference_type: u8 = w.const(6)
    """Always 6."""

    file_number: u16
    """The file: 1 to 65,535."""

    record_number: u16
    """The first record, counted from 0: to 9,999."""

    record_length: u16
    """How many registers to read."""


class ReadFileRecordRequest(Request, tag=FunctionCode.READ_FILE_RECORD):
    """Read File Record: request (section 6.14).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |     transaction_identifier    |      protocol_identifier      |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             length            |unit_identifier| function_code |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |   byte_count  |                sub_requests ...               /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 9 bytes or more.

    Not checked here: that the byte count is 7 to 245; whether there are such records.
    """

    byte_count: u8 = w.derived()
    """The size of the sub-requests in bytes."""

    sub_requests: list[ReadFileSubRequest] = w.array(size=this.byte_count)
    """Which records to read."""


class ReadFileSubResponse(Message, size=this.file_resp_length + 1):
    """The records that were read of one file (section 6.14).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |file_resp_lengt| reference_type|        record_data ...        /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        file_resp_lengt  file_resp_length

    Size: 2 bytes or more.

    Not checked here: that there are as many as were asked for.
    """

    file_resp_length: u8 = w.derived()
    """The size of what follows in bytes."""

    reference_type: u8 = w.const(6)
    """Always 6."""

    record_data: list[u16] = w.array(w.rest)
    """The registers."""


class ReadFileRecordResponse(Response, tag=FunctionCode.READ_FILE_RECORD):
    """Read File Record: response (section 6.14).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |     transaction_identifier    |      protocol_identifier      |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             length            |unit_identifier| function_code |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |resp_data_lengt|               sub_responses ...               /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        resp_data_lengt  resp_data_length

    Size: 9 bytes or more.

    Not checked here: that it has an answer for each sub-request.
    """

    resp_data_length: u8 = w.derived()
    """The size of the sub-responses in bytes."""

    sub_responses: list[ReadFileSubResponse] = w.array(size=this.resp_data_length)
    """The answers to the sub-requests, in their order."""


class WriteFileSubRequest(Message):
    """What to write into one file; the response has it too (section 6.15).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        | reference_type|          file_number          | record_number |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |               |         record_length         |record_data .../
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 7 bytes or more.

    Not checked here: that the numbers are in their ranges.
    """

    reference_type: u8 = w.const(6)
    """Always 6."""

    file_number: u16
    """The file: 1 to 65,535."""

    record_number: u16
    """The first record, counted from 0: to 9,999."""

    record_length: u16 = w.derived()
    """How many registers to write."""

    record_data: list[u16] = w.array(this.record_length)
    """What the registers are to hold."""


class WriteFileRecordRequest(Request, tag=FunctionCode.WRITE_FILE_RECORD):
    """Write File Record: request (section 6.15).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |     transaction_identifier    |      protocol_identifier      |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             length            |unit_identifier| function_code |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |reque_data_leng|                sub_requests ...               /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        reque_data_leng  request_data_length

    Size: 9 bytes or more.

    Not checked here: that the length is 9 to 251; whether there are such records.
    """

    request_data_length: u8 = w.derived()
    """The size of the sub-requests in bytes."""

    sub_requests: list[WriteFileSubRequest] = w.array(size=this.request_data_length)
    """What to write where."""


class WriteFileRecordResponse(Response, tag=FunctionCode.WRITE_FILE_RECORD):
    """Write File Record: response (section 6.15).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |     transaction_identifier    |      protocol_identifier      |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             length            |unit_identifier| function_code |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |respo_data_leng|               sub_responses ...               /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        respo_data_leng  response_data_length

    Size: 9 bytes or more.

    Not checked here: that it echoes the request.
    """

    response_data_length: u8 = w.derived()
    """The size of the sub-responses in bytes."""

    sub_responses: list[WriteFileSubRequest] = w.array(size=this.response_data_length)
    """What was written where."""


class ReadFIFOQueueRequest(Request, tag=FunctionCode.READ_FIFO_QUEUE):
    """Read FIFO Queue: request (section 6.18).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |     transaction_identifier    |      protocol_identifier      |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             length            |unit_identifier| function_code |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      fifo_pointer_address     |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 10 bytes.

    Not checked here: whether there is such a queue; a server answers exception 2 if not.
    """

    fifo_pointer_address: u16
    """The address of the register that counts the queue, which stands behind it."""


class ReadFIFOQueueResponse(Response, tag=FunctionCode.READ_FIFO_QUEUE):
    """Read FIFO Queue: response (section 6.18).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |     transaction_identifier    |      protocol_identifier      |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             length            |unit_identifier| function_code |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |           byte_count          |           fifo_count          |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                    fifo_value_register ...                    /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 12 bytes or more.

    Not checked here: that the count is at most 31; a server answers exception 3 if it would be
    more.
    """

    byte_count: u16 = w.derived(u16, 2 * this.fifo_count + 2)
    """The size of what follows in bytes."""

    fifo_count: u16 = w.derived()
    """How many registers are in the queue: 0 to 31."""

    fifo_value_register: list[u16] = w.array(this.fifo_count)
    """The registers of the queue, the oldest first."""
