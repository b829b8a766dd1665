"""One scan field understands everything: labels of goods, of pallets, of bins, and what people type."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D

import pytest

from tradepost.base.gs1 import Measure, NotGs1, Price, Scan, read

TODAY = date(2026, 11, 26)
TEA = "04006381333931"


def _read(text: str) -> Scan:
    return read(text, today=TODAY)


@pytest.mark.parametrize(
    ("typed", "gtin"),
    [
        ("4006381333931", TEA), (TEA, TEA), (" 4006381333931\r\n", TEA), ("96385074", "00000096385074"),
        ("036000291452", "00036000291452"), ("]E04006381333931", TEA), ("]E496385074", "00000096385074"),
        ("]E3400638133393105", TEA), ("]I114006381333938", "14006381333938"),
        (f"]C101{TEA}", TEA), (f"]d201{TEA}", TEA), (f"]Q301{TEA}", TEA), (f"]e001{TEA}", TEA),
        (f"(01){TEA}", TEA), (f"(01) {TEA} (10) A1", TEA), (f"^01{TEA}", TEA), (f"\x1d01{TEA}", TEA), (f"01{TEA}", TEA),
        (f"https://id.gs1.org/01/{TEA}", TEA), ("https://shop.example/tea/gtin/4006381333931?utm=7", TEA),
        (f"]Q1https://id.gs1.org/01/{TEA}", TEA),
    ],
)  # fmt: skip
def test_an_item_is_known_however_its_number_comes(typed: str, gtin: str) -> None:
    assert _read(typed).gtin == gtin


def test_a_carton_says_lot_days_and_serial() -> None:
    scan = _read(f"]C101{TEA}1727030010A-7/3\x1d21S1\x1d15261231")
    assert scan == Scan(
        text=f"01{TEA}1727030010A-7/3\x1d21S1\x1d15261231", carrier="GS1-128", elements=scan.elements, gtin=TEA,
        lot="A-7/3", serial="S1", expires_on=date(2027, 3, 31), best_before_on=date(2026, 12, 31),
    )  # fmt: skip
    assert [(one.ai, one.title, one.value) for one in scan.elements] == [
        ("01", "GTIN", TEA), ("17", "USE BY or EXPIRY", "270300"), ("10", "BATCH/LOT", "A-7/3"),
        ("21", "SERIAL", "S1"), ("15", "BEST BEFORE or BEST BY", "261231"),
    ]  # fmt: skip


def test_a_pallet_says_what_is_on_it_and_how_many() -> None:
    scan = _read(f"(00)340063810000000018(02){TEA}(37)48(3302)081250")
    assert (scan.sscc, scan.contained_gtin, scan.contained_count) == ("340063810000000018", TEA, 48)
    assert (scan.gtin, scan.item_gtin, scan.gross_weight_kg, scan.weight_kg) == ("", TEA, D("812.50"), None)
    assert scan.wants == ()


def test_cheese_is_weighed_and_priced() -> None:
    scan = _read(f"01{TEA}3103001250393297801299")
    assert (scan.weight_kg, scan.price) == (D("1.250"), Price(D("12.99"), "EUR"))
    assert scan.measures == (Measure("net weight", D("1.250"), "kg"),)
    pounds = _read(f"(01){TEA}(3201)000100(3922)990(30)12")
    assert (pounds.weight_kg, pounds.count, pounds.price) == (D("4.5359237"), 12, Price(D("9.90")))
    assert _read("(415)4006381333931(8020)R1(3912)97800150").payable == Price(D("1.50"), "EUR")


def test_measures_keep_the_unit_they_were_taken_in() -> None:
    scan = _read(f"(01){TEA}(3115)012345(3341)000123(3370)000200(3611)000015")
    assert scan.measures == (
        Measure("length", D("0.12345"), "m"), Measure("area", D("12.3"), "m²", is_logistic=True),
        Measure("weight for each area", D(200), "kg/m²"), Measure("net volume", D("1.5"), "gal."),
    )  # fmt: skip
    assert (scan.weight_kg, scan.gross_weight_kg) == (None, None)


@pytest.mark.parametrize(
    ("today", "typed", "day"),
    [
        (date(2026, 1, 1), "760131", date(2076, 1, 31)), (date(2026, 1, 1), "770131", date(1977, 1, 31)),
        (date(2026, 1, 1), "000200", date(2000, 2, 29)), (date(2099, 1, 1), "490131", date(2149, 1, 31)),
        (date(2099, 1, 1), "500131", date(2050, 1, 31)), (date(2049, 1, 1), "990131", date(2099, 1, 31)),
        (date(2048, 1, 1), "990131", date(1999, 1, 31)), (date(2060, 1, 1), "000229", date(2100, 2, 28)),
    ],
)  # fmt: skip
def test_two_digits_of_a_year_mean_the_near_one(today: date, typed: str, day: date) -> None:
    """General Specifications, 7.12: 49 years back, 50 ahead; day 00 is the month's last."""
    assert read(f"(01){TEA}(17){typed}", today=today).expires_on == day


def test_the_second_label_of_a_carton_says_what_it_wants_beside_it() -> None:
    scan = _read("]C110A7\x1d17270331")
    assert (scan.lot, scan.gtin) == ("A7", "")
    assert scan.wants == (
        "(10) BATCH/LOT needs one of these beside it: (01), (02), (03), (8006), (8026).",
        "(17) USE BY or EXPIRY needs one of these beside it: (01), (02), (03), (8006), (8026), (255).",
    )


def test_a_composite_symbol_is_the_number_and_what_stands_above_it() -> None:
    scan = _read("]E04006381333931|]e010A7")
    assert (scan.gtin, scan.lot, scan.carrier, scan.wants) == (TEA, "A7", "EAN-13", ())


@pytest.mark.parametrize(
    "text",
    [
        "SO-1001", "A-01-02", "BIN 7", "1234567890123", "4006381333932", "12345678", "(not a code", "(030) 1234567",
        "()", "", " ", "]", "]ab", "^", "^Q", "\x1d", "https://shop.example/tea",
        "https://a.example/2026/01/15", "https://a.example/00/x", "https://a.example/01/20-pages",
        "https://id.gs1.org/", "01123",
        "0104006381333932101234", "0104006381333931" "99", "[)>\x1e06\x1d1PABC", "0" * 4000, "🫖", "\x00a",
        "٤٠٠٦٣٨١٣٣٣٩٣١", "(٠١)٠٤٠٠٦٣٨١٣٣٣٩٣١", "http://", "10A7", "\u202eabc", "01" * 5000,
    ],
)  # fmt: skip
def test_what_is_ones_own_comes_back_as_it_is(text: str) -> None:
    assert _read(text) == Scan(text.strip(" "))
    assert _read(text).is_plain


def test_the_text_of_a_barcode_of_ones_own_comes_without_the_scanners_word() -> None:
    assert [_read(text) for text in ("]C0BIN-7", "]Q1Hello", "]A0SO-1", "]d1", "]z0http")] == [
        Scan("BIN-7", "Code 128"), Scan("Hello", "QR Code"), Scan("SO-1", "Code 39"), Scan("", "DataMatrix"),
        Scan("http", "Aztec"),
    ]  # fmt: skip


REFUSED = {
    "(01)04006381333932(10)A": "(01) GTIN “04006381333932” has a wrong check digit: 2 should be 1.",
    "]E04006381333932": "EAN-13 “4006381333932” has a wrong check digit: 2 should be 1.",
    "]E0400638133393": "EAN-13 has 13 digits, not “400638133393”.",
    "]C1": "The barcode holds no data.",
    f"]C101{TEA}17271301": "(17) USE BY or EXPIRY “271301” is no day of the calendar.",
    f"(01){TEA}(10)": "(10) BATCH/LOT has no value.",
    "(01)0400638133393": "(01) GTIN “0400638133393” is cut short.",
    f"(01){TEA}(10)A B": "(10) BATCH/LOT “A B” has characters that are not allowed there.",
    f"(01){TEA}(20)123": "(20) VARIANT “123” is too long: at most 2 characters may stand there.",
    f"(01){TEA}(07)1": "(07) is no application identifier of GS1.",
    f"]d201{TEA}05XYZ": "“05XYZ” does not begin with an application identifier of GS1.",
    f"(01){TEA}(422)999": "(422) ORIGIN “999” names no country of ISO 3166.",
    f"(01){TEA}(10)A(10)B": "(10) BATCH/LOT stands there with two values: “A” and “B”.",
    f"(01){TEA}(02){TEA}(37)2": "(01) GTIN and (37) COUNT cannot stand together.",
    f"(01){TEA}(3103)001250(3102)000125": (
        "(3103) NET WEIGHT (kg) and (3102) NET WEIGHT (kg) cannot stand together."
    ),
    "https://id.gs1.org/01/04006381333932": (
        "(01) GTIN “04006381333932” has a wrong check digit: 2 should be 1."
    ),
    f"https://id.gs1.org/01/{TEA}/21/A/10/B": (
        "(21), (10) may not follow (01) in an address, or not in this order."
    ),
    f"https://id.gs1.org/01/{TEA}?10=B": (
        "(10) BATCH/LOT belongs into the path, not behind the question mark."
    ),
    f"https://id.gs1.org/01/{TEA}?8200=x": "(8200) PRODUCT URL may not stand behind the question mark.",
    f"https://id.gs1.org/01/{TEA}?17=261231&17=261231": "(17) USE BY or EXPIRY stands twice in the address.",
    "https://id.gs1.org/01/2112345678900": (
        "“2112345678900” is a number for use inside one company; no address may carry it."
    ),
}


@pytest.mark.parametrize(("text", "sentence"), REFUSED.items())
def test_what_pretends_to_be_gs1_and_is_not_is_refused_with_its_reason(text: str, sentence: str) -> None:
    with pytest.raises(NotGs1) as refused:
        _read(text)
    assert (refused.value.message, refused.value.code) == (sentence, "not-gs1")


def test_a_refusal_shows_no_endless_text_and_no_control_characters() -> None:
    with pytest.raises(NotGs1) as refused:
        _read("]C1\x1d\x00" + "A" * 500)
    assert refused.value.message == f"“␀{'A' * 38}…” does not begin with an application identifier of GS1."
