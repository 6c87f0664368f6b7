"""From one declared field to a field of a record: its type, its role, its presence, its checks."""

from __future__ import annotations

import msgspec

from wirefmt._schema.annotations import allows_none, is_spec, name_of, readable, split_none
from wirefmt._schema.collect import is_stored
from wirefmt._schema.declaration import Declared, Site
from wirefmt._schema.expressions import literal
from wirefmt._schema.nodes import AlignNode, ChecksumNode, ConstNode, DerivedNode, PadNode, Spelling
from wirefmt._schema.peeking import ordered
from wirefmt._schema.shapes import Shaper
from wirefmt.ir.expressions import Binary, Constant, Expression, Measure, Unary
from wirefmt.ir.extents import Extent, Fixed, Prefixed, Rest, Told
from wirefmt.ir.parts import may_be_none, nullable
from wirefmt.ir.reads import told_extents
from wirefmt.ir.records import (
    Check,
    Checksum,
    ConstantRole,
    Field,
    Padding,
    PresenceByte,
    Role,
    Solved,
    Spelled,
    Stored,
    When,
)
from wirefmt.ir.show import show_expression
from wirefmt.ir.types import (
    Arm,
    Array,
    Bits,
    Boolean,
    Choice,
    Converted,
    Data,
    Digits,
    Sized,
    Text,
    Type,
)

__all__ = ["lower_check", "lower_field", "numbered"]


def lower_field(declared: Declared, shaper: Shaper) -> Field:
    """Return the field of a record.

    Raises:
        SchemaError: If annotation and helper do not fit one another.
    """
    annotation, _ = split_none(declared.annotation)
    options = None if declared.node is None else declared.node.options
    when = None if options is None else _when(options.when, shaper, declared.site)
    type_, role = _type_and_role(declared, annotation, shaper)
    _agree_on_none(declared, when, type_)
    checks = () if options is None else options.checks
    lowered = tuple(lower_check(each, declared.site, shaper) for each in checks)
    return Field(declared.name, numbered(type_), role, when, lowered)


def _agree_on_none(declared: Declared, when: When | None, type_: Type) -> None:
    """Demand that the annotation allows None just where the field may be None, for one reason."""
    optional = allows_none(declared.annotation)
    may_be_null = nullable(type_) is not None
    if optional and when is None and not (may_be_null or may_be_none(type_)):
        raise declared.site.error("None needs when=, which says when the field is absent")
    if may_be_null and when is not None:
        raise declared.site.error(
            "when= and none= both say None; keep one, or put what none= is for into a message"
        )
    if (
        optional
        or isinstance(declared.node, PadNode | AlignNode)
        or (when is None and not may_be_null)
    ):
        return
    name = readable(declared.annotation)
    why = "with none= the value may be None" if may_be_null else "with when= it may be absent"
    raise declared.site.error(f"{why}; annotate {name} | None")


def lower_check(check: object, site: Site, shaper: Shaper) -> Check:
    """Return one check of a field, or of the class if the site names no field.

    Raises:
        SchemaError: If it is neither an expression nor a function.
    """
    if isinstance(check, Expression):
        return Check(show_expression(check), site.field, condition=check)
    if not callable(check):
        raise site.error(f"check= takes expressions and functions, not {check!r}")
    name = name_of(check, f"check_{site.field or 'message'}")
    return Check(f"{name}(…)", site.field, function=shaper.slot(check, name))


def numbered(type_: Type, index: int = 0) -> Type:
    """Return a type with its told extents numbered, from the outside in."""
    match type_:
        case Converted(type=inner):
            return msgspec.structs.replace(type_, type=numbered(inner, index))
        case Data() | Text() | Digits() | Sized() | Array():
            extent = type_.extent
        case Choice():
            return _numbered_choice(type_, index)
        case _:
            return type_
    match extent.length:
        case Told(expression=expression):
            extent = msgspec.structs.replace(extent, length=Told(expression, index))
            index += 1
        case Prefixed(type=Choice() as choice):
            prefix = _numbered_choice(choice, index)
            length = msgspec.structs.replace(extent.length, type=prefix)
            extent = msgspec.structs.replace(extent, length=length)
            index += _told_count(prefix)
        case _:
            pass
    match type_:
        case Sized(type=inner):
            return msgspec.structs.replace(type_, type=numbered(inner, index), extent=extent)
        case Array(element=element):
            inner = numbered(element, index)
            return msgspec.structs.replace(type_, element=inner, extent=extent)
        case _:
            return msgspec.structs.replace(type_, extent=extent)


def _numbered_choice(type_: Choice, index: int) -> Choice:
    tag = type_.tag
    if isinstance(tag, Told):
        tag = Told(tag.expression, index)
        index += 1
    arms: list[Arm] = []
    for arm in type_.arms:
        inner = None if arm.type is None else numbered(arm.type, index)
        index += 0 if inner is None else _told_count(inner)
        arms.append(Arm(arm.tag, inner))
    return Choice(tag, tuple(arms))


def _told_count(type_: Type) -> int:
    return sum(1 for _ in told_extents(type_))


def _when(when: object, shaper: Shaper, site: Site) -> When | None:
    if when is None or isinstance(when, Rest):
        return when
    if isinstance(when, Expression):
        return ordered(when, shaper.ordered)
    if is_spec(when) and shaper.free(when) == Boolean():
        return PresenceByte()
    raise site.error(f"when= takes an expression, boolean or rest, not {readable(when)}")


def _type_and_role(declared: Declared, annotation: object, shaper: Shaper) -> tuple[Type, Role]:
    match declared.node:
        case PadNode(extent=extent):
            return _padding(extent, shaper), Padding()
        case AlignNode(multiple=multiple):
            return _alignment(declared, multiple), Padding()
        case ConstNode(value=value, type=spec):
            role = Stored(literal(value)) if is_stored(declared) else ConstantRole(literal(value))
            if spec is None and annotation is bytes and isinstance(value, bytes):
                return Data(shaper.extent(Spelling.of(len(value)))), role
            return shaper.stated(annotation, spec), role
        case DerivedNode() as node:
            return shaper.stated(annotation, node.type), _derived(node)
        case ChecksumNode(function=function, type=spec) as node:
            slot = shaper.slot(function, name_of(function, declared.name))
            summed = Checksum(slot, node.first, node.last, node.using)
            return shaper.stated(annotation, spec), summed
        case node:
            return shaper.shape(annotation, node), Stored()


def _derived(node: DerivedNode) -> Role:
    if node.expression is not None:
        return Spelled(node.expression, kept=node.keep)
    return Solved(0 if node.options.default is ... else int(node.options.default), kept=node.keep)


def _padding(extent: object, shaper: Shaper) -> Type:
    type_ = shaper.free(extent) if is_spec(extent) else None
    return type_ if isinstance(type_, Bits) else Data(shaper.extent(Spelling.of(extent)))


def _alignment(declared: Declared, multiple: int) -> Type:
    """Return as many bytes as lack to a multiple of the size of all fields before."""
    names = list(declared.owner.fields)
    before = names[: names.index(declared.name)]
    if not before:
        return Data(Extent(Fixed(0)))
    size = Measure("size", before[0], before[-1])
    return Data(Extent(Told(Binary("%", Unary("-", size), Constant(multiple)))))
