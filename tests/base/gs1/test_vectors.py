"""The vectors of GS1's own Syntax Engine: every case agrees, each through one function of ours."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tradepost.base.gs1 import links, message, symbols
from tradepost.base.gs1.elements import Elements, from_brackets, from_carets, to_carets
from tradepost.base.gs1.refusals import NotGs1

TOO_LONG = {"inbuf": "(91)" + "A" * 91, "buf": "^91" + "A" * 91}
"""The engine's tests fill a buffer here, which the vectors name only: a value of 91 characters where 90 may stand."""

RULES = {
    "validateAIrepeats": message.repeats, "validateAImutex": message.exclusions,
    "validateAIrequisites": message.requirements, "validateDigSigRequiresSerialisedKey": message.unsigned,
}  # fmt: skip


def _text(given: Any) -> str:
    return TOO_LONG[given["src"]] if isinstance(given, dict) else given


def _or_nothing(read: Callable[[], Any]) -> Any:
    try:
        return read()
    except NotGs1:
        return None


# ---- each function of the engine by ours: (what we say, what it says)


def parse_ai_data(ok: bool, text: Any, canonical: str) -> tuple[Any, Any]:
    return _or_nothing(lambda: to_carets(from_brackets(_text(text)))), canonical if ok else None


def process_ai_data(ok: bool, text: Any) -> tuple[Any, Any]:
    return _or_nothing(lambda: bool(from_carets(_text(text)))), ok or None


def validate_ais(ok: bool, rule: dict[str, str], text: str) -> tuple[Any, Any]:
    return _or_nothing(lambda: not list(RULES[rule["src"]](from_brackets(text)))) or False, ok


def parse_dl_uri(ok: bool, uri: str, canonical: str) -> tuple[Any, Any]:
    return _or_nothing(lambda: to_carets(links.from_link(uri))), canonical if ok else None


def generate_dl_uri(ok: bool, stem: str | None, text: str, uri: str) -> tuple[Any, Any]:
    said = _or_nothing(lambda: links.to_link(from_brackets(text), stem or links.STEM))
    return said, uri if ok else None


def uri_unescape(text: str, in_path: str, in_query: str) -> tuple[Any, Any]:
    return (links.unescape_path(text), links.unescape_query(text)), (in_path, in_query)


def uri_escape(text: str, in_path: str, in_query: str) -> tuple[Any, Any]:
    return (links.escape_path(text), links.escape_query(text)), (in_path, in_query)


# The engine names symbols by its own words, marks element strings by a caret in front, and so escapes a text that
# begins with one.

KINDS = {
    "QR": ("Q1", "Q3"), "DM": ("d1", "d2"), "DotCode": ("J0", "J1"), "DataBarExpanded": ("e0", "e0"),
    "GS1_128_CCA": ("C1", "C1"), "GS1_128_CCC": ("C1", "C1"), "EAN13": ("E0", "E0"), "EAN8": ("E4", "E4"),
}  # fmt: skip
ESCAPED = re.compile(r"\\*\^")


def process_scan_data(ok: bool, scan: str, symbol: dict[str, str], data: str) -> tuple[Any, Any]:
    found = _or_nothing(lambda: symbols.from_scan(scan))
    if found is None:
        return None, data if ok else None
    assert found.kind in KINDS[symbol["src"]]
    if found.kind in symbols.ELEMENT_STRINGS:
        return to_carets(found.elements), data
    said = ("\\" if ESCAPED.match(found.text) else "") + found.text
    return said + ("|" + to_carets(found.composite) if found.composite else ""), data


def generate_scan_data(symbol: dict[str, str], data: str, scan: str | None) -> tuple[Any, Any]:
    return _or_nothing(lambda: _written(symbol["src"], data)), scan


def _written(name: str, data: str) -> str | None:
    if name == "NONE":
        return None
    if name in {"QR", "DM", "DotCode"}:
        text = data[1:] if data.startswith("\\") and ESCAPED.match(data) else data
        return symbols.to_scan(KINDS[name][data.startswith("^")], text)
    linear, _, above = data.partition("|")
    composite: Elements = from_carets(above) if above else ()
    if name in {"UPCA", "UPCE"}:
        return symbols.to_scan("E0", "0" + symbols.complete("UPC-A", linear, 12), composite)
    if name in {"DataBarOmni", "DataBarLimited"}:
        return symbols.to_scan("e0", to_carets(symbols.databar(linear)), composite)
    return symbols.to_scan(KINDS[name][1], linear, composite)


FUNCTIONS: dict[str, Callable[..., tuple[Any, Any]]] = {
    "parseAIdata": parse_ai_data, "processAIdata": process_ai_data, "validateAIs": validate_ais,
    "parseDLuri": parse_dl_uri, "GenerateDLuri": generate_dl_uri, "URIunescape": uri_unescape,
    "URIescape": uri_escape, "ProcessScanData": process_scan_data, "GenerateScanData": generate_scan_data,
}  # fmt: skip


def test_every_engine_vector_of_gs1_agrees(shared: Path) -> None:
    cases = json.loads((shared / "data/gs1/gs1_engine_vectors_a.json").read_text())
    assert len(cases) == 230
    wrong = []
    for case in cases:
        ours, theirs = FUNCTIONS[case["fn"]](*case["args"])
        if ours != theirs:
            wrong.append((case["fn"], case["args"], ours))
    assert wrong == []
