"""The helpers of what stands on the wire as a tag says: choices, and tags that are peeked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wirefmt._schema.expressions import Expression, refused, unwrap
from wirefmt._schema.nodes import (
    AliasNode,
    ChoiceNode,
    Options,
)
from wirefmt.ir.expressions import Peek
from wirefmt.ir.types import Integer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from typing_extensions import TypeForm

    from wirefmt._schema.extents import Checks, Presence

__all__ = ["choice", "peek"]


def choice(
    tag: Expression | TypeForm[int] | int,
    arms: Mapping[Any, Any],
    *,
    default: Any = ...,
    default_factory: Callable[[], Any] | None = None,
    when: Presence | None = None,
    check: Checks = (),
) -> Any:
    """Say that one of several types stands here, as a tag says: `choice(u8, {1: u16, 2: Login})`.

    The tag is an integer type, and stands right before; or it is an expression, such as
    `this.kind`. The key `...` is for every other tag, and the type None takes no byte. A message
    that is not declared yet is named by its name, as in the annotation.

    On encode a tag that is known without the value (an ordinary field, what is given) decides, and
    the value must fit. Else the value's class does: no two arms may have one then.
    """
    options = Options.of(default, default_factory, when, check)
    return ChoiceNode("choice", options, tag=unwrap(tag), arms=tuple(arms.items()))


def peek(type: TypeForm[int] | int, at: int = 0) -> Expression:
    """Return an integer that is read without being consumed.

    By itself it is the tag of a `choice`; in `when=`, and in the extent or tag of a field's own
    type, it stands in any expression. `at` counts bytes from where the field begins (a tag by
    itself: from the first of the value that is chosen), or, below 0, back from the end of the
    message. On encode it tells nothing, but is compared with what was written.
    """
    nodes: tuple[object, ...] = getattr(type, "__metadata__", ())
    match nodes:
        case (AliasNode(wire=Integer() as wire), *_) if at >= 0 or -at >= wire.size:
            return Expression(Peek(wire, at))
        case _:
            raise refused(
                "peek takes an integer type such as u16, and at= from 0 on, or at least its size "
                f"back from the end, not {at}"
            )
