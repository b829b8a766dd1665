"""What the rooms say, in the reader's language.

Rooms speak English: a refusal, the reason of a hold, why a quantity is proposed. They know no reader, and some of
it is kept for years. So a sentence is translated where it is shown: the catalogue `sentences` holds the pattern of
each (`{number} is {state}.`, gathered from the source by scripts/messages.py), and the pattern that a sentence fits
says it anew, with its values. A sentence without a pattern is shown as it is.
"""

import copy
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from babel.dates import format_date
from babel.messages.mofile import read_mo
from babel.numbers import format_decimal
from django.utils.translation import get_language, gettext

import tradepost
from tradepost.base.errors import Refusal
from tradepost.render.formats import locale
from tradepost.render.states import STATES

FOLDER = Path(tradepost.__file__).parent / "locale"
_PLACE = re.compile(r"\{(\w+)\}")
_NEXT = re.compile(r"(?<=[.!?]) (?=[A-Z“\d-])")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_FRACTION = re.compile(r"-?\d+\.(\d+)")
_LONGEST = 600
"""Beyond it a text is no sentence of ours, and what somebody typed is not searched for our patterns."""
_WORD = re.compile(r"[a-z]+(?:[_ ][a-z]+){0,2}")
_WORDS = re.compile(r"[a-z ]{1,30}(?:, [a-z ]{1,30})+")


@dataclass(frozen=True, slots=True)
class _Pattern:
    fits: re.Pattern[str]
    said: str
    firmness: int
    """Letters that must stand as they are: the firmest pattern is asked first."""


def said(text: str) -> str:
    """What a room said, in the language in force; itself when that is English or nobody translated it.

    Several sentences are one pattern or one each, whichever knows more of their letters: `{number} is {state}.` fits
    whatever follows an "is", and must not swallow what a sentence of its own says better.
    """
    language = (get_language() or "en").split("-")[0]
    if language == "en" or not 0 < len(text) <= _LONGEST:
        return text
    whole, kept = _said(text, language)
    parts = _NEXT.split(text)
    each = [_said(part, language) for part in parts] if len(parts) > 1 else []
    if not each or kept > sum(firmness for _, firmness in each):
        return whole or text
    return " ".join(anew or part for part, (anew, _) in zip(parts, each, strict=True))


def _said(sentence: str, language: str) -> tuple[str | None, int]:
    """One sentence anew, and how many of its letters are ours; None and 0 when no pattern fits."""
    plain, patterns = _catalogue(language)
    if sentence in plain:
        return plain[sentence], len(sentence)
    for pattern in patterns:
        if found := pattern.fits.fullmatch(sentence):
            return _filled(pattern.said, found.groupdict()), pattern.firmness
    return None, 0


def _filled(said_anew: str, found: Mapping[str, str]) -> str:
    values = {name: _value(text) for name, text in found.items()}
    return _PLACE.sub(lambda place: values.get(place[1], place[0]), said_anew)


def named(name: str) -> str:
    """What a room calls a thing, an account or a kind, in the language in force."""
    spoken_name = said(name)
    return gettext(name) if spoken_name == name and name else spoken_name


def spoken(refusal: Refusal) -> Refusal:
    """The same refusal with its sentences in the language in force."""
    copied = copy.copy(refusal)
    copied.message = said(refusal.message)
    fields = refusal.facts.get("fields")
    if isinstance(fields, Mapping):
        copied.facts = {**refusal.facts, "fields": {name: said(str(text)) for name, text in fields.items()}}
    return copied


def _value(text: str) -> str:
    """A value inside a sentence: a word of ours translated, a day and a fraction by locale, a sentence as one."""
    if text in STATES:
        return str(STATES[text].label)
    if _DAY.fullmatch(text):
        try:
            return format_date(date.fromisoformat(text), format="medium", locale=locale())
        except ValueError:
            return text
    if fraction := _FRACTION.fullmatch(text):
        return format_decimal(Decimal(text), format="#,##0." + "0" * len(fraction[1]), locale=locale())
    if _WORD.fullmatch(text):
        # Names of verbs and kinds, `record_picks`; what people named themselves seldom is in the catalogue.
        return _known(text) or _known(text.replace("_", " ").capitalize()) or said(text)
    if _WORDS.fullmatch(text):
        return ", ".join(_known(word) or word for word in text.split(", "))
    return said(text) if " " in text else text


def _known(word: str) -> str:
    translated = gettext(word)
    return translated if translated != word else ""


@lru_cache(maxsize=8)
def _catalogue(language: str) -> tuple[dict[str, str], tuple[_Pattern, ...]]:
    """The sentences without values, and the patterns of the others, firmest first."""
    path = FOLDER / language / "LC_MESSAGES" / "sentences.mo"
    if not path.exists():
        return {}, ()
    with path.open("rb") as file:
        catalog = read_mo(file)
    plain: dict[str, str] = {}
    patterns: list[_Pattern] = []
    for message in catalog:
        if not isinstance(message.id, str) or not message.id or not message.string:
            continue
        if _PLACE.search(message.id):
            patterns.append(_pattern(message.id, str(message.string)))
        else:
            plain[message.id] = str(message.string)
    return plain, tuple(sorted(patterns, key=lambda each: -each.firmness))


def _pattern(template: str, translation: str) -> _Pattern:
    parts = _PLACE.split(template)
    fits = "".join(f"(?P<{part}>.+?)" if place % 2 else re.escape(part) for place, part in enumerate(parts))
    return _Pattern(re.compile(fits, re.DOTALL), translation, sum(len(part) for part in parts[::2]))
