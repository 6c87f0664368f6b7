"""Limits: their defaults, and what they refuse to be."""

from __future__ import annotations

from typing import Any

import pytest

from wirefmt import Limits


def test_defaults_are_those_that_the_documentation_names() -> None:
    limits = Limits()
    assert (limits.message_size, limits.element_count, limits.depth) == (16_777_216, 1_000_000, 64)


@pytest.mark.parametrize("name", ["message_size", "element_count", "depth"])
@pytest.mark.parametrize("value", [0, -1, 1.5, True, None, "64"])
def test_limit_that_is_no_positive_int_is_refused(name: str, value: Any) -> None:
    with pytest.raises(ValueError, match=f"Limits.{name} is a positive int"):
        Limits(**{name: value})


def test_depth_that_the_stack_does_not_hold_is_refused() -> None:
    assert Limits(depth=128).depth == 128
    with pytest.raises(ValueError, match=r"Limits.depth is at most 128, not 129"):
        Limits(depth=129)
