"""Every error that wirefmt raises on purpose, attributes first, the text computed from them.

The class says who is to blame: the declaration (`SchemaError`), what the session has not given
(`GivenError`), the value to be encoded (`EncodeError`) or the bytes to be decoded (`DecodeError`).
All attributes are in `args`, so that errors pickle; two errors of one class with equal attributes
are equal.
"""

from __future__ import annotations

__all__ = [
    "CheckFailedError",
    "ChecksumError",
    "ConstantError",
    "DecodeError",
    "DecoderClosedError",
    "EncodeError",
    "GivenError",
    "InvalidValueError",
    "LengthError",
    "LimitExceededError",
    "MalformedError",
    "OutOfRangeError",
    "OverrunError",
    "Path",
    "SchemaError",
    "SizeMismatchError",
    "TextError",
    "TrailingBytesError",
    "TruncatedError",
    "UnknownTagError",
    "WirefmtError",
    "WrongTypeError",
    "format_path",
]

Path = tuple[str | int, ...]
"""Where in a message: field names and, in arrays, indices, such as `("options", 2, "size")`."""


def format_path(root: str, path: Path) -> str:
    """Return a path as text, such as `Packet.options[2].size`."""
    return root + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)


class WirefmtError(Exception):
    """The root of every error that wirefmt raises on purpose."""

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self.args == other.args

    def __hash__(self) -> int:
        return hash((type(self), self.args))


class SchemaError(WirefmtError, TypeError):
    """The declaration of a message is wrong.

    Attributes:
        type_name: The qualified name of the class (or the text of the type).
        field: The field's name, or None where the class as a whole is meant.
        reason: What is wrong, and how to mend it.
    """

    def __init__(self, type_name: str, field: str | None, reason: str) -> None:
        super().__init__(type_name, field, reason)
        self.type_name = type_name
        self.field = field
        self.reason = reason

    def __str__(self) -> str:
        where = self.type_name if self.field is None else f"{self.type_name}.{self.field}"
        return f"{where}: {self.reason}"


class GivenError(WirefmtError, TypeError):
    """`given` lacks a name that is read.

    Attributes:
        name: The missing name.
    """

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def __str__(self) -> str:
        return f"given.{self.name} is read, but given={{...}} has no {self.name!r}"


class EncodeError(WirefmtError, ValueError):
    """A value does not fit the wire.

    Attributes:
        root: The name of the outermost type.
        path: Where in the message.
        value: A short repr of the value.
        reason: Why it does not fit.
    """

    def __init__(self, root: str, path: Path, value: str, reason: str) -> None:
        super().__init__(root, path, value, reason)
        self.root = root
        self.path = path
        self.value = value
        self.reason = reason

    def __str__(self) -> str:
        return f"{format_path(self.root, self.path)} = {self.value}: {self.reason}"


class OutOfRangeError(EncodeError):
    """A number does not fit its type; nothing is ever truncated."""


class SizeMismatchError(EncodeError):
    """A size or count is not what the declaration or another field says."""


class WrongTypeError(EncodeError, TypeError):
    """A value has another Python type than its field."""


class InvalidValueError(EncodeError):
    """A check, constant, tag, presence, text, delimiter or limit is violated."""


class DecodeError(WirefmtError, ValueError):
    """These bytes are not such a message.

    Attributes:
        root: The name of the outermost type.
        path: Where in the message.
        offset: Bytes from the start of the data, or of the stream, to where the field in `path`
            begins (in a `TextError`: to the bad byte).
        bit_offset: 0 to 7, for a field that begins inside a byte.
        reason: Why the bytes are refused.
    """

    def __init__(self, root: str, path: Path, offset: int, bit_offset: int, reason: str) -> None:
        super().__init__(root, path, offset, bit_offset, reason)
        self.root = root
        self.path = path
        self.offset = offset
        self.bit_offset = bit_offset
        self.reason = reason

    def __str__(self) -> str:
        bit = f", bit {self.bit_offset}" if self.bit_offset else ""
        return f"{format_path(self.root, self.path)} at byte {self.offset}{bit}: {self.reason}"


class TruncatedError(DecodeError, EOFError):
    """The input ends before the message does."""


class OverrunError(DecodeError):
    """A field does not fit the window that encloses it."""


class TrailingBytesError(DecodeError):
    """A window, or the input of `decode`, has bytes that nothing uses."""


class LengthError(DecodeError):
    """A length is negative, outside its min and max, or smaller than what was read."""


class LimitExceededError(DecodeError):
    """A length, count or depth is over one of the `Limits`."""


class ConstantError(DecodeError):
    """A constant has another value on the wire."""


class UnknownTagError(DecodeError):
    """No variant or arm has this tag."""


class CheckFailedError(DecodeError):
    """A check, or a derivation that is spelled, does not hold."""


class ChecksumError(DecodeError):
    """A checksum is not that of the bytes it covers."""


class TextError(DecodeError):
    """Bytes are not text in the field's encoding."""


class MalformedError(DecodeError):
    """A boolean, enum, digit string, varint or arithmetic result is not a legal one."""


class DecoderClosedError(WirefmtError, RuntimeError):
    """The decoder was fed after its end of input, or after its leftover was taken."""
