"""What components must satisfy: every vector of GS1's own tests agrees, and the rules that no vector shows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from babel.core import get_global
from babel.numbers import is_currency

from tradepost.base.gs1.checks import CHECKS
from tradepost.base.gs1.code_lists import COUNTRIES, COUNTRY_LETTERS, CURRENCIES


def test_every_lint_vector_of_gs1_agrees(shared: Path) -> None:
    cases = json.loads((shared / "data/gs1/gs1_lint_vectors_a.json").read_text())
    assert len(cases) == 1633
    wrong = []
    for case in cases:
        said = CHECKS[case["linter"]](case["input"])
        word = said and "GS1_LINTER_" + said.upper().replace("-", "_")
        if word != case["error"] or (said is None) != case["ok"]:
            wrong.append((case["linter"], case["input"], case["error"], word))
    assert wrong == []


RULES_WITHOUT_VECTORS = {
    "cset64": {"DIGSIG": None, "ab-_9=": None, "AB=": None, "ABC=": "invalid-cset64-padding",
               "AB+": "invalid-cset64-character", "===": "invalid-cset64-padding", "A=B": "invalid-cset64-character"},
    "csetnumeric": {"0123": None, "12A": "non-digit-character", "١": "non-digit-character"},
    "gcppos1": {"9520614": None, "952": "too-short-for-key", "95A0614": "invalid-gcp-prefix"},
    "gcppos2": {"19520614": None, "1952": "too-short-for-key", "195A": "too-short-for-key"},
    "iso3166": {"276": None, "280": "not-iso3166", "999": "not-iso3166", "": "not-iso3166"},
    "iso3166999": {"040": None, "999": None, "000": "not-iso3166-or-999"},
    "iso4217": {"978": None, "840": None, "276": "not-iso4217"},
    "iso5218": {"0": None, "9": None, "3": "invalid-biological-sex-code", "01": "invalid-biological-sex-code"},
    "iban": {"DE91100000000123456789": None, "DE92100000000123456789": "incorrect-iban-checksum",
             "DE9110000000012345678é": "invalid-iban-character"},
    "mediatype": {"01": None, "10": None, "80": None, "00": "invalid-media-type", "11": "invalid-media-type",
                  "1": "invalid-media-type"},
    "zero": {"0": None, "1": "not-zero", "": "not-zero"},
    "nozeroprefix": {"0": None, "10": None, "01": "illegal-zero-prefix"},
    "yesno": {"0": None, "1": None, "2": "not-zero-or-one"},
    "winding": {"0": None, "9": None, "2": "invalid-winding-direction"},
    "hyphen": {"-": None, "+": "not-hyphen"},
    "hasnondigit": {"1A2": None, "123": "requires-non-digit-character"},
    "importeridx": {"-": None, "Z": None, "!": "invalid-import-idx-character",
                    "AB": "importer-idx-must-be-one-character"},
    "pcenc": {"A%20B": None, "100%": "invalid-percent-sequence", "%4g": "invalid-percent-sequence"},
    "posinseqslash": {"1/2": None, "2/10": None, "3/2": "position-exceeds-end", "0/2": "illegal-zero-prefix",
                      "12": "position-in-sequence-malformed", "1/": "position-in-sequence-malformed"},
    "latitude": {"1800000000": None, "1800000001": "invalid-latitude", "180": "latitude-invalid-length"},
    "longitude": {"3600000000": None, "3600000001": "invalid-longitude", "360000000A": "non-digit-character"},
    "yyyymmd0": {"20260200": None, "20260229": "illegal-day"},
    "couponposoffer": {
        "00" "123456" "654321" "0123456": None, "": "coupon-missing-format-code",
        "2": "coupon-invalid-format-code",
        "07": "coupon-invalid-funder-length", "00123": "coupon-truncated-funder",
        "0012345612345": "coupon-truncated-offer-code", "00123456123456": "coupon-missing-serial-number-vli",
        "00123456123456012345": "coupon-truncated-serial-number", "001234561234560123456" "1": "coupon-excess-data",
    },
    "couponcode": {
        "0123456" "123456" "150" "11" "0" "000": "coupon-invalid-1st-purchase-requirement-length",
        "0123456" "123456" "15" "11" "0" "000": None,
        "0123456" "123456" "15" "11" "0" "000" "3270331" "4260331": None,
        "0123456" "123456" "15" "11" "0" "000" "3260331" "4270331": "coupon-expiration-before-start",
        "0123456" "123456" "15" "11" "0" "000" "3261331": "coupon-invalid-expiration-date",
        "0123456" "123456" "15" "11" "0" "000" "10" "11" "0" "123" "9": None,
        "0123456" "123456" "15" "11" "0" "000" "9" "0" "0" "0" "2": "coupon-invalid-dont-multiply-flag",
        "0123456" "123456" "15" "11" "0" "000" "7": "coupon-excess-data",
        "0123456" "123456" "60": "coupon-invalid-save-value-length", "A": "non-digit-character",
    },
}  # fmt: skip


@pytest.mark.parametrize("name", RULES_WITHOUT_VECTORS)
def test_rules_that_no_vector_shows(name: str) -> None:
    wanted = RULES_WITHOUT_VECTORS[name]
    assert {text: CHECKS[name](text) for text in wanted} == wanted


def test_currencies_have_letters_and_countries_agree_with_what_babel_knows() -> None:
    assert (CURRENCIES["978"], CURRENCIES["840"], CURRENCIES["392"]) == ("EUR", "USD", "JPY")
    assert (len(COUNTRIES), len(COUNTRY_LETTERS)) == (249, 249)
    aliases = get_global("territory_aliases")
    assert {
        digits for digits, letters in COUNTRIES.items() if aliases.get(digits, [letters]) != [letters]
    } == set()
    assert not [code for code in CURRENCIES.values() if not is_currency(code) and code not in {"XAD", "ZWG"}]
