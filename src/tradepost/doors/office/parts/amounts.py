"""Amounts as people type them into a quantity: `24`, `2 case`, `2cs`, `3 Kartons`."""

import re
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from tradepost.domain.catalog import queries as catalog_queries

_AMOUNT = re.compile(r"([+-]?\d[\d.,'’\s]*?)\s*[x×*]?\s*([^\W\d_][\w -]*)\.?")
_EACH = {"x", "ea", "each", "pc", "pcs", "piece", "pieces", "st", "stk", "stück", "u", "ud", "uds", "pza"}
_ENDINGS = ("", "s", "es", "n", "en", "e")


def amount_of(text: str) -> tuple[str, str]:
    """The figure and the word of its unit: "2cs" is ("2", "cs"). Without a unit the text as it is, and ""."""
    found = _AMOUNT.fullmatch(text.strip())
    return (found[1], found[2].strip()) if found else (text, "")


def unit_meant(word: str, units: Sequence[str]) -> str:
    """Which of an item's units (its base unit first) a word means; "" when none, or more than one.

    Whole, in the plural, its beginning, or its letters in order: "cs" is a case, "ctn" a carton.
    """
    asked = word.casefold().rstrip(".")
    stems = {asked} | {stem for ending in _ENDINGS if len(stem := asked.removesuffix(ending)) > 1}
    for fits in (_same, _plural, _begins, _shortens):
        hits = [unit for unit in units if fits(unit.casefold(), asked, stems)]
        if hits:
            return hits[0] if len(hits) == 1 else ""
    return units[0] if units and asked in _EACH else ""


def _same(unit: str, asked: str, _stems: Iterable[str]) -> bool:
    return unit == asked


def _plural(unit: str, _asked: str, stems: Iterable[str]) -> bool:
    return unit in stems


def _begins(unit: str, _asked: str, stems: Iterable[str]) -> bool:
    return any(unit.startswith(stem) for stem in stems)


def _shortens(unit: str, _asked: str, stems: Iterable[str]) -> bool:
    return any(len(stem) > 1 and unit[0] == stem[0] and _in_order(stem, unit) for stem in stems)


def _in_order(letters: str, word: str) -> bool:
    rest = iter(word)
    return all(letter in rest for letter in letters)


def units_by_item(item_ids: Iterable[UUID]) -> dict[UUID, list[str]]:
    """The units each item is traded by, its base unit first; two statements."""
    ids = list(set(item_ids))
    found = {item.item_id: [item.base_unit] for item in catalog_queries.names_of(ids)}
    for unit in catalog_queries.units_of(list(found)):
        found[unit.item_id].append(unit.name)
    return found


def spelled(line: Mapping[str, str], units: Sequence[str]) -> dict[str, str]:
    """The line with "2cs" taken apart, and "cases" in the unit as the item's "case"; else as it is."""
    quantity, word = amount_of(line.get("quantity", ""))
    unit = unit_meant(word or line.get("unit", ""), units)
    return {**line, "quantity": quantity, "unit": unit} if unit else dict(line)
