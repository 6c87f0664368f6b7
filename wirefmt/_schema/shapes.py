"""From an annotation and a helper to a wire type.

A type is found from the inside out: the annotation's Python type, then each node that stands beside
it (`Annotated[Login, w.sized(u32)]`), then the helper on the right. Each node either says the type,
which must suit the Python type, or wraps what is there.
"""

from __future__ import annotations

import enum
import typing
from collections.abc import Callable
from typing import Annotated, TypeAlias, assert_never

from msgspec.structs import replace

from wirefmt._schema.annotations import (
    ANY,
    CONTENT,
    allows_none,
    besides_int,
    enum_of,
    is_spec,
    name_of,
    options_of,
    readable,
    split_none,
)
from wirefmt._schema.arms import Arms
from wirefmt._schema.declaration import Site, declaration_of
from wirefmt._schema.extents import NullablePrefix, Prefix
from wirefmt._schema.nodes import (
    AliasNode,
    ArrayNode,
    ChoiceNode,
    ContentNode,
    ConvertNode,
    CustomNode,
    EnumeratedNode,
    FieldNode,
    Node,
    Options,
    RoleNode,
    SizedNode,
    Spelling,
    TypeNode,
)
from wirefmt._schema.orders import Order
from wirefmt._schema.peeking import ordered
from wirefmt.ir.encodings import code_unit
from wirefmt.ir.expressions import Expression
from wirefmt.ir.extents import Extent, Fixed, Last, Length, Prefixed, Rest, Told, Until
from wirefmt.ir.parts import may_be_none, nullable
from wirefmt.ir.types import (
    Array,
    Bits,
    Choice,
    Converted,
    Custom,
    Data,
    Digits,
    Enumerated,
    Float,
    Integer,
    Nested,
    Scalar,
    Sized,
    Slot,
    Text,
    Through,
    Type,
    Varint,
)

__all__ = ["Shaper"]

_REMEDIES: dict[object, str] = {
    int: "write u8, u16, …, or a helper on the right: w.bits(n), w.decimal(extent)",
    float: "write f16, f32 or f64",
    bool: "write flag (one bit) or boolean (one byte)",
    bytes: "write w.data(extent) on the right",
    str: "write w.text(extent) on the right",
}

_Outcome: TypeAlias = Type | None


class Shaper:
    """Lowers the types of one field.

    Args:
        site: The field, for errors.
        nested: Gives the record of a message class.
        slot: Gives the slot of an object, by a name to wish for.
        order: That of numbers of types without suffix, and of bits.
    """

    def __init__(
        self,
        site: Site,
        nested: Callable[[type], int],
        slot: Callable[[object, str], Slot],
        order: Order,
    ) -> None:
        self.slot = slot
        self._site = site
        self._nested = nested
        self._order = order

    def shape(self, annotation: object, helper: Node | None = None) -> Type:
        """Return the type of an annotation and the helper on its right.

        Raises:
            SchemaError: If the two say nothing of the wire, or do not agree.
        """
        python, nodes = self.split(annotation)
        return self._fold(python, (*nodes, helper) if helper is not None else nodes)

    def alone(self, annotation: object) -> Type:
        """Return the type of what is no field: it may be None just where its prefix says so.

        Raises:
            SchemaError: If annotation and prefix do not agree on None.
        """
        found = self.shape(annotation)
        name = readable(self.split(annotation)[0])
        if allows_none(annotation) and nullable(found) is None and not may_be_none(found):
            raise self._site.error(
                f"{name} | None does not say what is on the wire for None; say "
                "prefix(…, none=…), or leave None out"
            )
        if nullable(found) is not None and not allows_none(annotation):
            raise self._site.error(f"with none= the value may be None; annotate {name} | None")
        return found

    def stated(self, annotation: object, spec: object) -> Type:
        """Return the type of a field that a role states, such as `derived(u16)`; None states none.

        Raises:
            SchemaError: If annotation and type do not agree.
        """
        if spec is None:
            return self.shape(annotation)
        python, nodes = self.split(annotation)
        found = self._spec(spec, python)
        if nodes and self.shape(annotation) != found:
            raise self._site.error("annotation and helper say two types; leave one out")
        return found

    def free(self, spec: object) -> Type:
        """Return the type of what stands as a value, where no annotation has a say.

        Raises:
            SchemaError: If it is no wire type.
        """
        return self._spec(spec, ANY)

    def extent(self, spelling: Spelling) -> Extent:
        """Return an extent of any of the five spellings."""
        length, pad = self._length(spelling.extent), spelling.pad
        if pad is not None:
            if not (pad and isinstance(pad, bytes) and isinstance(length, Fixed)):
                raise self._site.error(
                    "pad= is bytes that fill a fixed extent, such as w.data(8, pad=b'\\0'); "
                    "what is not fixed needs none"
                )
            length = Fixed(length.size, pad)
        return Extent(length, spelling.minimum, spelling.maximum, spelling.align)

    # -------------------------------------------------------------- Python type and nodes

    def split(self, annotation: object) -> tuple[object, tuple[Node, ...]]:
        """Return an annotation's Python type, and the nodes beside it from the inside out."""
        annotation, _ = split_none(annotation)
        if typing.get_origin(annotation) is not Annotated:
            return annotation, ()
        inner, *metadata = typing.get_args(annotation)
        python, nodes = self.split(inner)
        found = [each for each in metadata if isinstance(each, Node)]
        for node in found:
            if isinstance(node, RoleNode):
                raise self._site.error(f"{node.word}(…) stands on the right of its field")
            if node.options != Options():
                raise self._site.error(
                    f"options of {node.word}(…) such as default= stand on the right of the field"
                )
        return python, (*nodes, *found)

    def _fold(self, python: object, nodes: tuple[Node, ...]) -> Type:
        found: _Outcome = None
        chooses = any(isinstance(node, ChoiceNode) for node in nodes)
        if declaration_of(python) is not None and not chooses:
            found = Nested(self._nested(typing.cast("type", python)))
        for node in nodes:
            if isinstance(node, RoleNode) or not isinstance(node, TypeNode):
                raise self._site.error(f"{node.word}(…) is no type")
            found = self._apply(node, python, found)
        if found is None:
            raise self._untyped(python)
        return found

    def _untyped(self, python: object) -> Exception:
        name = readable(python)
        if typing.get_origin(python) is list:
            return self._site.error(f"how many? write w.array(extent) on the right of {name}")
        if enum_of(python) is not None:
            return self._site.error(f"how wide is {name}? write w.enumerated(u8) on the right")
        remedy = _REMEDIES.get(python, "a field is a number, bytes, text, a list or a message")
        return self._site.error(f"{name} does not say what is on the wire; {remedy}")

    def _spec(self, spec: object, python: object) -> Type:
        """Return the type of what stands as a value: an alias, a helper, a message class."""
        if isinstance(spec, Node):
            return self._fold(python, (spec,))
        stated, nodes = self.split(spec)
        if isinstance(spec, str) or not (nodes or declaration_of(stated) is not None):
            raise self._site.error(f"{readable(spec)} is no wire type, such as u16")
        if python not in (ANY, stated):
            raise self._disagree(python, readable(spec), stated)
        return self._fold(stated, nodes)

    # -------------------------------------------------------------- one node

    def _apply(self, node: TypeNode, python: object, inner: _Outcome) -> _Outcome:
        match node:
            case FieldNode():
                return inner
            case SizedNode():
                return self._sized(node, python, inner)
            case _ if inner is not None:
                raise self._site.error(
                    f"{node.word}(…) and the annotation say two types; leave one out"
                )
            case AliasNode(wire=type_):
                self._agree(node, python, node.python)
                return self.ordered(type_)
            case ContentNode():
                self._agree(node, python, CONTENT[node.kind])
                return self._content(node)
            case ArrayNode():
                return self._array(node, python)
            case EnumeratedNode():
                return self._enumerated(node, python)
            case ConvertNode() | CustomNode():
                return self._made(node, python)
            case ChoiceNode():
                return Arms(self, self._site).lower(node, python)
            case _ as unreachable:
                assert_never(unreachable)

    def ordered(self, type_: Scalar) -> Scalar:
        """Return a number in the byte order of its class; a single byte has none."""
        match type_:
            case Integer(size=size, signed=signed) if self._order.little and size > 1:
                return Integer(size, signed, little=True)
            case Float(size=size) if self._order.little:
                return Float(size, little=True)
            case Bits(width=width) if self._order == (True, True) and width > 8:  # noqa: PLR2004  # the bits of a byte
                return Bits(width, little=True)
            case _:
                return type_

    def _sized(self, node: SizedNode, python: object, inner: _Outcome) -> Type:
        if inner is None:
            raise self._untyped(python)
        through = None
        if node.through is not None:
            name = name_of(node.through, type(node.through).__name__)
            through = Through(self.slot(node.through, name), node.using)
        return Sized(inner, self.extent(node.extent), node.slack, through)

    def _content(self, node: ContentNode) -> Type:
        extent = self.extent(node.extent)
        match node.kind:
            case "data":
                return Data(extent)
            case "text":
                unit = code_unit(node.encoding)
                if unit > 1 and isinstance(extent.length, Until):
                    extent = replace(extent, length=replace(extent.length, unit=unit))
                return Text(extent, node.encoding)
            case "decimal" | "hexadecimal":
                fixed = extent.length.size if isinstance(extent.length, Fixed) else 0
                most = extent.maximum or max(fixed, 20)
                return Digits(extent, 10 if node.kind == "decimal" else 16, node.signed, most)
            case _ as unreachable:
                assert_never(unreachable)

    def _array(self, node: ArrayNode, python: object) -> Type:
        elements = typing.get_args(python)
        if typing.get_origin(python) is not list or len(elements) != 1:
            raise self._site.error(
                f"array(…) needs an annotation such as list[u8], not {readable(python)}"
            )
        extent = self.extent(node.extent)
        if node.in_bytes and isinstance(extent.length, Until | Last):
            raise self._site.error(
                "size= is a number of bytes; until(…) is no size: array(until(…))"
            )
        in_bytes = node.in_bytes or isinstance(extent.length, Rest)
        element = self.alone(elements[0])
        return Array(element, extent, "bytes" if in_bytes else "elements", node.between)

    def _enumerated(self, node: EnumeratedNode, python: object) -> Type:
        type_ = self.free(node.type)
        if not isinstance(type_, Integer | Bits | Varint | Digits) or type_ == Bits(1, flag=True):
            raise self._site.error(f"enumerated takes an integer type, not {readable(node.type)}")
        union = besides_int(python)
        members = enum_of(union if node.open and union else python)
        if members is None or not issubclass(members, int):
            raise self._site.error(
                f"enumerated needs an IntEnum or IntFlag as annotation, not {readable(python)}"
                + (", and `| int` only beside open=True" if union else "")
            )
        flags = issubclass(members, enum.IntFlag)
        if node.open and (flags or union is None):
            name = members.__name__
            remedy = "an IntFlag keeps unknown bits anyway" if flags else f"annotate {name} | int"
            raise self._site.error(f"open=True is for an IntEnum and what it lacks; {remedy}")
        if node.strict and not flags:
            raise self._site.error("strict=True is for an IntFlag; an IntEnum is strict as it is")
        values = tuple(dict.fromkeys(member.value for member in members.__members__.values()))
        slot = self.slot(members, members.__name__)
        return Enumerated(type_, slot, values, flags, node.open, node.strict)

    def _made(self, node: ConvertNode | CustomNode, python: object) -> Type:
        """Return the type of values that a user's functions or codec make."""
        if isinstance(node, CustomNode):
            name = name_of(node.codec, type(node.codec).__name__)
            return Custom(self.slot(node.codec, name), node.minimum)
        if node.python is not None:
            self._agree(node, python, node.python)
        accepts = None
        if node.accepts is not None and node.python is not None:
            accepts = self.slot(node.accepts, node.python.__name__)
        return Converted(
            self.free(node.type),
            self.slot(node.decode, name_of(node.decode, f"decode_{node.word}")),
            self.slot(node.encode, name_of(node.encode, f"encode_{node.word}")),
            node.using,
            accepts,
            exact=node.exact,
        )

    def _agree(self, node: Node, python: object, stated: type) -> None:
        if python is not ANY and stated not in options_of(python):
            raise self._disagree(python, f"{node.word}(…)", stated)

    def _disagree(self, python: object, word: str, stated: object) -> Exception:
        if enum_of(python) is not None and stated is int:
            return self._site.error(
                f"the annotation is the enum {readable(python)}; write w.enumerated around {word}"
            )
        return self._site.error(
            f"the annotation is {readable(python)}, but {word} is {readable(stated)}; "
            "let both say the same"
        )

    # -------------------------------------------------------------- how long is it?

    def _length(self, extent: object) -> Length:
        match extent:
            case bool():
                pass
            case int():
                return Fixed(int(extent))
            case Until() | Last() | Rest():
                return extent
            case Prefix() | NullablePrefix():
                type_ = self._prefix(extent.type)
                return Prefixed(type_, extent.factor, extent.offset, extent.none)
            case _ if isinstance(extent, Expression):
                return Told(ordered(extent, self.ordered))
            case _ if is_spec(extent):
                return Prefixed(self._prefix(extent))
            case _:
                pass
        raise self._site.error(
            "an extent is an int, an integer type, prefix(…), an expression, until(…) or rest, "
            f"not {readable(extent)}"
        )

    def _prefix(self, spec: object) -> Scalar | Choice:
        type_ = self.free(spec)
        match type_:
            case Choice() if all(_is_number(each) for each in type_.types):
                return type_
            case Integer() | Varint() | Digits(extent=Extent(length=Fixed() | Until())):
                return type_
            case _:
                raise self._site.error(
                    f"a length stands before its value as an integer type, not as {readable(spec)}"
                )


def _is_number(type_: Type) -> bool:
    return isinstance(type_, Integer | Varint | Digits)
