"""How a record is written: its stored fields, then what is derived from them, then the proof."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never, cast

from wirefmt._interp.bound import Bound
from wirefmt._interp.checks import satisfies
from wirefmt._interp.draft import Draft, Part
from wirefmt._interp.evaluate import evaluate, extent, number
from wirefmt._interp.lacking import Lacking
from wirefmt._interp.loose import END, closed, reserved
from wirefmt._interp.refusal import Refusal, shorten
from wirefmt._interp.scalars import fitting
from wirefmt._interp.sight import Sight
from wirefmt._interp.switching import Orders
from wirefmt._interp.writing import Writing
from wirefmt._runtime.context import Context
from wirefmt.errors import EncodeError, InvalidValueError, Path, SizeMismatchError, WrongTypeError
from wirefmt.ir.alignment import alignment
from wirefmt.ir.blueprint import Blueprint
from wirefmt.ir.early import is_delimited
from wirefmt.ir.expressions import Expression, Measure, walk
from wirefmt.ir.extents import Extent, Fixed, Rest, Told
from wirefmt.ir.parts import may_be_none
from wirefmt.ir.peeks import peeks
from wirefmt.ir.records import (
    Check,
    Checksum,
    ConstantRole,
    Field,
    Padding,
    PresenceByte,
    Spelled,
    Stored,
)
from wirefmt.ir.sizes import targets
from wirefmt.ir.solve import Agree, Candidate, EncodePlan, EncodeStep, Fill, Solve, Sum
from wirefmt.ir.types import Bits, Boolean, Data, Enumerated, Nested

__all__ = ["Encoding"]


class Encoding:
    """One message while it is encoded."""

    def __init__(self, blueprint: Blueprint, bound: Bound, context: Context) -> None:
        self._blueprint = blueprint
        self._records = blueprint.layout.records
        self._sizes = blueprint.sizes
        self._bound = bound
        self._context = context
        self._writing = Writing(blueprint, bound, context, self._nested)
        self._orders = Orders(self._writing, context.given)
        self._asks = True  # whether values must satisfy their checks

    def encode(self, value: object) -> bytes:
        """Return the bytes of the outermost message."""
        return self._nested(0, value, (), None)

    def derived(self, message: object, name: str) -> object:
        """Return what a field of the outermost message is on the wire.

        But for a checksum, and what is derived from one, it is the same in both byte orders. No
        check is asked: it says whether a message may be written, and might ask for the field.
        """
        index = self._concrete(0, message, ())
        field = next(each for each in self._records[index].fields if each.name == name)
        plan = cast("EncodePlan", self._blueprint.encode_plan(index))
        summed = any(isinstance(step, Sum) for step in plan.steps)
        if not summed and not isinstance(field.role, Checksum):
            self._orders.matter = False
        elif self._records[index].switch is not None:
            self._nested(index, message, (), None)
            index = self._orders.found(())
        self._asks = False
        lacking = Lacking(self._records[index], tolerant=True)
        draft = self._draft(index, message, (), None, lacking)
        for each in draft.plan.checksums if isinstance(field.role, Checksum) else ():
            if not lacking.lacks(Sum(each)):
                with lacking.note(each):
                    self._sum(each, draft)
        lacking.demand(name)
        value = draft.values[name]
        if isinstance(field.role, Padding) and self._sizes.bit_width(field.type) is None:
            return None
        if isinstance(field.type, Enumerated) and isinstance(value, int):
            return self._bound.member(field.type, value)
        return value

    # -------------------------------------------------------------- messages

    def _nested(self, index: int, value: object, path: Path, parent: Draft | None) -> bytes:
        index = self._concrete(index, value, path)
        trial = self._orders.trial(self._records[index], index, (value, path, parent))
        charged = self._context.output
        for order in trial.candidates:
            try:
                draft = self._draft(order, value, path, parent)
                self._prove(draft.plan.verifications, draft)
                self._writing.loose = () if draft.record.size is not None else draft.loose()
                wire = self._wire(draft)
                self._prove(draft.plan.late, draft, wire)
                if trial.holds(order, wire):
                    return self._padded(wire, draft)
            except EncodeError as error:
                trial.refused(error)
            self._context.output = charged
        raise trial.failure()

    def _padded(self, wire: bytes, draft: Draft) -> bytes:
        """Return the bytes of a message with its slack, and what pads it."""
        if draft.plan.slack is not None:
            with self._writing.blame(draft.path, draft.message):
                wire += self._writing.zeros(number(draft.plan.slack, draft))
        return wire + bytes(draft.record.padding(len(wire)))

    def _draft(
        self,
        index: int,
        value: object,
        path: Path,
        parent: Draft | None,
        lacking: Lacking | None = None,
    ) -> Draft:
        """Write all fields of a message, checksums as zero."""
        lacking = lacking or Lacking(self._records[index], tolerant=False)
        draft = Draft(self._blueprint, index, value, path, self._context.given)
        if parent is not None:
            self._limit_depth(draft, parent)
            draft.nest(parent)
            if not self._blueprint.origins.begins(draft.record, parent.record):
                draft.count_from(parent)
        for field in draft.record.fields:
            if field.is_stored:
                bare = draft.record.cls is None
                stored = value if bare else getattr(value, field.name)
                draft.values[field.name] = stored
                with lacking.note(field):
                    draft.put(field, stored, self._part(field, stored, draft))
                    self._narrowed(field, stored, draft)
        self._settle(draft)
        for step in draft.plan.steps:
            if not lacking.lacks(step):
                with lacking.note(step.field):
                    self._derive(step, draft)
        return draft

    def _settle(self, draft: Draft) -> None:
        """Close fields behind which bytes stand, and keep what is loose in front of them."""
        follows = False
        for field in reversed(draft.record.fields):
            ends = draft.ends.get(field.name, ())
            if ends and follows:
                wire, value = draft.part_of(field).wire, draft.values[field.name]
                if is_delimited(field):
                    wire, ends = closed(wire, ends) or wire, ()
                else:
                    wire, ends = reserved(wire, ends)
                draft.put(field, value, Part(wire))
                draft.ends[field.name] = ends
            follows = follows or self._sizes.takes_bytes(field) or draft.has_bytes(field)

    def _concrete(self, index: int, value: object, path: Path) -> int:
        """Return the record of a message: the one asked for, or the header's variant that it is."""
        asked = self._records[index]
        if asked.cls is None:
            return index
        for each in self._family(index):
            record = self._records[each]
            if record.cls is not None and self._bound.is_class_of(record.cls, value):
                if record.dispatch is None:
                    return each
                reason = "a header is no message by itself; one of its variants is"
                raise self._writing.error(InvalidValueError, path, value, reason)
        if asked.dispatch is not None and self._bound.is_instance(asked.cls, value):
            reason = f"not one of the variants of {asked.name}"
            raise self._writing.error(InvalidValueError, path, value, reason)
        reason = f"{asked.name} is needed, not {type(value).__name__}"
        raise self._writing.error(WrongTypeError, path, value, reason)

    def _family(self, index: int) -> Iterator[int]:
        yield index
        for target in targets(self._records[index]):
            yield from self._family(target)

    def _limit_depth(self, draft: Draft, parent: Draft) -> None:
        """Refuse to nest too deep; a message of bits is no deeper, being a value."""
        if parent.depth >= self._context.depth and not self._sizes.is_bit_record(draft.record):
            reason = f"messages nest deeper than {self._context.depth}"
            raise self._writing.error(InvalidValueError, draft.path, draft.message, reason)

    def _wire(self, draft: Draft) -> bytes:
        """Return the bytes of a message, its checksums computed and put in."""
        for field in draft.plan.checksums:
            self._sum(field, draft)
        return draft.wire()

    def _sum(self, field: Field, draft: Draft) -> None:
        """Compute a checksum and put it in; its own bytes are zero until then."""
        if draft.values[field.name] is None:
            return
        role = cast("Checksum", field.role)
        with self._writing.blame(draft.path_of(field), draft.message):
            besides = () if role.using is None else (evaluate(role.using, draft),)
            covered = draft.wire(role.first, role.last)
            value = self._bound.ask(role.function, covered, *besides)
        value = fitting(field.type, value) if field.type == Boolean() else value
        draft.put(field, value, self._part(field, value, draft))

    # -------------------------------------------------------------- fields

    def _part(self, field: Field, value: object, draft: Draft) -> Part:
        """Return what a value takes in its field, its presence byte included."""
        self._writing.loose = ()
        part = self._written(field, value, draft)
        draft.ends[field.name] = self._writing.loose
        return part

    def _written(self, field: Field, value: object, draft: Draft) -> Part:
        draft.current = field.name
        path = draft.path_of(field)
        may_be_nothing = field.may_be_none or may_be_none(field.type)
        if value is None and (field.when is not None or not may_be_nothing):
            if field.when is None:
                reason = "None is for fields that may be absent"
                raise self._writing.error(WrongTypeError, path, value, reason)
            if isinstance(field.when, Rest):
                self._writing.loose = END
            return Part(b"\0" if isinstance(field.when, PresenceByte) else b"")
        width = self._sizes.bit_width(field.type)
        if width is not None and field.when is None:
            if isinstance(field.type, Nested):
                index = self._concrete(field.type.record, value, path)
                inner = self._draft(index, value, path, draft)
                self._prove(inner.plan.verifications, inner)
                return Part(number=inner.number(), width=width)
            type_ = cast("Bits | Enumerated", field.type)
            return Part(number=self._writing.bits(type_, value, path), width=width)
        if self._blueprint.origins.counts(field.type, draft.record):
            draft.move_to(field)
        wire = self._writing.writer(field.type)(value, path, draft)
        if isinstance(field.when, PresenceByte):
            return Part(b"\1" + wire)
        if isinstance(field.when, Rest) and not wire:
            reason = "takes no byte, and so would be read as absent"
            raise self._writing.error(InvalidValueError, path, value, reason)
        return Part(wire)

    def _narrowed(self, field: Field, value: object, draft: Draft) -> None:
        """Compare a stored field with the constant to which a variant narrows it."""
        match field.role:
            case Stored(constant=constant) if constant is not None and value is not None:
                if value != constant:
                    path, reason = draft.path_of(field), f"always {constant!r} here"
                    raise self._writing.error(InvalidValueError, path, value, reason)
            case _:
                pass

    def _derive(self, step: EncodeStep, draft: Draft) -> None:
        """Find out and write a field that is not stored."""
        field = step.field
        if isinstance(step, Sum):
            self._sum(field, draft)
            return
        value: object = getattr(draft.message, field.name) if field.is_kept else None
        if value is not None:
            draft.put(field, value, self._part(field, value, draft))
            return
        with self._writing.blame(draft.path_of(field), draft.message):
            if self._is_there(field, draft):
                if isinstance(step, Solve):
                    value = self._solve(step, draft)
                else:
                    value = self._fill(step, draft)
        if isinstance(field.role, Checksum) and value is not None:
            draft.put(field, value, self._blank(field))
            draft.ends[field.name] = ()
            return
        self._put_derived(field, value, draft)

    def _blank(self, field: Field) -> Part:
        """Return what a checksum takes before it is known: zeros, whatever its type makes of 0."""
        bits = self._sizes.bits(field.type) or 0
        if self._sizes.bit_width(field.type) is not None and field.when is None:
            return Part(width=bits)
        return Part(bytes(isinstance(field.when, PresenceByte) + bits // 8))

    def _put_derived(self, field: Field, value: object, draft: Draft) -> None:
        value = fitting(field.type, value)
        draft.put(field, value, self._part(field, value, draft))

    def _is_there(self, field: Field, draft: Draft) -> bool:
        match field.when:
            case None | PresenceByte() | Rest():
                return True
            case condition:
                return bool(evaluate(condition, draft))

    def _solve(self, step: Solve, draft: Draft) -> int:
        """Return what the first user that is there needs the field to be."""
        for candidate in step.candidates:
            if _speaks(candidate, draft):
                value, left = divmod(number(candidate.numerator, draft), candidate.divisor)
                if not left:
                    return value
                reason = f"{step.field.label} would be {value} and {left}/{candidate.divisor}"
                subject = next(
                    (f for f in draft.record.fields if f.name == candidate.subject), None
                )
                path = draft.path if subject is None else draft.path_of(subject)
                about = draft.message if subject is None else draft.values[subject.name]
                raise self._writing.error(SizeMismatchError, path, about, reason)
        return step.default

    def _fill(self, step: Fill, draft: Draft) -> object:
        field = step.field
        match field.role:
            case Spelled(expression=expression):
                return evaluate(expression, draft)
            case ConstantRole(value=value):
                return value
            case Padding() if isinstance(field.type, Data):
                return self._padding(step, field.type.extent, draft)
            case _:
                return 0

    def _padding(self, step: Fill, told: Extent, draft: Draft) -> bytes:
        """Return what pads: as much as is told, or fills the window, else the least."""
        if step.size is not None:
            return self._writing.zeros(number(step.size, draft))
        match told.length:
            case Fixed(size=size):
                return bytes(size)
            case Told(expression=expression) if alignment(step.field.type) > 1:
                return bytes(extent(expression, draft))
            case Told(expression=expression):
                return self._writing.zeros(max(0, extent(expression, draft)))
            case _:
                return bytes(told.minimum)

    # -------------------------------------------------------------- the proof

    def _prove(self, agrees: tuple[Agree, ...], draft: Draft, wire: bytes | None = None) -> None:
        """Compare what must hold once all is known; what concerns an absent field holds.

        What peeks sees the bytes of the message.
        """
        for agree in agrees:
            if agree.kind == "check" and not self._asks:
                continue
            field = agree.field
            if wire is not None and field is not None:
                begin = draft.bits_of(field.name, field.name)[0] // 8
                draft.sight = Sight(wire, begin, len(wire))
            if agree.check is not None:
                field = draft.blamed(field, agree.check)
            value = draft.message if field is None else draft.values[field.name]
            absent = field is not None and field.may_be_none and value is None
            if absent and agree.kind != "presence":
                continue
            path = draft.path if field is None else draft.path_of(field)
            with self._writing.blame(path, value):
                self._agree(agree, value, draft)

    def _agree(self, agree: Agree, value: object, draft: Draft) -> None:
        match agree.kind:
            case "extent" | "size" | "choice":
                if _is_measured(agree.measured, draft):
                    _compare(agree, draft)
            case "presence":
                needed = bool(evaluate(agree.expected, draft))
                written = " of what is written there" if peeks(agree.expected) else ""
                if needed and value is None:
                    raise Refusal(f"absent, though its condition holds{written}")
                if not needed and value is not None:
                    raise Refusal(f"there, though its condition does not hold{written}")
            case "tag":
                if not evaluate(agree.expected, draft):
                    raise Refusal(f"its tag is not one of {draft.record.name}")
            case "check":
                check = cast("Check", agree.check)
                if not satisfies(check, value, draft, self._bound):
                    raise Refusal(f"does not satisfy {check.text}")
            case _ as unreachable:
                assert_never(unreachable)


def _compare(agree: Agree, draft: Draft) -> None:
    measured, expected = number(agree.measured, draft), extent(agree.expected, draft)
    if measured == expected:
        return
    others = "what is written where it peeks says" if peeks(agree.expected) else "other fields say"
    if agree.kind == "choice":
        raise Refusal(f"its tag is {measured}, and {others} {shorten(expected)}")
    reason = f"measures {measured}, and {others} {expected}"
    raise Refusal(reason, SizeMismatchError)


def _speaks(candidate: Candidate, draft: Draft) -> bool:
    """Return whether the user of a solved field is there and says something."""
    there = candidate.subject is None or draft.is_there(candidate.subject)
    return there and _is_measured(candidate.numerator, draft)


def _is_measured(expression: Expression, draft: Draft) -> bool:
    """Return whether every told extent in an expression occurred: in no element, none does."""
    return all(
        (node.first, node.index) in draft.told
        for node in walk(expression)
        if isinstance(node, Measure) and node.quantity == "extent"
    )
