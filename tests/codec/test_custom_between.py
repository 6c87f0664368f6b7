"""Custom values in arrays whose elements are padded: each is told where it stands."""

from __future__ import annotations

from typing import Annotated

import wirefmt as w
from checking import check_message
from wirefmt import Message, u8, u16


class Positioned:
    """Bytes behind one byte that says where the value begins."""

    minimum = 2

    def decode(self, data: memoryview, position: int) -> tuple[bytes, int]:
        if data[position] != position or position + 2 > len(data):
            reason = f"it stands at {position}"
            raise ValueError(reason)
        end = position + 2 + data[position + 1]
        return bytes(data[position + 2 : end]), end

    def encode(self, value: bytes, writer: w.Writer) -> None:
        writer.write(bytes([writer.position, len(value)]))
        writer.write(value)


class Padded(Message):
    kind: u16
    values: list[Annotated[bytes, w.custom(Positioned())]] = w.array(u16, between=4)
    after: u8


def test_element_is_told_where_it_stands_behind_the_padding() -> None:
    message = Padded(kind=1, values=[b"a", b"", b"bcd"], after=9)
    wire = bytes.fromhex("0001 0003 04 01 61 00 08 00 00 00 0c 03 62 63 64 09")
    check_message(Padded, message, wire)
