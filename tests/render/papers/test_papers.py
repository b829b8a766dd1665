"""Papers are printed, and read back from the PDF and the picture."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from pypdf import PdfReader

from render.papers.stories import CAFE, LOGO, NORTHGATE, TEA, codes_in, pages_of, paper, text_of
from tradepost.render.papers import Address, Fact, Kind, Line, Size, Total, render_pdf, render_png
from tradepost.render.papers.texts import LANGUAGES, TEXTS, text
from tradepost.render.papers.typesetting import TEMPLATES

PRICED = [Kind.QUOTE, Kind.ORDER_CONFIRMATION, Kind.INVOICE, Kind.CREDIT_NOTE, Kind.PURCHASE_ORDER]
DAY = {"en": "Nov 3, 2025", "de": "03.11.2025", "es": "3 nov 2025"}
TOTAL = {"en": "€17,255.00", "de": "17.255,00 €", "es": "17.255,00 €"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", list(Kind))
def test_every_paper_says_its_title_number_day_and_address_in_every_language(
    kind: Kind, language: str
) -> None:
    (page,) = pages_of(render_pdf(paper(kind, locale=language)))
    said = "\n".join(page)

    assert f"{text(f'title.{kind}', language)} DOC-2025-00042" in page
    assert [line for line in page if line in (CAFE.name, *CAFE.lines)] == [CAFE.name, *CAFE.lines]
    assert DAY[language] in said
    assert f"{text('fact.customer_number', language)} C-10021" in page or "C-10021" in page
    assert "Tor 3" in said
    assert "1 / 1" in said
    assert "Goods remain our property until paid in full." in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_invoice_writes_its_line_and_its_sums_as_the_language_does(language: str) -> None:
    said = text_of(render_pdf(paper(Kind.INVOICE, locale=language)))
    figures = {
        "en": "1,200 case 12.345 2.5% 19% 14,443.65",
        "de": "1.200 case 12,345 2,5 % 19 % 14.443,65",
        "es": "1.200 case 12,345 2,5 % 19 % 14.443,65",
    }[language]

    assert "1 TEA-1000 Earl Grey, loose, 250 g" in said
    assert figures in said
    assert f"{text('total.total', language)} {TOTAL[language]}" in said


def test_a_statement_shows_movements_balance_and_ageing() -> None:
    page = pages_of(render_pdf(paper(Kind.STATEMENT)))[0]
    said = "\n".join(page)

    assert "Nov 20, 2025 INV-7 Earl Grey, loose, 250 g" in said
    assert "Dec 3, 2025 1,234.50 0.50 1,234.00" in said
    assert "Balance due €1,234.50" in page
    assert "Not due 1–30 days 31–60 days 61–90 days Over 90 days" in said.replace("\n", " ")
    assert "1,000.00 200.00 30.00 4.00 0.50" in said.replace("\n", " ")


def test_a_pick_list_shows_place_and_quantity_and_no_money() -> None:
    said = text_of(render_pdf(paper(Kind.PICK_LIST, totals=(), taxes=())))

    assert "A1-07-2 TEA-1000 Earl Grey, loose, 250 g" in said
    assert "L25001 1,200 case" in said
    assert "14,443.65" not in said


def test_columns_that_no_line_fills_are_left_out() -> None:
    plain = replace(TEA, discount=None, tax=None)
    with_discount = text_of(render_pdf(paper(Kind.INVOICE)))
    without = text_of(render_pdf(paper(Kind.INVOICE, lines=(plain,))))

    assert ("Disc." in with_discount, "Disc." in without) == (True, False)


def test_groups_head_the_lines_of_each_carton_once() -> None:
    lines = tuple(replace(TEA, group=f"Carton {number}") for number in (1, 1, 2))
    page = pages_of(render_pdf(paper(Kind.PACKING_SLIP, lines=lines)))[0]

    assert [line for line in page if line.startswith("Carton")] == ["Carton 1", "Carton 2"]


def test_money_has_the_decimals_of_its_currency() -> None:
    said = text_of(
        render_pdf(
            paper(
                Kind.INVOICE,
                currency="JPY",
                lines=(replace(TEA, price=Decimal(1200), amount=Decimal(1440000)),),
                totals=(Total("net", Decimal(1440000)), Total("total", Decimal(1440000), strong=True)),
                taxes=(),
            )
        )
    )

    assert "case 1,200 2.5% 19% 1,440,000" in said
    assert "Net 1,440,000" in said
    assert "Total ¥1,440,000" in said


@pytest.mark.parametrize("kind", PRICED)
def test_long_papers_repeat_the_head_and_carry_the_sum(kind: Kind) -> None:
    lines = tuple(replace(TEA, position=str(n), note="", amount=Decimal("10.01")) for n in range(1, 91))
    pages = pages_of(render_pdf(paper(kind, lines=lines)))

    assert len(pages) > 2
    printed = 0
    for number, page in enumerate(pages, start=1):
        rows = [line for line in page if line.endswith("10.01")]
        said = "\n".join(page)
        assert f"{number} / {len(pages)}" in said
        if rows:
            assert "Description" in said
        brought = [line for line in page if line.startswith("Brought forward")]
        assert brought == ([f"Brought forward {printed * Decimal('10.01'):,.2f}"] if printed and rows else [])
        printed += len(rows)
        carried = [line for line in page if line.startswith("Carried forward")]
        assert carried == ([f"Carried forward {printed * Decimal('10.01'):,.2f}"] if printed < 90 else [])
    assert printed == 90


def test_a_thousand_lines_all_stand_on_the_paper() -> None:
    lines = tuple(replace(TEA, position=str(n), code=f"TEA-{n}") for n in range(1, 1001))
    whole = paper(Kind.INVOICE, lines=lines)
    said = text_of(render_pdf(whole))

    assert [
        f"{n} TEA-{n} Earl Grey, loose, 250 g"
        for n in range(1, 1001)
        if f"\n{n} TEA-{n} Earl Grey" not in said
    ] == []


def test_the_number_is_a_barcode_that_scans() -> None:
    for kind in (Kind.INVOICE, Kind.PICK_LIST):
        assert ("Code128", "DOC-2025-00042") in codes_in(render_png(paper(kind), dots=300)[0])
    assert codes_in(render_png(paper(Kind.INVOICE, barcode=False), dots=300)[0]) == set()


def test_a_worksheet_prints_the_items_barcodes_when_asked() -> None:
    asked = codes_in(render_png(paper(Kind.RECEIVING_SHEET, scan_lines=True), dots=300)[0])

    assert asked == {("Code128", "DOC-2025-00042"), ("EAN13", "4006381333931"), ("Code128", "POT-7")}
    assert codes_in(render_png(paper(Kind.RECEIVING_SHEET), dots=300)[0]) == {("Code128", "DOC-2025-00042")}


def test_an_invoice_in_euro_bears_a_payment_code() -> None:
    said = {
        code
        for form, code in codes_in(render_png(paper(Kind.INVOICE, payable=Decimal("17255.00")), dots=300)[0])
        if form.startswith("QR")
    }

    assert said == {
        "BCD\n002\n1\nSCT\nCOBADEFFXXX\nNorthgate Wholesale GmbH\nDE89370400440532013000\nEUR17255.00\n\n\n"
        "DOC-2025-00042"
    }


@pytest.mark.parametrize(
    "changes", [{"currency": "USD"}, {"payable": Decimal(0)}, {"company": replace(NORTHGATE, bank=None)}]
)
def test_no_payment_code_where_the_standard_does_not_reach(changes: dict[str, object]) -> None:
    found = codes_in(render_png(paper(Kind.INVOICE, **{"payable": Decimal("10.00"), **changes}), dots=300)[0])

    assert found == {("Code128", "DOC-2025-00042")}


HOSTILE = [
    '#panic("out") #import "x.typ" #eval("1+1")',
    "*bold* _it_ $x^2$ @ref <label> `raw` [x] {y}",
    "= Heading - item // comment /* more */ \\ ~ -- ...",
    'O\'Hara & "Sons" <script>alert(1)</script>',
    "Größe ąęłżźćńśó ñ¿¡ éèêçœ ẞ € £ ½ № ×",
]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_markup_in_text_stays_text(hostile: str) -> None:
    whole = paper(
        Kind.INVOICE,
        title=hostile,
        to=Address(hostile, (hostile,)),
        facts=(Fact("order", hostile),),
        intro=hostile,
        notes=(hostile,),
        lines=(replace(TEA, name=hostile, note=hostile, code="X"),),
    )
    said = text_of(render_pdf(whole)).replace("\n", "").replace(" ", "")

    assert said.count(hostile.replace(" ", "")) >= 6


def test_text_of_every_script_and_length_is_printed() -> None:
    strange = "שלום مرحبا 漢字 😀 👩‍👩‍👧 \x00\x07\x1b \ud800 \ufffe e\u0301"
    long = "W" * 3000
    whole = paper(
        Kind.DELIVERY_NOTE,
        number="Ω" * 40,
        company=replace(NORTHGATE, name=strange * 9, logo=b"not a picture"),
        to=Address(strange * 20, (long,)),
        facts=(Fact(strange, long),),
        lines=(Line(name=long, note=strange, code="C" * 200, unit="u" * 50, quantity=10**15), Line()),
        notes=(long,),
    )
    said = "".join(text_of(render_pdf(whole)).split())

    assert "W" * 3000 in said.replace("C", "")
    assert "é" in said
    assert all(len(page) > 0 for page in pages_of(render_pdf(whole)))


def test_reordering_characters_cannot_make_a_paper_lie() -> None:
    said = text_of(render_pdf(paper(Kind.INVOICE, notes=("pay \u202e00.1 not 1.00\u202c",))))

    assert "pay 00.1 not 1.00" in said


def test_a_long_word_is_broken_inside_its_column() -> None:
    whole = paper(Kind.QUOTE, lines=(replace(TEA, name="N" * 120, code="C" * 60),))
    page = pages_of(render_pdf(whole))[0]
    longest_row = max(line.count("N") for line in page)

    assert 5 < longest_row < 60


def test_a_paper_without_lines_says_so_and_a_worksheet_stays_empty() -> None:
    assert "No lines." in text_of(render_pdf(paper(Kind.INVOICE, lines=(), totals=(), taxes=())))
    assert "No lines." not in text_of(render_pdf(paper(Kind.PICK_LIST, lines=())))


def test_letter_paper_is_letter_and_a4_is_a4() -> None:
    sizes = {
        size: tuple(
            round(float(edge))
            for edge in PdfReader(
                BytesIO(render_pdf(paper(Kind.INVOICE, company=replace(NORTHGATE, size=size))))
            )
            .pages[0]
            .mediabox[2:]
        )
        for size in Size
    }

    assert sizes == {Size.A4: (595, 842), Size.LETTER: (612, 792)}


def test_the_address_stands_in_the_envelopes_window() -> None:
    """Left, right, top, bottom in mm: of DIN 5008 form B, and of a #10 envelope in which the sheet slips."""
    windows = {Size.A4: (20, 105, 45, 90), Size.LETTER: (22, 136, 52, 92)}
    for size, (left, right, top, bottom) in windows.items():
        for line, (x, y) in places_of(
            render_pdf(paper(Kind.INVOICE, company=replace(NORTHGATE, size=size))), (CAFE.name, *CAFE.lines)
        ).items():
            assert left < x < right, (size, line)
            assert top < y < bottom, (size, line)


def places_of(pdf: bytes, wanted: tuple[str, ...]) -> dict[str, tuple[float, float]]:
    """Where each text begins on the first page, in millimetres from its upper left corner."""
    page = PdfReader(BytesIO(pdf)).pages[0]
    height = float(page.mediabox.height)
    found: dict[str, tuple[float, float]] = {}

    def visit(said: str, outer: list[float], inner: list[float], _font: object, _size: float) -> None:
        x = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
        y = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
        if said.strip() in wanted:
            found[said.strip()] = (x * 25.4 / 72, (height - y) * 25.4 / 72)

    page.extract_text(visitor_text=visit)
    assert set(found) == set(wanted)
    return found


def test_a_logo_stands_for_the_name_and_an_unknown_file_does_not() -> None:
    with_logo = render_pdf(paper(Kind.QUOTE, company=replace(NORTHGATE, logo=LOGO, lines=())))
    without = render_pdf(paper(Kind.QUOTE, company=replace(NORTHGATE, logo=b"nonsense", lines=())))

    assert text_of(without).count(NORTHGATE.name) - text_of(with_logo).count(NORTHGATE.name) == 1


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert render_pdf(paper(Kind.INVOICE)) == render_pdf(paper(Kind.INVOICE))


def test_own_templates_stand_in_for_ours(tmp_path: Path) -> None:
    (tmp_path / "foot.typ").write_text(
        "#let nothing(data) = []\n"
        "#let (ageing, notes, page-foot, signatures) = (nothing,) * 4\n"
        "#let sums(data) = [Our own sums]\n"
    )
    said = text_of(render_pdf(paper(Kind.INVOICE), templates=tmp_path))

    assert "Our own sums" in said
    assert "17,255.00" not in said


def test_an_unknown_language_is_written_in_english_with_its_own_figures() -> None:
    said = text_of(render_pdf(paper(Kind.INVOICE, locale="fr")))

    assert "Invoice DOC-2025-00042" in said
    assert "17 255,00 €" in said


def test_the_table_of_texts_is_whole() -> None:
    holes = [
        key
        for key, words in TEXTS.items()
        if len(words) != len(LANGUAGES) or not all(word.strip() for word in words)
    ]

    assert holes == []
    assert {f"title.{kind}" for kind in Kind} <= set(TEXTS)


def test_own_templates_are_taken_from_the_data_folder(tmp_path: Path, settings: LazySettings) -> None:
    settings.DATA_DIR = tmp_path
    ours = render_pdf(paper(Kind.QUOTE))
    (tmp_path / "papers").mkdir()
    theme = (TEMPLATES / "theme.typ").read_text()
    (tmp_path / "papers" / "theme.typ").write_text(theme.replace("#let size = 10pt", "#let size = 11pt"))

    assert render_pdf(paper(Kind.QUOTE)) != ours


def test_the_guides_example_prints() -> None:
    guide = Path(__file__).parents[3] / "docs" / "guide" / "papers.md"
    example = guide.read_text().split("```python\n")[1].split("```")[0]
    names: dict[str, Any] = {}
    exec(example.rsplit("Path(", 1)[0], names)

    said = text_of(render_pdf(names["paper"]))
    assert "Rechnung INV-2025-00042" in said
    assert "1 TEA-1000 Earl Grey 2 case 60,00 120,00" in said
    assert "Gesamtbetrag 120,00 €" in said
