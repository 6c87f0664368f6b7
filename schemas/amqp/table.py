"""Tables of named values, and the domains of AMQP's methods (sections 4.2.1 and 4.2.5)."""

from __future__ import annotations

from enum import IntEnum
from typing import Annotated

import wirefmt as w
from wirefmt import Message, i8, i16, i32, i64, this, u8, u16, u32, u64

__all__ = [
    "DecimalValue",
    "FieldArray",
    "FieldPair",
    "FieldTable",
    "FieldType",
    "FieldValue",
    "LongString",
    "ShortString",
]

ShortString = Annotated[str, w.text(u8)]
"""Text of at most 255 bytes of UTF-8 (section 4.2.5.3); nobody looks for a U+0000 in it."""

LongString = Annotated[bytes, w.data(u32)]
"""Any bytes, of which text is only one kind (section 4.2.5.3)."""


class FieldType(IntEnum):
    """The type of a field's value: a letter.

    The standard's table (section 4.2.1) and what peers say differ; these are RabbitMQ's, which its
    errata to the standard list (section 3). It takes the standard's `L` too, as the same as `l`.
    """

    BOOLEAN = ord("t")
    SHORT_SHORT_INT = ord("b")
    SHORT_SHORT_UINT = ord("B")
    SHORT_INT = ord("s")
    SHORT_UINT = ord("u")
    LONG_INT = ord("I")
    LONG_UINT = ord("i")
    LONG_LONG_INT = ord("l")
    STANDARD_LONG_LONG_INT = ord("L")
    FLOAT = ord("f")
    DOUBLE = ord("d")
    DECIMAL_VALUE = ord("D")
    LONG_STRING = ord("S")
    FIELD_ARRAY = ord("A")
    TIMESTAMP = ord("T")
    FIELD_TABLE = ord("F")
    NO_FIELD = ord("V")
    BYTE_ARRAY = ord("x")


class FieldPair(Message):
    """One field of a table: its name and its value.

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |   name size   |                    name ...                   /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                           value ...                           /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 2 to 4,294,967,556 bytes.

    Not checked here: that the name has at most 128 characters, begins with a letter, `$` or `#`,
    and stands once in its table (section 4.2.5.5).
    """

    name: ShortString
    """The field's name."""

    value: FieldValue
    """The field's value, and of which type it is."""


FieldTable = Annotated[list[FieldPair], w.array(size=u32)]
"""Named values, behind their size in bytes (section 4.2.5.5)."""


class FieldArray(Message):
    """Values of any types without names, behind their size in bytes.

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |                          values size                          |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        /                           values ...                          /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 4 to 4,294,967,299 bytes.

    Not checked here: nothing is left to check.
    """

    values: list[FieldValue] = w.array(size=u32)
    """The values in order."""


class DecimalValue(Message):
    """Decimal number: `value` divided by ten to the power of `scale` (section 4.2.5.5).

    The grammar (section 4.2.1) has an unsigned value, where the text and most peers have a signed.

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |     scale     |                     value                     |
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |               |
        +-+-+-+-+-+-+-+-+

    Size: 5 bytes.

    Not checked here: that a shorter form would do.
    """

    scale: u8
    """How many of the decimal digits stand behind the point."""

    value: i32
    """All digits, with their sign."""


class FieldValue(Message):
    """Value of a field of a table, or of an array, behind the letter of its type.

    ::

         0                   1                   2                   3
         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
        |      type     |                   value ...                   /
        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

    Size: 1 to 4,294,967,300 bytes.

    Not checked here: that a boolean is 0 or 1.
    """

    type: FieldType = w.enumerated(u8)
    """The type of the value."""

    value: bool | int | float | DecimalValue | bytes | FieldArray | list[FieldPair] | None = (
        w.choice(
            this.type,
            {
                FieldType.BOOLEAN: Annotated[bool, w.convert(u8, decode=bool, encode=int)],
                FieldType.SHORT_SHORT_INT: i8,
                FieldType.SHORT_SHORT_UINT: u8,
                FieldType.SHORT_INT: i16,
                FieldType.SHORT_UINT: u16,
                FieldType.LONG_INT: i32,
                FieldType.LONG_UINT: u32,
                FieldType.LONG_LONG_INT: i64,
                FieldType.STANDARD_LONG_LONG_INT: i64,
                FieldType.FLOAT: w.f32,
                FieldType.DOUBLE: w.f64,
                FieldType.DECIMAL_VALUE: DecimalValue,
                FieldType.LONG_STRING: LongString,
                FieldType.FIELD_ARRAY: FieldArray,
                FieldType.TIMESTAMP: u64,
                FieldType.FIELD_TABLE: FieldTable,
                FieldType.NO_FIELD: None,
                FieldType.BYTE_ARRAY: LongString,
            },
        )
    )
    """The value; a timestamp counts seconds since 1970."""
