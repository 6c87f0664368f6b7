"""What is said of bytes that would cost more than the limits allow."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Annotated, Any

import pytest

import wirefmt as w
from errors import Nest
from wirefmt import Decoder, LimitExceededError, Limits, u8, u16, u32

if TYPE_CHECKING:
    from collections.abc import Iterator

LIMITED = [
    (
        Annotated[list[u8], w.array(u16)],
        Limits(element_count=10),
        "000b",
        "list[u8] at byte 0: 11 more elements, 10 are allowed",
    ),
    (
        Annotated[bytes, w.data(u32)],
        Limits(message_size=100),
        "00000065",
        "bytes at byte 0: the message would take 105 bytes, over the limit of 100",
    ),
    (
        Annotated[bytes, w.data(u32)],
        Limits(message_size=100),
        "48545450",
        (
            "bytes at byte 0: the message would take 1213486164 bytes, over the limit of 100; "
            "its bytes are b'HTTP': the peer seems to send text (text lengths, or HTTP)"
        ),
    ),
    (
        Annotated[str, w.text(w.until(b";"))],
        Limits(message_size=3),
        "616263",
        "str at byte 0: no b';' in the message so far, over the limit of 3",
    ),
    (
        Nest,
        Limits(depth=2),
        "010101",
        "Nest.inner[0].inner[0] at byte 2: messages nest deeper than 2",
    ),
    (
        Annotated[bytes, w.data(w.rest), w.sized(u8, through=w.deflate)],
        Limits(message_size=100),
        f"{len(zlib.compress(bytes(1000))):02x}" + zlib.compress(bytes(1000)).hex(),
        "bytes at byte 0: through= gives more than the 100 bytes that are allowed",
    ),
]


@pytest.mark.parametrize(("spec", "limits", "wire", "text"), LIMITED)
def test_limit_says_what_is_too_much(spec: Any, limits: Limits, wire: str, text: str) -> None:
    data = bytes.fromhex(wire)
    for chunks in ([data], [bytes([byte]) for byte in data]):
        with pytest.raises(LimitExceededError) as caught:
            list(messages(spec, limits, chunks))
        assert str(caught.value) == text


def messages(spec: Any, limits: Limits, chunks: list[bytes]) -> Iterator[Any]:
    decoder: Decoder[Any] = Decoder(spec, limits=limits)
    for chunk in chunks:
        yield from decoder.feed(chunk)
