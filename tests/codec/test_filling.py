"""Windows larger than what stands in them: what was decoded encodes to one of the same size."""

from __future__ import annotations

from typing import Any

import pytest

import wirefmt as w
from checking import (
    Engine,
    annotated,
    check_encode_error,
    check_message,
    declare,
    list_of,
)
from wirefmt import (
    InvalidValueError,
    Limits,
    Message,
    SchemaError,
    SizeMismatchError,
    given,
    outer,
    this,
    u8,
    u16,
    u64,
)
from wirefmt.codec import codec_of


def slack(extent: Any) -> Any:
    """Return the type of a byte in a window with slack."""
    return annotated(u8, w.sized(extent, slack=True))


class Item(Message, size=outer.size, slack=True):
    value: u8


class Pair(Message):
    low: u8
    high: u8


TOLD = {"size": u8, "value": slack(this.size)}
ROWS: list[tuple[dict[str, Any], dict[str, Any], dict[str, Any], str]] = [
    (TOLD, {}, {"size": 3, "value": 7}, "03 070000"),
    (TOLD, {}, {"size": 1, "value": 7}, "01 07"),
    ({"value": slack(given.size)}, {}, {"value": 7}, "07 00"),
    (
        {"size": u8, "value": (list_of(slack(this.size)), w.array(2))},
        {},
        {"size": 2, "value": [7, 8]},
        "02 0700 0800",
    ),
    (
        {"size": u8, "items": (list[Item], w.array(2))},
        {},
        {"size": 2, "items": [Item(value=7), Item(value=8)]},
        "02 0700 0800",
    ),
    (
        {
            "pair": Pair,
            "double": (u8, w.derived(u8, 2 * this.pair.low)),
            "value": slack(this.double),
        },
        {},
        {"pair": Pair(low=1, high=0), "value": 7},
        "01 00 02 0700",
    ),
    (
        {"four": (u8, w.const(4, u8)), "value": slack(this.four - 1)},
        {},
        {"value": 7},
        "04 070000",
    ),
    (
        {"more": (u8, w.derived()), "size": u8, "value": slack(this.more + this.size)},
        {},
        {"size": 3, "value": 7},
        "00 03 070000",
    ),
    (
        {"size": u8, "words": (u8, w.derived()), "value": slack(this.size + 4 * this.words)},
        {},
        {"size": 3, "value": 7},
        "03 00 070000",
    ),
    (
        {"size": u8, "words": (u8, w.derived()), "value": slack(4 * this.words - this.size)},
        {},
        {"size": 3, "value": 7},
        "03 01 07",
    ),
    (
        {"words": (u8, w.derived()), "value": slack(4 * this.words)},
        {},
        {"value": 7},
        "01 07000000",
    ),
    (
        {"words": (u8, w.derived()), "value": slack((this.words << 1) - 2)},
        {},
        {"value": 7},
        "02 0700",
    ),
    (
        {"list": (list[u8], w.array(u8)), "value": slack(w.count_of(this.list) - -1)},
        {},
        {"list": [1, 2], "value": 7},
        "02 0102 070000",
    ),
    (
        {"kind": u8, "value": slack(w.select(w.one_of(this.kind, 3, 5), 3, 1))},
        {},
        {"kind": 5, "value": 7},
        "05 070000",
    ),
    (
        {
            "one": (u8, w.derived()),
            "two": (u8, w.derived()),
            "list": (list[u8], w.array(this.two)),
            "value": slack(this.one + this.two),
        },
        {},
        {"list": [1], "value": 7},
        "00 01 01 07",
    ),
    ({"value": slack(w.prefix(u8, 4 * w.item + 2))}, {}, {"value": 7}, "00 0700"),
    ({"value": slack(w.prefix(u8, 4 * w.item))}, {}, {"value": 7}, "01 07000000"),
    (
        {"size": (u8, w.derived()), "value": annotated(u8, w.sized(this.size, min=3, slack=True))},
        {},
        {"value": 7},
        "03 070000",
    ),
    (
        {
            "words": (u8, w.derived()),
            "value": annotated(u8, w.sized(2 * this.words + 1, min=4, slack=True)),
        },
        {},
        {"value": 7},
        "02 0700000000",
    ),
    (
        {"size": u8, "value": annotated(u8, w.sized(this.size, min=2, slack=True))},
        {},
        {"size": 3, "value": 7},
        "03 070000",
    ),
    ({"value": slack(w.prefix(u8, 4 * w.item - 1))}, {}, {"value": 7}, "01 070000"),
    ({"value": annotated(u8, w.sized(u8, min=3, slack=True))}, {}, {"value": 7}, "03 070000"),
    ({"value": annotated(u8, w.sized(w.rest, min=3, slack=True))}, {}, {"value": 7}, "070000"),
    (
        {"size": u8, "value": u8},
        {"size": this.size, "slack": True, "align": 4},
        {"size": 3, "value": 7},
        "03 07 00 00",
    ),
    (
        {"size": u8, "value": (bytes, w.data(w.rest))},
        {"size": this.size, "slack": True},
        {"size": 3, "value": b"ab"},
        "03 6162",
    ),
    (
        {"words": (u8, w.derived()), "value": u8},
        {"size": 4 * this.words, "slack": True},
        {"value": 7},
        "01 07 0000",
    ),
    (
        {"words": (u8, w.derived()), "value": u8, "more": (u8 | None, w.field(when=w.rest))},
        {"size": 4 * this.words, "slack": True},
        {"value": 7, "more": 8},
        "01 07 08 00",
    ),
    (
        {"size": u8, "sum": (u8, w.checksum(sum, over=this.size))},
        {"size": this.size, "slack": True},
        {"size": 4},
        "04 04 0000",
    ),
    (
        {"size": u8, "body": (bytes, w.data(u8)), "pad": (None, w.pad(w.rest)), "end": u8},
        {"size": this.size},
        {"size": 7, "body": b"a", "end": 9},
        "07 0161 000000 09",
    ),
    (
        {"size": u8, "pad": (None, w.pad(w.rest)), "end": u8},
        {"size": this.size + given.size},
        {"size": 2, "end": 9},
        "02 0000 09",
    ),
    (
        {"words": (u8, w.derived()), "body": (bytes, w.data(u8)), "pad": (None, w.pad(w.rest))},
        {"size": 4 * this.words + 4},
        {"body": b"abc"},
        "01 03616263 000000",
    ),
    (
        {"size": (u8, w.derived()), "body": (bytes, w.data(u8)), "pad": (None, w.pad(w.rest))},
        {"size": this.size},
        {"body": b"a"},
        "03 0161",
    ),
]


@pytest.mark.parametrize(("fields", "keywords", "values", "wire"), ROWS, ids=range(len(ROWS)))
def test_window_is_filled_as_far_as_is_told(
    fields: Any, keywords: Any, values: Any, wire: str
) -> None:
    cls = declare("Filled", fields, **keywords)
    check_message(cls, cls(**values), bytes.fromhex(wire), given={"size": 2})
    assert not codec_of(cls).canonical


@pytest.mark.parametrize(
    ("cls", "values", "path", "reason"),
    [
        (
            declare("Small", TOLD),
            {"size": 0, "value": 7},
            ("value",),
            "measures 1, and other fields say 0",
        ),
        (
            declare("Small", {"size": u8, "value": u16}, size=this.size, slack=True),
            {"size": 2, "value": 7},
            (),
            "measures 3, and other fields say 2",
        ),
        (
            declare(
                "Small",
                {"size": u8, "value": u8, "more": (u8 | None, w.field(when=w.rest, default=None))},
                size=this.size,
                slack=True,
            ),
            {"size": 3, "value": 7},
            (),
            "measures 2, and other fields say 3",
        ),
    ],
    ids=range(3),
)
def test_window_that_cannot_be_filled_is_refused(
    cls: Any, values: Any, path: Any, reason: str
) -> None:
    message = cls(**values)
    value = repr(values[path[0]]) if path else repr(message)
    check_encode_error(cls, message, SizeMismatchError("Small", path, value, reason))


REMEDY = "tell it by ordinary fields"
UNKNOWN: list[tuple[dict[str, Any], dict[str, Any], str]] = [
    ({"value": slack(w.peek(u8))}, {}, REMEDY),
    ({"size": (u8, w.derived(keep=True)), "value": slack(this.size)}, {}, REMEDY),
    ({"body": (bytes, w.data(u8)), "value": slack(w.size_of(this.body))}, {}, REMEDY),
    (
        {"size": (u8, w.derived(u8, -this.size)), "value": slack(this.size)},
        {},
        "reads itself|ordinary",
    ),
    (
        {
            "here": (u8 | None, w.derived(u8, given.size, when=w.boolean)),
            "value": slack(w.present(this.here)),
        },
        {},
        REMEDY,
    ),
    (
        {"first": (u8, w.derived(u8, this.last)), "value": slack(this.first), "last": u8},
        {},
        REMEDY,
    ),
    ({"size": (u8, w.derived()), "value": slack(this.size // 2)}, {}, REMEDY),
    (
        {"low": u8, "size": (u8, w.checksum(sum, over=this.low)), "value": u8},
        {"size": this.size, "slack": True},
        REMEDY,
    ),
    (
        {"low": u8, "size": (u8, w.checksum(sum, over=this.low)), "value": (None, w.pad(w.rest))},
        {"size": this.size},
        "encode fills 'value' up to the size",
    ),
]


@pytest.mark.parametrize(("fields", "keywords", "text"), UNKNOWN, ids=range(len(UNKNOWN)))
def test_window_whose_size_encode_does_not_know_has_no_slack(
    fields: Any, keywords: Any, text: str
) -> None:
    with pytest.raises(SchemaError, match=text):
        declare("Unknown", fields, **keywords)


class Padded(Message):
    value: u8
    pad: None = w.pad(w.rest)


class Head(Message, variants=this.kind):
    kind: u8 = w.derived()


class Body(Head, tag=1):
    pad: None = w.pad(w.rest)


END = "padding at the end of this window"
FIXED: list[tuple[Any, Any]] = [
    (Padded, w.sized(4)),
    (Padded, w.sized(this.size)),
    (Padded, w.sized(this.size, slack=True)),
    (Padded, w.sized(w.prefix(u8, 4 * w.item))),
    (Padded, w.sized(given.size)),
    (Head, w.sized(this.size)),
    (int | Padded, (w.choice(u8, {1: u8, 2: Padded}), this.size)),
    (list[u16], (w.array(w.rest, between=4), this.size)),
    (list[u16], w.array(size=this.size, between=4)),
    (list[Padded], w.array(size=this.size)),
    (list[Padded], (w.array(1), this.size)),
    (u8, (w.sized(w.rest, slack=True), this.size)),
    (Padded, (w.sized(w.rest), this.size)),
]


@pytest.mark.parametrize(("annotation", "helper"), FIXED, ids=range(len(FIXED)))
def test_padding_ends_no_window_that_encode_would_have_to_fill(
    annotation: Any, helper: Any
) -> None:
    if isinstance(helper, tuple):
        inner, size = helper
        right = (annotated(annotated(annotation, inner), w.sized(size)), ...)
    else:
        right = (annotated(annotation, helper), ...)
    with pytest.raises(SchemaError, match=END):
        declare("Cell", {"size": u8, "skip": (bytes, w.data(3)), "value": right})


def test_padding_ends_no_message_that_encode_would_have_to_fill() -> None:
    with pytest.raises(SchemaError, match="slack=True of the window in place of pad"):
        declare("Cell", {"size": u8, "value": Padded}, size=this.size)
    cls = declare("Cell", {"size": (u8, w.derived()), "value": Padded}, size=this.size)
    check_message(cls, cls(value=Padded(value=7)), b"\2\7")
    assert w.decode(cls, b"\4\7ab") == cls(value=Padded(value=7))


class Line(Message):
    head: u8
    line: str = w.text(w.until(b";", at_eof=True))


class Bare(Message):
    line: bytes = w.data(w.until(b";", at_eof=True))


class Length(Message, variants=this.kind):
    kind: u8 = w.derived()


class Lines(Length, tag=1):
    lines: list[Line] = w.array(1)


EARLY = "the delimiter at the end of this window .at_eof=True. may or may not be there"
LOOSE: list[Any] = [
    annotated(str, w.text(w.until(b";", at_eof=True))),
    annotated(bytes, w.data(w.until(b";", at_eof=True))),
    annotated(int, w.decimal(w.until(b";", at_eof=True))),
    annotated(list[u8], w.array(w.until(b";", at_eof=True))),
    annotated(u8, w.sized(w.until(b";", at_eof=True))),
    annotated(annotated(str, w.text(w.until(b";", at_eof=True))), w.sized(w.rest)),
    Line,
    Length,
    annotated(list[Line], w.array(2)),
    annotated(list[Line], w.array(w.rest)),
    annotated(int | Line, w.choice(u8, {1: u8, 2: Line})),
    Bare,
]


@pytest.mark.parametrize("inner", LOOSE, ids=range(len(LOOSE)))
def test_delimiter_that_may_lack_ends_no_window_that_encode_would_have_to_fill(inner: Any) -> None:
    fields = {"size": u8, "skip": (bytes, w.data(3))}
    for size in (this.size, 4, w.prefix(u8, 4 * w.item), w.peek(u8)):
        with pytest.raises(SchemaError, match=EARLY):
            declare("Cell", {**fields, "value": annotated(inner, w.sized(size)), "last": u8})
    with pytest.raises(SchemaError, match=EARLY):
        declare("Cell", {**fields, "value": inner}, size=this.size)
    declare("Cell", {"size": (u8, w.derived()), "value": annotated(inner, w.sized(this.size))})
    declare("Cell", {"size": (u8, w.derived()), "value": inner}, size=this.size - 1)
    varint = {"size": (w.mqtt_varint, w.derived()), "value": inner}
    cls = declare("Cell", varint, size=this.size + w.size_of(this.size))
    assert cls.__name__ == "Cell"


def test_delimiter_that_never_lacks_ends_any_window() -> None:
    included = annotated(bytes, w.data(w.until(b";", include=True, at_eof=True)))
    satisfied = annotated(list[u8], w.array(w.until(w.item == 0, at_eof=True)))
    for inner, value, wire in ((included, b"a;", b"\2a;"), (satisfied, [1, 0], b"\2\1\0")):
        cls = declare("Cell", {"size": u8, "value": annotated(inner, w.sized(this.size))})
        check_message(cls, cls(size=2, value=value), wire)


# ------------------------------------------------------------------ how much

HUGE = 1 << 62
LIMITS = Limits(message_size=10)
TOO_MANY: list[tuple[Any, dict[str, Any], tuple[str, ...]]] = [
    (declare("Huge", {"size": u64, "value": slack(this.size)}), {"value": 7}, ("value",)),
    (declare("Huge", {"size": u64}, size=this.size, slack=True), {}, ()),
    (declare("Huge", {"size": u64, "pad": (None, w.pad(w.rest))}, size=this.size), {}, ("pad",)),
    (declare("Huge", {"size": u64, "pad": (None, w.pad(this.size))}), {}, ("pad",)),
]


@pytest.mark.parametrize(("cls", "values", "path"), TOO_MANY, ids=range(len(TOO_MANY)))
@pytest.mark.parametrize("size", [HUGE, 1 << 24 | 9])
def test_zeros_are_bounded_before_they_are_made(
    cls: Any, values: Any, path: Any, size: int, engine: Engine
) -> None:
    message = cls(size=size, **values)
    with pytest.raises(
        InvalidValueError, match="bytes of zeros, where 16777216 may be filled"
    ) as e:
        engine.encode(cls, message)
    assert e.value.path == path


def test_zeros_of_a_message_are_charged_together(engine: Engine) -> None:
    cells = declare("Cells", {"size": u8, "items": (list[Item], w.array(2))})
    message = cells(size=6, items=[Item(value=1), Item(value=2)])
    assert engine.encode(cells, message, limits=LIMITS) == b"\6\1\0\0\0\0\0\2\0\0\0\0\0"
    with pytest.raises(InvalidValueError, match="6 bytes of zeros, where 4 may be filled"):
        engine.encode(cells, cells(size=7, items=message.items), limits=LIMITS)
