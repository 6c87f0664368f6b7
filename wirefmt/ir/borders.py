"""Where runs of bits end, and what is measured or summed begins and ends: on byte borders."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wirefmt.errors import SchemaError
from wirefmt.ir.expressions import Measure, walk
from wirefmt.ir.groups import unit
from wirefmt.ir.outer import outer_names
from wirefmt.ir.reads import expressions
from wirefmt.ir.records import Checksum, Field, Record
from wirefmt.ir.sizes import Sizes

__all__ = ["bit_runs", "borders"]


def borders(record: Record, sizes: Sizes) -> None:
    """Demand that what is measured or summed begins and ends on byte borders.

    Raises:
        SchemaError: If it does not.
    """
    begins: dict[str, int] = {}
    ends: dict[str, int] = {}
    bits, width = 0, unit(record, sizes)
    for field in record.fields:
        begins[field.name] = bits % width
        bits += (sizes.bit_width(field.type) or 0) if field.when is None else 0
        ends[field.name] = bits % width
        if isinstance(field.role, Checksum) and (begins[field.name] or ends[field.name]):
            raise SchemaError(
                record.name,
                field.name,
                "a checksum begins and ends on byte borders; let the bits before it fill whole "
                "bytes",
            )
    for first, last in _spans(record):
        if begins[first] or ends[last]:
            name = first if begins[first] else last
            raise SchemaError(
                record.name,
                name,
                f'this["{first}":"{last}"] begins or ends inside a byte; let it take all the '
                "bits of the run",
            )


def _spans(record: Record) -> Iterator[tuple[str, str]]:
    for field in record.fields:
        if isinstance(field.role, Checksum):
            yield field.role.first, field.role.last
    for expression in expressions(record):
        for node in walk(expression):
            if isinstance(node, Measure) and node.quantity == "size":
                yield node.first, node.last


def bit_runs(record: Record, sizes: Sizes) -> None:
    """Demand that a run of bits ends on a byte border, unless the class is of bits alone.

    Raises:
        SchemaError: If it does not.
    """
    if sizes.is_bit_record(record):
        if any(name for each in expressions(record) for name in outer_names(each)):
            raise SchemaError(record.name, None, "a message of bits alone cannot read outer")
        return
    middle = len(record.fields) - record.trailing
    _bit_run(record, record.fields[:middle], sizes)
    _bit_run(record, record.fields[middle:], sizes)


def _bit_run(record: Record, fields: Sequence[Field], sizes: Sizes) -> None:
    bits, last = 0, None
    for field in fields:
        width = sizes.bit_width(field.type)
        if width is None or field.when is not None:
            _border(record, bits, last)
            bits, last = width or 0, field
            if width is not None:
                _border(record, bits, field)
                bits = 0
            continue
        bits, last = bits + width, field
    _border(record, bits, last)


def _border(record: Record, bits: int, field: Field | None) -> None:
    if bits % 8:
        raise SchemaError(
            record.name,
            None if field is None else field.name,
            f"the run of bits that ends here has {bits} bits, not whole bytes; "
            f"add w.pad(w.bits({-bits % 8})), or mend a width",
        )
