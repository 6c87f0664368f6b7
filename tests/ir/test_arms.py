"""Which classes the values of an arm have."""

from __future__ import annotations

from wirefmt.ir.arms import value_classes
from wirefmt.ir.classes import ValueClass
from wirefmt.ir.types import Arm, Boolean, Choice, Converted, Integer


def test_choice_in_a_choice_has_the_classes_of_its_arms() -> None:
    inner = Choice(Integer(1), (Arm(1, Integer(2)), Arm(2, Boolean()), Arm(3, None)))
    classes = [ValueClass("int"), ValueClass("bool"), ValueClass("NoneType")]
    assert list(value_classes(inner, ())) == classes


def test_what_is_converted_has_no_class_unless_it_is_said() -> None:
    assert not list(value_classes(Converted(Integer(1), "decode", "encode"), ()))
