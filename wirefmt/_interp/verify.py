"""What was read, compared with what it must be."""

from __future__ import annotations

from typing import assert_never, cast

from wirefmt._interp.bound import Bound
from wirefmt._interp.checks import covered, satisfies
from wirefmt._interp.evaluate import evaluate
from wirefmt._interp.frame import Frame
from wirefmt._interp.refusal import shorten
from wirefmt._interp.source import Source
from wirefmt.errors import CheckFailedError, ChecksumError, MalformedError, UnknownTagError
from wirefmt.ir.expressions import Expression
from wirefmt.ir.records import Check, Checksum, Field, Spelled
from wirefmt.ir.steps import Verify

__all__ = ["Verifier"]


class Verifier:
    """Compares the fields of messages, as soon as all that this takes was read."""

    def __init__(self, bound: Bound, source: Source) -> None:
        self._bound = bound
        self._source = source

    def verify(self, step: Verify, frame: Frame) -> None:
        """Compare; what concerns an absent field holds."""
        field = step.field
        if step.check is not None:
            field = frame.blamed(field, step.check)
        if field is not None and field.may_be_none and frame.values[field.name] is None:
            return
        match step.kind:
            case "check":
                self._check(cast("Check", step.check), field, frame)
            case "derivation":
                self._derivation(cast("Field", field), frame)
            case "checksum":
                self._checksum(cast("Field", field), frame)
            case "tag":
                self._tag(cast("Expression", step.condition), cast("Field", field), frame)
            case _ as unreachable:
                assert_never(unreachable)

    def _check(self, check: Check, field: Field | None, frame: Frame) -> None:
        where = frame.where if field is None else frame.where_of(field)
        if field is not None:
            value = frame.values[field.name]
        else:  # a condition may be known long before the message is
            value = None if check.function is None else frame.message(self._bound)
        kind = CheckFailedError if check.condition is None else MalformedError
        with self._source.blame(where, kind):
            holds = satisfies(check, value, frame, self._bound)
        if not holds:
            what = "the message" if field is None else shorten(value)
            reason = f"{what} does not satisfy {check.text}"
            raise self._source.error(CheckFailedError, where, reason)

    def _derivation(self, field: Field, frame: Frame) -> None:
        where, value = frame.where_of(field), frame.values[field.name]
        with self._source.blame(where):
            expected = evaluate(cast("Spelled", field.role).expression, frame)
        if value != expected:
            reason = f"{shorten(value)} is not {shorten(expected)}, which the other fields give"
            raise self._source.error(CheckFailedError, where, reason)

    def _checksum(self, field: Field, frame: Frame) -> None:
        role = cast("Checksum", field.role)
        where, value = frame.where_of(field), frame.values[field.name]
        span, own = frame.bits_of(role.first, role.last), frame.bits_of(field.name, field.name)
        with self._source.blame(where):
            besides = () if role.using is None else (evaluate(role.using, frame),)
        with self._source.blame(where, ChecksumError):
            data = covered(self._source.data, span, own)
            expected = self._bound.ask(role.function, data, *besides)
        if value != expected:
            reason = f"{_number(value)} is not {_number(expected)}, the checksum of its bytes"
            raise self._source.error(ChecksumError, where, reason)

    def _tag(self, condition: Expression, field: Field, frame: Frame) -> None:
        where = frame.where_of(field)
        with self._source.blame(where):
            fits = bool(evaluate(condition, frame))
        if not fits:
            reason = f"{shorten(frame.values[field.name])} is not a tag of {frame.record.name}"
            raise self._source.error(UnknownTagError, where, reason)


def _number(value: object) -> str:
    return f"{value:#x}" if isinstance(value, int) else shorten(value)
