"""Emits a whole module: the functions of every record, the variants' tables, the entries."""

from __future__ import annotations

from collections.abc import Iterator

from wirefmt._codegen import names
from wirefmt._codegen.decode import emit_bit_decoder, emit_decoder
from wirefmt._codegen.encode import emit_bit_encoder, emit_encoder
from wirefmt._codegen.facts import Emission, Facts
from wirefmt._codegen.folding import fold
from wirefmt._codegen.names import Names
from wirefmt._codegen.origins import decoder_argument, encoder_argument
from wirefmt._codegen.writer import SourceWriter
from wirefmt.ir.blueprint import Blueprint
from wirefmt.ir.records import Record
from wirefmt.ir.sizes import messages
from wirefmt.ir.tags import is_exact, show_tag
from wirefmt.ir.types import Nested

__all__ = ["emit_module"]

_ENTRIES = '''\
def encode(message, *, given=None, limits=DEFAULT_LIMITS):
    """Return the bytes of a message."""
    try:
        return {encode}(message, {encode_context}, 1{writer})
    except FAILURES as failure:
        return locate_encode(failure, message, given, limits)


def decode(data, *, given=None, limits=DEFAULT_LIMITS):
    """Return the message that is all of these bytes."""
    if type(data) is not bytes:
        data = window_bytes(data)
    try:
        message, end = {decode}(data, 0, len(data), {decode_context}, 1{start})
        if end == len(data):
            return message
        failure = None
    except FAILURES as caught:
        failure = caught
    return locate_decode(failure, data, 0, given, limits)


def decode_from(data, offset=0, *, given=None, limits=DEFAULT_LIMITS):
    """Return the message at an offset, and the offset behind it."""
    if type(data) is not bytes:
        data = window_bytes(data)
    try:
        return {decode}(data, offset, len(data), {decode_context}, 1{origin})
    except FAILURES as failure:
        return locate_decode_from(failure, data, offset, given, limits)


def decode_many(data, offset=0, *, given=None, limits=DEFAULT_LIMITS):
    """Return the messages from an offset on, and the offset where no further one is complete."""
    if type(data) is not bytes:
        data = window_bytes(data)
    messages = []
    end = len(data)
    try:
        while offset < end:
            message, offset = {decode}(data, offset, end, {decode_context}, 1{origin})
            messages.append(message)
    except FAILURES as failure:
        if not messages:
            locate_first(failure, data, offset, given, limits)
    return messages, offset


def take(data, offset, end, given, limits):
    """Return the message at an offset, and the offset behind it; raise any failure."""
    return {decode}(data, offset, end, {decode_context}, 1{origin})


steps = {steps}
'''


def emit_module(blueprint: Blueprint) -> str:
    """Return the source of a layout's compiled engine; the same layout gives the same text."""
    namer = Names(blueprint.layout)
    facts = Facts(blueprint)
    body = SourceWriter()
    emission = Emission(blueprint, namer, body, facts)
    for index, record in enumerate(blueprint.layout.records):
        if (blueprint.sizes.bit_width(Nested(index)) or 0) % 8 == 0:  # else it stands in runs alone
            emit_encoder(emission, index)
            emit_decoder(emission, index, waits=False)
            if blueprint.streaming.awaits(index):
                emit_decoder(emission, index, waits=True)
        if blueprint.sizes.is_bit_record(record):
            emit_bit_encoder(emission, index)
            emit_bit_decoder(emission, index)
    for index, record in enumerate(blueprint.layout.records):
        for line in _tables(blueprint, index, record, namer):
            body.line(line)
    entries = _ENTRIES.format(
        encode=namer.encode(0),
        decode=namer.decode(0),
        steps=None if blueprint.streaming.obstacle else namer.steps(0),
        encode_context="Context(limits, given)" if facts.given else "None",
        decode_context="Context(limits, given)" if facts.counts else "None",
        writer=encoder_argument(blueprint, 0, None),
        start=decoder_argument(blueprint, 0, None, "0"),
        origin=decoder_argument(blueprint, 0, None, "offset"),
    )
    head = SourceWriter()
    head.line(f'"""wirefmt: generated for {blueprint.layout.root.name}."""')
    head.line()
    for line in namer.constants():
        head.line(line)
    every = (head.text(), body.text(), "\n".join(_folded(entries)))
    return "\n\n".join(part.rstrip("\n") for part in every) + "\n"


def _folded(text: str) -> Iterator[str]:
    """Yield lines of Python, those that are too long broken."""
    for line in text.splitlines():
        statement = line.lstrip()
        yield from fold(statement, len(line) - len(statement)) if statement else ("",)


def _tables(blueprint: Blueprint, index: int, record: Record, namer: Names) -> Iterator[str]:
    if record.dispatch is None:
        return
    for verb, function in (("decode", namer.decode), ("steps", namer.steps)):
        entries = ", ".join(
            f"{show_tag(tag)}: {function(case.record)}"
            for case in record.dispatch.cases
            for tag in case.tags
            if is_exact(tag)
        )
        if verb == "decode" or blueprint.streaming.awaits(index):
            yield f"{namer.table(verb, index)} = {{{entries}}}"
    classes = ", ".join(
        f"{names.user(blueprint.layout.records[target].cls or '')}: {namer.encode(target)}"
        for target in messages(blueprint.layout, index)
    )
    yield f"{namer.table('encode', index)} = {{{classes}}}"
