"""Emits what must hold of a message once all of it is known."""

from __future__ import annotations

from typing import assert_never, cast

from wirefmt._codegen import names
from wirefmt._codegen.expressions import ExpressionWriter
from wirefmt._codegen.writing import ValueWriter, tells_at_times
from wirefmt.ir.expressions import Expression, Measure, walk
from wirefmt.ir.records import (
    Check,
    Field,
    Record,
)
from wirefmt.ir.solve import Agree
from wirefmt.ir.types import Slot

__all__ = ["Agreements"]


class Agreements:
    """Writes code that refuses a message whose fields do not agree."""

    def __init__(self, record: Record, values: ValueWriter, expressions: ExpressionWriter) -> None:
        self._fields = {field.name: field for field in record.fields}
        self._values = values
        self._expressions = expressions

    def write(self, agree: Agree) -> None:
        """Write one comparison."""
        field = agree.field
        match agree.kind:
            case "extent" | "choice":
                condition = self.says(cast("Field", field).name, agree.measured)
                expected = f"({self._expressions.number(agree.expected)})"
                failed = f"{self._expressions.text(agree.measured)} != {expected}"
                self._values.fail_if(f"{condition} and {failed}" if condition else failed)
            case "size":
                expected = f"({self._expressions.number(agree.expected)})"
                self._values.fail_if(f"{self._expressions.text(agree.measured)} != {expected}")
            case "presence":
                there = f"({names.field(cast('Field', field).name)} is not None)"
                self._values.fail_if(f"{there} != bool({self._expressions.text(agree.expected)})")
            case "tag":
                self._values.fail_if(self._expressions.negation(agree.expected))
            case "check":
                self._check(agree)
            case _ as unreachable:
                assert_never(unreachable)

    def _check(self, agree: Agree) -> None:
        check = cast("Check", agree.check)
        value = names.field(agree.field.name) if agree.field is not None else "message"
        if check.condition is not None:
            failed = self._expressions.negation(check.condition)
        else:
            failed = f"refused({names.user(cast('Slot', check.function))}({value}))"
        absent = agree.field is not None and agree.field.may_be_none
        self._values.fail_if(f"{value} is not None and ({failed})" if absent else failed)

    def says(self, subject: str | None, measured: Expression) -> str:
        """Return the condition under which a field tells what it measures, empty if always."""
        if subject is None:
            return ""
        field = self._fields[subject]
        conditions = [f"{names.field(subject)} is not None"] if field.may_be_none else []
        told = [
            names.extent_of(node.first, node.index)
            for node in walk(measured)
            if isinstance(node, Measure) and node.quantity == "extent" and node.first == subject
        ]
        if tells_at_times(field.type):
            conditions += [f"{each} is not None" for each in told]
        return " and ".join(conditions)
