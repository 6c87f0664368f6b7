"""Long lines of Python, broken inside their brackets as a formatter breaks them."""

from __future__ import annotations

from collections.abc import Iterator

__all__ = ["WIDTH", "fold"]

WIDTH = 100
"""The most columns of a line of generated code, unless nothing in it can be broken."""

_OPERATORS = (" | ", " + ")
"""What a line may end before."""

_CONDITIONS = ("if ", "elif ", "while ")
"""What begins a statement that asks something."""

_OPENING, _CLOSING, _QUOTES = "([{", ")]}", "'\""


def fold(text: str, indent: int = 0) -> Iterator[str]:
    """Yield one statement as lines of at most `WIDTH` columns, indentation included.

    The largest bracket of a line that is too long is opened: what is inside stands on lines of its
    own, one for each item, which are folded in turn. Targets that are the longest part get
    brackets.
    """
    if indent + len(text) <= WIDTH or text.startswith("#"):
        yield " " * indent + text
        return
    text = _with_terms_in_brackets(_with_targets_in_brackets(text))
    begin, end = max(_groups(text), key=lambda group: group[1] - group[0], default=(0, 0))
    if end - begin <= 1:
        yield " " * indent + text
        return
    yield " " * indent + text[: begin + 1]
    yield from _fold_content(text[begin + 1 : end], indent + 4)
    yield from fold(text[end:], indent)


def _fold_content(content: str, indent: int) -> Iterator[str]:
    """Yield what stands inside brackets: a comprehension's parts, or items with their commas."""
    loops = list(_split(content, (" for ",)))
    if len(loops) > 1:
        for part in loops:
            yield from fold(part, indent)
        return
    items = list(_items(content))
    for item in items:
        *lines, last = _fold_item(item, indent)
        yield from lines
        yield last if len(items) == 1 else f"{last},"


def _fold_item(text: str, indent: int) -> Iterator[str]:
    """Yield one item, of which a line may also end before an operator."""
    if indent + len(text) <= WIDTH:
        yield " " * indent + text
        return
    for term in _split(text, _OPERATORS):
        yield from fold(term, indent)


def _split(text: str, separators: tuple[str, ...]) -> Iterator[str]:
    """Yield the parts between separators outside brackets; all but the first keep theirs."""
    begin = 0
    for index, depth in _code(text):
        if not depth and text.startswith(separators, index):
            yield text[begin:index]
            begin = index + 1
    yield text[begin:]


def _with_targets_in_brackets(text: str) -> str:
    targets, equals, value = text.partition(" = ")
    if not equals or len(targets) <= len(value) or any(_groups(targets)):
        return text
    return f"({targets}) = {value}" if "," in targets else text


def _with_terms_in_brackets(text: str) -> str:
    """Return the statement with brackets around the value in it, if that is joined of several."""
    head, value, tail = text, "", ""
    if text.startswith(_CONDITIONS):
        head, _, value = text.partition(" ")
        value, tail = value.removesuffix(":"), ":"
    elif text.startswith("return "):
        head, _, value = text.partition(" ")
    else:
        targets, equals, value = text.partition(" = ")
        head = targets + equals.rstrip()
    return f"{head} ({value}){tail}" if len(list(_split(value, _OPERATORS))) > 1 else text


def _items(content: str) -> Iterator[str]:
    """Yield what stands between commas; one item alone keeps the comma behind it."""
    begin = 0
    for index, depth in _code(content):
        if content[index] == "," and not depth:
            yield content[begin:index].strip() + (
                "," if content[index:] == "," and not begin else ""
            )
            begin = index + 1
    if content[begin:].strip():
        yield content[begin:].strip()


def _groups(text: str) -> Iterator[tuple[int, int]]:
    """Yield the indices of each outermost opening bracket and of its closing one."""
    begin = 0
    for index, depth in _code(text):
        if text[index] in _OPENING and depth == 1:
            begin = index
        elif text[index] in _CLOSING and not depth:
            yield begin, index


def _code(text: str) -> Iterator[tuple[int, int]]:
    """Yield each index that is not inside a literal, and how many brackets are open behind it."""
    depth = 0
    quote = ""
    escaped = False
    for index, character in enumerate(text):
        if quote:
            if not escaped and character == quote:
                quote = ""
            escaped = character == "\\" and not escaped
            continue
        if character in _QUOTES:
            quote = character
            continue
        depth += (character in _OPENING) - (character in _CLOSING)
        yield index, depth
