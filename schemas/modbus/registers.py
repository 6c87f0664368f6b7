"""Access to 16-bit registers (Application Protocol, sections 6.3 to 6.17)."""

from __future__ import annotations

import wirefmt as w
from wirefmt import this, u8, u16
from wirefmt.schemas.modbus.adu import FunctionCode, Request, Response

__all__ = [
    "MaskWriteRegisterRequest",
    "MaskWriteRegisterResponse",
    "ReadHoldingRegistersRequest",
    "ReadHoldingRegistersResponse",
    "ReadInputRegistersRequest",
    "ReadInputRegistersResponse",
    "ReadWriteMultipleRegistersRequest",
    "ReadWriteMultipleRegistersResponse",
    "WriteMultipleRegistersRequest",
    "WriteMultipleRegistersResponse",
    "WriteSingleRegisterRequest",
    "WriteSingleRegisterResponse",
]


class ReadHoldingRegistersRequest(Request, tag=FunctionCode.READ_HOLDING_REGISTERS):
    """Read Holding Registers: request (section 6.3).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |     transaction_identifier    |      protocol_identifier      |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             length            |unit_identifier| function_code |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |        starting_address       |     quantity_of_registers     |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 12 bytes.

    Not checked here: that the quantity is 1 to 125; a server answers another with exception 3.
    """

    starting_address: u16
    """The address of the first register, counted from 0."""

    quantity_of_registers: u16
    """How many registers to read: 1 to 125."""


class ReadHoldingRegistersResponse(Response, tag=FunctionCode.READ_HOLDING_REGISTERS):
    """Read Holding Registers: response (section 6.3).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |     transaction_identifier    |      protocol_identifier      |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             length            |unit_identifier| function_code |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |   byte_count  |               register_value ...              /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 9 bytes or more.

    Not checked here: that there are as many as were asked for.
    """

    byte_count: u8 = w.derived()
    """The size of the registers in bytes."""

    register_value: list[u16] = w.array(size=this.byte_count)
    """The contents of the registers, in the order of their addresses."""


class ReadInputRegistersRequest(Request, tag=FunctionCode.READ_INPUT_REGISTERS):
    """Read Input Registers: request (section 6.4).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |     transaction_identifier    |      protocol_identifier      |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             length            |unit_identifier| function_code |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |        starting_address       |  quantity_of_input_registers  |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 12 bytes.

    Not checked here: that the quantity is 1 to 125; a server answers another with exception 3.
    """

    starting_address: u16
    """The address of the first register, counted from 0."""

    quantity_of_input_registers: u16
    """How many registers to read: 1 to 125."""


class ReadInputRegistersResponse(Response, tag=FunctionCode.READ_INPUT_REGISTERS):
    """Read Input Registers: response (section 6.4).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |     transaction_identifier    |      protocol_identifier      |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             length            |unit_identifier| function_code |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |   byte_count  |              input_registers ...              /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 9 bytes or more.

    Not checked here: that there are as many as were asked for.
    """

    byte_count: u8 = w.derived()
    """The size of the registers in bytes."""

    input_registers: list[u16] = w.array(size=this.byte_count)
    """The contents of the registers, in the order of their addresses."""


class WriteSingleRegisterRequest(Request, tag=FunctionCode.WRITE_SINGLE_REGISTER):
    """Write Single Register: request (section 6.6).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |     transaction_identifier    |      protocol_identifier      |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             length            |unit_identifier| function_code |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |        register_address       |         register_value        |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 12 bytes.

    Not checked here: whether there is such a register; a server answers exception 2 if not.
    """

    register_address: u16
    """The address of the register, counted from 0."""

    register_value: u16
    """What the register is to hold."""


class WriteSingleRegisterResponse(Response, tag=FunctionCode.WRITE_SINGLE_REGISTER):
    """Write Single Register: response (section 6.6).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |     transaction_identifier    |      protocol_identifier      |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             length            |unit_identifier| function_code |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |        register_address       |         register_value        |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 12 bytes.

    Not checked here: that it echoes the request.
    """

    register_address: u16
    """The address of the register, counted from 0."""

    register_value: u16
    """What the register holds now."""


class WriteMultipleRegistersRequest(Request, tag=FunctionCode.WRITE_MULTIPLE_REGISTERS):
    """Write Multiple Registers: request (section 6.12).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |     transaction_identifier    |      protocol_identifier      |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             length            |unit_identifier| function_code |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |        starting_address       |     quantity_of_registers     |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |   byte_count  |              registers_value ...              /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 13 bytes or more.

    Not checked here: that there is at least one register; a server answers none with exception 3.
    """

    starting_address: u16
    """The address of the first register, counted from 0."""

    quantity_of_registers: u16 = w.derived()
    """How many registers to write: 1 to 123."""

    byte_count: u8 = w.derived(u8, 2 * this.quantity_of_registers)
    """The size of the values in bytes."""

    registers_value: list[u16] = w.array(this.quantity_of_registers)
    """What the registers are to hold."""


class WriteMultipleRegistersResponse(Response, tag=FunctionCode.WRITE_MULTIPLE_REGISTERS):
    """Write Multiple Registers: response (section 6.12).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |     transaction_identifier    |      protocol_identifier      |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             length            |unit_identifier| function_code |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |        starting_address       |     quantity_of_registers     |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 12 bytes.

    Not checked here: that it is about the registers of the request.
    """

    starting_address: u16
    """The address of the first register, counted from 0."""

    quantity_of_registers: u16
    """How many registers were written."""


class MaskWriteRegisterRequest(Request, tag=FunctionCode.MASK_WRITE_REGISTER):
    """Mask Write Register: request (section 6.16).

    The register gets `(contents & and_mask) | (or_mask & ~and_mask)`.

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |     transaction_identifier    |      protocol_identifier      |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             length            |unit_identifier| function_code |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |       reference_address       |            and_mask           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            or_mask            |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 14 bytes.

    Not checked here: whether there is such a register; a server answers exception 2 if not.
    """

    reference_address: u16
    """The address of the register, counted from 0."""

    and_mask: u16 = 0xFFFF
    """The bits that the register keeps."""

    or_mask: u16 = 0x0000
    """The bits that are put in place of those that it does not keep."""


class MaskWriteRegisterResponse(Response, tag=FunctionCode.MASK_WRITE_REGISTER):
    """Mask Write Register: response (section 6.16).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |     transaction_identifier    |      protocol_identifier      |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             length            |unit_identifier| function_code |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |       reference_address       |            and_mask           |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |            or_mask            |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 14 bytes.

    Not checked here: that it echoes the request.
    """

    reference_address: u16
    """The address of the register, counted from 0."""

    and_mask: u16 = 0xFFFF
    """The bits that the register keeps."""

    or_mask: u16 = 0x0000
    """The bits that are put in place of those that it does not keep."""


class ReadWriteMultipleRegistersRequest(Request, tag=FunctionCode.READ_WRITE_MULTIPLE_REGISTERS):
    """Read/Write Multiple Registers: request (section 6.17).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |     transaction_identifier    |      protocol_identifier      |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             length            |unit_identifier| function_code |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |     read_starting_address     |        quantity_to_read       |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |     write_starting_address    |       quantity_to_write       |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |write_byte_coun|           write_registers_value ...           /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        write_byte_coun  write_byte_count

    Size: 17 bytes or more.

    Not checked here: that the quantity to read is 1 to 125, and that there is at least one register
    to write; a server answers others with exception 3.
    """

    read_starting_address: u16
    """The address of the first register to read, counted from 0."""

    quantity_to_read: u16
    """How many registers to read, after the others are written: 1 to 125."""

    write_starting_address: u16
    """The address of the first register to write, counted from 0."""

    quantity_to_write: u16 = w.derived()
    """How many registers to write: 1 to 121."""

    write_byte_count: u8 = w.derived(u8, 2 * this.quantity_to_write)
    """The size of the values in bytes."""

    write_registers_value: list[u16] = w.array(this.quantity_to_write)
    """What the registers are to hold."""


class ReadWriteMultipleRegistersResponse(Response, tag=FunctionCode.READ_WRITE_MULTIPLE_REGISTERS):
    """Read/Write Multiple Registers: response (section 6.17).

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |     transaction_identifier    |      protocol_identifier      |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |             length            |unit_identifier| function_code |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |   byte_count  |            read_registers_value ...           /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 9 bytes or more.

    Not checked here: that there are as many as were asked for.
    """

    byte_count: u8 = w.derived()
    """The size of the registers in bytes."""

    read_registers_value: list[u16] = w.array(size=this.byte_count)
    """The contents of the registers, in the order of their addresses."""
