"""From an annotation and a helper to a wire type.

A type is found from the inside out: the annotation's Python type, then each node that stands beside
it (`Annotated[Login, w.sized(u32)]`), then the helper on the right. Each node either says the type,
which must suit the Python type, or wraps what is there.
"""

from __future__ import annotations

import enum
import types
import typing
from collections.abc import Callable
from typing import Annotated, Final, TypeAlias, assert_never

from wirefmt._schema.declaration import Site, declaration_of
from wirefmt._schema.nodes import (
    AliasNode,
    ArrayNode,
    ChoiceNode,
    ContentNode,
    EnumeratedNode,
    FieldNode,
    Node,
    Options,
    RoleNode,
    SizedNode,
    Spelling,
    TypeNode,
)
from wirefmt.ir.expressions import Expression, Peek
from wirefmt.ir.types import (
    Arm,
    Array,
    Bits,
    Choice,
    Data,
    Digits,
    Enumerated,
    Extent,
    Fixed,
    Integer,
    Length,
    Nested,
    Prefixed,
    Rest,
    Scalar,
    Sized,
    Slot,
    Text,
    Told,
    Type,
    Until,
    Varint,
)

__all__ = ["ANY", "Shaper", "is_spec", "readable", "split_none"]

ANY: Final = object()
"""The Python type of what stands where no annotation says one, as in `derived(decimal(5))`."""

_CONTENT = {"data": bytes, "text": str, "decimal": int}

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
    """

    def __init__(
        self,
        site: Site,
        nested: Callable[[type], int],
        slot: Callable[[object, str], Slot],
    ) -> None:
        self.slot = slot
        self._site = site
        self._nested = nested

    def shape(self, annotation: object, helper: Node | None = None) -> Type:
        """Return the type of an annotation and the helper on its right.

        Raises:
            SchemaError: If the two say nothing of the wire, or do not agree.
        """
        python, nodes = self._split(annotation)
        return self._fold(python, (*nodes, helper) if helper is not None else nodes)

    def stated(self, annotation: object, spec: object) -> Type:
        """Return the type of a field that a role states, such as `derived(u16)`; None states none.

        Raises:
            SchemaError: If annotation and type do not agree.
        """
        if spec is None:
            return self.shape(annotation)
        python, nodes = self._split(annotation)
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
        return Extent(self._length(spelling.extent), spelling.minimum, spelling.maximum)

    # -------------------------------------------------------------- Python type and nodes

    def _split(self, annotation: object) -> tuple[object, tuple[Node, ...]]:
        annotation = getattr(annotation, "__value__", annotation)  # of a `type` statement
        if typing.get_origin(annotation) is not Annotated:
            return annotation, ()
        inner, *metadata = typing.get_args(annotation)
        python, nodes = self._split(inner)
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
        if _enum(python) is not None:
            return self._site.error(f"how wide is {name}? write w.enumerated(u8) on the right")
        remedy = _REMEDIES.get(python, "a field is a number, bytes, text, a list or a message")
        return self._site.error(f"{name} does not say what is on the wire; {remedy}")

    def _spec(self, spec: object, python: object) -> Type:
        """Return the type of what stands as a value: an alias, a helper, a message class."""
        if isinstance(spec, Node):
            return self._fold(python, (spec,))
        stated, nodes = self._split(spec)
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
            case SizedNode(extent=spelling):
                return self._sized(spelling, python, inner)
            case _ if inner is not None:
                raise self._site.error(
                    f"{node.word}(…) and the annotation say two types; leave one out"
                )
            case AliasNode(wire=type_):
                self._agree(node, python, node.python)
                return type_
            case ContentNode():
                self._agree(node, python, _CONTENT[node.kind])
                return self._content(node)
            case ArrayNode():
                return self._array(node, python)
            case EnumeratedNode(type=spec):
                return self._enumerated(spec, python)
            case ChoiceNode():
                return self._choice(node, python)
            case _ as unreachable:
                assert_never(unreachable)

    def _sized(self, spelling: Spelling, python: object, inner: _Outcome) -> Type:
        if inner is None:
            raise self._untyped(python)
        return Sized(inner, self.extent(spelling))

    def _content(self, node: ContentNode) -> Type:
        extent = self.extent(node.extent)
        match node.kind:
            case "data":
                return Data(extent)
            case "text":
                return Text(extent, node.encoding)
            case "decimal":
                fixed = extent.length.size if isinstance(extent.length, Fixed) else 0
                return Digits(extent, max_digits=extent.maximum or max(fixed, 20))
            case _ as unreachable:
                assert_never(unreachable)

    def _array(self, node: ArrayNode, python: object) -> Type:
        elements = typing.get_args(python)
        if typing.get_origin(python) is not list or len(elements) != 1:
            raise self._site.error(
                f"array(…) needs an annotation such as list[u8], not {readable(python)}"
            )
        extent = self.extent(node.extent)
        if isinstance(extent.length, Until):
            raise self._site.error(
                "an array does not end at a delimiter; count its elements, or say size= or rest"
            )
        in_bytes = node.in_bytes or isinstance(extent.length, Rest)
        element = self.shape(elements[0])
        return Array(element, extent, "bytes" if in_bytes else "elements")

    def _enumerated(self, spec: object, python: object) -> Type:
        type_ = self.free(spec)
        if not isinstance(type_, Integer | Bits | Varint | Digits) or type_ == Bits(1, flag=True):
            raise self._site.error(f"enumerated takes an integer type, not {readable(spec)}")
        members = _enum(python)
        if members is None or not issubclass(members, int):
            raise self._site.error(
                f"enumerated needs an IntEnum or IntFlag as annotation, not {readable(python)}"
            )
        values = tuple(dict.fromkeys(member.value for member in members.__members__.values()))
        slot = self.slot(members, members.__name__)
        return Enumerated(type_, slot, values, issubclass(members, enum.IntFlag))

    def _choice(self, node: ChoiceNode, python: object) -> Type:
        arms: dict[int | None, Type | None] = {}
        for key, spec in sorted(node.arms, key=lambda arm: arm[0] is ...):
            tag = None if key is ... else self._tag(key)
            if tag in arms:
                raise self._site.error(f"two arms have the tag {tag}; leave one out")
            arms[tag] = self._arm(spec, python)
        if not arms.keys() - {None}:
            raise self._site.error("choice takes at least one tag and its type: {1: u16}")
        return Choice(
            self._tag_type(node.tag), tuple(Arm(tag, type_) for tag, type_ in arms.items())
        )

    def _tag(self, key: object) -> int:
        value = key.value if isinstance(key, enum.Enum) else key
        if isinstance(value, bool) or not isinstance(value, int):
            raise self._site.error(f"a tag is an int, an enum's member, or ..., not {key!r}")
        return value

    def _tag_type(self, spec: object) -> Scalar | Told | Peek:
        if isinstance(spec, Expression):
            return spec if isinstance(spec, Peek) else Told(spec)
        type_ = self.free(spec) if is_spec(spec) else None
        if isinstance(type_, Enumerated):  # the arms say which members there are
            type_ = type_.type
        match type_:
            case Integer() | Varint() | Digits(extent=Extent(length=Fixed() | Until())):
                return type_
            case Bits(width=width) if width % 8 == 0:
                return type_
            case _:
                raise self._site.error(
                    "the tag of a choice is an integer type, which stands right before, or an "
                    f"expression, not {readable(spec)}"
                )

    def _arm(self, spec: object, python: object) -> Type | None:
        """Return the type of an arm, whose class must be among those of the annotation."""
        if isinstance(spec, str):
            found = [each for each in _options(python) if getattr(each, "__name__", "") == spec]
            if not found:
                raise self._site.error(f"the annotation names no message {spec!r}")
            spec = found[0]
        if spec is None:
            return None
        stated = _python_of(spec)
        allowed = [typing.get_origin(each) or each for each in _options(self._split(python)[0])]
        if python is not ANY and stated is not None and stated not in allowed:
            raise self._site.error(
                f"the annotation is {readable(python)}, but an arm is {readable(spec)}; "
                "let the annotation name the types of all arms"
            )
        return self.free(spec)

    def _agree(self, node: Node, python: object, stated: type) -> None:
        if python is not ANY and stated not in _options(python):
            raise self._disagree(python, f"{node.word}(…)", stated)

    def _disagree(self, python: object, word: str, stated: object) -> Exception:
        if _enum(python) is not None and stated is int:
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
            case Until() | Rest():
                return extent
            case _ if isinstance(extent, Expression):
                return Told(extent)
            case _ if is_spec(extent):
                return Prefixed(self._prefix(extent))
            case _:
                pass
        raise self._site.error(
            "an extent is an int, an integer type, an expression, until(…) or rest, "
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


def _enum(python: object) -> type[enum.Enum] | None:
    """Return a Python type if it is an enum."""
    if isinstance(python, type) and issubclass(python, enum.Enum):
        return python
    return None


def _python_of(spec: object) -> object:
    """Return the class that an arm's values have as far as its spelling says so, else None."""
    match spec:
        case AliasNode(python=python):
            return python
        case ContentNode(kind=kind):
            return _CONTENT[kind]
        case Node():
            return None
        case _:
            inner = typing.get_args(spec)[0] if typing.get_origin(spec) is Annotated else spec
            return typing.get_origin(inner) or inner


def _is_number(type_: Type) -> bool:
    return isinstance(type_, Integer | Varint | Digits)


def is_spec(value: object) -> bool:
    """Return whether a value is a wire type: an alias, or what a helper gives."""
    return isinstance(value, Node) or typing.get_origin(value) is Annotated


def split_none(annotation: object) -> tuple[object, bool]:
    """Return an annotation without `| None`, and whether it had that."""
    annotation = getattr(annotation, "__value__", annotation)
    if typing.get_origin(annotation) not in (typing.Union, types.UnionType):
        return annotation, False
    rest = [each for each in typing.get_args(annotation) if each is not types.NoneType]
    if not rest or len(rest) == len(typing.get_args(annotation)):
        return annotation, False
    return typing.Union[tuple(rest)], True  # noqa: UP007  # of as many as there are


def _options(python: object) -> tuple[object, ...]:
    """Return the types that an annotation allows: a header's field is wider than its variants'."""
    union = typing.get_origin(python) in (typing.Union, types.UnionType)
    return typing.get_args(python) if union else (python,)


def readable(spec: object) -> str:
    """Return a type as text: an alias by its word, a class by its name."""
    if isinstance(spec, Node):
        return f"{spec.word}(…)"
    origin = typing.get_origin(spec)
    if origin is Annotated:
        inner, *metadata = typing.get_args(spec)
        words = [each.word for each in metadata if isinstance(each, AliasNode)]
        return words[0] if words else readable(inner)
    if origin is list:
        return f"list[{', '.join(map(readable, typing.get_args(spec)))}]"
    if spec is ANY or not isinstance(spec, type):
        return repr(spec)
    found = declaration_of(spec)
    return spec.__name__ if found is None else found.name
