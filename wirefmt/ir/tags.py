"""Tags of variants: which fits, which of several that fit is the more specific, and as conditions.

A number is more specific than a range, a range than anything. Of tags with several parts one is
more specific than another if it is so in some place and less so in none; two that overlap and of
which neither is, would leave the choice open, and are refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from typing import assert_never

from wirefmt.ir.expressions import Binary, Constant, Expression, OneOf, Unary, conjunction
from wirefmt.ir.records import Dispatch, Tag, TagPart, TagRange

__all__ = [
    "both_answer",
    "choices",
    "condition",
    "fits",
    "is_exact",
    "is_more_specific",
    "show_tag",
    "single_value",
    "sort_key",
]


def fits(tag: Tag, values: Sequence[int]) -> bool:
    """Return whether the values of the controllers are what a tag says."""
    return all(_part_fits(part, value) for part, value in zip(tag, values, strict=True))


def _part_fits(part: TagPart, value: int) -> bool:
    match part:
        case None:
            return True
        case TagRange(first=first, last=last):
            return first <= value <= last
        case number:
            return value == number


def is_exact(tag: Tag) -> bool:
    """Return whether a tag is one value in each place."""
    return all(isinstance(part, int) for part in tag)


def is_more_specific(left: Tag, right: Tag) -> bool:
    """Return whether the first of two tags that overlap chooses where both fit."""
    pairs = [(_rank(mine), _rank(other)) for mine, other in zip(left, right, strict=True)]
    return all(mine <= other for mine, other in pairs) and any(
        mine < other for mine, other in pairs
    )


def both_answer(left: Tag, right: Tag) -> Tag | None:
    """Return what both of two tags fit, None if nothing is."""
    both: list[TagPart] = []
    for mine, other in zip(left, right, strict=True):
        if mine is None or other is None:
            both.append(other if mine is None else mine)
            continue
        low, high = max(_first(mine), _first(other)), min(_last(mine), _last(other))
        if low > high:
            return None
        both.append(low if low == high else TagRange(low, high))
    return tuple(both)


def choices(dispatch: Dispatch) -> list[tuple[Tag, int]]:
    """Return the tags of a header's variants with their records, the more specific first."""
    found = [(tag, case.record) for case in dispatch.cases for tag in case.tags]
    return sorted(found, key=lambda each: sum(map(_rank, each[0])))


def sort_key(tag: Tag) -> tuple[tuple[int, int, int], ...]:
    """Return what puts tags into an order, numbers first."""
    return tuple((_rank(part), _first(part), _last(part)) for part in tag)


def show_tag(tag: Tag) -> str:
    """Return a tag as it would be declared."""
    parts = [_show_part(part) for part in tag]
    return parts[0] if len(parts) == 1 else f"({', '.join(parts)})"


def _show_part(part: TagPart) -> str:
    match part:
        case None:
            return "..."
        case TagRange(first=first, last=last):
            return f"range({first}, {last + 1})"
        case number:
            return str(number)


def _rank(part: TagPart) -> int:
    match part:
        case int():
            return 0
        case TagRange():
            return 1
        case None:
            return 2
        case _ as unreachable:
            assert_never(unreachable)


def _first(part: TagPart) -> int:
    return part.first if isinstance(part, TagRange) else part or 0


def _last(part: TagPart) -> int:
    return part.last if isinstance(part, TagRange) else part or 0


# ------------------------------------------------------------------ as a condition


def single_value(tags: Sequence[Tag], place: int) -> int | None:
    """Return the number that all of some tags have in a place, None if that is not one number."""
    first = tags[0][place]
    is_single = isinstance(first, int) and all(tag[place] == first for tag in tags)
    return first if isinstance(first, int) and is_single else None


def condition(
    controllers: Sequence[Expression], tags: Sequence[Tag], others: Sequence[Tag]
) -> Expression | None:
    """Return the condition that one of some tags chooses, None if one always does.

    Args:
        controllers: Those of the header.
        tags: Those of one variant.
        others: Those of the other variants, which choose instead where they are more specific.
    """
    values = [single_value(tags, place) for place in range(len(controllers))]
    settled: list[Expression] = [
        Binary("==", controller, Constant(value))
        for controller, value in zip(controllers, values, strict=True)
        if value is not None
    ]
    places = [place for place, value in enumerate(values) if value is None]
    open_ = _Alternatives([controllers[place] for place in places])
    for tag in tags if places else ():
        over = [
            other
            for other in others
            if is_more_specific(other, tag) and both_answer(other, tag) is not None
        ]
        open_.add(_only(tag, places), [_only(other, places) for other in over])
    chosen = open_.expression() if places else None
    every = settled if chosen is None else [*settled, chosen]
    return conjunction(every)


def _only(tag: Tag, places: Sequence[int]) -> Tag:
    return tuple(tag[place] for place in places)


class _Alternatives:
    """Collects tags of which one must fit."""

    def __init__(self, controllers: Sequence[Expression]) -> None:
        self._controllers = controllers
        self._numbers: set[int] = set()  # of tags that are one number
        self._terms: list[Expression] = []
        self._always = False

    def add(self, tag: Tag, unless: Iterable[Tag] = ()) -> None:
        match tag:
            case (int(number),):
                self._numbers.add(number)
                return
            case _:
                pass
        excluded = _Alternatives(self._controllers)
        for other in unless:
            excluded.add(other)
        terms = list(self._match(tag))
        no = excluded.expression()
        if no is not None:
            terms.append(Unary("~", no))
        term = conjunction(terms)
        if term is None:
            self._always = True
        else:
            self._terms.append(term)

    def expression(self) -> Expression | None:
        """Return the condition that one of them fits; None if that is always so, or none is."""
        numbers = tuple(sorted(self._numbers))
        terms = [OneOf(self._controllers[0], numbers), *self._terms] if numbers else self._terms
        if self._always or not terms:
            return None
        return reduce(lambda left, right: Binary("|", left, right), terms)

    def _match(self, tag: Tag) -> Iterator[Expression]:
        for controller, part in zip(self._controllers, tag, strict=True):
            match part:
                case None:
                    pass
                case TagRange(first=first, last=last):
                    yield Binary(">=", controller, Constant(first))
                    yield Binary("<=", controller, Constant(last))
                case number:
                    yield Binary("==", controller, Constant(number))
