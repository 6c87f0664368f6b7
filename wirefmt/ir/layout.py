"""In which order a record is read: runs, cuts, windows, and where each check becomes possible.

Both engines follow the plan made here step by step; that is why they agree on which bytes are
awaited together and on which error comes first. The unit of waiting is the *run*: neighbouring
fields of fixed size, cut after a field that an extent, size, tag or presence reads. A run's bytes
are awaited together, then its fields are checked in order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wirefmt.errors import SchemaError
from wirefmt.ir.early import is_delimited
from wirefmt.ir.expressions import (
    ZERO,
    Binary,
    Constant,
    Expression,
    Measure,
    Select,
    conjuncts,
    references,
    walk,
)
from wirefmt.ir.extents import Extent, Rest, Told
from wirefmt.ir.openness import becomes
from wirefmt.ir.parts import parts, unconverted
from wirefmt.ir.peeks import reach
from wirefmt.ir.reads import expressions, told_extents
from wirefmt.ir.records import (
    Checksum,
    Dispatch,
    Field,
    Layout,
    PresenceByte,
    Record,
    Spelled,
)
from wirefmt.ir.sizes import Sizes
from wirefmt.ir.steps import Choose, OpenWindow, Plan, Read, RunBuilder, Step, Turn, Verify
from wirefmt.ir.types import Array, Data, Nested, Sized, Text

__all__ = ["Plans"]


class Plans:
    """The plan of every record of a layout."""

    def __init__(self, layout: Layout, sizes: Sizes) -> None:
        self._sizes = sizes
        self._records = layout.records
        self.plans: tuple[Plan, ...] = tuple(self._plan(record) for record in layout.records)

    def __getitem__(self, index: int) -> Plan:
        return self.plans[index]

    def _plan(self, record: Record) -> Plan:
        fields = record.fields if record.dispatch is None else self._head(record, record.dispatch)
        controllers = _controllers(record)
        pending = _verifications(record, fields)
        window_after = None if record.size is None else _known_after(record, record.size)
        steps: list[Step] = [] if record.switch is None else [Turn(record.switch)]
        if record.size is not None and not any(references(record.size)):  # known before any field
            steps.append(OpenWindow(record.size, record.align))
            window_after = None
        run = RunBuilder(record, self._sizes)
        cut = False
        for position, field in enumerate(fields):
            if not run.add(field):
                steps += run.finish()
                steps.append(Read(field, reserve=self._reserve(record, position)))
            verifications = [verify for at, verify in pending if at == position]
            if run.is_open:
                run.verify(verifications)
            else:
                steps += verifications
            cut |= field.name in controllers
            if not (cut and run.on_byte_border):
                continue
            steps += run.finish()
            cut = False
            if window_after is not None and position >= window_after and record.size is not None:
                steps.append(OpenWindow(record.size, record.align))
                window_after = None
        steps += run.finish()
        if record.dispatch is not None:
            blamed = record.fields[_chosen_after(record, record.dispatch)]
            steps.append(Choose(record.dispatch, blamed))
        return Plan(tuple(steps), _measured(record))

    def _head(self, record: Record, dispatch: Dispatch) -> tuple[Field, ...]:
        """Return the fields that a header reads to choose a variant; they end on a byte border."""
        end = _chosen_after(record, dispatch) + 1
        bits = sum(self._sizes.bit_width(field.type) or 0 for field in record.fields[:end])
        while bits % 8 and end < len(record.fields):
            bits += self._sizes.bit_width(record.fields[end].type) or 0
            end += 1
        for field in record.fields[:end]:
            if self._sizes.open_ended(field.type) or isinstance(field.when, Rest):
                reason = (
                    f"{field.name!r} goes to the end, so that the tag behind it stands where only "
                    "the variant would tell; put the tag first"
                )
                raise SchemaError(record.name, field.name, reason)
            if self._holds(field, record):
                reason = (
                    f"{record.name} may hold another one before its tag, and all before a tag is "
                    "read again with the variant, twice as often at each level; put the tag first, "
                    "or let the variants have the field"
                )
                raise SchemaError(record.name, field.name, reason)
        return record.fields[:end]

    def _holds(self, field: Field, record: Record) -> bool:
        """Return whether a record, or one in the other byte order, may stand inside a field."""
        seen: set[int] = set()
        left = list(_nested(field))
        while left:
            index = left.pop()
            if index in seen:
                continue
            seen.add(index)
            inner = self._records[index]
            left += becomes(inner)
            left += (each for part in inner.fields for each in _nested(part))
        return any(self._records[index] is record for index in seen)

    def _reserve(self, record: Record, position: int) -> Expression | None:
        """Return what the fields after an open-ended one need, where that is known before them."""
        field = record.fields[position]
        if is_delimited(field) or not (
            self._sizes.open_ended(field.type) or isinstance(field.when, Rest)
        ):
            return None
        earlier = {each.name for each in record.fields[:position]}
        total: Expression = ZERO
        bits = 0
        for follower in record.fields[position + 1 :]:
            if isinstance(follower.when, Rest) and not self._sizes.open_ended(field.type):
                continue  # it takes what this one, which is not greedy, leaves
            width = self._sizes.bit_width(follower.type)
            if width is not None and follower.when is None:
                bits += width
                continue
            size = self._follower(follower, earlier)
            if size is None:
                reason = (
                    f"{field.name!r} goes to the end, and the size of {follower.name!r} after it "
                    "is not known by then; give one of them a size, or put it last"
                )
                raise SchemaError(record.name, follower.name, reason)
            total = _plus(total, size)
        total = _plus(total, Constant(bits // 8))
        return None if total == ZERO else total

    def _follower(self, field: Field, earlier: set[str]) -> Expression | None:
        """Return the size of a field as an expression over earlier ones, or None."""
        fixed = self._sizes.fixed(field.type)
        match field.type:
            case (
                Data(extent=extent)
                | Text(extent=extent)
                | Sized(extent=extent)
                | Array(extent=extent)
            ) if extent.align > 1 and fixed is None:
                return None
            case _:
                pass
        size: Expression
        if fixed is not None:
            size = Constant(fixed)
        else:
            match unconverted(field.type):
                case (
                    Data(extent=Extent(length=Told(expression=told)))
                    | Text(extent=Extent(length=Told(expression=told)))
                    | Sized(extent=Extent(length=Told(expression=told)))
                ) if _is_known(told, earlier):
                    size = told
                case Array(extent=Extent(length=Told(expression=told)), unit="bytes") if _is_known(
                    told, earlier
                ):
                    size = told
                case _:
                    return None
        match field.when:
            case None:
                return size
            case PresenceByte() | Rest():
                return None
            case condition:
                known = _is_known(condition, earlier)
                return Select(condition, size, ZERO) if known else None


# ------------------------------------------------------------------ what is known where


def _is_known(expression: Expression, earlier: set[str]) -> bool:
    """Return whether an expression reads earlier fields alone, and the bytes at the end."""
    return set(references(expression)) <= earlier and not reach(expression)


def _nested(field: Field) -> Iterator[int]:
    """Yield the records of the messages in a field."""
    return (part.record for part in parts(field.type) if isinstance(part, Nested))


def _known_after(record: Record, expression: Expression) -> int:
    """Return the position of the last field that an expression reads."""
    positions = {field.name: position for position, field in enumerate(record.fields)}
    return max((positions[name] for name in references(expression)), default=0)


def _chosen_after(record: Record, dispatch: Dispatch) -> int:
    """Return the position of the last field that the tag reads, which is to blame for it."""
    return max(_known_after(record, controller) for controller in dispatch.controllers)


def _controllers(record: Record) -> set[str]:
    """Return the fields that say how to read what follows: runs are cut after them."""
    names: set[str] = set()
    for field in record.fields:
        for told, _ in told_extents(field.type):
            names.update(references(told.expression))
        if field.condition is not None:
            names.update(references(field.condition))
    dispatched = () if record.dispatch is None else record.dispatch.controllers
    for expression in (record.size, record.tag, *dispatched):
        if expression is not None:
            names.update(references(expression))
    return names


def _verifications(record: Record, fields: tuple[Field, ...]) -> list[tuple[int, Verify]]:
    """Return all that is verified, each with the position of the last field that it reads."""
    positions = {field.name: position for position, field in enumerate(fields)}
    found: list[tuple[int, Verify]] = []

    def place(verify: Verify, names: Iterable[str], own: int) -> None:
        read = list(names)
        if all(name in positions for name in read):  # else a variant's own fields are needed
            found.append((max([own, *(positions[name] for name in read)]), verify))

    for position, field in enumerate(fields):
        match field.role:
            case Spelled(expression=expression, kept=False):
                place(Verify("derivation", field), references(expression), position)
            case Checksum(first=first, last=last, using=using):
                besides = () if using is None else references(using)
                place(Verify("checksum", field), (first, last, *besides), position)
            case _:
                pass
        for check in field.checks:
            names = () if check.condition is None else references(check.condition)
            place(Verify("check", field, check), names, position)
    for part in () if record.tag is None else conjuncts(record.tag):
        verify = Verify("tag", record.fields[_known_after(record, part)], condition=part)
        place(verify, references(part), 0)
    for check in record.checks if record.dispatch is None else ():
        # a function takes the whole message
        names = () if check.condition is None else references(check.condition)
        place(Verify("check", check=check), names, 0 if check.condition else len(fields) - 1)
    return found


def _measured(record: Record) -> tuple[str, ...]:
    """Return the fields whose start or end an expression or a checksum needs, in wire order."""
    names: set[str] = set()
    for expression in expressions(record):
        for node in walk(expression):
            if isinstance(node, Measure) and node.quantity == "size":
                names.update((node.first, node.last))
    for field in record.fields:
        if isinstance(field.role, Checksum):
            names.update((field.name, field.role.first, field.role.last))
    return tuple(field.name for field in record.fields if field.name in names)


def _plus(left: Expression, right: Expression) -> Expression:
    match left, right:
        case Constant(value=int(a)), Constant(value=int(b)):
            return Constant(a + b)
        case Constant(value=0), _:
            return right
        case _, Constant(value=0):
            return left
        case _:
            return Binary("+", left, right)
