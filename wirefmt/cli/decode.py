"""`wirefmt decode`: the messages of a recorded, or arriving, byte stream."""

from __future__ import annotations

import random
import sys
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import click
import msgspec
from rich.pretty import pretty_repr

from wirefmt import Decoder, WirefmtError
from wirefmt.cli.progress import show_progress
from wirefmt.cli.spec import find_type

if TYPE_CHECKING:
    import io
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["decode"]

_BLOCK = 1 << 16
"""The most bytes that are read at once, unless a chunk is larger."""

_LARGEST_CHUNK = 1 << 24
_LARGEST_RANDOM_CHUNK = 4096

# How much of a byte string, a text or a list is printed; `--json` prints all of it.
_MOST_SHOWN = 64
_MOST_ELEMENTS_SHOWN = 16


_ChunkSize: TypeAlias = int | Literal["random"] | None
"""How many bytes the decoder is fed at a time; None for as many as come."""


def _chunk_size(
    _context: click.Context, _parameter: click.Parameter, text: str | None
) -> _ChunkSize:
    if text is None:
        return None
    if text == "random":
        return "random"
    if not (text.isdecimal() and text.isascii() and 1 <= int(text) <= _LARGEST_CHUNK):
        raise click.BadParameter(f"{text!r} is neither 1 to {_LARGEST_CHUNK} nor 'random'")
    return int(text)


@click.command()
@click.argument("spec", callback=find_type)
@click.argument("file", type=click.File("rb"))
@click.option(
    "--chunk", callback=_chunk_size, metavar="N|random", help="Feed the decoder N bytes at a time."
)
@click.option("--seed", type=int, help="Make --chunk random cut in the same places again.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
def decode(
    spec: Any, file: io.BufferedReader, chunk: _ChunkSize, seed: int | None, as_json: bool
) -> None:
    """Decode the messages of SPEC in FILE, a recorded byte stream; - is standard input.

    Each message is printed with its offset as soon as it is complete, then a summary. If the
    stream is broken, or ends inside a message, what and where is printed to standard error, and
    the exit code is 1.

    --json prints {"offset": …, "type": …, "message": …}: bytes are in Base64, an enum is its
    value, and derived fields are left out. The summary then goes to standard error.
    """
    decoder = Decoder(spec)
    line = _json_line if as_json else _text_line
    count = 0
    fault: WirefmtError | None = None
    with show_progress(file) as display:
        chunks = _chunks(file.read1, chunk, seed)
        try:
            for offset, message in _messages(decoder, chunks, display.advance):
                display.echo(line(offset, message))
                count += 1
        except WirefmtError as error:
            fault = error
    left = decoder.buffered
    summary = f"messages: {count}, bytes: {decoder.position + left}, bytes left over: {left}"
    if fault is not None:
        click.echo(f"{type(fault).__name__}: {fault}", err=True)
    click.echo(summary, err=as_json)
    if fault is not None:
        sys.exit(1)


def _messages(
    decoder: Decoder[Any], chunks: Iterable[bytes], advance: Callable[[int], object]
) -> Iterator[tuple[int, Any]]:
    """Yield each message with the offset of its first byte."""
    for chunk in chunks:
        yield from _complete(decoder.feed(chunk))
        advance(len(chunk))
    yield from _complete(decoder.feed_eof())


def _complete(decoder: Decoder[Any]) -> Iterator[tuple[int, Any]]:
    offset = decoder.position
    for message in decoder:
        yield offset, message
        offset = decoder.position


def _chunks(read: Callable[[int], bytes], chunk: _ChunkSize, seed: int | None) -> Iterator[bytes]:
    """Yield the input cut to that size; what comes by and by is not held back to fill a chunk."""
    most = max(_BLOCK // chunk, 1) * chunk if isinstance(chunk, int) else _BLOCK
    blocks = iter(lambda: read(most), b"")
    if chunk is None:
        yield from blocks
        return
    chooser = random.Random(seed)  # noqa: S311  # it cuts, it keeps no secret
    for block in blocks:
        start = 0
        while start < len(block):
            size = chooser.randint(1, _LARGEST_RANDOM_CHUNK) if chunk == "random" else chunk
            yield block[start : start + size]
            start += size


def _json_line(offset: int, message: Any) -> bytes:
    name = type(message).__name__
    return msgspec.json.encode({"offset": offset, "type": name, "message": message})


def _text_line(offset: int, message: Any) -> bytes:
    text = pretty_repr(
        message,
        max_width=sys.maxsize,
        max_length=_MOST_ELEMENTS_SHOWN,
        max_string=_MOST_SHOWN,
    )
    return f"{offset:>10}  {text}".encode(sys.stdout.encoding, "backslashreplace")
