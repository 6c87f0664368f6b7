"""The arms of a choice, as branches."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from wirefmt._codegen.names import Names, user
from wirefmt._codegen.writer import SourceWriter
from wirefmt.ir.arms import class_table
from wirefmt.ir.expressions import Peek
from wirefmt.ir.records import Record
from wirefmt.ir.types import Arm, Choice, Integer

__all__ = ["choosing", "class_table_name", "peek_text"]


def choosing(choice: Choice, tag: str, out: SourceWriter) -> Iterator[Arm]:
    """Yield each arm inside its own branch; a tag that has none fails."""
    keyword = "if"
    for arm in choice.arms:
        with out.block("else:" if arm.tag is None else f"{keyword} {tag} == {arm.tag}:"):
            yield arm
        keyword = "elif"
    if choice.arms[-1].tag is not None:
        with out.block("else:"):
            out.line("raise Fault")


def peek_text(peek: Peek, data: str, offset: str) -> tuple[str, str]:
    """Return the number that is peeked at from an index on, and the index behind it."""
    type_ = cast("Integer", peek.type)
    begin = " + ".join(each for each in (offset, str(peek.at) if peek.at else "") if each) or "0"
    stop = " + ".join(each for each in (offset, str(peek.at + type_.size)) if each)
    order = "little" if type_.little else "big"
    return f'int.from_bytes({data}[{begin}:{stop}], "{order}", signed={type_.signed})', stop


def class_table_name(choice: Choice, records: tuple[Record, ...], namer: Names) -> str:
    """Return the name of the table from the classes of values to the arms' indices."""
    table = class_table(choice, records)
    entries = (
        f"{user(each.name) if each.is_slot else each.name}: {index}"
        for each, index in table.items()
    )
    return namer.constant("arms", f"{{{', '.join(entries)}}}")
