"""Every identifier of generated code, and what its module's namespace holds.

Users' fields become `f_<name>`; nothing of ours begins so. Objects that are not literals (classes,
enums, users' functions) enter the namespace under their slot, behind `u_`.
"""

from __future__ import annotations

from wirefmt.ir.records import Layout, Record
from wirefmt.ir.types import Slot

__all__ = [
    "Names",
    "end_of",
    "extent_of",
    "field",
    "group",
    "loose",
    "members",
    "outer",
    "start_of",
    "user",
]


def field(name: str) -> str:
    """Return the variable of a field's value."""
    return f"f_{name}"


def start_of(name: str) -> str:
    """Return the variable of the index of a field's first byte."""
    return f"at_{name}"


def end_of(name: str) -> str:
    """Return the variable of the index behind a field's last byte."""
    return f"end_{name}"


def extent_of(name: str, index: int) -> str:
    """Return the variable of what a told extent measured on encode."""
    return f"m_{name}_{index}"


def loose(name: str) -> str:
    """Return the variable of what is loose at the end of a field on encode."""
    return f"l_{name}"


def group(offset: int) -> str:
    """Return the variable of a group of bit fields that begins so many bytes into its run."""
    return f"bits_{offset}"


def user(slot: Slot) -> str:
    """Return the name under which a slot's object stands in the namespace."""
    return f"u_{slot}"


def outer(name: str) -> str:
    """Return the parameter of a field of the enclosing message."""
    return f"o_{name}"


def members(slot: Slot) -> str:
    """Return the name of the table from an enum's values to its members."""
    return f"members_{slot}"


class Names:
    """The names of one generated module: a function a record, shared constants, temporaries."""

    def __init__(self, layout: Layout) -> None:
        taken = {"from", "many"}  # decode_from and decode_many are entries of every module
        self._records: list[str] = []
        for index, record in enumerate(layout.records):
            name = _identifier(record)
            while name in taken or name.startswith("variants_"):  # as a header's tables are called
                name = f"{name.removeprefix('variants_')}_{index}"
            taken.add(name)
            self._records.append(name)
        self._constants: dict[str, str] = {}
        self._temporaries = 0

    def decode(self, record: int) -> str:
        """Return the name of a record's whole decoder."""
        return f"decode_{self._records[record]}"

    def steps(self, record: int) -> str:
        """Return the name of a record's incremental decoder."""
        return f"steps_{self._records[record]}"

    def encode(self, record: int) -> str:
        """Return the name of a record's encoder."""
        return f"encode_{self._records[record]}"

    def decode_bits(self, record: int) -> str:
        """Return the name of the function from a number to a message of bits."""
        return f"from_bits_{self._records[record]}"

    def encode_bits(self, record: int) -> str:
        """Return the name of the function from a message of bits to its number."""
        return f"to_bits_{self._records[record]}"

    def encode_big(self, record: int) -> str:
        """Return the name of the encoder in network order of what may be in the other, too."""
        return f"big_{self._records[record]}"

    def tells_little(self, record: int) -> str:
        """Return the name of the function from a message's bytes to whether it is little-endian."""
        return f"is_little_{self._records[record]}"

    def table(self, verb: str, record: int) -> str:
        """Return the name of the table by which a header chooses a variant."""
        return f"{verb}_variants_{self._records[record]}"

    def constant(self, kind: str, expression: str) -> str:
        """Return the name of a value that the module computes once, such as a `Struct`'s method."""
        if expression not in self._constants:
            self._constants[expression] = f"{kind}_{len(self._constants) + 1}"
        return self._constants[expression]

    def unpack(self, code: str) -> str:
        """Return the name of `Struct(code).unpack_from`."""
        return self.constant("unpack", f"Struct({code!r}).unpack_from")

    def iter_unpack(self, code: str) -> str:
        """Return the name of `Struct(code).iter_unpack`."""
        return self.constant("iter_unpack", f"Struct({code!r}).iter_unpack")

    def pack(self, code: str) -> str:
        """Return the name of `Struct(code).pack`."""
        return self.constant("pack", f"Struct({code!r}).pack")

    def constants(self) -> list[str]:
        """Return the assignments of all constants, in the order of their first use."""
        return [f"{name} = {expression}" for expression, name in self._constants.items()]

    def temporary(self, kind: str) -> str:
        """Return a variable that no other has."""
        self._temporaries += 1
        return f"{kind}_{self._temporaries}"

    def restart(self) -> None:
        """Begin a function: temporaries are numbered from 1 again."""
        self._temporaries = 0


def _identifier(record: Record) -> str:
    name = "".join(each if each.isascii() and each.isalnum() else "_" for each in record.name)
    return name if name.isidentifier() else f"_{name}"
