"""What becomes of pasted text: spreadsheets, CSV and e-mails in three languages, as people send them."""

import random
import string
import time
from decimal import Decimal

import pytest

from tradepost.domain.sales.rules.pasted import MOST_ROWS, read_text
from tradepost.domain.sales.rules.pasted_words import number, style_of


def rows(text: str, decimal: str = ".") -> list[str]:
    """Each line as "code|name|quantity|unit|price", empty ends left out."""
    return [
        "|".join(
            "" if part is None else str(part) for part in (x.code, x.name, x.quantity, x.unit, x.price)
        ).rstrip("|")
        for x in read_text(text, decimal).rows
    ]


SHEETS = [
    ("TEA-1\t5\nTEA-2\t6", ["TEA-1||5", "TEA-2||6"]),
    ("5\tTEA-1\n6\tTEA-2", ["TEA-1||5", "TEA-2||6"]),
    ("TEA-1\t2 cs\nCUP-2\t5", ["TEA-1||2|cs", "CUP-2||5"]),
    ("TEA-1\t5\tcase\nTEA-2\t6\tpiece", ["TEA-1||5|case", "TEA-2||6|piece"]),
    ("TEA-1\tAssam, loose\t5\tcase\t€ 2,50", ["TEA-1|Assam, loose|5|case|2.50"]),
    ("TEA-1\t3\nTEA-1\t1\tpiece\t999", ["TEA-1||3", "TEA-1||1|piece|999"]),
    ("4012345678901\t12", ["4012345678901||12"]),
    ("4012345678901\tAssam\t12\t2.50", ["4012345678901|Assam|12||2.50"]),
    ("Espresso beans\t12\nGreen tea\t3", ["Espresso beans||12", "Green tea||3"]),
    ("1\tTEA-1\t5\n2\tTEA-2\t6\n3\tTEA-3\t7", ["TEA-1||5", "TEA-2||6", "TEA-3||7"]),
    ("10\tTEA-1\t5\n20\tTEA-2\t6\n30\tTEA-3\t7", ["TEA-1||5", "TEA-2||6", "TEA-3||7"]),
    ("1\tT-1\tTea\t5\t9.50\t47.50\n2\tT-2\tCup\t3\t8.00\t24.00\n3\tT-3\tPot\t2\t1.00\t2.00",
     ["T-1|Tea|5||9.50", "T-2|Cup|3||8.00", "T-3|Pot|2||1.00"]),
    ("TEA-1\t9.50\t5\nTEA-2\t8.00\t6", ["TEA-1||5||9.50", "TEA-2||6||8.00"]),
    ("TEA-1;5\nTEA-2;lots of it", ["TEA-1||5", "TEA-2"]),
    ("TEA-1 | 5 | case", ["TEA-1||5|case"]),
    ("TEA-1\nTEA-2\n\n", ["TEA-1", "TEA-2"]),
    ("\tTEA-1\t\t5\n\tTEA-2\t\t6", ["TEA-1||5", "TEA-2||6"]),
]  # fmt: skip
HEADED = [
    ("SKU;Qty\r\nTEA-1;5", ["TEA-1||5"]),
    ("Item no.\tDescription\tQty\tUnit\tUnit price\tTotal\nT-1\tTea\t5\tcase\t9.50\t47.50", ["T-1|Tea|5|case|9.50"]),
    ("Pos;Artikelnummer;Bezeichnung;Menge;ME;Einzelpreis\n1;T-1;Tee, lose;5;Karton;9,50",
     ["T-1|Tee, lose|5|Karton|9.50"]),
    ("Menge;Bezeichnung;Artikelnummer;Preis\n5;Tee;T-1;9,50\n6;Tasse;T-2;EUR 8", ["T-1|Tee|5||9.50", "T-2|Tasse|6||8"]),
    ("Cantidad;Descripción;Referencia;Precio\n5;Té;T-1;9,50\n6;Taza;T-2;8,00", ["T-1|Té|5||9.50", "T-2|Taza|6||8.00"]),
    ("Código\tProducto\tCant.\tUd. medida\nT-1\tTé\t1.000\tcaja", ["T-1|Té|1000|caja"]),
    ("Qty\tItem\n12\tEspresso beans\n3\tGreen tea", ["Espresso beans||12", "Green tea||3"]),
    ("Order 4711 of Lind\n\nSKU\tQty\nTEA-1\t5", ["TEA-1||5"]),
    ("EAN;Anzahl\n4012345678901;12", ["4012345678901||12"]),
    ("Name;Qty\nAssam tea, 250 g;12", ["|Assam tea, 250 g|12"]),
    ("SKU;Qty\nTEA-1;5\nTotal;\nTEA-2;6", ["TEA-1||5", "TEA-2||6"]),
    ("SKU,Name,Qty\nTEA-1,\"Assam, \"\"best\"\"\",5", ["TEA-1|Assam, \"best\"|5"]),
    ("SKU\tName\tQty\nTEA-1\tAssam\t", ["TEA-1|Assam"]),
    ("Your item no\tOur item no\tQty\nT-1\tX9\t5", ["T-1||5"]),
]  # fmt: skip
CSV = [
    ("TEA-1,5,case,2.50", ["TEA-1||5|case|2.50"]),
    ('TEA-1,"Assam, ""best""",5', ['TEA-1|Assam, "best"|5']),
    ("TEA-1,5\nTEA-2,6\nTEA-3,7", ["TEA-1||5", "TEA-2||6", "TEA-3||7"]),
    ('"TEA-1","5"\n"TEA-2","6"', ["TEA-1||5", "TEA-2||6"]),
    ('TEA-1;"two\nrows of a name";5\nTEA-2;Cup;6', ["TEA-1|two rows of a name|5", "TEA-2|Cup|6"]),
    ('TEA-1;5" pipe;5\nTEA-2;Cup;6', ['TEA-1|5" pipe|5', "TEA-2|Cup|6"]),
    ('TEA-1;"never closed;5\nTEA-2;Cup;6\nTEA-3;Pot;7', ['TEA-1|"never closed|5', "TEA-2|Cup|6", "TEA-3|Pot|7"]),
]  # fmt: skip
LETTERS = [
    ("12 x ABC-100 Espresso beans", ["ABC-100|Espresso beans|12"]),
    ("ABC-100: 12 cases", ["ABC-100||12|cases"]),
    ("ABC-100 - 12 pcs", ["ABC-100||12|pcs"]),
    ("ABC-100 x 12", ["ABC-100||12"]),
    ("12x ABC-100", ["ABC-100||12"]),
    ("12 ABC-100", ["ABC-100||12"]),
    ("ABC-100 12", ["ABC-100||12"]),
    ("TEA-1 1,5", ["TEA-1||1.5"]),
    ("4012345678901 12", ["4012345678901||12"]),
    ("12 x 4012345678901", ["4012345678901||12"]),
    ("please send 5 CUP-200 and 3 P-77", ["CUP-200||5", "P-77||3"]),
    ("We need 5 cases of CUP-200, 3 x P-77 and 10 pcs. TEA-1.", ["CUP-200||5|cases", "P-77||3", "TEA-1||10|pcs"]),
    ("CUP-200 x 5, P-77 x 3", ["CUP-200||5", "P-77||3"]),
    ("- 12 x TEA-1\n* 3 cases TEA-2\n• 1 TEA-3", ["TEA-1||12", "TEA-2||3|cases", "TEA-3||1"]),
    ("1. 12 x TEA-1\n2. 3 x TEA-2", ["TEA-1||12", "TEA-2||3"]),
    ("1) Espresso beans 12\n2) Green tea 3", ["|Espresso beans|12", "|Green tea|3"]),
    ("2 cases TEA and 3 x CUP1", ["|TEA|2|cases", "CUP1||3"]),
    ("please send us two cases of Assam tea, 3 cups and 1 x P-77", ["|Assam tea|2|cases", "|cups|3", "P-77||1"]),
    ("12 x Assam tea, 250 g", ["|Assam tea, 250 g|12"]),
    ("two boxes of Assam tea", ["|Assam tea|2|boxes"]),
    ("Espresso beans 12", ["|Espresso beans|12"]),
    ("Espresso beans (ABC-100): 12", ["ABC-100|Espresso beans|12"]),
    ("Assam tea, 250 g: 12", ["|Assam tea, 250 g|12"]),
    ("12 Kartons ABC-100 @ 9,50 EUR", ["ABC-100||12|Kartons|9.50"]),
    ("12 Stück Tasse weiß zu 3,20 €", ["|Tasse weiß|12|Stück|3.20"]),
    ("5 cajas de CUP-200 a 9,50 €", ["CUP-200||5|cajas|9.50"]),
    ("drei Kartons Espresso", ["|Espresso|3|Kartons"]),
    ("dos cajas de Té verde", ["|Té verde|2|cajas"]),
    ("Dear all,\nplease send us:\n> - 2 cases TEA-1\n> - 12x CUP-2\nThanks, Maja Lund",
     ["TEA-1||2|cases", "CUP-2||12"]),
    ("Hola,\nnecesitamos 5 cajas de CUP-200\nSaludos\n--\nAna Ruiz\n5 calle mayor", ["CUP-200||5|cajas"]),
    ("Hallo,\nbitte liefern Sie 1.000 Stück P-77 und 2 Paletten T-9.\nMit freundlichen Grüßen",
     ["P-77||1000|Stück", "T-9||2|Paletten"]),
    (">> 5 TEA-1\n>> On 3 May 2026 Maja Lund wrote:\n>>> 6 TEA-2", ["TEA-1||5", "TEA-2||6"]),
    ("Tel: 040 123456\nmaja@lind.example 12\nhttps://lind.example 5\n5 TEA-1", ["TEA-1||5"]),
    ("5\u00a0x\u00a0TEA-1\u200b\ufeff", ["TEA-1||5"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "wanted"), [*SHEETS, *HEADED, *CSV, *LETTERS], ids=lambda told: repr(told)[:40]
)
def test_pasted_text_becomes_rows(text, wanted):
    german = any(word in text for word in ("Stück", "Cant.", "Karton"))
    assert rows(text, "," if german else ".") == wanted


def test_what_is_no_line_is_told_and_nothing_is_lost():
    read = read_text("Dear all,\nplease send us:\n- 2 TEA-1\nThanks\n--\nMaja, 5 Main Street")
    assert sorted(read.passed) == ["--", "Dear all,", "Maja, 5 Main Street", "Thanks", "please send us:"]
    headed = read_text("Lind Ltd, our order\nSKU\tQty\nTEA-1\t5\nTotal\t")
    assert (len(headed.rows), headed.passed) == (1, ["Lind Ltd, our order", "Total"])


def test_a_quantity_of_words_stays_with_its_line():
    (row,) = read_text("SKU;Qty\nESP-007;lots").rows
    assert (row.code, row.quantity, row.unread) == ("ESP-007", None, "lots")


def test_further_codes_of_a_row_are_kept():
    (row,) = read_text("Your item no\tEAN\tQty\nT-1\t4012345678901\t5").rows
    assert (row.code, row.also) == ("T-1", ("4012345678901",))


@pytest.mark.parametrize(
    ("text", "decimal", "wanted"),
    [
        ("1.234,5", ".", "1234.5"), ("1,234.5", ",", "1234.5"), ("1'000", ".", "1000"), ("1 000,5", ".", "1000.5"),
        ("1.000", ",", "1000"), ("1.000", ".", "1.000"), ("1,000", ".", "1000"), ("1,000", ",", "1.000"),
        ("0.250", ",", "0.250"), ("12,5", ".", "12.5"), ("1.000.000", ".", "1000000"), ("EUR 9,50", ".", "9.50"),
        ("$ 1,200.00", ".", "1200.00"), ("5-", ".", None), ("1.2.3,4,5", ".", None), ("9" * 40, ".", None),
        ("٣", ".", None), ("1e5", ".", None), ("-5", ".", None), ("", ".", None),
    ],
)  # fmt: skip
def test_numbers_are_read_in_the_forms_of_three_languages(text, decimal, wanted):
    assert number(text, decimal) == (None if wanted is None else Decimal(wanted))


def test_numbers_that_can_be_read_one_way_only_decide_for_the_others():
    assert style_of("T-1 1.000\nT-2 9,50", ".") == ","
    assert style_of("T-1 1,000 9.50", ",") == "."
    assert style_of("T-1 5", ",") == ","


HOSTILE = [
    "\x00" * 1000, '"' * 5000, ("\t" * 500 + "\n") * 500, "=cmd|'/c calc'!A1\t5", "5 x " * 5000, "1.1" * 20000,
    "a" * 200_000, "> " * 50_000, "- " * 50_000, ("9" * 1900 + " ") * 20, "12 x " + "A-1" * 60_000,
    "code " * 400 + ":" * 400, "((((" * 4000, "1 1 1 1 " * 4000, "\u202e\u2066TEA-1\t5", "5\u0335\u0335 x\u0300 TEA",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:12]))
def test_hostile_text_is_read_in_no_time_and_breaks_nothing(text):
    began = time.monotonic()
    read = read_text(text)
    assert time.monotonic() - began < 2
    assert all(len(row.code) <= 200 and len(row.name) <= 200 for row in read.rows)


def test_any_noise_is_read_and_no_row_is_lost():
    noise = random.Random(5)
    letters = string.ascii_letters + string.digits + " \t;,|\"'.:-x€ß>\n\n\r\x00"
    for _ in range(300):
        text = "".join(noise.choice(letters) for _ in range(200))
        read = read_text(text, noise.choice(".,"))
        assert all(row.said for row in read.rows)


def test_more_rows_than_are_read_are_told():
    read = read_text("\n".join(f"TEA-{n}\t5" for n in range(MOST_ROWS + 3)))
    assert (len(read.rows), read.passed[-1]) == (MOST_ROWS, f"TEA-{MOST_ROWS + 2}\t5")
