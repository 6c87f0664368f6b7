"""Every error: its attributes, its text, and that it pickles with all of them."""

from __future__ import annotations

import pickle

import pytest

from wirefmt import errors

DECODE = [
    errors.CheckFailedError,
    errors.ChecksumError,
    errors.ConstantError,
    errors.DecodeError,
    errors.LengthError,
    errors.LimitExceededError,
    errors.MalformedError,
    errors.OverrunError,
    errors.TextError,
    errors.TrailingBytesError,
    errors.TruncatedError,
    errors.UnknownTagError,
]
ENCODE = [
    errors.EncodeError,
    errors.InvalidValueError,
    errors.OutOfRangeError,
    errors.SizeMismatchError,
    errors.WrongTypeError,
]
EVERY: list[errors.WirefmtError] = [
    *(each("Packet", ("options", 2, "size"), 26, 3, "why") for each in DECODE),
    *(each("Packet", ("size",), "7", "why") for each in ENCODE),
    errors.SchemaError("Packet", "size", "why"),
    errors.SchemaError("Packet", None, "why"),
    errors.GivenError("version"),
    errors.DecoderClosedError("why"),
]


@pytest.mark.parametrize("error", EVERY, ids=lambda error: type(error).__name__)
def test_error_pickles_with_all_attributes(error: errors.WirefmtError) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert vars(again) == vars(error)
    assert str(again) == str(error)


@pytest.mark.parametrize("error", EVERY, ids=lambda error: type(error).__name__)
def test_errors_are_equal_by_class_and_attributes(error: errors.WirefmtError) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert again == error
    assert hash(again) == hash(error)
    assert error != ValueError(*error.args)
    assert error != type(error)(*(*error.args[:-1], "another"))


def test_every_public_error_is_tried() -> None:
    public = {getattr(errors, name) for name in errors.__all__}
    classes = {each for each in public if isinstance(each, type) and each is not tuple}
    assert classes - {type(error) for error in EVERY} == {errors.WirefmtError}


@pytest.mark.parametrize(
    ("error", "builtin"),
    [
        (errors.SchemaError, TypeError),
        (errors.GivenError, TypeError),
        (errors.EncodeError, ValueError),
        (errors.WrongTypeError, TypeError),
        (errors.DecodeError, ValueError),
        (errors.TruncatedError, EOFError),
        (errors.DecoderClosedError, RuntimeError),
    ],
)
def test_error_is_the_builtin_that_its_cause_suggests(
    error: type[Exception], builtin: type[Exception]
) -> None:
    assert issubclass(error, builtin)
    assert issubclass(error, errors.WirefmtError)


def test_decode_error_names_path_offset_and_reason() -> None:
    error = errors.LengthError("Packet", ("options", 2, "size"), 26, 0, "3 is below the minimum 4")
    assert str(error) == "Packet.options[2].size at byte 26: 3 is below the minimum 4"


def test_decode_error_inside_a_byte_names_the_bit() -> None:
    assert (
        str(errors.ConstantError("IPv4", ("ihl",), 0, 4, "why")) == "IPv4.ihl at byte 0, bit 4: why"
    )


def test_encode_error_names_path_value_and_reason() -> None:
    error = errors.OutOfRangeError("Login", ("scopes", 1), "-1", "does not fit u32")
    assert str(error) == "Login.scopes[1] = -1: does not fit u32"


def test_schema_error_names_class_field_and_reason() -> None:
    assert str(errors.SchemaError("Login", "user", "why")) == "Login.user: why"
    assert str(errors.SchemaError("Login", None, "why")) == "Login: why"


def test_given_error_names_what_lacks() -> None:
    assert str(errors.GivenError("version")) == (
        "given.version is read, but given={...} has no 'version'"
    )
