"""Element strings: an application identifier and its value, many in a row (GS1 General Specifications, section 7.8).

They come in three ways. Brackets, as people read them under a barcode: `(01)04006381333931(10)A1`. As scanners send
them: the same without brackets, FNC1 as the control character GS behind what has no length of its own. And with
carets for FNC1, as specifications print them: `^010400638133393110A1`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tradepost.base.gs1.characters import check_digit
from tradepost.base.gs1.checks import CHECKS
from tradepost.base.gs1.identifiers import Identifier
from tradepost.base.gs1.refusals import NotGs1, sentence_for, shown
from tradepost.base.gs1.table import IDENTIFIERS, find

FNC1 = "\x1d"
"""GS, the control character that scanners send for it."""

BRACKETED = re.compile(r"\(([0-9]{2,4})\)((?:\\\(|[^(])*)")
"""A bracket inside of a value is written `\\(`."""


@dataclass(frozen=True, slots=True)
class Element:
    """An identifier and its value, both checked."""

    ai: str
    value: str

    @property
    def identifier(self) -> Identifier:
        """What the identifier asks."""
        return IDENTIFIERS[self.ai]

    @property
    def title(self) -> str:
        """The data title that the standard prints beside a value, for example BATCH/LOT."""
        return self.identifier.title


Elements = tuple[Element, ...]


def element(ai: str, value: str) -> Element:
    """An identifier with its value. Raises NotGs1, naming what is wrong."""
    identifier = IDENTIFIERS.get(ai)
    if identifier is None:
        raise NotGs1(
            f"({shown(ai)}) is no application identifier of GS1.", problem="unknown-identifier", ai=ai
        )
    _check(identifier, value)
    return Element(ai, value)


def _check(identifier: Identifier, value: str) -> None:
    """Part by part; parts that may be missing are left out from the first that is."""
    ai, title, place = identifier.number, identifier.title, 0
    if not value:
        raise NotGs1(f"({ai}) {title} has no value.", problem="empty", ai=ai)
    for part in identifier.parts:
        if part.is_optional and place == len(value):
            break
        piece = value[place : place + part.most]
        if len(piece) < part.least:
            raise NotGs1(f"({ai}) {title} “{shown(value)}” is cut short.", problem="too-short", ai=ai)
        for name in (part.characters, *part.checks):
            if problem := CHECKS[name](piece):
                raise _wrong(identifier, piece, problem)
        place += len(piece)
    if place < len(value):
        raise NotGs1(
            f"({ai}) {title} “{shown(value)}” is too long: at most {identifier.most} characters may stand there.",
            problem="too-long", ai=ai,
        )  # fmt: skip


def _wrong(identifier: Identifier, piece: str, problem: str) -> NotGs1:
    right = check_digit(piece[:-1]) if problem == "incorrect-check-digit" else ""
    sentence = sentence_for(problem).format(
        ai=identifier.number, title=identifier.title, value=shown(piece), given=piece[-1:], right=right
    )
    return NotGs1(sentence, problem=problem, ai=identifier.number)


# ---- reading


def from_brackets(text: str) -> Elements:
    """Elements of `(01)04006381333931(10)A1`. Raises NotGs1."""
    found: list[Element] = []
    place = 0
    while place < len(text) or not found:
        bracket = BRACKETED.match(text, place)
        if not bracket:
            raise _no_identifier(text[place : place + 80])
        found.append(element(bracket[1], bracket[2].replace("\\(", "(")))
        place = bracket.end()
    return tuple(found)


def from_scanner(text: str) -> Elements:
    """Elements of what a scanner sends, without the FNC1 in front. Raises NotGs1.

    An FNC1 behind a value of known length, or at the very end, is read over, as the standard allows.
    """
    found: list[Element] = []
    place = 0
    while place < len(text) or not found:
        identifier = find(text, place)
        if identifier is None:
            raise _no_identifier(text[place : place + 80])
        begin = place + len(identifier.number)
        end = begin + identifier.most if identifier.is_fixed else text.find(FNC1, begin)
        value = text[begin:] if end < 0 else text[begin:end]
        found.append(element(identifier.number, value))
        place = begin + len(value)
        if text.startswith(FNC1, place):
            place += 1
    return tuple(found)


def from_carets(text: str) -> Elements:
    """Elements of `^010400638133393110A1^21B2`: FNC1 as specifications print it. Raises NotGs1."""
    if not text.startswith("^"):
        raise _no_identifier(text)
    return from_scanner(text[1:].replace("^", FNC1))


def _no_identifier(text: str) -> NotGs1:
    return NotGs1(
        f"“{shown(text)}” does not begin with an application identifier of GS1.", problem="unknown-identifier"
    )


# ---- writing


def to_brackets(elements: Iterable[Element]) -> str:
    """As people read it."""
    return "".join(f"({one.ai})" + one.value.replace("(", "\\(") for one in elements)


def to_scanner(elements: Iterable[Element]) -> str:
    """As a scanner sends it: FNC1 only where another value follows one without a length of its own."""
    pieces, open_end = [], False
    for one in elements:
        pieces.append((FNC1 if open_end else "") + one.ai + one.value)
        open_end = not one.identifier.is_fixed
    return "".join(pieces)


def to_carets(elements: Iterable[Element]) -> str:
    """As specifications print it, with the FNC1 in front."""
    return "^" + to_scanner(elements).replace(FNC1, "^")
