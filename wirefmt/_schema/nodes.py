"""What a helper or an alias carries to where it is lowered: the declaration as it was written.

Two families: what says the *type* of a value, and what gives a field another *role* than being
stored. Nodes hold no surface expressions (those cannot be compared), but their IR.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import Any, Literal, NoReturn, TypeAlias, cast

import msgspec

from wirefmt._schema.expressions import refused, unwrap
from wirefmt.ir.expressions import Expression
from wirefmt.ir.types import Bits, Float, Integer, Scalar, Varint

__all__ = [
    "AliasNode",
    "AlignNode",
    "ArrayNode",
    "ChecksumNode",
    "ChoiceNode",
    "ConstNode",
    "ContentNode",
    "ConvertNode",
    "CustomNode",
    "DerivedNode",
    "EnumeratedNode",
    "FieldNode",
    "Node",
    "Options",
    "PadNode",
    "RoleNode",
    "SizedNode",
    "Spelling",
    "TypeNode",
    "besides",
    "multiple_of",
    "several",
]


def multiple_of(align: object, word: str = "align") -> int:
    """Return a multiple to align to, as `word` says.

    Raises:
        SchemaError: If it is no number from 1 on.
    """
    match align:
        case int() if align >= 1 and not isinstance(align, bool):
            return align
        case _:
            raise refused(f"{word} takes a number of bytes from 1 on, not {align!r}")


def besides(using: object) -> Expression | None:
    """Return what a user's function is given besides: the expression of `using=`.

    Raises:
        SchemaError: If it is none.
    """
    node = unwrap(using)
    if node is not None and not isinstance(node, Expression):
        raise refused(f"using= takes an expression, such as this.key, not {node!r}")
    return node


class Spelling(msgspec.Struct, frozen=True):
    """An extent as it was written, and its bounds."""

    extent: object
    minimum: int
    maximum: int | None
    pad: object = None
    align: int = 1

    @classmethod
    def of(
        cls,
        extent: object,
        minimum: int = 0,
        maximum: int | None = None,
        *,
        pad: object = None,
        align: int = 1,
    ) -> Spelling:
        """Return the spelling of what a helper was given."""
        return cls(unwrap(extent), minimum, maximum, pad, multiple_of(align))


class Options(msgspec.Struct, frozen=True):
    """What every helper takes by keyword; `...` is a default that was not given."""

    default: Any = ...
    default_factory: Callable[[], object] | None = None
    when: object = None
    checks: tuple[object, ...] = ()
    trailing: bool = False

    @classmethod
    def of(
        cls,
        default: object = ...,
        default_factory: Callable[[], object] | None = None,
        when: object = None,
        check: object = (),
        *,
        trailing: bool = False,
    ) -> Options:
        """Return the options that a helper was given; a single check is a tuple of one."""
        return cls(default, default_factory, unwrap(when), several(check), trailing)


def several(check: object) -> tuple[object, ...]:
    """Return what `check=` was given, without surface expressions: one check, or a tuple."""
    checks = cast("tuple[object, ...]", check) if isinstance(check, tuple) else (check,)
    return tuple(map(unwrap, checks))


NO_OPTIONS = Options()


class Node(msgspec.Struct, frozen=True):
    """The head of both families: the word that made the node, and its options."""

    word: str
    options: Options = NO_OPTIONS

    def __repr__(self) -> str:
        return self.word if isinstance(self, AliasNode) else f"{self.word}(…)"

    def __call__(self, *_arguments: object, **_options: object) -> NoReturn:
        raise refused(
            f"a field named like the helper {self.word!r} stands above; "
            f"`import wirefmt as w` and write w.{self.word}(…)"
        )


# ------------------------------------------------------------------ types


class AliasNode(Node, frozen=True, kw_only=True):
    """A scalar that is complete in itself, such as `u16`, `flag` or `bits(4)`.

    Hypothesis finds the range in the node (the protocol of annotated-types' grouped metadata).
    """

    wire: Scalar
    python: type

    __is_annotated_types_grouped_metadata__ = True

    def __iter__(self) -> Iterator[object]:
        strategies: Any = sys.modules.get("hypothesis.strategies")
        if strategies is None:
            return
        match self.wire:
            case Integer(size=size, signed=True):
                yield strategies.integers(-(1 << 8 * size - 1), (1 << 8 * size - 1) - 1)
            case Integer(size=size):
                yield strategies.integers(0, (1 << 8 * size) - 1)
            case Bits(width=width, flag=False):
                yield strategies.integers(0, (1 << width) - 1)
            case Varint() as varint:
                yield strategies.integers(varint.least, varint.greatest)
            case Float(size=size):
                yield strategies.floats(width=8 * size)
            case _:
                pass


class ContentNode(Node, frozen=True, kw_only=True):
    """`data`, `text`, `decimal` or `hexadecimal`: an extent full of bytes."""

    kind: Literal["data", "text", "decimal", "hexadecimal"]
    extent: Spelling
    encoding: str = "utf-8"
    signed: bool = False


class ArrayNode(Node, frozen=True, kw_only=True):
    """`array`: elements of the annotation's type; the extent counts them, or their bytes."""

    extent: Spelling
    in_bytes: bool
    between: int = 1


class SizedNode(Node, frozen=True, kw_only=True):
    """`sized`: the type that stands before it, confined to a window."""

    extent: Spelling
    slack: bool = False
    through: Any = None
    using: Expression | None = None


class EnumeratedNode(Node, frozen=True, kw_only=True):
    """`enumerated`: the annotation's enum, as this integer type."""

    type: object
    open: bool = False
    strict: bool = False


class ConvertNode(Node, frozen=True, kw_only=True):
    """`convert`: what two functions make of a type's values; `python` is the class of theirs.

    They are `exact` if each of theirs is made of one value alone, and turned back into it.
    """

    type: object
    decode: Callable[..., Any]
    encode: Callable[..., Any]
    using: Expression | None = None
    python: Any = None
    accepts: Any = None
    exact: bool = False


class CustomNode(Node, frozen=True, kw_only=True):
    """`custom`: what a user's codec reads and writes, so many bytes of it or more."""

    codec: Any
    minimum: int


class ChoiceNode(Node, frozen=True, kw_only=True):
    """`choice`: one of several types, as a tag says; the key `...` stands for every other tag."""

    tag: object
    arms: tuple[tuple[object, object], ...]


class FieldNode(Node, frozen=True, kw_only=True):
    """`field`: no type, only options."""


TypeNode: TypeAlias = (
    AliasNode
    | ContentNode
    | ArrayNode
    | SizedNode
    | EnumeratedNode
    | ConvertNode
    | CustomNode
    | ChoiceNode
    | FieldNode
)

# ------------------------------------------------------------------ roles


class DerivedNode(Node, frozen=True, kw_only=True):
    """`derived`: solved from its users, or what the expression gives."""

    type: object
    expression: Expression | None
    keep: bool = False


class ConstNode(Node, frozen=True, kw_only=True):
    """`const`: always this value."""

    value: object
    type: object


class PadNode(Node, frozen=True, kw_only=True):
    """`pad`: zero bytes, or the zero bits of a `bits(n)`."""

    extent: object


class AlignNode(Node, frozen=True, kw_only=True):
    """`align`: zero bytes up to a multiple of so many from the start of the class."""

    multiple: int


class ChecksumNode(Node, frozen=True, kw_only=True):
    """`checksum`: what a function makes of the bytes from one field to another."""

    function: Callable[..., object]
    type: object
    first: str
    last: str
    using: Expression | None


RoleNode: TypeAlias = DerivedNode | ConstNode | PadNode | AlignNode | ChecksumNode
