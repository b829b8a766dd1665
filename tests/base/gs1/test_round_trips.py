"""What is written is read again, and no text whatever breaks the reading or makes it slow."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tradepost.base.gs1 import NotGs1, Scan, links, read, symbols
from tradepost.base.gs1.characters import IN_ORDER, check_digit, check_pair, csum, csumalpha
from tradepost.base.gs1.elements import (
    FNC1,
    Elements,
    element,
    from_brackets,
    from_carets,
    from_scanner,
    to_brackets,
    to_carets,
    to_scanner,
)  # fmt: skip

TODAY = date(2026, 11, 26)
SOME = settings(max_examples=150, deadline=None, derandomize=True)

digits = st.text("0123456789", min_size=1, max_size=40)
gtins = st.text("0123456789", min_size=13, max_size=13).map(lambda text: text + check_digit(text))
texts = st.text(IN_ORDER, min_size=1, max_size=20)
days = st.dates(date(1980, 1, 1), date(2070, 1, 1))


@st.composite
def labels(draw: st.DrawFn) -> Elements:
    """A carton's label: the item, and some of what may stand beside it, in any order."""
    beside = {
        "10": draw(texts),
        "21": draw(texts),
        "240": draw(texts),
        "17": draw(days).strftime("%y%m%d"),
        "3103": f"{draw(st.integers(0, 999999)):06}",
        "30": str(draw(st.integers(0, 99999999))),
    }
    chosen = draw(st.lists(st.sampled_from(sorted(beside)), unique=True))
    return (element("01", draw(gtins)), *(element(ai, beside[ai]) for ai in chosen))


@SOME
@given(labels())
def test_a_label_is_read_as_it_was_written_in_all_its_forms(label: Elements) -> None:
    assert from_brackets(to_brackets(label)) == label
    assert from_scanner(to_scanner(label)) == label
    assert from_carets(to_carets(label)) == label
    for kind in symbols.ELEMENT_STRINGS:
        assert symbols.from_scan(symbols.to_scan(kind, to_carets(label))).elements == label
    assert set(links.from_link(links.to_link(label))) == set(label)
    wanted = read("]C1" + to_scanner(label), today=TODAY)
    for text in (to_brackets(label), to_carets(label), links.to_link(label, "https://shop.example/x/")):
        scan = read(text, today=TODAY)
        assert (scan.gtin, scan.lot, scan.serial, scan.expires_on, scan.weight_kg, scan.count) == (
            wanted.gtin, wanted.lot, wanted.serial, wanted.expires_on, wanted.weight_kg, wanted.count,
        )  # fmt: skip


@SOME
@given(days)
def test_a_day_within_fifty_years_comes_back(day: date) -> None:
    assert read(f"(01)04006381333931(17){day:%y%m%d}", today=TODAY).expires_on == day


@SOME
@given(digits, texts)
def test_check_characters_check(number: str, text: str) -> None:
    assert csum(number + check_digit(number)) is None
    assert csumalpha(text + check_pair(text)) is None
    wrong = number + str((int(check_digit(number)) + 1) % 10)
    assert csum(wrong) == "incorrect-check-digit"


def _refused(reader: Callable[[str], object], text: str) -> NotGs1 | None:
    try:
        reader(text)
    except NotGs1 as refused:
        return refused
    return None


@settings(max_examples=400, deadline=None, derandomize=True)
@given(
    st.sampled_from(["", "]C1", "]E0", "]d2", "]Q1", "(", "(01)", "^01", "01", "00", FNC1, "https://", "https://a/01/"]),
    st.text(st.characters() | st.sampled_from("0123456789()^]|/?&=%;\x1d"), max_size=60),
)  # fmt: skip
def test_any_text_is_read_or_refused_by_a_sentence(begin: str, rest: str) -> None:
    refused = _refused(lambda text: read(text, today=TODAY), begin + rest)
    assert refused is None or (refused.message.endswith(".") and refused.facts["problem"])


HOSTILE = {
    "FNC1s": FNC1 * 10_000,
    "FNC1s behind an element": "10A" + FNC1 * 10_000,
    "brackets": "(" * 100_000,
    "brackets with identifiers": "(01)" * 30_000,
    "escaped brackets": "(10)" + "\\(" * 50_000,
    "one endless value": "10" + "A" * 500_000,
    "many elements": ("91A" + FNC1) * 30_000,
    "one element many times": "0004006381333931" * 20_000,
    "zeros": "0" * 500_000,
    "a long path": "https://a" + "/01/04006381333931" * 20_000,
    "a path of qualifiers": "https://a/01/04006381333931" + "/10/A" * 20_000,
    "a long query": "https://a/01/04006381333931?" + "x=1&" * 100_000,
    "percents": "https://a/01/" + "%31" * 100_000,
    "NULs": "01" + "\x00" * 100_000,
    "digits of other scripts": "01" + "٤" * 100_000,
    "a coupon of nines": "8110" + "9" * 100_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_takes_no_longer_than_it_is_long(text: str) -> None:
    """Each takes milliseconds; what grew by the square would take minutes."""
    began = process_time()
    readers = (from_brackets, from_scanner, from_carets, links.from_link, symbols.from_scan)
    for reader in readers:
        for typed in (text, f"]C1{text}", f"^{text}"):
            refused = _refused(reader, typed)
            assert refused is None or len(refused.message) < 250
    assert isinstance(read(text, today=TODAY), Scan)
    assert process_time() - began < 10
