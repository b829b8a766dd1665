"""Our table of application identifiers says what GS1's own dictionary says, line by line."""

from __future__ import annotations

import re
from pathlib import Path

from tradepost.base.gs1.checks import CHECKS
from tradepost.base.gs1.identifiers import Identifier, Part
from tradepost.base.gs1.table import IDENTIFIERS, LENGTHS, find

SETS = {"N": "csetnumeric", "X": "cset82", "Y": "cset39", "Z": "cset64"}


def _dictionary(text: str) -> dict[str, Identifier]:
    """What the dictionary's lines say, in our words."""
    said = {}
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        body, _, title = line.partition("#")
        numbers, *words = body.split()
        flags = words.pop(0) if not re.match(r"[\[NXYZ]", words[0]) else ""
        parts = tuple(_part(word) for word in words if re.match(r"\[?[NXYZ]\.?\.?[0-9]", word))
        marks: dict[str, list[str]] = {"req": [], "ex": [], "dlpkey": []}
        for word in words[len(parts) :]:
            name, _, value = word.partition("=")
            marks[name].append(value)
        first, _, last = numbers.partition("-")
        for number in range(int(first), int(last or first) + 1):
            name = str(number).zfill(len(first))
            said[name] = Identifier(
                name, title.strip(), parts, "*" in flags, "?" in flags,
                needs=tuple(tuple(one.split("+")) for many in marks["req"] for one in many.split(",")),
                excludes=tuple(one for many in marks["ex"] for one in many.split(",")),
                qualifiers=tuple(
                    tuple(way.split(",")) if way else () for many in marks["dlpkey"] for way in many.split("|")
                ),
            )  # fmt: skip
    return said


def _part(word: str) -> Part:
    spec, *checks = word.replace("[", "").replace("]", "").split(",")
    size = int(spec[1:].removeprefix(".."))
    return Part(SETS[spec[0]], 1 if ".." in spec else size, size, "[" in word, tuple(checks))


def _any_order(one: Identifier) -> tuple[object, ...]:
    return (
        one.number, one.title, one.parts, one.is_fixed, one.is_attribute, set(one.needs), set(one.excludes),
        one.qualifiers,
    )  # fmt: skip


def test_every_identifier_is_as_the_dictionary_of_gs1_says(shared: Path) -> None:
    theirs = _dictionary((shared / "data/gs1/gs1-syntax-dictionary.txt").read_text(encoding="utf-8"))
    assert sorted(IDENTIFIERS) == sorted(theirs)
    assert len(theirs) > 500
    wrong = [number for number, one in theirs.items() if _any_order(IDENTIFIERS[number]) != _any_order(one)]
    assert wrong == []


def test_the_first_two_digits_tell_how_long_an_identifier_is() -> None:
    assert all(LENGTHS[number[:2]] == len(number) for number in IDENTIFIERS)


def test_every_check_that_the_table_names_is_there() -> None:
    parts = [part for one in IDENTIFIERS.values() for part in one.parts]
    assert {name for part in parts for name in (part.characters, *part.checks)} <= set(CHECKS)


def test_identifiers_are_found_in_the_midst_of_a_text_and_none_is_guessed() -> None:
    weight = find("010400638133393131030012 50", 16)
    assert weight and (weight.number, weight.title) == ("3103", "NET WEIGHT (kg)")
    assert [find(text) for text in ("", "0", "05", "3106", "89", "٠١", "1")] == [None] * 7
