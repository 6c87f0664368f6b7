"""Emits the encoding of one value of any type, as atoms that are joined later."""

from __future__ import annotations

from typing import assert_never

from wirefmt._codegen import names
from wirefmt._codegen.atoms import Atom, join, size_text
from wirefmt._codegen.choosing import choosing, class_table_name, peek_text
from wirefmt._codegen.elements import ArrayWriter
from wirefmt._codegen.expressions import ExpressionWriter
from wirefmt._codegen.fuse import leaf_of, split_pieces
from wirefmt._codegen.loose import LooseEnds
from wirefmt._codegen.names import Names
from wirefmt._codegen.origins import OriginWriter, encoder_argument
from wirefmt._codegen.writer import SourceWriter
from wirefmt.ir.arms import is_known
from wirefmt.ir.blueprint import Blueprint
from wirefmt.ir.expressions import Peek
from wirefmt.ir.extents import Extent, Fixed, Last, Prefixed, Rest, Told, Until
from wirefmt.ir.filling import slack
from wirefmt.ir.parts import nullable
from wirefmt.ir.reads import told_extents
from wirefmt.ir.records import Record
from wirefmt.ir.types import (
    Arm,
    Array,
    Bits,
    Boolean,
    Choice,
    Converted,
    Custom,
    Data,
    Digits,
    Enumerated,
    Extended,
    Float,
    Integer,
    Nested,
    Scalar,
    Sized,
    Text,
    Through,
    Type,
    Varint,
)

__all__ = ["ValueWriter", "tells_at_times"]


class ValueWriter:
    """Writes code that checks a value and turns it into atoms.

    `field` is the name of the field whose type is written; its told extents are measured into
    variables of their own.
    """

    def __init__(  # noqa: PLR0913, PLR0917  # what a record's encoder consists of
        self,
        blueprint: Blueprint,
        record: Record,
        namer: Names,
        out: SourceWriter,
        expressions: ExpressionWriter,
        loose: LooseEnds,
        origins: OriginWriter,
    ) -> None:
        self._blueprint = blueprint
        self._record = record
        self._sizes = blueprint.sizes
        self._expressions = expressions
        self._names = namer
        self._out = out
        self._field = ""
        self.in_elements = False
        self._loose = loose
        self._origins = origins
        self._arrays = ArrayWriter(self, namer, out, expressions, loose, origins)

    def begin(self, field: str) -> None:
        """Write another field from now on."""
        self._field = field
        self.in_elements = False

    def fail_if(self, condition: str) -> None:
        """Refuse the value if the condition holds."""
        with self._out.block(f"if {condition}:"):
            self._out.line("raise Fault")

    def join(self, atoms: list[Atom]) -> str:
        """Return the expression of some atoms' bytes."""
        return join(atoms, self._names)

    # -------------------------------------------------------------- types

    def write(self, type_: Type, value: str, *, known: bool = False) -> list[Atom]:
        """Return the atoms of a value; `known` says that its Python type is right already."""
        match type_:
            case Data() | Text() | Array() | Sized() if type_.extent.align > 1:
                part = self._names.temporary("part")
                atoms = self._write(type_, value, known=known)
                self._out.line(f"{part} = {self.join(atoms)}")
                phase = f"{type_.extent.phase} + " if type_.extent.phase else ""
                padding = f"bytes(-({phase}len({part})) % {type_.extent.align})"
                return [Atom((part,)), Atom((padding,))]
            case _:
                return self._write(type_, value, known=known)

    def _write(self, type_: Type, value: str, *, known: bool) -> list[Atom]:
        match type_:
            case Data() | Text() | Array() | Sized() | Digits():
                length = nullable(type_)
                if length is not None and length.none is not None:
                    return self._write_nullable(type_, length, length.none, value)
                return self._write_extended(type_, value, known=known)
            case Enumerated():
                return self._write_enumerated(type_, value, known=known)
            case Converted(type=inner):
                return self.write(inner, self._unconvert(type_, value))
            case Nested(record=record):
                encoded = self._names.temporary("nested")
                outside = self._expressions.outside(self._blueprint.outer, record)
                outside += encoder_argument(self._blueprint, record, self._record)
                call = f"{self._names.encode(record)}({value}, context, depth + 1{outside})"
                self._out.line(f"{encoded} = {call}")
                return [Atom((encoded,))]
            case Choice():
                return self._write_choice(type_, value, known=known)
            case Custom(codec=codec, minimum=minimum):
                written = self._names.temporary("custom")
                call = f"write_custom({names.user(codec)}, {value}, writer, {minimum})"
                self._out.line(f"{written} = {call}")
                return [Atom((written,))]
            case _:
                return self._write_scalar(type_, value, known=known)

    def _write_choice(self, type_: Choice, value: str, *, known: bool) -> list[Atom]:
        tag, content = self._names.temporary("tag"), self._names.temporary("chosen")
        if is_known(type_, self._record) and isinstance(type_.tag, Told):
            self._out.line(f"{tag} = {self._expressions.bare(type_.tag.expression)}")
            branches = type_
        else:
            table = class_table_name(type_, self._blueprint.layout.records, self._names)
            self._out.line(f"{tag} = arm_of({value}, {table})")
            numbered = (Arm(index, arm.type) for index, arm in enumerate(type_.arms))
            branches = Choice(type_.tag, tuple(numbered))
        for _, arm in zip(choosing(branches, tag, self._out), type_.arms, strict=True):
            self._write_arm(type_, arm, value, content, known=known)
        return [Atom((content,))]

    def _write_arm(self, type_: Choice, arm: Arm, value: str, content: str, *, known: bool) -> None:
        atoms: list[Atom] = []
        if not isinstance(type_.tag, Told | Peek):
            atoms += self.write(type_.tag, str(arm.tag), known=True)
            if arm.type is not None:
                self._origins.pass_over(arm.type, size_text(atoms))
        elif isinstance(type_.tag, Told) and not is_known(type_, self._record):
            self._measure(type_.tag.index, str(arm.tag))
        if arm.type is None:
            self.fail_if(f"{value} is not None")
        else:
            atoms += self.write(arm.type, value, known=known)
        self._out.line(f"{content} = {self.join(atoms)}")
        if isinstance(type_.tag, Peek):
            text, _ = peek_text(type_.tag, content, "")
            others = tuple(each.tag for each in type_.arms if each is not arm)
            self.fail_if(f"{text} in {others}" if arm.tag is None else f"{text} != {arm.tag}")

    def _write_scalar(
        self, type_: Integer | Float | Boolean | Bits | Varint, value: str, *, known: bool
    ) -> list[Atom]:
        if not known:
            self._check_scalar(type_, value)
        match type_:
            case Varint(max_value=maximum):
                encoded = self._names.temporary("encoded")
                number = f"zigzag({value})" if type_.zigzag else value
                call = f"varint({number}, {maximum})"
                if type_.form == "quic":
                    call = f"quic_varint({number})"
                self._out.line(f"{encoded} = {call}")
                return [Atom((encoded,))]
            case Bits(width=width):
                self.fail_if(f"{value} >> {width}")
                order = "little" if type_.little else "big"
                content = f'({value}).to_bytes({width // 8}, "{order}")'
                return [Atom((content,), leaf_of(Data(Extent(Fixed(width // 8)))))]
            case Boolean() if known:
                self.fail_if(f"{value} not in (0, 1)")
            case _:
                pass
        leaf = leaf_of(type_)
        return [Atom(tuple(split_pieces(leaf, value)), leaf)]

    def _check_scalar(self, type_: Scalar, value: str) -> None:
        match type_:
            case Boolean() | Bits(flag=True):
                self.fail_if(f"{value} is not True and {value} is not False")
            case Float(size=size):
                self._out.line(f"{value} = floating({value}, {size})")
            case _:
                self.check_integer(value)

    def check_integer(self, value: str) -> None:
        """Refuse what is no int, or is a bool."""
        with self._out.block(f"if type({value}) is not int:"):
            self._out.line(f"integer({value})")

    def _write_enumerated(self, type_: Enumerated, value: str, *, known: bool) -> list[Atom]:
        self.check_member(type_, value, known=known)
        return self.write(type_.type, value, known=True)

    def check_member(self, type_: Enumerated, value: str, *, known: bool = False) -> None:
        """Refuse what is no member of an enum, nor the number of one."""
        if type_.flags:
            if not known:
                self._out.line(f"{value} = integer({value})")
            if type_.strict:
                self.fail_if(f"{value} & ~{type_.known:#X}")
            return
        if type_.open:
            if not known:
                self.check_integer(value)
            return
        with self._out.block(f"if type({value}) is not {names.user(type_.enum)}:"):
            self._out.line(f"{value} = member({value}, {names.members(type_.enum)})")

    def _unconvert(self, type_: Converted, value: str) -> str:
        """Return the variable of what a user's function makes of a value."""
        if type_.cls is None:
            self.fail_if(f"{value} is None")
        else:
            self.fail_if(f"not isinstance({value}, {names.user(type_.cls)})")
        besides = "" if type_.using is None else f", {self._expressions.text(type_.using)}"
        inner = self._names.temporary("raw")
        self._out.line(f"{inner} = {names.user(type_.encode)}({value}{besides})")
        return inner

    # -------------------------------------------------------------- what has an extent

    def _write_extended(
        self, type_: Data | Text | Array | Sized | Digits, value: str, *, known: bool
    ) -> list[Atom]:
        match type_:
            case Data():
                if not known:
                    with self._out.block(f"if type({value}) is not bytes:"):
                        self._out.line(f"{value} = as_bytes({value})")
                content = value
            case Text(encoding=encoding):
                if not known:
                    self.fail_if(f"not isinstance({value}, str)")
                content = self._names.temporary("encoded")
                self._out.line(f"{content} = {value}.encode({encoding!r})")
            case Digits():
                content = self._digits(type_, value, known=known)
            case Sized(type=inner, through=through):
                content = self._names.temporary("content")
                self._pass_prefix(type_.extent, inner)
                atoms = self.write(inner, value, known=known)
                self._out.line(f"{content} = {self.join(atoms)}")
                self._fill(type_, content)
                self._loose.close(inner)
                if through is not None:
                    self._out.line(f"{content} = {self._transform(through, content)}")
            case Array(element=element):
                self._pass_prefix(type_.extent, element)
                return self._arrays.write(type_, value)
            case _ as unreachable:
                assert_never(unreachable)
        return self.extent(type_.extent, content, f"len({content})")

    def _fill(self, type_: Sized, content: str) -> None:
        """Fill a window in which there may be slack, as far as is known."""
        room = slack(type_, self._record, self._field, self._sizes)
        if room is None:
            return
        if isinstance(type_.extent.length, Fixed):
            self._out.line(f"{content} = {content}.ljust({type_.extent.length.size}, b'\\0')")
            return
        base = self._names.temporary("base")
        self._out.line(f"{base} = {self._expressions.number(room.base)}")
        self._out.line(f"{content} = widened({content}, {base}, {room.step}, context)")

    def _pass_prefix(self, extent: Extent, inner: Type) -> None:
        """Let a value stand behind what says how long it is."""
        if isinstance(extent.length, Prefixed):
            size = self._sizes.fixed(extent.length.type) or 0
            self._origins.pass_over(inner, str(size))

    def _transform(self, through: Through, content: str) -> str:
        """Return the expression of what a user's transform makes of bytes."""
        using = "" if through.using is None else f", {self._expressions.text(through.using)}"
        return f"as_bytes({names.user(through.transform)}.encode({content}{using}))"

    def _write_nullable(
        self, type_: Extended | Digits, length: Prefixed, none: int, value: str
    ) -> list[Atom]:
        """Return the bytes of a value that may be None, in one variable."""
        part = self._names.temporary("part")
        with self._out.block(f"if {value} is None:"):
            self._out.line(f"{part} = {self.join(self._write_prefix(length, str(none)))}")
        with self._out.block("else:"):
            whole = self.join(self._write_extended(type_, value, known=False))
            self._out.line(f"{part} = {whole}")
        return [Atom((part,))]

    def _write_prefix(self, length: Prefixed, item: str) -> list[Atom]:
        """Return the atoms of a number that stands before what it measures."""
        if isinstance(length.type, Digits | Choice):
            counted = self._names.temporary("number")
            self._out.line(f"{counted} = {item}")
            item = counted
        return self.write(length.type, item, known=True)

    def _item(self, length: Prefixed, number: str) -> str:
        """Return the number that stands on the wire for a length."""
        item = number
        if length.offset or length.factor != 1:
            item = self._names.temporary("item")
            less = f"{number} - {length.offset}" if length.offset else number
            if length.factor == 1:
                self._out.line(f"{item} = {less}")
            else:
                self._out.line(f"{item}, over = divmod({less}, {length.factor})")
                self.fail_if("over")
        if length.none is not None:
            self.fail_if(f"{item} == {length.none}")
        return item

    def _digits(self, type_: Digits, value: str, *, known: bool) -> str:
        if not known:
            self.check_integer(value)
        fixed = type_.extent.length.size if isinstance(type_.extent.length, Fixed) else None
        verb = "decimal_text" if type_.base == 10 else "hexadecimal_text"  # noqa: PLR2004
        content = self._names.temporary("encoded")
        options = f"{type_.max_digits}, signed={type_.signed}, fixed={fixed}"
        self._out.line(f"{content} = {verb}({value}, {options})")
        return content

    def extent(self, extent: Extent, content: str, number: str) -> list[Atom]:
        """Return the atoms of some content, with what its extent puts before or after it."""
        self.bound(extent, number)
        match extent.length:
            case Fixed(size=size, pad=pad) if pad:
                whole = self._names.temporary("filled")
                self._out.line(f"{whole} = filled({content}, {size}, {pad!r})")
                return [Atom((whole,))]
            case Fixed(size=size):
                self.fail_if(f"{number} != {size}")
                return [Atom((content,))]
            case Prefixed() as prefix:
                item = self._item(prefix, number)
                return [*self._write_prefix(prefix, item), Atom((content,))]
            case Told(index=index):
                self._measure(index, number)
                return [Atom((content,))]
            case Until(delimiter=delimiter, include=include, unit=unit, at_eof=True):
                verb = "undelimited_within" if include else "undelimited"
                units = "" if unit == 1 else f", {unit}"
                self._loose.end(f"{verb}({content}, {delimiter!r}{units})", checks=True)
                return [Atom((content,))]
            case Until(delimiter=delimiter, include=include, unit=unit):
                ended = self._names.temporary("delimited")
                verb = "delimited_within" if include else "delimited"
                units = "" if unit == 1 else f", {unit}"
                self._out.line(f"{ended} = {verb}({content}, {delimiter!r}{units})")
                return [Atom((ended,))]
            case Rest():
                self._loose.end()
                return [Atom((content,))]
            case Last():
                return [Atom((content,))]
            case _ as unreachable:
                assert_never(unreachable)

    def bound(self, extent: Extent, number: str) -> None:
        """Refuse a number that is outside an extent's bounds."""
        if extent.minimum:
            self.fail_if(f"{number} < {extent.minimum}")
        if extent.maximum is not None:
            self.fail_if(f"{number} > {extent.maximum}")

    def _measure(self, index: int, number: str) -> None:
        measured = names.extent_of(self._field, index)
        if not self.in_elements:
            self._out.line(f"{measured} = {number}")
            return
        with self._out.block(f"if {measured} is None:"):
            self._out.line(f"{measured} = {number}")
        self.fail_if(f"{measured} != {number}")


def tells_at_times(type_: Type) -> bool:
    """Return whether a told extent stands in an array's elements, or an arm: it may be in none."""
    match type_:
        case Array(element=inner):
            return any(True for _ in told_extents(inner))
        case Choice():
            return any(True for each in type_.types for _ in told_extents(each))
        case Sized(type=inner) | Converted(type=inner):
            return tells_at_times(inner)
        case _:
            return False
