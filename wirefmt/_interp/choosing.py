"""Which arm of a choice a value is written as."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from wirefmt._interp.bound import Bound
from wirefmt._interp.draft import Draft
from wirefmt._interp.evaluate import evaluate
from wirefmt._interp.refusal import Refusal, shorten
from wirefmt._runtime.values import arm_of
from wirefmt.errors import InvalidValueError, WrongTypeError
from wirefmt.ir.arms import class_table, is_known
from wirefmt.ir.extents import Told
from wirefmt.ir.records import Record
from wirefmt.ir.types import Arm, Choice

__all__ = ["chosen", "told_arm"]


def chosen(
    type_: Choice, value: object, draft: Draft, bound: Bound, records: Sequence[Record]
) -> Arm:
    """Return the arm of a value: the one that other fields tell, else the one of its class.

    Raises:
        Refusal: If there is none.
    """
    if is_known(type_, draft.record):
        return told_arm(type_, draft)
    table = {bound.value_class(each): arm for each, arm in class_table(type_, records).items()}
    index = arm_of(value, table)
    if index < 0:
        names = ", ".join(cls.__name__ for cls in table)
        reason = f"one of {names} is needed, not {type(value).__name__}"
        raise Refusal(reason, WrongTypeError)
    arm = type_.arms[index]
    if isinstance(type_.tag, Told):
        draft.tell(type_.tag.index, arm.tag or 0, InvalidValueError)
    return arm


def told_arm(type_: Choice, draft: Draft) -> Arm:
    """Return the arm that other fields tell.

    Raises:
        Refusal: If there is none.
    """
    tag = evaluate(cast("Told", type_.tag).expression, draft)
    arm = type_.arm(tag)
    if arm is None:
        raise Refusal(f"no arm has the tag {shorten(tag)}")
    return arm
