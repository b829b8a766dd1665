"""What the office's scripts hold between quotes, read as far as a test of their words needs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ASSETS = Path(__file__).resolve().parents[2] / "src/tradepost/render/assets"
PIECE = re.compile(
    r"""//[^\n]*|/\*.*?\*/"""  # comments
    r"""|(?P<text>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')"""
    r"""|(?P<tick>`)"""
    r"""|(?<=[(,=:\[!&|?{};\n])\s*/(?![/*])(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*""",  # patterns
    re.DOTALL,
)
SHOWS = re.compile(
    r"""(?:\b(?:textContent|innerText|title|placeholder|alt|label|text|defaultValue)|"aria-(?:label|description|valuetext"""
    r"""|roledescription)")\s*(?:=|:|\?\?=)\s*(?:[^,;{}\n]*(?:\?\?|\|\||\?|:|\+))?\s*$"""
    r"""|\b(?:toast|confirm|alert|say|refuse|createTextNode|setCustomValidity|append|prepend|replaceChildren|option)"""
    r"""\((?:[^(),\n]*(?:\?\?|\|\||\?|:|\+))?\s*$""",
)
ASKS = re.compile(r"""(?:matches|closest|querySelector(?:All)?|postMessage|startsWith|word|act)\(\s*$""")
"""What stands here is a selector, a name, or a word's key."""
WORD = re.compile(r"[^\W\d_]{2,}")
SENTENCE = re.compile(r"^\W*[A-Z][a-z]+(?:[\s.!?…:,’']|$)|\b[A-Za-z]{2,}[,.!?…:]? [a-z]{2,}\b.*|\w\.$")
CODE = re.compile(r"[#\[\]>*=<{}()/\\_]|--|\.[a-z]|:[a-z]|\b[a-z]+-[a-z]+\b")
NAMES = {"Enter", "Escape", "Tab", "Home", "End", "Delete", "Backspace", "Insert", "Shift", "Accept", "Files"}
"""Of keys, of a header, and of what is dragged."""


@dataclass(frozen=True, slots=True)
class Literal:
    """A text between quotes, and what stands before it on its way there."""

    line: int
    text: str
    before: str

    @property
    def is_said(self) -> bool:
        """Whether people would read it: it stands where the page shows a text, or it reads like words."""
        if not WORD.search(self.text) or self.text in NAMES or ASKS.search(self.before):
            return False
        if SHOWS.search(self.before):
            return True
        return bool(SENTENCE.search(self.text)) and not CODE.search(self.text)


def literals(source: str) -> Iterator[Literal]:
    """Every literal of a script, those inside templates too; comments and patterns are passed over."""
    at = 0
    while found := PIECE.search(source, at):
        at = found.end()
        if found["text"]:
            yield _literal(source, found.start(), found["text"][1:-1])
        elif found["tick"]:
            end = _template_end(source, at)
            yield from _template(source, at, end)
            at = end + 1


def _literal(source: str, start: int, text: str) -> Literal:
    return Literal(
        source.count("\n", 0, start) + 1, text, source[max(0, start - 160) : start].replace("\n", " ")
    )


def _template_end(source: str, at: int) -> int:
    """Where the template that begins at `at` ends: the place of its closing tick."""
    while source[at] != "`":
        if source[at] == "\\":
            at += 1
        elif source.startswith("${", at):
            at = _hole_end(source, at + 2)
        at += 1
    return at


def _hole_end(source: str, at: int) -> int:
    depth = 1
    while depth:
        if source[at] == "`":
            at = _template_end(source, at + 1)
        depth += {"{": 1, "}": -1}.get(source[at], 0)
        at += 1
    return at - 1


def _template(source: str, at: int, end: int) -> Iterator[Literal]:
    """Its own words as one literal, then those in its holes."""
    start, own = at - 1, ""
    while at < end:
        if source.startswith("${", at):
            closing = _hole_end(source, at + 2)
            yield from literals(source[at + 2 : closing])
            at, own = closing, f"{own}{{}}"
        else:
            own += source[at]
        at += 1
    yield _literal(source, start, own)


def scripts() -> Iterator[Path]:
    yield from sorted(ASSETS.rglob("*.js"))
