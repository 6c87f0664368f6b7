"""The bytes at which expressions peek."""

from __future__ import annotations

from typing import NamedTuple, cast

from wirefmt._interp.refusal import Refusal
from wirefmt._interp.scalars import decode_plain
from wirefmt.errors import WirefmtError
from wirefmt.ir.expressions import Peek
from wirefmt.ir.types import Integer

__all__ = ["Sight"]


class Sight(NamedTuple):
    """What a field can see: the bytes from where it begins to the end of the message.

    `lacking` is the class of the error where there is less.
    """

    data: bytes | bytearray
    begin: int
    end: int
    lacking: type[WirefmtError] | None = None

    def number(self, peek: Peek) -> object:
        """Return the number that is peeked at.

        Raises:
            Refusal: If it stands before the field.
        """
        type_ = cast("Integer", peek.type)
        first = peek.at + (self.begin if peek.at >= 0 else self.end)
        if first < self.begin:
            left = max(0, self.end - self.begin)
            reason = f"peeks at the last {-peek.at} bytes, {left} are left"
            raise Refusal(reason, self.lacking)
        return decode_plain(type_, bytes(self.data[first : first + type_.size]))
