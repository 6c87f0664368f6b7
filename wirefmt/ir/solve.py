"""What an encoder must find out: which derived field is told by which user, and in what order.

A field that others use as extent, size, tag or presence is *solved* from them: each use is an
equation `measured = expression`, linear in the unknown (`a * x + b`, where `b` may hold other
fields). Terms on both sides cancel, so that a size that covers its own header is no cycle. One
unknown is solved per equation, in the order of what they need; what is left over is compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias, cast

import msgspec

from wirefmt.errors import SchemaError
from wirefmt.ir.arms import is_known
from wirefmt.ir.expressions import (
    ONE,
    ZERO,
    Binary,
    Constant,
    Expression,
    Measure,
    Reference,
    Root,
    Unary,
    conjuncts,
    walk,
)
from wirefmt.ir.extents import Rest
from wirefmt.ir.filling import Filling
from wirefmt.ir.peeks import peeks
from wirefmt.ir.reads import told_extents
from wirefmt.ir.records import Check, Checksum, Field, Layout, Record, Solved, Spelled
from wirefmt.ir.sizes import Sizes
from wirefmt.ir.types import Array, Bits, Boolean, Choice

__all__ = ["Agree", "Candidate", "EncodePlan", "EncodePlans", "EncodeStep", "Fill", "Solve", "Sum"]


class Candidate(msgspec.Struct, frozen=True):
    """One way to a solved field: `numerator // divisor`, if the field `subject` is there."""

    numerator: Expression
    divisor: int
    subject: str | None


class Solve(msgspec.Struct, frozen=True):
    """Give a solved field the value of its first candidate whose subject is there."""

    field: Field
    candidates: tuple[Candidate, ...]
    default: int


class Fill(msgspec.Struct, frozen=True):
    """Write a field that is spelled, constant, padding, or a checksum (zero for now).

    `size` is that of padding which fills the window of its message.
    """

    field: Field
    size: Expression | None = None


class Sum(msgspec.Struct, frozen=True):
    """Compute a checksum that another step reads, of fields that are all written by then."""

    field: Field


class Agree(msgspec.Struct, frozen=True):
    """What holds once all is known; a violation is an `EncodeError` blamed on `field`.

    - `extent`, `size`: `measured == expected` (`SizeMismatchError`)
    - `choice`: the same of a choice's tag and what other fields say (`InvalidValueError`)
    - `presence`: the field is there just when `expected` is true (`InvalidValueError`)
    - `tag`: `expected` is true (`InvalidValueError`)
    - `check`: a condition or a function (`InvalidValueError`)
    """

    kind: Literal["extent", "size", "choice", "presence", "tag", "check"]
    field: Field | None
    expected: Expression
    measured: Expression = ONE
    check: Check | None = None


EncodeStep: TypeAlias = Solve | Fill | Sum
"""How a field gets its value that is not in the message."""


class EncodePlan(msgspec.Struct, frozen=True):
    """How a record is encoded, once its stored fields are encoded and measured.

    Attributes:
        steps: All fields that are not stored, in an order in which each can be written, and the
            checksums that these read.
        verifications: What is compared then.
        checksums: Checksum fields that are not among the steps, those that others cover first.
        late: What is compared then: what reads one of these, or bytes of the whole message.
        slack: How many zeros fill the window of the message.
    """

    steps: tuple[EncodeStep, ...]
    verifications: tuple[Agree, ...]
    checksums: tuple[Field, ...]
    late: tuple[Agree, ...] = ()
    slack: Expression | None = None


class EncodePlans:
    """The encode plan of every record of a layout that can be encoded; None for a bare header."""

    def __init__(self, layout: Layout, sizes: Sizes) -> None:
        self.plans: tuple[EncodePlan | None, ...] = tuple(
            None if record.dispatch is not None else _Planner(record, sizes).plan()
            for record in layout.records
        )

    def __getitem__(self, index: int) -> EncodePlan | None:
        return self.plans[index]


class _User(msgspec.Struct, frozen=True):
    """One use of solved fields: `measured == expression`, said by `subject` if it is there."""

    agree: Agree
    subject: str | None
    speaks: bool = True


_Told: TypeAlias = Literal["extent", "choice"]

_Linear: TypeAlias = dict[Expression, int]
"""A sum: how often each atom stands in it. An atom is a reference, a size, or whatever is not
linear; the constant part is the coefficient of `ONE`."""


class _Planner:
    def __init__(self, record: Record, sizes: Sizes) -> None:
        self._record = record
        self._sizes = sizes
        self._fields = {field.name: field for field in record.fields}
        self._pending = {f.name: f for f in record.fields if not f.is_stored}
        self._unsummed = {f.name: f for f in record.fields if isinstance(f.role, Checksum)}
        self._filling = Filling(record, sizes)
        self._steps: list[EncodeStep] = []
        self._proved: set[int] = set()
        self._users = list(self._uses())
        self._equations = [self._equation(user.agree) for user in self._users]

    def plan(self) -> EncodePlan:
        checksums = self._checksum_order()
        while self._pending:
            ready = [name for name, field in self._pending.items() if self._advance(field)]
            for name in ready:
                del self._pending[name]
            if not ready and not self._sum():
                raise self._stuck()
        users = [user for index, user in enumerate(self._users) if index not in self._proved]
        agrees = (*(user.agree for user in users), *self._checks())
        late = tuple(agree for agree in agrees if self._is_late(agree.expected))
        verifications = tuple(agree for agree in agrees if agree not in late)
        checksums = tuple(field for field in checksums if field.name in self._unsummed)
        return EncodePlan(tuple(self._steps), verifications, checksums, late, self._filling.slack)

    def _is_late(self, expression: Expression) -> bool:
        """Return whether it can be asked only when the last checksums are known, and all bytes."""
        return bool(peeks(expression) or _names(expression) & set(self._unsummed))

    # -------------------------------------------------------------- the uses of solved fields

    def _uses(self) -> Iterator[_User]:
        record = self._record
        for field in record.fields:
            for told, type_ in told_extents(field.type):
                if isinstance(type_, Choice) and is_known(type_, record):
                    continue  # it decides, and so cannot be wrong
                if isinstance(type_, Array) and type_.unit == "elements" and type_ is field.type:
                    measured = Measure("count", field.name, field.name)
                else:
                    measured = Measure("extent", field.name, field.name, told.index)
                kind: _Told = "choice" if isinstance(type_, Choice) else "extent"
                agree = Agree(kind, field, told.expression, measured)
                if field.is_stored:
                    yield _User(agree, field.name)
                else:
                    yield _User(agree, field.name, speaks=False)
            when = field.condition
            if when is not None:
                measured = Measure("present", field.name, field.name)
                agree = Agree("presence", field, when, measured)
                yield _User(agree, None, speaks=field.is_stored)
        if record.size is not None:
            yield _User(Agree("size", None, record.size, self._filling.measured), None)
        for part in () if record.tag is None else conjuncts(record.tag):
            yield _User(Agree("tag", None, part), None)

    def _equation(self, agree: Agree) -> _Linear:
        """Return `measured - expected` as a sum that must be zero."""
        measured: Expression
        match agree.kind, agree.expected:
            case "tag", Binary(operator="==", left=left, right=Constant() as tag):
                measured, expected = tag, left
            case "presence", Reference(root=Root.THIS, path=(name,)) if self._is_flag(name):
                measured, expected = agree.measured, agree.expected
            case "tag" | "presence", _:  # a condition is compared, not solved
                return {agree.expected: 1}
            case _:
                measured, expected = agree.measured, agree.expected
        return _sum(self._linear(measured), self._linear(expected), -1)

    def _is_flag(self, name: str) -> bool:
        return self._fields[name].type in (Boolean(), Bits(1, flag=True))

    # -------------------------------------------------------------- one field at a time

    def _advance(self, field: Field) -> bool:
        """Add the step of a field if all that it needs is known by then."""
        needs = self._field_needs(field)
        if isinstance(field.role, Solved):
            candidates = tuple(self._candidates(field.name))
            speaking = any(
                user.speaks and field.name in self._needs_of(equation)
                for user, equation in zip(self._users, self._equations, strict=True)
            )
            if needs or (not candidates and speaking) or not self._is_used(field.name):
                return False
            self._steps.append(Solve(field, candidates, field.role.default))
            return True
        if needs:
            return False
        self._steps.append(Fill(field, self._filling.of(field)))
        return True

    def _sum(self) -> bool:
        """Add the steps of checksums that can be computed, and say whether there is one."""
        ready = [field for field in self._unsummed.values() if not self._sum_needs(field)]
        for field in ready:
            del self._unsummed[field.name]
            self._steps.append(Sum(field))
        return bool(ready)

    def _sum_needs(self, checksum: Field) -> set[str]:
        """Return the fields that must be known before a checksum is."""
        covered = {field.name for field in self._covered(checksum)}
        using = cast("Checksum", checksum.role).using
        needs: set[str] = set() if using is None else self._needs(using)
        return needs | covered & {*self._pending, *self._unsummed} - {checksum.name}

    def _candidates(self, name: str) -> Iterator[Candidate]:
        unknown = Reference((name,))
        first = True
        for index, (user, equation) in enumerate(zip(self._users, self._equations, strict=True)):
            if peeks(user.agree.expected):
                continue  # the bytes are there when all is written
            factor = equation.get(unknown, 0)
            others = {atom: count for atom, count in equation.items() if atom != unknown}
            if not user.speaks or not factor or self._needs_of(others):
                continue
            sign = -1 if factor > 0 else 1
            numerator = _expression({atom: sign * count for atom, count in others.items()})
            yield Candidate(numerator, abs(factor), user.subject)
            if first and abs(factor) == 1 and not self._fields[name].is_kept:
                self._proved.add(index)
            first = False

    def _is_used(self, name: str) -> bool:
        return any(name in _names(user.agree.expected) for user in self._users)

    def _field_needs(self, field: Field) -> set[str]:
        """Return the pending fields that must be written before this one.

        Of a solved field these are what its presence and its extents need.
        """
        needs: set[str] = set()
        if isinstance(field.role, Spelled):
            needs |= self._needs(field.role.expression)
        filling = self._filling.of(field)
        if filling is not None:
            needs |= self._needs(filling)
        if field.condition is not None:
            needs |= self._needs(field.condition)
        for told, _ in told_extents(field.type):
            needs |= self._needs(told.expression)
        return needs

    def _every_need(self, field: Field) -> set[str]:
        """Return what must be known before a field is, that which tells it included."""
        unknown = Reference((field.name,))
        told = (self._needs_of(equation) for equation in self._equations if unknown in equation)
        return self._field_needs(field).union(*told)

    def _needs_of(self, equation: _Linear) -> set[str]:
        return {name for atom in equation for name in self._needs(atom)}

    def _needs(self, expression: Expression) -> set[str]:
        """Return the fields whose value, size or presence an expression takes before it is known.

        The size of a checksum is known before its value.
        """
        needs: set[str] = set()
        unsummed: set[str] = set()
        for node in walk(expression):
            match node:
                case Reference(root=Root.THIS, path=path):
                    needs.add(path[0])
                    unsummed |= {path[0]} & set(self._unsummed)
                case Measure(quantity="size", first=first, last=last):
                    needs.update(f.name for f in self._span(first, last) if not self._known(f))
                case Measure(quantity="present", first=first):
                    needs.update({first} - {f.name for f in [self._fields[first]] if f.is_stored})
                case _:
                    pass
        return unsummed | {name for name in needs if name in self._pending}

    def _span(self, first: str, last: str) -> list[Field]:
        names = list(self._fields)
        return list(self._fields.values())[names.index(first) : names.index(last) + 1]

    def _known(self, field: Field) -> bool:
        """Return whether the size of a field is known before it is written."""
        if field.is_stored:
            return True
        return field.when is None and self._bits(field) is not None

    def _bits(self, field: Field) -> int | None:
        return None if field.when is not None else self._sizes.bits(field.type)

    # -------------------------------------------------------------- sums

    def _linear(self, expression: Expression) -> _Linear:  # noqa: PLR0911  # one a node
        match expression:
            case Constant(value=int(value)):
                return {ONE: value}
            case Unary(operator="-", operand=operand):
                return _sum({}, self._linear(operand), -1)
            case Binary(operator="+", left=left, right=right):
                return _sum(self._linear(left), self._linear(right), 1)
            case Binary(operator="-", left=left, right=right):
                return _sum(self._linear(left), self._linear(right), -1)
            case Binary(operator="*", left=left, right=Constant(value=int(factor))):
                return _sum({}, self._linear(left), factor)
            case Binary(operator="*", left=Constant(value=int(factor)), right=right):
                return _sum({}, self._linear(right), factor)
            case Binary(operator="<<", left=left, right=Constant(value=int(shift))) if (
                0 <= shift <= 128  # noqa: PLR2004  # the bound of every shift
            ):
                return _sum({}, self._linear(left), 1 << shift)
            case Measure(quantity="size", first=first, last=last):
                return self._size(self._span(first, last))
            case _:
                return {expression: 1}

    def _size(self, span: list[Field]) -> _Linear:
        """Return a size as the sum of its fields' sizes, those that never vary as a number."""
        bits = 0
        total: _Linear = {}
        for field in span:
            width = self._bits(field)
            if width is None:
                total[Measure("size", field.name, field.name)] = 1
            else:
                bits += width
        return _sum(total, {ONE: bits // 8}, 1)

    # -------------------------------------------------------------- what is left

    def _checks(self) -> Iterator[Agree]:
        before: Field | None = None  # another that is there only if bytes are left
        for field in self._record.fields:
            if before is not None and isinstance(field.when, Rest):
                there = Measure("present", before.name, before.name)
                text = f"{before.name} is there, whose bytes it would be taken for"
                check = Check(text, field.name, there)
                yield Agree("check", field, there, check=check)
            before = field if isinstance(field.when, Rest) else before
            for check in field.checks:
                yield Agree("check", field, check.condition or ONE, check=check)
        for check in self._record.checks:
            yield Agree("check", None, check.condition or ONE, check=check)

    def _checksum_order(self) -> tuple[Field, ...]:
        waiting = [f for f in self._record.fields if isinstance(f.role, Checksum)]
        ordered: list[Field] = []
        while waiting:
            for field in waiting:
                covered = self._covered(field)
                if not any(other in covered for other in waiting if other is not field):
                    break
            else:
                names = ", ".join(field.name for field in waiting)
                reason = f"the checksums {names} cover one another; let one leave the other out"
                raise SchemaError(self._record.name, waiting[0].name, reason)
            waiting.remove(field)
            ordered.append(field)
        return tuple(ordered)

    def _covered(self, field: Field) -> list[Field]:
        """Return the fields that a checksum takes: those that it covers, and that it is given."""
        role = cast("Checksum", field.role)
        given = () if role.using is None else sorted(_names(role.using))
        return [*self._span(role.first, role.last), *(self._fields[name] for name in given)]

    def _stuck(self) -> SchemaError:
        for name, pending in self._pending.items():
            summed = sorted(self._every_need(pending) & set(self._unsummed) - {name})
            if summed:
                reason = (
                    f"it is told by the checksum {summed[0]!r}, which needs it in turn (a cycle); "
                    "leave it out of what over= covers and using= reads"
                )
                return SchemaError(self._record.name, name, reason)
        field = next(
            (f for f in self._pending.values() if isinstance(f.role, Solved)),
            next(iter(self._pending.values())),
        )
        name = field.name
        if isinstance(field.role, Solved) and not self._is_used(name):
            reason = (
                f"nothing tells {name!r}: no extent, size, tag or presence reads it; spell "
                "derived(type, expression), or make it an ordinary field"
            )
        elif len(self._pending) > 1:
            names = ", ".join(repr(each) for each in self._pending)
            reason = f"{names} need one another (a cycle), or one use cannot tell them apart"
        else:
            reason = (
                f"{name!r} cannot be solved: it is used other than as a * {name} + b; spell "
                "derived(type, expression)"
            )
        return SchemaError(self._record.name, name, reason)


def _names(expression: Expression) -> set[str]:
    return {
        node.path[0]
        for node in walk(expression)
        if isinstance(node, Reference) and node.root is Root.THIS
    }


def _sum(left: _Linear, right: _Linear, factor: int) -> _Linear:
    total = dict(left)
    for atom, count in right.items():
        total[atom] = total.get(atom, 0) + factor * count
    return {atom: count for atom, count in total.items() if count}


def _expression(total: _Linear) -> Expression:
    """Return a sum as an expression: positive terms first, the constant last."""
    result: Expression | None = None
    terms = [(atom, count) for atom, count in total.items() if atom != ONE]
    for atom, count in sorted(terms, key=lambda term: term[1] < 0):
        term = atom if abs(count) == 1 else Binary("*", atom, Constant(abs(count)))
        if result is None:
            result = term if count > 0 else Unary("-", term)
        else:
            result = Binary("+" if count > 0 else "-", result, term)
    constant = total.get(ONE, 0)
    if result is None:
        return Constant(constant) if constant else ZERO
    if not constant:
        return result
    return Binary("+" if constant > 0 else "-", result, Constant(abs(constant)))
