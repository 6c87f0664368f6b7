"""A type and its engines, joined: `Codec`.

The compiled engine does the work. When it fails it knows only that; then the reference engine does
the same work again, slowly, and says what is wrong and where. (So users' functions may run twice
then, and must be pure; if the second run does not fail, the first error stands.)
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Generic, NoReturn, TypeVar, cast

from wirefmt._codegen import Functions, build, emit_module
from wirefmt._interp import Interpreter
from wirefmt._runtime.context import Context
from wirefmt._schema import meta
from wirefmt._schema.collect import default_of
from wirefmt._schema.declaration import declaration_of
from wirefmt._schema.lower import lower
from wirefmt.errors import DecodeError, EncodeError, GivenError, SchemaError, TruncatedError
from wirefmt.ir.blueprint import Blueprint
from wirefmt.ir.canonical import Canonical, canonical
from wirefmt.ir.expressions import Binary, Reference, Root, conjuncts
from wirefmt.ir.isolate import isolate
from wirefmt.ir.types import Nested
from wirefmt.limits import Limits

if TYPE_CHECKING:
    from typing_extensions import TypeForm

    from wirefmt.ir.records import Layout

__all__ = ["Codec", "codec_of"]

T = TypeVar("T")

Given = Mapping[str, object]


class Codec(Generic[T]):
    """What a type is on the wire, and the functions that its compiled engine consists of.

    A codec is fixed when it is made: variants that are declared later are in the codecs made
    later. Its functions are built at first use, and are the engine's own, for hot loops::

        decode = Codec(Datagram).decode
        for packet in packets:
            handle(decode(packet))

    Args:
        spec: A message class, or any wire type, such as `u16` or `Annotated[str, text(u8)]`.

    Raises:
        SchemaError: If the declaration is wrong.
    """

    def __init__(self, spec: TypeForm[T]) -> None:
        self.spec = spec
        self._lowered = lower(spec)
        self.blueprint: Blueprint = Blueprint(self._lowered.layout)
        """The layout with its size facts and plans."""
        self._shared: dict[str, object] = {}
        self._variants = [
            (family, tuple(variant.cls for variant in family.variants))
            for family in self._lowered.families
        ]

    @property
    def layout(self) -> Layout:
        """The type as data."""
        return self._lowered.layout

    @property
    def source(self) -> str:
        """The Python source of the compiled engine."""
        return self.functions.source

    @functools.cached_property
    def canonical(self) -> Canonical:
        """True if what was decoded encodes to the same bytes; else it says what is forgotten."""
        return canonical(self.blueprint)

    @functools.cached_property
    def reference(self) -> Interpreter:
        """The reference engine."""
        return Interpreter(self.blueprint, self._lowered.bindings)

    @functools.cached_property
    def functions(self) -> Functions:
        """The compiled engine, entries for streams included.

        Raises:
            SchemaError: If the type is a message of bits that fill no whole bytes.
        """
        width = self.blueprint.sizes.bit_width(Nested(0))
        if width is not None and width % 8:
            reason = f"its {width} bits are no whole bytes; it can stand in a run of bits alone"
            raise SchemaError(self.layout.root.name, None, reason)
        locators: dict[str, Callable[..., Any]] = {
            "locate_encode": self._locate_encode,
            "locate_decode": self._locate_decode,
            "locate_decode_from": self._locate_decode_from,
            "locate_first": self._locate_first,
        }
        title = f"{self._module()}{self.layout.root.name}"
        return build(title, emit_module(self.blueprint), self._lowered.bindings, locators)

    @functools.cached_property
    def encode(self) -> Callable[..., bytes]:
        """`encode(value, *, given=None, limits=Limits()) -> bytes`.

        Raises `EncodeError` for a value that does not fit the wire.
        """
        return self.functions.encode

    @functools.cached_property
    def decode(self) -> Callable[..., T]:
        """`decode(data, *, given=None, limits=Limits()) -> T`, of exactly these bytes.

        Raises `DecodeError`; bytes left over are a `TrailingBytesError`.
        """
        return self.functions.decode

    @functools.cached_property
    def decode_from(self) -> Callable[..., tuple[T, int]]:
        """`decode_from(data, offset=0, *, given=None, limits=Limits()) -> (message, end)`.

        The data may go on behind the message. Raises `DecodeError`.
        """
        return self.functions.decode_from

    @functools.cached_property
    def decode_many(self) -> Callable[..., tuple[list[T], int]]:
        """`decode_many(data, offset=0, *, given=None, limits=Limits()) -> (messages, end)`.

        Stops before an incomplete message, and before a faulty one if any were decoded; if the
        first is faulty its `DecodeError` is raised.
        """
        return self.functions.decode_many

    def is_current(self) -> bool:
        """Return whether no variant was declared since that belongs into this codec."""
        return all(
            tuple(variant.cls for variant in family.variants) == known
            for family, known in self._variants
        )

    def _module(self) -> str:
        module = getattr(self.spec, "__module__", "")
        return f"{module}." if isinstance(self.spec, type) and module else ""

    @functools.cached_property
    def _tags(self) -> frozenset[str]:
        """The fields that say the same in all messages of a class, since that is its tag."""
        tag = self.layout.root.tag
        return frozenset(
            part.left.path[0]
            for part in (() if tag is None else conjuncts(tag))
            if isinstance(part, Binary) and part.operator == "=="
            if isinstance(part.left, Reference) and part.left.root is Root.THIS
        )

    def derived(self, message: object, name: str) -> object:
        """Return what a derived field of a message of the class is on the wire.

        Raises:
            EncodeError: If the message does not fit the wire.
            GivenError: If the session would have to say it.
        """
        if name in self._shared:
            return self._shared[name]
        value = self.reference.derived(message, name, Context())
        if name in self._tags:
            self._shared[name] = value
        return value

    # -------------------------------------------------------------- what is wrong, and where

    def _locate_encode(
        self, failure: Exception, message: object, given: Given | None, limits: Limits
    ) -> NoReturn:
        self.reference.encode(message, Context(limits, given))
        raise EncodeError(self.layout.root.name, (), "…", _unstable(failure)) from failure

    def _locate_decode(
        self,
        failure: Exception | None,
        data: bytes,
        offset: int,
        given: Given | None,
        limits: Limits,
    ) -> NoReturn:
        self.reference.decode(data, Context(limits, given), offset=offset)
        raise DecodeError(self.layout.root.name, (), offset, 0, _unstable(failure)) from failure

    def _locate_decode_from(
        self, failure: Exception, data: bytes, offset: int, given: Given | None, limits: Limits
    ) -> NoReturn:
        self.reference.decode(data, Context(limits, given), offset=offset, exact=False)
        raise DecodeError(self.layout.root.name, (), offset, 0, _unstable(failure)) from failure

    def _locate_first(
        self, failure: Exception, data: bytes, offset: int, given: Given | None, limits: Limits
    ) -> None:
        """Raise what is wrong with the first of many messages, unless bytes merely lack.

        Whether a custom outside of every window lacks them nobody knows: its refusal is an error.
        """
        if self.blueprint.streaming.obstacle is not None:
            with contextlib.suppress(TruncatedError):
                self._locate_decode_from(failure, data, offset, given, limits)
            return
        context = Context(limits, given, stream=True)
        context.message_size = None
        for _ in self.reference.steps(data[offset:], context, base=offset):
            return
        raise DecodeError(self.layout.root.name, (), offset, 0, _unstable(failure)) from failure

    def locate_on_stream(
        self, failure: Exception | None, data: bytes, context: Context, base: int
    ) -> DecodeError:
        """Return what is wrong with the bytes of one message that came on a stream."""
        try:
            next(self.reference.steps(data, context, base=base), None)
        except DecodeError as error:
            return error
        unstable = DecodeError(self.layout.root.name, (), base, 0, _unstable(failure))
        unstable.__cause__ = failure
        return unstable


def _unstable(failure: Exception | None) -> str:
    return f"failed at first and not when looked at again ({failure!r}); a function is not pure"


# ------------------------------------------------------------------ one codec a class


def codec_of(spec: TypeForm[T]) -> Codec[T]:
    """Return the codec of a type; that of a message class is kept with the class."""
    declaration = declaration_of(spec)
    if declaration is None:
        return Codec(spec)
    generation, codec = declaration.codec or (0, None)
    if codec is None or (generation != meta.generation() and not codec.is_current()):
        codec = Codec(spec)
    declaration.codec = (meta.generation(), codec)
    return cast("Codec[T]", codec)


# ------------------------------------------------------------------ what classes ask of a codec


def _derived(message: object, name: str) -> object:
    """Compute a derived field of a message."""
    return codec_of(type(message)).derived(message, name)


def _declared(cls: type) -> None:
    """Look at a new class as its first use would, and try its defaults.

    Raises:
        SchemaError: If the declaration is wrong, or a default does not encode.
    """
    lowered = lower(cls, alone=False)
    layout = lowered.layout
    Blueprint(layout)
    switch = layout.root.switch
    both = (layout.root,) if switch is None else (layout.root, layout.records[switch.little])
    for field in (field for record in both for field in record.fields):
        default = default_of(cls, field.name) if field.is_stored else ...
        if default is ... or default is None:
            continue
        alone = isolate(layout, field)
        if alone is None:
            continue
        engine = Interpreter(Blueprint(alone), lowered.bindings)
        try:
            engine.encode(default, Context())
        except GivenError:
            pass  # only a session tells whether it encodes
        except EncodeError as error:
            reason = f"its default {error.value} does not encode: {error.reason}"
            raise SchemaError(layout.root.name, field.name, reason) from error


meta.hooks.derived = _derived
meta.hooks.declared = _declared
