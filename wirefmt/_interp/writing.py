"""How a value is written, by its type: presence and derivation are the record's concern."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TypeAlias, assert_never, cast

from wirefmt._interp.bound import Bound
from wirefmt._interp.choosing import chosen, told_arm
from wirefmt._interp.customs import encode_custom
from wirefmt._interp.draft import Draft
from wirefmt._interp.evaluate import evaluate, extent
from wirefmt._interp.loose import END, Loose, LooseEnd, closed, followed
from wirefmt._interp.refusal import Refusal, shorten
from wirefmt._interp.scalars import Plain, encode_bits, encode_plain, integer, peeked
from wirefmt._runtime.context import Context
from wirefmt.errors import (
    EncodeError,
    InvalidValueError,
    Path,
    SizeMismatchError,
    WirefmtError,
    WrongTypeError,
)
from wirefmt.ir.blueprint import Blueprint
from wirefmt.ir.expressions import Constant, Peek
from wirefmt.ir.extents import Extent, Fixed, Last, Prefixed, Rest, Told, Until
from wirefmt.ir.filling import slack
from wirefmt.ir.parts import nullable
from wirefmt.ir.show import show_expression
from wirefmt.ir.types import (
    Arm,
    Array,
    Bits,
    Choice,
    Converted,
    Custom,
    Data,
    Digits,
    Enumerated,
    Nested,
    Scalar,
    Sized,
    Text,
    Type,
)

__all__ = ["NestedWriter", "Writer", "Writing"]

NestedWriter: TypeAlias = Callable[[int, object, Path, Draft], bytes]
"""Writes the message of a record, for the draft that encloses it."""

Writer: TypeAlias = Callable[[object, Path, Draft], bytes]
"""Writes a value of one type; the draft is that of the record in which it stands."""


class Writing:
    """Writes values of any type.

    Attributes:
        loose: What is loose at the end of what was written last (`wirefmt.ir.loose`). Who needs to
            know clears it before.
    """

    def __init__(  # what it knows, and who writes messages
        self, blueprint: Blueprint, bound: Bound, context: Context, nested: NestedWriter
    ) -> None:
        layout = blueprint.layout
        self._root = layout.root.name
        self._sizes = blueprint.sizes
        self._context = context
        self._records = layout.records
        self._bound = bound
        self._nested = nested
        self.loose: Loose = ()

    def error(
        self, kind: type[WirefmtError], path: Path, value: object, reason: str
    ) -> WirefmtError:
        """Return the error of a value."""
        return kind(self._root, path, shorten(value), reason)

    @contextmanager
    def blame(
        self, path: Path, value: object, kind: type[EncodeError] = InvalidValueError
    ) -> Generator[None]:
        """Make of a refusal the error of this value."""
        try:
            yield
        except Refusal as refusal:
            error = self.error(refusal.kind or kind, path, value, refusal.reason)
            raise error from refusal.__cause__

    def writer(self, type_: Type) -> Writer:
        """Return what writes values of a type.

        It is returned, not called, to cost no level of Python's stack for a level of nesting.
        """
        match type_:
            case Data() | Text() | Array() | Sized() if type_.extent.align > 1:
                return partial(self._aligned, type_)
            case _:
                return self._unaligned(type_)

    def _aligned(
        self, type_: Data | Text | Array | Sized, value: object, path: Path, draft: Draft
    ) -> bytes:
        wire = self._unaligned(type_)(value, path, draft)
        return wire + bytes(type_.extent.padding(len(wire)))

    def _unaligned(self, type_: Type) -> Writer:
        if nullable(type_) is not None:
            return partial(self._nullable, type_)
        return self._writer(type_)

    def _nullable(self, type_: Type, value: object, path: Path, draft: Draft) -> bytes:
        """Write a value of a type whose prefix may say None."""
        length = nullable(type_)
        if value is not None or length is None or length.none is None:
            return self._writer(type_)(value, path, draft)
        with self.blame(path, value):
            return _prefix(length.type, length.none, draft)

    def _writer(self, type_: Type) -> Writer:
        """Return what writes values of a type that are there."""
        match type_:
            case Nested(record=index):
                return partial(self._nested, index)
            case Sized():
                return partial(self._sized, type_)
            case Array():
                return partial(self._array, type_)
            case Converted():
                return partial(self._converted, type_)
            case Choice():
                return partial(self._choice, type_)
            case Custom():
                return partial(self._custom, type_)
            case _:
                return partial(self._plain, type_)

    def zeros(self, count: int) -> bytes:
        """Return zeros that a number tells, and charge them.

        Raises:
            Refusal: If there are more than a message may have.
        """
        if not 0 <= count <= self._context.output:
            raise Refusal(f"{count} bytes of zeros, where {self._context.output} may be filled")
        self._context.output -= count
        return bytes(count)

    def bits(self, type_: Bits | Enumerated, value: object, path: Path) -> int:
        """Return the number that stands for a value in a run of bits."""
        with self.blame(path, value):
            return encode_bits(cast("Bits", _carrier(type_, value)), value)

    def _plain(self, type_: Plain | Enumerated, value: object, path: Path, draft: Draft) -> bytes:
        with self.blame(path, value):
            inner = _carrier(type_, value)
            content = encode_plain(inner, value)
            if isinstance(inner, Data | Text | Digits):
                self._close(inner.extent, content, (path, value))
                return _extended(inner.extent, content, len(content), "bytes", draft)
            return content

    def _converted(self, type_: Converted, value: object, path: Path, draft: Draft) -> bytes:
        with self.blame(path, value):
            if type_.cls is not None and not self._bound.is_instance(type_.cls, value):
                name = type(value).__name__
                raise Refusal(f"{type_.cls} is needed, not {name}", WrongTypeError)
            if value is None:
                raise Refusal("None is for fields that may be absent", WrongTypeError)
            besides = () if type_.using is None else (evaluate(type_.using, draft),)
            inner = self._bound.ask(type_.encode, value, *besides)
        return self.writer(type_.type)(inner, path, draft)

    def _custom(self, type_: Custom, value: object, path: Path, draft: Draft) -> bytes:
        with self.blame(path, value):
            return encode_custom(type_, value, self._bound, draft.writer)

    def _pass_prefix(self, extent: Extent, draft: Draft) -> None:
        """Let what is written next stand behind a prefix; one that varies has no custom behind."""
        if isinstance(extent.length, Prefixed):
            draft.writer.position += self._sizes.fixed(extent.length.type) or 0

    def _sized(self, type_: Sized, value: object, path: Path, draft: Draft) -> bytes:
        self._pass_prefix(type_.extent, draft)
        content = self.writer(type_.type)(value, path, draft)
        room = slack(type_, draft.record, draft.current, self._sizes)
        if room is not None and isinstance(type_.extent.length, Fixed):
            content = content.ljust(type_.extent.length.size, b"\0")
        elif room is not None:
            with self.blame(path, value):
                lacking = extent(room.lacking(Constant(len(content))), draft)
                content += self.zeros(lacking)
        self._close(type_.extent, content, (path, value))
        through = type_.through
        with self.blame(path, value):
            if through is not None:
                besides = () if through.using is None else (evaluate(through.using, draft),)
                content = self._bound.transform(through.transform, "encode", content, *besides)
            return _extended(type_.extent, content, len(content), "bytes", draft)

    def _close(self, extent: Extent, content: bytes, about: tuple[Path, object]) -> None:
        """Say what is loose behind bytes of an extent."""
        match extent.length:
            case Rest():
                self.loose = END
            case Until(at_eof=True) as until if not (
                until.include and content.endswith(until.delimiter)
            ):

                def prove() -> None:
                    with self.blame(*about):
                        _delimited(until, content)

                self.loose = (LooseEnd(b"" if until.include else until.delimiter, prove),)
            case _:
                self.loose = ()

    def _array(self, type_: Array, value: object, path: Path, draft: Draft) -> bytes:
        if not isinstance(value, list | tuple):
            reason = f"list is needed, not {type(value).__name__}"
            raise self.error(WrongTypeError, path, value, reason)
        elements = cast("Sequence[object]", value)
        self._pass_prefix(type_.extent, draft)
        begin, size = draft.writer.position, 0
        write = self.writer(type_.element)
        length = type_.extent.length
        wires: list[bytes] = []
        ends: list[Loose] = []
        for index, element in enumerate(elements):
            self.loose = ()
            size += type_.padding(size)
            draft.writer.position = begin + size
            wires.append(write(element, (*path, index), draft))
            size += len(wires[-1])
            ends.append(self.loose)
            if isinstance(length, Last) and index < len(elements) - 1:
                self._expect_end(length, element, (*path, index), draft, is_last=False)
        self._settle(elements, wires, ends, path)
        content = _joined(type_, wires)
        if isinstance(length, Until | Last):
            self._end(length, elements, wires, path, draft)
        counted = type_.unit == "elements"
        if not counted:
            self._close(type_.extent, content, (path, elements))
        number, unit = (len(wires), "elements") if counted else (len(content), "bytes")
        with self.blame(path, elements):
            return _extended(type_.extent, content, number, unit, draft)

    def _settle(
        self, elements: Sequence[object], wires: list[bytes], ends: list[Loose], path: Path
    ) -> None:
        """Close elements behind which others stand, and refuse what would take these."""
        loose: list[LooseEnd] = []
        for index, follows in enumerate(followed(wires)):
            if not follows:
                loose += ends[index]
                continue
            wire = closed(wires[index], ends[index])
            if wire is None:
                reason = "goes to the end, and would take the elements that follow"
                raise self.error(InvalidValueError, (*path, index), elements[index], reason)
            wires[index] = wire
        self.loose = tuple(loose)

    def _end(
        self,
        length: Until | Last,
        elements: Sequence[object],
        wires: list[bytes],
        path: Path,
        draft: Draft,
    ) -> None:
        """Demand that an array ends where it should; one that may end early can do so loosely."""
        prove = partial(self._prove_end, length, elements, wires, path, draft)
        if not length.at_eof:
            prove()
        elif isinstance(length, Until):
            self._refuse_early_end(length, elements, wires, path, b"")
            self.loose = (LooseEnd(length.delimiter, prove),)
        else:
            try:
                prove()
            except InvalidValueError:
                self.loose = (LooseEnd(prove=prove),)

    def _prove_end(
        self,
        length: Until | Last,
        elements: Sequence[object],
        wires: list[bytes],
        path: Path,
        draft: Draft,
    ) -> None:
        """Raise the error of an array that does not end where it should."""
        if isinstance(length, Until):
            self._refuse_early_end(length, elements, wires, path, length.delimiter)
        elif wires:
            last = len(wires) - 1
            self._expect_end(length, elements[last], (*path, last), draft, is_last=True)
        else:
            reason = f"has no last element, for which {show_expression(length.condition)}"
            raise self.error(InvalidValueError, path, elements, reason)

    def _expect_end(
        self, length: Last, element: object, path: Path, draft: Draft, *, is_last: bool
    ) -> None:
        """Demand that an element satisfies the condition if and only if it is the last."""
        draft.item = element
        with self.blame(path, element):
            if bool(evaluate(length.condition, draft)) != is_last:
                text = show_expression(length.condition)
                raise Refusal(
                    f"is the last, and does not satisfy {text}"
                    if is_last
                    else f"satisfies {text} before the last"
                )

    def _refuse_early_end(
        self,
        length: Until,
        elements: Sequence[object],
        wires: list[bytes],
        path: Path,
        behind: bytes,
    ) -> None:
        """Refuse elements whose first bytes would be taken for the delimiter; `behind` follows."""
        whole = b"".join((*wires, behind))
        begin = 0
        for index, wire in enumerate(wires):
            if whole.startswith(length.delimiter, begin):
                reason = f"begins with its array's delimiter {length.delimiter!r}"
                raise self.error(InvalidValueError, (*path, index), elements[index], reason)
            begin += len(wire)

    def _choice(self, type_: Choice, value: object, path: Path, draft: Draft) -> bytes:
        with self.blame(path, value):
            arm = chosen(type_, value, draft, self._bound, self._records)
            wire = b""
            if not isinstance(type_.tag, Told | Peek):
                wire = _prefix(type_.tag, arm.tag or 0, draft)
        draft.writer.position += len(wire)
        if arm.type is not None:
            wire += self.writer(arm.type)(value, path, draft)
            self._peeked(type_, arm, wire, (path, value))
            return wire
        if value is not None:
            raise self.error(WrongTypeError, path, value, "None is needed, as its arm is empty")
        return wire

    def _peeked(self, type_: Choice, arm: Arm, wire: bytes, about: tuple[Path, object]) -> None:
        """Compare the tag that is peeked at with what was written."""
        if isinstance(type_.tag, Peek):
            tag = peeked(type_.tag, wire)
            if type_.arm(tag) != arm:
                reason = f"its bytes have the tag {tag}, which chooses another arm"
                raise self.error(InvalidValueError, *about, reason)


def _joined(type_: Array, wires: Sequence[bytes]) -> bytes:
    """Return elements joined, with what stands between them."""
    content = bytearray()
    for wire in wires:
        content += bytes(type_.padding(len(content))) + wire
    return bytes(content)


def _carrier(type_: Plain | Enumerated, value: object) -> Plain:
    """Return the type that carries a value on the wire; an enum's must be a member."""
    if not isinstance(type_, Enumerated):
        return type_
    if not type_.admits(integer(value)):
        raise Refusal(f"no member of {type_.enum}")
    return type_.type


def _prefix(type_: Scalar | Choice, number: int, draft: Draft) -> bytes:
    if isinstance(type_, Choice):
        type_ = cast("Scalar", told_arm(type_, draft).type)
    wire = encode_plain(type_, number)
    if isinstance(type_, Digits):
        return _extended(type_.extent, wire, len(wire), "bytes", draft)
    return wire


def _item(length: Prefixed, number: int, unit: str) -> int:
    """Return the number that stands on the wire for a length."""
    item, left = divmod(number - length.offset, length.factor)
    if left:
        reason = f"{number} {unit}, for which its prefix would be {item} and {left}/{length.factor}"
        raise Refusal(reason, SizeMismatchError)
    if item == length.none:
        raise Refusal(f"{number} {unit}, for which its prefix would be {item}, which says None")
    return item


def _extended(extent: Extent, content: bytes, number: int, unit: str, draft: Draft) -> bytes:
    """Return content with what says how long it is; `number` counts it in the extent's unit."""
    if number < extent.minimum:
        reason = f"{number} {unit} are below the minimum {extent.minimum}"
        raise Refusal(reason, SizeMismatchError)
    if extent.maximum is not None and number > extent.maximum:
        reason = f"{number} {unit} are over the maximum {extent.maximum}"
        raise Refusal(reason, SizeMismatchError)
    length = extent.length
    match length:
        case Fixed() as fixed:
            return _fixed(fixed, content, number, unit)
        case Prefixed(type=prefix):
            return _prefix(prefix, _item(length, number, unit), draft) + content
        case Told(index=index):
            draft.tell(index, number)
            return content
        case Until(delimiter=delimiter) if unit == "elements":  # which were compared with it
            return content if length.at_eof else content + delimiter
        case Until(at_eof=True) as until:
            return _undelimited(until, content)
        case Until() as until:
            return _delimited(until, content)
        case Rest() | Last():
            return content
        case _ as unreachable:
            assert_never(unreachable)


def _fixed(fixed: Fixed, content: bytes, number: int, unit: str) -> bytes:
    """Return content that has a fixed extent, or is filled to have it."""
    size, pad = fixed.size, fixed.pad
    if pad and content.endswith(pad):
        raise Refusal(f"ends in {pad!r}, which fills what is left of {size} bytes")
    if number > size or (number < size and not pad):
        reason = f"{number} {unit}, where there are always {size}"
        raise Refusal(reason, SizeMismatchError)
    return content + pad * ((size - number) // len(pad)) if pad else content


def _undelimited(until: Until, content: bytes) -> bytes:
    """Return content behind which no delimiter stands yet, and none before."""
    end = len(content) - len(until.delimiter)
    found = _found(until, content)
    if found >= 0 and not (until.include and found == end):
        raise Refusal(f"contains its delimiter {until.delimiter!r}")
    return content


def _found(until: Until, wire: bytes) -> int:
    """Return where the first delimiter stands, -1 if none does."""
    found = wire.find(until.delimiter)
    while found > 0 and found % until.unit:
        found = wire.find(until.delimiter, found + 1)
    return found


def _delimited(until: Until, content: bytes) -> bytes:
    """Return content with its delimiter, which must be found behind it, and not before."""
    delimiter = until.delimiter
    if until.include and not content.endswith(delimiter):
        raise Refusal(f"does not end in its delimiter {delimiter!r}")
    wire = content if until.include else content + delimiter
    if _found(until, wire) != len(wire) - len(delimiter):
        raise Refusal(f"contains its delimiter {delimiter!r}")
    return wire
