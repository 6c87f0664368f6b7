"""Transforms of regions as they are declared."""

from __future__ import annotations

from typing import Annotated, Any

import pytest

import wirefmt as w
from checking import (
    check_message,
    declare,
)
from checking.transforms import FLIP, HEX, MASK
from wirefmt import (
    SchemaError,
    this,
    u8,
)

SIZED: Any = w.sized
"""The helper, for uses that a type checker refuses."""


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        (
            {"value": (u8, SIZED(2, through=FLIP, slack=True))},
            (
                "the slack of a fixed extent is filled with zeros, which through= would not keep; "
                "leave slack out, or give an extent that varies"
            ),
        ),
        (
            {"a": u8, "value": (int, w.derived(Annotated[u8, w.sized(1, through=FLIP)], this.a))},
            "only values of the message are transformed; leave through= out",
        ),
        (
            {"value": (Annotated[u8, w.sized(1, through=FLIP)], w.const(3))},
            "only values of the message are transformed; leave through= out",
        ),
        (
            {
                "key": (u8, w.derived()),
                "body": (bytes, w.data(this.key)),
                "value": (u8, w.sized(1, through=MASK, using=this.key)),
            },
            "using= reads ordinary fields alone, which encode knows; derive nothing there",
        ),
        (
            {"value": (u8, w.sized(1, through=MASK, using=this.key)), "key": u8},
            "it reads 'key', which stands later on the wire; what says how to read must come first",
        ),
        (
            {"value": (u8 | None, w.sized(1, through=FLIP))},
            "None needs when=, which says when the field is absent",
        ),
    ],
)
def test_wrong_declaration_is_a_schema_error(fields: dict[str, Any], reason: str) -> None:
    with pytest.raises(SchemaError) as raised:
        w.Codec(declare("Wrong", fields))
    assert raised.value.reason == reason


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (
            {"through": 5},
            (
                "through= takes an object with the functions decode and encode, such as w.deflate, "
                "not 5"
            ),
        ),
        (
            {"through": w.Deflate},
            (
                "through= takes an object with the functions decode and encode, such as w.deflate, "
                f"not {w.Deflate!r}"
            ),
        ),
        (
            {"using": this.key},
            "using= is what through= is given; say through= too, or leave using= out",
        ),
        (
            {"through": MASK, "using": 5},
            "using= takes an expression, such as this.key, not 5",
        ),
    ],
)
def test_wrong_option_is_a_schema_error(options: dict[str, Any], reason: str) -> None:
    with pytest.raises(SchemaError) as raised:
        SIZED(u8, **options)
    assert raised.value.reason == reason


def test_default_is_tried_when_the_class_is_made() -> None:
    with pytest.raises(SchemaError) as raised:
        declare("Wrong", {"value": (u8, w.sized(3, through=HEX, default=5))})
    assert raised.value.reason == (
        "its default 5 does not encode: 2 bytes, where there are always 3"
    )


def test_default_that_is_given_a_key_is_not_tried() -> None:
    cls = declare(
        "Keyed",
        {
            "key": (bytes, w.data(4)),
            "value": (u8, w.sized(3, through=MASK, using=this.key, default=5)),
        },
    )
    assert cls(key=b"abcd").value == 5


def test_default_of_a_told_region_is_tried_alone() -> None:
    cls = declare(
        "Telling",
        {
            "size": (u8, w.derived()),
            "value": (u8, w.sized(this.size, through=HEX, slack=True, default=5)),
        },
    )
    check_message(cls, cls(), b"\x0205")
