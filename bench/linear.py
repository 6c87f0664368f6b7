"""How the work on a stream grows with its bytes: `PYTHONPATH=tests python bench/linear.py`.

Each construct of the vocabulary and each schema is fed n bytes and 4n bytes, byte by byte, in
chunks of 64 bytes and in one. README.md beside this file says how to read the table.
"""

from __future__ import annotations

import argparse
import contextlib
import functools
import sys
import time
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import msgspec

from checking.longs import CONSTRUCTS, Construct
from checking.vectors import Vector, vectors
from wirefmt import Decoder, WirefmtError
from wirefmt.codec import codec_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from wirefmt import Codec

CUTS = {"1 byte": 1, "64 bytes": 64, "at once": 1 << 30}
TIMES = 4
PLENTY = 100_000
"""Bytes that show that a message may go on."""

SUSPECT = 6.0
"""What is linear grows four times; what is not, up to sixteen times."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bytes", type=int, default=16_000, help="n, of the shorter stream")
    parser.add_argument("--rounds", type=int, default=5, help="the least of so many is taken")
    parser.add_argument("names", nargs="*", help="parts of names; all rows if there are none")
    options = parser.parse_args()
    version = ".".join(map(str, sys.version_info[:3]))
    print(
        f"Python {version}, processor time of {TIMES}n by that of n, n = {options.bytes:,} bytes;"
    )
    print(f"beside it, microseconds per byte at {TIMES}n; over {SUSPECT} is marked")
    print(f"{'':34}" + "".join(f"{cut:>19}" for cut in CUTS))
    for name, construct, given in rows():
        if not options.names or any(part in name for part in options.names):
            print(row(name, construct, given, options), flush=True)


def rows() -> Iterator[tuple[str, Construct, Mapping[str, object]]]:
    """Yield every construct, and every schema: its vectors of one session, in a row."""
    for name, construct in CONSTRUCTS.items():
        yield name, construct, {}
    found: defaultdict[str, defaultdict[str, list[Vector]]] = defaultdict(lambda: defaultdict(list))
    for vector in vectors():
        name = f"{vector.name.split(':')[0]}.{getattr(vector.spec, '__name__', vector.spec)}"
        found[name][repr(vector.given)].append(vector)
    for name, groups in found.items():
        those = max(groups.values(), key=lambda group: sum(len(vector.wire) for vector in group))
        yield name, Construct(those[0].spec, stream(those)), those[0].given


def stream(those: list[Vector]) -> Callable[[int], bytes]:
    """Return what makes about n bytes of the vectors of a type.

    What reaches to the end of its stream is one message there: one in which the bytes or elements
    of a field can come again and again, if there is one.
    """
    codec: Codec[Any] = codec_of(those[0].spec)
    if not codec.blueprint.sizes.record_open_ended(0):
        wire = b"".join(vector.wire for vector in those)
        return lambda n: wire * max(n // len(wire), 1)
    for vector in those:
        message = codec.decode(vector.wire, given=vector.given)
        for name in message.__struct_fields__:
            lengthen = functools.partial(longer, codec, vector, message, name)
            with contextlib.suppress(WirefmtError, TypeError):
                if len(lengthen(PLENTY)) >= PLENTY:
                    return lengthen
    return lambda _n: those[0].wire


def longer(codec: Codec[Any], vector: Vector, message: Any, name: str, size: int) -> bytes:
    """Return about so many bytes of a message, of which a field is repeated."""

    def repeated(times: int) -> bytes:
        value = getattr(message, name) * times
        changed = msgspec.structs.replace(message, **{name: value})
        return codec.encode(changed, given=vector.given)

    unit = len(repeated(2)) - len(repeated(1))
    wire = repeated(size // max(unit, 1) + 1)
    codec.decode(wire, given=vector.given)
    return wire


def row(name: str, construct: Construct, given: Mapping[str, object], options: Any) -> str:
    """Return one line of the table."""
    codec = codec_of(construct.spec)
    if codec.blueprint.streaming.obstacle is not None:
        return f"{name:34.34} is read in a frame alone"
    wires = [construct.wire(options.bytes), construct.wire(TIMES * options.bytes)]
    if len(wires[0]) == len(wires[1]):
        return f"{name:34.34} is one message to the end of its stream, and never long"
    grown = len(wires[1]) / len(wires[0]) / TIMES
    cells, rounds = [], range(options.rounds)
    for size in CUTS.values():
        taken = [[time_of(construct.spec, wire, size, given) for wire in wires] for _ in rounds]
        few, many = map(min, zip(*taken, strict=True))
        ratio = many / few / grown
        mark = "!" if ratio > SUSPECT else " "
        cells.append(f"{ratio:>9.1f}{mark}{1e6 * many / len(wires[1]):>9.3f}")
    return f"{name:34.34}" + "".join(cells)


def time_of(spec: Any, wire: bytes, size: int, given: Mapping[str, object]) -> float:
    """Return the processor time that a stream takes, its chunks cut beforehand."""
    chunks = [wire[start : start + size] for start in range(0, len(wire), size)]
    decoder: Decoder[Any] = Decoder(spec, given=given)
    messages = 0
    started = time.process_time()
    for chunk in chunks:
        for _message in decoder.feed(chunk):
            messages += 1
    messages += len(list(decoder.feed_eof()))
    taken = time.process_time() - started
    if not messages:
        raise SystemExit("the stream gave no message")
    return taken


if __name__ == "__main__":
    main()
