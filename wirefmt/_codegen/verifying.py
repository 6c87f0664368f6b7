"""Emits the comparison of what was read with what it must be."""

from __future__ import annotations

from typing import assert_never, cast

from wirefmt._codegen import names
from wirefmt._codegen.expressions import ExpressionWriter
from wirefmt._codegen.reading import Reader
from wirefmt.ir.expressions import Expression
from wirefmt.ir.records import (
    Check,
    Checksum,
    Field,
    Spelled,
)
from wirefmt.ir.steps import Verify

__all__ = ["Verifier"]


class Verifier:
    """Writes code that refuses what does not hold; `message` is the expression of the message."""

    def __init__(self, reader: Reader, expressions: ExpressionWriter, message: str) -> None:
        self._reader = reader
        self._expressions = expressions
        self._message = message

    def write(self, verify: Verify) -> None:
        """Write the comparison of a step."""
        field = verify.field
        value = "" if field is None else names.field(field.name)
        match verify.kind:
            case "check":
                failed = self._failed(cast("Check", verify.check), value)
            case "derivation":
                role = cast("Spelled", cast("Field", field).role)
                failed = f"{value} != {self._expressions.text(role.expression)}"
            case "checksum":
                failed = f"{self._checksum(cast('Field', field))} != {value}"
            case "tag":
                failed = self._expressions.negation(cast("Expression", verify.condition))
            case _ as unreachable:
                assert_never(unreachable)
        if field is not None and field.may_be_none:
            failed = f"{value} is not None and ({failed})"
        self._reader.fail_if(failed)

    def _failed(self, check: Check, value: str) -> str:
        if check.condition is not None:
            return self._expressions.negation(check.condition)
        argument = value or self._message
        return f"refused({names.user(cast('str', check.function))}({argument}))"

    def _checksum(self, field: Field) -> str:
        role = cast("Checksum", field.role)
        first, last = names.start_of(role.first), names.end_of(role.last)
        own = f"{names.start_of(field.name)}, {names.end_of(field.name)}"
        covered = f"covered(data, {first}, {last}, {own})"
        besides = "" if role.using is None else f", {self._expressions.text(role.using)}"
        return f"{names.user(role.function)}({covered}{besides})"
