"""From a `choice` to its type: the tag, and the arms with their classes."""

from __future__ import annotations

import enum
import typing
from typing import TYPE_CHECKING, Any, Final

from msgspec.structs import replace

from wirefmt._schema.annotations import (
    ANY,
    is_spec,
    options_of,
    python_of,
    readable,
)
from wirefmt._schema.declaration import Site
from wirefmt._schema.nodes import (
    ChoiceNode,
)
from wirefmt._schema.peeking import ordered
from wirefmt.ir.classes import ValueClass
from wirefmt.ir.expressions import Expression, Peek
from wirefmt.ir.extents import Extent, Fixed, Told, Until
from wirefmt.ir.types import (
    Arm,
    Bits,
    Choice,
    Converted,
    Custom,
    Digits,
    Enumerated,
    Integer,
    Scalar,
    Sized,
    Type,
    Varint,
)

if TYPE_CHECKING:
    from wirefmt._schema.shapes import Shaper

__all__ = ["Arms"]

_BUILTINS: Final = {bool, bytes, float, int, list, str}
_ANYTHING: Final = {Any, object}  # of which the first is a class from Python 3.11 on


class Arms:
    """Lowers the choices of one field."""

    def __init__(self, shaper: Shaper, site: Site) -> None:
        self._shaper = shaper
        self._site = site

    def lower(self, node: ChoiceNode, python: object) -> Type:
        """Return the type of a choice, whose annotation names its values' classes."""
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
            match spec:
                case Peek(type=Integer() as peeked, at=at) if at >= 0:
                    return replace(spec, type=self._shaper.ordered(peeked))
                case _:
                    return Told(ordered(spec, self._shaper.ordered))
        type_ = self._shaper.free(spec) if is_spec(spec) else None
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
            found = [each for each in options_of(python) if getattr(each, "__name__", "") == spec]
            if not found:
                raise self._site.error(f"the annotation names no message {spec!r}")
            spec = found[0]
        if spec is None:
            return None
        stated = python_of(spec)
        allowed = [
            typing.get_origin(each) or each for each in options_of(self._shaper.split(python)[0])
        ]
        if python is not ANY and not all(each in allowed for each in stated):
            raise self._site.error(
                f"the annotation is {readable(python)}, but an arm is {readable(spec)}; "
                "let the annotation name the types of all arms"
            )
        return self._classed(self._shaper.free(spec), stated)

    def _classed(self, type_: Type, stated: tuple[object, ...]) -> Type:
        """Return a type that says, of what is converted, the class that it was stated to have."""
        match type_, stated:
            case Sized(type=inner), _:
                return replace(type_, type=self._classed(inner, stated))
            case Converted() | Custom(), (type() as cls,) if cls not in _ANYTHING:
                if cls in _BUILTINS:
                    return replace(type_, values=ValueClass(cls.__name__))
                slot = self._shaper.slot(cls, cls.__name__)
                return replace(type_, values=ValueClass(slot, is_slot=True))
            case _:
                return type_
