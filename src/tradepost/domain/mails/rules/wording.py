"""The small language of templates: a name in braces is put in, and nothing else happens.

`Invoice {number} of {total}`. Two braces are one: `{{` and `}}`. A line whose names are all empty is left out,
so that "Tracking: {tracking}" stands only where there is one. What is put in is never read again.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_PIECE = re.compile(r"\{\{|\}\}|\{([^{}\n]{0,80})\}|[{}]")
_NAME = re.compile(r"[a-z_]+")
LONGEST_TITLE = 200
LONGEST_TEXT = 10_000


@dataclass(frozen=True, slots=True)
class Wording:
    """Subject and text, of a template or of a mail."""

    title: str
    text: str


def problems_of(wording: Wording, words: Sequence[str]) -> dict[str, str]:
    """What is wrong with a template, a sentence for each field; empty: nothing."""
    found: dict[str, str] = {}
    if not wording.title.strip():
        found["title"] = "Say what the mail is about."
    elif "\n" in wording.title or len(wording.title) > LONGEST_TITLE:
        found["title"] = f"A subject is one line of at most {LONGEST_TITLE} characters."
    if not wording.text.strip():
        found["text"] = "A mail needs a text."
    elif len(wording.text) > LONGEST_TEXT:
        found["text"] = f"A text has at most {LONGEST_TEXT} characters."
    for field, text in (("title", wording.title), ("text", wording.text)):
        if field not in found and (sentence := _unknown(text, words)):
            found[field] = sentence
    return found


def _unknown(text: str, words: Sequence[str]) -> str:
    for piece in _PIECE.finditer(text):
        if piece[0] in ("{{", "}}"):
            continue
        if piece[1] is None:
            return "A brace stands alone. Write {{ or }} to print one."
        if piece[1] not in words:
            return (
                f"{{{piece[1]}}} is not known here. These are: {', '.join(f'{{{word}}}' for word in words)}."
            )
    return ""


def fill(wording: Wording, values: Mapping[str, str]) -> Wording:
    """The template with what it names put in; an unknown name is printed as it stands."""
    lines = [_line(line, values) for line in wording.text.replace("\r\n", "\n").split("\n")]
    text = "\n".join(line for line in lines if line is not None)
    return Wording(" ".join(_put_in(wording.title, values).split()), re.sub(r"\n{3,}", "\n\n", text).strip())


def _line(line: str, values: Mapping[str, str]) -> str | None:
    names = [piece[1] for piece in _PIECE.finditer(line) if piece[1] is not None]
    if names and all(name in values and not values[name] for name in names):
        return None
    return _put_in(line, values)


def _put_in(text: str, values: Mapping[str, str]) -> str:
    def put(piece: re.Match[str]) -> str:
        if piece[0] in ("{{", "}}"):
            return piece[0][0]
        name = piece[1]
        return values[name] if name is not None and _NAME.fullmatch(name) and name in values else piece[0]

    return _PIECE.sub(put, text)
