"""What tests of messages share: the engines side by side, and every way to try one message.

A test of the vocabulary is a row in a table: a declaration, a message, its bytes. `check_message`
tries the row in every way; `check_faulty` does so for bytes that are no message. `engines` is what
the fixture `engine` chooses from. `schemas` makes message classes for Hypothesis.
"""

from __future__ import annotations

from checking.declaring import annotated, declare, list_of, only
from checking.engines import ENGINES, Engine
from checking.messages import check_encode_error, check_faulty, check_message
from checking.outcomes import Outcome, expect, outcome, same, shown
from checking.streams import Stand, reference_stand, stand, stand_of

__all__ = [
    "ENGINES",
    "Engine",
    "Outcome",
    "Stand",
    "annotated",
    "check_encode_error",
    "check_faulty",
    "check_message",
    "declare",
    "expect",
    "list_of",
    "only",
    "outcome",
    "reference_stand",
    "same",
    "shown",
    "stand",
    "stand_of",
]
