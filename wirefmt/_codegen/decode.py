"""Emits the decoders of records, whole and incremental, from one walk over the decode plan."""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never, cast

from wirefmt._codegen import names
from wirefmt._codegen.cursor import Cursor
from wirefmt._codegen.expressions import ExpressionWriter, is_given
from wirefmt._codegen.facts import Emission
from wirefmt._codegen.fuse import Slot, fuse, group_leaf, leaf_of
from wirefmt._codegen.origins import decoder_argument
from wirefmt._codegen.peeking import Sight
from wirefmt._codegen.reading import Reader
from wirefmt._codegen.switching import condition_text
from wirefmt._codegen.verifying import Verifier
from wirefmt.ir.expressions import Expression, Measure
from wirefmt.ir.extents import Rest
from wirefmt.ir.groups import byte_order, shift_of
from wirefmt.ir.parts import unconverted
from wirefmt.ir.peeks import looks_back, own_told, peeks, reach
from wirefmt.ir.records import (
    ConstantRole,
    Dispatch,
    Field,
    Padding,
    PresenceByte,
    Record,
    Stored,
    Switch,
    Tag,
    TagRange,
)
from wirefmt.ir.show import wire_type
from wirefmt.ir.steps import Choose, OpenWindow, Place, Read, Run, Step, Turn, Verify
from wirefmt.ir.tags import choices, is_exact
from wirefmt.ir.types import Array, Bits, Choice, Data, Enumerated, Nested, Sized

__all__ = ["emit_bit_decoder", "emit_decoder"]


def emit_decoder(emission: Emission, record: int, *, waits: bool) -> None:
    """Write the function that decodes a record: whole, or (`waits`) incremental."""
    _RecordDecoder(emission, record, waits=waits).emit()


def emit_bit_decoder(emission: Emission, record: int) -> None:
    """Write the function from a number to a message of bits."""
    _RecordDecoder(emission, record, waits=False).emit_from_bits()


class _RecordDecoder:
    def __init__(self, emission: Emission, index: int, *, waits: bool) -> None:
        blueprint, namer, out, facts = emission
        self._emission = emission
        self._blueprint = blueprint
        self._layout = blueprint.layout
        self._looks_at_depth = index in facts.nested
        self._of_bits = facts.of_bits
        self._charged = facts.charged
        self._index = index
        self._record: Record = blueprint.layout.records[index]
        self._plan = blueprint.decode_plan(index)
        self._names = namer
        self._out = out
        self._waits = waits
        self._expressions = ExpressionWriter(blueprint.layout, self._record, self._measure)
        self._reader = Reader(blueprint, self._record, namer, out, self._expressions)
        self._cursor = Cursor("data", "offset", None if waits else "end", waits)
        self._outside = "".join(f", {names.outer(n)}" for n in blueprint.outer.names(index))
        self._origin = ", origin" if blueprint.origins.is_told(index) and not waits else ""
        self._verifier = Verifier(self._reader, self._expressions, self._message())
        self._delegates = False  # whether what follows was left to another function

    # -------------------------------------------------------------- functions

    def emit(self) -> None:
        self._names.restart()
        verb = self._names.steps if self._waits else self._names.decode
        parameters = f"data, offset, end, context, depth{self._outside}{self._origin}"
        with self._out.function(f"def {verb(self._index)}({parameters}):"):
            how = "as its bytes come" if self._waits else "whose bytes are all there"
            self._out.line(f'"""Decode one {self._record.name} {how}."""')
            if self._looks_at_depth:
                self._reader.fail_if("depth > context.depth")
            if self._needs_start():
                self._out.line("start = offset")
            if self._record.origin and self._blueprint.origins.counts_inside(self._record):
                self._out.line("origin = offset")
            if self._charges_twice():
                for each in self._charged:
                    self._out.line(f"{each} = context.{each}")
            for step in self._plan.steps:
                if not self._delegates:
                    self._step(step)
            if not self._delegates:
                self._finish()

    def emit_from_bits(self) -> None:
        self._names.restart()
        name = self._names.decode_bits(self._index)
        with self._out.function(f"def {name}({names.group(0)}{self._of_bits}):"):
            self._out.line(f'"""Take one {self._record.name} out of its bits."""')
            for step in self._plan_of_bits():
                if isinstance(step, Verify):
                    self._verifier.write(step)
                else:
                    self._comment(step.field, None)
                    self._take_bits(step, names.group(0))
                    self._check_constant(step.field)
            self._out.line(f"return {self._message()}")

    def _plan_of_bits(self) -> list[Read | Verify]:
        """Return the steps of a message of bits, placed in a number of just its width."""
        sizes = self._blueprint.sizes
        total = sum(sizes.bit_width(field.type) or 0 for field in self._record.fields)
        before = 0
        steps: list[Read | Verify] = []
        for run in self._plan.steps:
            for step in cast("Run", run).steps:
                if isinstance(step, Read):
                    width = sizes.bit_width(step.field.type) or 0
                    shift = shift_of(self._record.bit_order, before, width, total)
                    steps.append(Read(step.field, Place(0, 0, shift, width)))
                    before += width
                else:
                    steps.append(step)
        return steps

    def _step(self, step: Step) -> None:
        match step:
            case Run():
                self._run(step)
            case Read():
                self._read(step)
            case Verify():
                self._verifier.write(step)
            case OpenWindow():
                self._open_window(step)
            case Choose():
                self._choose(step)
            case Turn(switch=switch):
                self._turn(switch)
            case _ as unreachable:
                assert_never(unreachable)

    def _finish(self) -> None:
        if self._record.size is not None:
            if self._record.slack:
                self._out.line("offset = end")
            else:
                self._reader.fail_if("offset != end")
            if self._record.align > 1:
                self._out.line("offset = after")
        self._out.line(f"return {self._message()}, offset")

    def _message(self) -> str:
        if self._record.cls is None:
            return names.field(self._record.fields[0].name)
        arguments = ", ".join(names.field(name) for name in self._record.stored)
        return f"{names.user(self._record.cls)}({arguments})"

    # -------------------------------------------------------------- facts

    def _needs_start(self) -> bool:
        return self._record.size is not None or self._record.dispatch is not None

    def _charges_twice(self) -> bool:
        """Return whether what another function reads again may hold what was charged."""
        chooses = self._record.dispatch is not None
        if not self._charged or not (chooses or self._waits):
            return False
        for step in self._plan.steps:
            if isinstance(step, OpenWindow) and not chooses:
                return False
            if isinstance(step, Read) and isinstance(
                unconverted(step.field.type), Array | Choice | Sized | Nested
            ):
                return chooses or self._record.size is not None
        return False

    def _uncharge(self) -> None:
        """Write that what follows is decoded, and charged, from the first byte."""
        if self._charges_twice():
            for each in self._charged:
                self._out.line(f"context.{each} = {each}")

    def _measure(self, measure: Measure) -> str:
        first, last = measure.first, measure.last
        if measure.quantity == "size":
            return f"({names.end_of(last)} - {names.start_of(first)})"
        if measure.quantity == "count":
            return f"len({names.field(first)} or ())"
        return f"({names.field(first)} is not None)"

    # -------------------------------------------------------------- runs

    def _run(self, run: Run) -> None:
        self._reader.need(self._cursor, f"offset + {run.size}")
        self._unpack(run)
        for step in run.steps:
            if isinstance(step, Verify):
                self._verifier.write(step)
                continue
            place = cast("Place", step.place)
            begin = f"offset + {place.offset}" if place.offset else "offset"
            self._mark(step.field, begin, place.size)
            if place.width is not None:
                self._take_bits(step, names.group(place.offset))
            elif not isinstance(step.field.role, Padding) and self._reader.leaves.converts(
                step.field.type
            ):
                target = names.field(step.field.name)
                self._reader.leaves.convert(step.field.type, target, target)
            self._check_constant(step.field)
        self._out.line(f"offset += {run.size}")

    def _unpack(self, run: Run) -> None:
        """Read all numbers of a run in one `unpack_from`."""
        slots: list[Slot] = []
        groups: set[int] = set()
        for step in run.steps:
            if not isinstance(step, Read) or step.place is None:
                continue
            place = step.place
            self._comment(step.field, place)
            if place.width is None:
                leaf = leaf_of(step.field.type)
                is_padding = isinstance(step.field.role, Padding)
                slots.append(Slot(names.field(step.field.name), leaf, skip=is_padding))
            elif place.offset not in groups:
                groups.add(place.offset)
                slots.append(Slot(names.group(place.offset), group_leaf(place.size, place.order)))
        fused = fuse(slots, self._names)
        if fused.code[1:] == "B":
            self._out.line(f"{fused.targets[0]} = data[offset]")
        elif fused.targets:
            joined = ", ".join(fused.targets) + ("," if len(fused.targets) == 1 else "")
            self._out.line(f"{joined} = {self._names.unpack(fused.code)}(data, offset)")
        for line in fused.after:
            self._out.line(line)

    def _take_bits(self, step: Read, group: str) -> None:
        field, place = step.field, step.place
        if isinstance(field.role, Padding) or place is None or place.width is None:
            return
        target = names.field(field.name)
        shifted = f"{group} >> {place.shift}" if place.shift else group
        value = f"{shifted} & 0x{(1 << place.width) - 1:X}"
        match field.type:
            case Bits(flag=True):
                self._out.line(f"{target} = {value} != 0")
            case Nested(record=record):
                self._out.line(
                    f"{target} = {self._names.decode_bits(record)}({value}{self._of_bits})"
                )
            case Enumerated():
                self._reader.leaves.convert(field.type, value, target)
            case _:
                self._out.line(f"{target} = {value}")

    # -------------------------------------------------------------- single fields

    def _comment(self, field: Field, place: Place | None) -> None:
        where = "" if place is None else f", {_range(place)} of the run"
        self._out.comment(f"{field.label}: {wire_type(field.type, self._layout)}{where}")

    def _read(self, read: Read) -> None:
        field = read.field
        self._comment(field, None)
        self._mark(field, "offset", None)
        match field.when:
            case None | Rest():
                self._read_there(read)
            case PresenceByte():
                presence = self._names.temporary("presence")
                self._reader.need(self._cursor, "offset + 1")
                self._out.line(f"{presence} = data[offset]")
                self._reader.fail_if(f"{presence} > 1")
                self._out.line("offset += 1")
                self._read_if(presence, field, lambda: self._read_there(read))
            case condition:
                self._look(condition, field)
                text = self._expressions.bare(condition)
                self._read_if(text, field, lambda: self._read_there(read))
        if field.name in self._plan.measured:
            self._out.line(f"{names.end_of(field.name)} = offset")

    def _look(self, expression: Expression, field: Field) -> None:
        """Await what an expression peeks at: the bytes from here on, then the end."""
        if not peeks(expression):
            return
        begin = "offset - 1" if isinstance(field.when, PresenceByte) else "offset"
        size = reach(expression)
        if size:
            self._reader.need(self._cursor, f"{begin} + {size}")
        end = self._reader.await_end(self._cursor) if looks_back(expression) else ""
        self._expressions.sight = Sight("data", begin, end)

    def _read_if(self, condition: str, field: Field, read: Callable[[], None]) -> None:
        with self._out.block(f"if {condition}:"):
            read()
        with self._out.block("else:"):
            self._out.line(f"{names.field(field.name)} = None")

    def _read_there(self, read: Read) -> None:
        """Read a field that is there; an open-ended one leaves what later fields need."""
        if read.reserve is None:
            self._read_in(read.field, self._cursor)
            return
        reserve = self._names.temporary("reserve")
        limit = self._names.temporary("limit")
        end = self._reader.await_end(self._cursor)
        self._look(read.reserve, read.field)
        self._out.line(f"{reserve} = {self._expressions.number(read.reserve)}")
        self._out.line(f"{limit} = {end} - {reserve}")
        self._reader.fail_if(f"{reserve} < 0 or {limit} < offset")
        if not self._waits:
            self._read_in(read.field, Cursor("data", "offset", limit, waits=False))
            return
        with self._reader.window(self._cursor, limit) as inside:
            self._read_in(read.field, inside)
        self._out.line(f"offset += {inside.offset}")

    def _read_in(self, field: Field, cursor: Cursor) -> None:
        """Read a field inside its window; with `when=rest` only if bytes are left there."""
        if not isinstance(field.when, Rest):
            self._read_value(field, cursor)
            return
        end = cursor.end or f"len({cursor.data})"
        left = f"{cursor.offset} < {end}"
        if cursor.waits:
            bound = f" and {left}" if cursor.end else ""
            lacking = f"len({cursor.data}) <= {cursor.offset} and not context.eof{bound}"
            with self._out.block(f"while {lacking}:"):
                self._out.line(f"yield {cursor.offset} + 1")
        self._read_if(left, field, lambda: self._read_value(field, cursor))

    def _read_value(self, field: Field, cursor: Cursor) -> None:
        told = own_told(field)
        if told is not None:
            self._look(told.expression, field)
        if isinstance(field.role, Padding) and isinstance(field.type, Data):
            _, after = self._reader.stop(field.type.extent, cursor)
            self._out.line(f"{cursor.offset} = {after}")
            self._out.line(f"{names.field(field.name)} = b''")
            return
        width = self._blueprint.sizes.bit_width(field.type)
        if width is not None and not isinstance(field.type, Nested):
            self._read_lone_bits(field, width, cursor)
        else:
            self._reader.read(field.type, names.field(field.name), cursor)
        self._check_constant(field)

    def _read_lone_bits(self, field: Field, width: int, cursor: Cursor) -> None:
        """Read bits that fill whole bytes and stand outside every run."""
        size = width // 8
        stop = f"{cursor.offset} + {size}"
        self._reader.need(cursor, stop)
        group = self._names.temporary("group")
        order = byte_order(self._record.bit_order)
        raw = f"{cursor.data}[{cursor.offset}:{stop}]"
        self._out.line(f'{group} = int.from_bytes({raw}, "{order}")')
        self._take_bits(Read(field, Place(0, size, 0, width)), group)
        self._out.line(f"{cursor.offset} += {size}")

    def _mark(self, field: Field, start: str, size: int | None) -> None:
        if field.name in self._plan.measured:
            self._out.line(f"{names.start_of(field.name)} = {start}")
            if size is not None:
                self._out.line(f"{names.end_of(field.name)} = {start} + {size}")

    def _check_constant(self, field: Field) -> None:
        match field.role:
            case ConstantRole(value=value) | Stored(constant=value) if value is not None:
                self._reader.fail_if(f"{names.field(field.name)} != {value!r}")
            case _:
                pass

    # -------------------------------------------------------------- windows and variants

    def _open_window(self, step: OpenWindow) -> None:
        self._out.comment("the window of the whole message")
        chooses = self._record.dispatch is not None
        size = self._expressions.operand(step.size)
        stop = "stop"
        self._out.line(f"{stop} = start + {size}")
        self._reader.fail_if(f"{stop} < offset")
        after = stop
        if step.align > 1:
            after = "after"
            self._out.line(f"{after} = {stop} + (start - {stop}) % {step.align}")
        if not self._waits:
            self._reader.fail_if(f"{after} > end")
            if chooses:
                self._cursor = Cursor("data", "offset", stop, waits=False)
            else:
                self._out.line("end = stop")
            return
        if chooses:
            self._reader.fail_if(f"{after} > context.message_size")
            self._cursor = Cursor("data", "offset", stop, waits=True)
            return
        with self._out.block(f"while len(data) < {after}:"):
            self._out.line(f"yield {after}")
        self._out.comment("all of it is there: decode it whole, from its first byte")
        self._uncharge()
        call = f"{self._names.decode(self._index)}(bytes(data[start:{after}]), 0, {after} - start, "
        begins = decoder_argument(self._blueprint, self._index, None, "0")
        self._out.line(f"message, _ = {call}context, depth{self._outside}{begins})")
        self._out.line(f"return message, {after}")
        self._delegates = True

    def _turn(self, switch: Switch) -> None:
        """Leave a little-endian message to the function of its record."""
        size = reach(switch.condition)
        if size:
            self._reader.need(self._cursor, f"offset + {size}")
        function = self._names.steps if self._waits else self._names.decode
        told = f"context, depth{self._outside}{self._origin}"
        call = f"{function(switch.little)}(data, offset, end, {told})"
        with self._out.block(f"if {condition_text(self._emission, self._index, switch)}:"):
            self._out.line(f"return (yield from {call})" if self._waits else f"return {call}")

    def _choose(self, step: Choose) -> None:
        dispatch = step.dispatch
        verb = "steps" if self._waits else "decode"
        if len(dispatch.controllers) == 1:
            tag = self._expressions.bare(dispatch.controllers[0])
            if is_given(dispatch.controllers[0]):
                tag = self._expressions.operand(dispatch.controllers[0])
        else:
            tag = f"({', '.join(map(self._expressions.operand, dispatch.controllers))})"
        wide = [(each, record) for each, record in choices(dispatch) if not is_exact(each)]
        if wide:
            self._out.line(f"tag = {tag}")
            tag = "tag"
        self._out.line(f"variant = {self._names.table(verb, self._index)}.get({tag})")
        if dispatch.otherwise is None and not wide:
            self._reader.fail_if("variant is None")
        else:
            with self._out.block("if variant is None:"):
                self._choose_by_conditions(dispatch, wide)
        self._uncharge()
        call = f"variant(data, start, end, context, depth{self._outside}{self._origin})"
        self._out.line(f"return (yield from {call})" if self._waits else f"return {call}")
        self._delegates = True

    def _choose_by_conditions(self, dispatch: Dispatch, wide: list[tuple[Tag, int]]) -> None:
        """Choose where no exact tag does: by what is a range or anything, the narrower first."""
        function = self._names.steps if self._waits else self._names.decode
        keyword = "if"
        for tag, record in wide:
            with self._out.block(f"{keyword} {_fitting(tag)}:"):
                self._out.line(f"variant = {function(record)}")
            keyword = "elif"
        otherwise = dispatch.otherwise
        last = "raise Fault" if otherwise is None else f"variant = {function(otherwise)}"
        if not wide:
            self._out.line(last)
            return
        with self._out.block("else:"):
            self._out.line(last)


def _fitting(tag: Tag) -> str:
    """Return the condition that the variable `tag` is what a tag says."""
    terms: list[str] = []
    for place, part in enumerate(tag):
        value = "tag" if len(tag) == 1 else f"tag[{place}]"
        match part:
            case None:
                pass
            case TagRange(first=first, last=last):
                terms.append(f"{first} <= {value} <= {last}")
            case number:
                terms.append(f"{value} == {number}")
    return " and ".join(terms)


def _range(place: Place) -> str:
    """Return which bytes of its run a field takes, or which bits."""
    if place.width is None:
        unit, first, size = "byte", place.offset, place.size
    else:
        shift = shift_of(place.order, place.shift, place.width, 8 * place.size)
        first = 8 * place.offset + shift
        unit, size = "bit", place.width
    return f"{unit} {first}" if size == 1 else f"{unit}s {first} to {first + size - 1}"
