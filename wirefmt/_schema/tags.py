"""What `tag=` of a variant may be, and what two variants would both answer to."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from types import EllipsisType
from typing import TYPE_CHECKING, TypeAlias, cast

from wirefmt._schema.declaration import Declaration, Site
from wirefmt.ir.expressions import Expression
from wirefmt.ir.records import Tag, TagPart, TagRange
from wirefmt.ir.tags import both_answer, condition, is_more_specific, single_value, sort_key

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    OneTag: TypeAlias = int | range | EllipsisType | tuple[int | range | EllipsisType, ...]
    Tags: TypeAlias = OneTag | AbstractSet[OneTag]

__all__ = ["read_tag", "shared_tag", "tag_condition", "varying_places"]

_FORMS = "an int, a range, a set of these, or ... for every other"


def read_tag(site: Site, tag: object, places: int) -> tuple[Tag, ...]:
    """Return the tags that `tag=` says, the most specific first.

    Args:
        site: The variant.
        tag: What its class statement says.
        places: How many expressions `variants=` of its header has.

    Raises:
        SchemaError: If it is none of the forms of a tag.
    """
    several: tuple[object, ...] = (tag,)
    if isinstance(tag, set | frozenset):
        several = tuple(cast("set[object]", tag))
    if not several:
        raise site.error(f"tag= is {_FORMS}, not {tag!r}")
    return tuple(sorted({_one(site, each, places) for each in several}, key=sort_key))


def _one(site: Site, tag: object, places: int) -> Tag:
    if tag is ...:
        return (None,) * places
    if places == 1:
        return (_part(site, tag),)
    parts = cast("tuple[object, ...]", tag) if isinstance(tag, tuple) else ()
    if len(parts) != places:
        raise site.error(
            f"variants= has {places} parts, so tag= is a tuple of as many, or ..., not {tag!r}"
        )
    return tuple(_part(site, part) for part in parts)


def _part(site: Site, part: object) -> TagPart:
    value: object = part.value if isinstance(part, Enum) else part
    if isinstance(value, range):
        if value.step != 1 or not value:
            raise site.error(f"a range of tags has at least one number and no step, not {value!r}")
        return TagRange(value.start, value.stop - 1)
    if isinstance(value, int):
        return int(value)
    if value is ...:
        return None
    raise site.error(f"tag= is {_FORMS}, not {part!r}")


def shared_tag(mine: tuple[Tag, ...], others: tuple[Tag, ...]) -> Tag | None:
    """Return what two variants would both answer to, neither being more specific; or None."""
    for tag in mine:
        for other in others:
            both = both_answer(tag, other)
            if both is None or is_more_specific(tag, other) or is_more_specific(other, tag):
                continue
            return both
    return None


def tag_condition(header: Declaration, declaration: Declaration) -> Expression | None:
    """Return the condition that a header's variant is chosen, None if it always is."""
    others = [tag for each in header.variants if each is not declaration for tag in each.tag or ()]
    return condition(header.chooses or (), declaration.tag or (), others)


def varying_places(header: Declaration, declaration: Declaration) -> Iterator[Expression]:
    """Yield the controllers of which a variant has more than one value."""
    for place, controller in enumerate(header.chooses or ()):
        if single_value(declaration.tag or (), place) is None:
            yield controller
