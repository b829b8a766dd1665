"""Labels are printed, scanned from the picture and counted in the PDF."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from render.papers.stories import codes_in, pages_of, text_of
from tradepost.base.gs1 import is_gtin
from tradepost.render.papers import (
    A4_3X8,
    LAYOUTS,
    ROLL_57X32,
    Label,
    Layout,
    render_labels,
    render_labels_png,
)

TEA = Label(
    name="Earl Grey, loose, 250 g",
    code="TEA-1000",
    barcode="4006381333931",
    detail="case of 12",
    price=Decimal("12.50"),
)
CODES = {
    "4006381333931": ("EAN13", "4006381333931"),
    "96385074": ("EAN8", "96385074"),
    "15400141288763": ("ITF", "15400141288763"),
    "TEA-1000": ("Code128", "TEA-1000"),
    "4006381333932": ("Code128", "4006381333932"),  # a wrong check digit is an own code
    "LOT/2025/11 #7": ("Code128", "LOT/2025/11 #7"),
}


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("code", CODES)
def test_every_code_scans_from_every_layout(name: str, code: str) -> None:
    """Rolls at the 203 dots an inch of the common label printer, sheets at what an office printer has."""
    dots = 203.2 if name.startswith("roll") else 400
    picture = render_labels_png([replace(TEA, barcode=code)], LAYOUTS[name], dots=dots)[0]

    assert codes_in(picture) == {CODES[code]}


def test_a_upc_scans_as_itself() -> None:
    ((form, said),) = codes_in(render_labels_png([replace(TEA, barcode="036000291452")], dots=400)[0])

    assert form in {"UPCA", "EAN13"}
    assert said.lstrip("0") == "36000291452"


def test_codes_that_bars_cannot_hold_become_a_square() -> None:
    for code in ("K" * 40, "ЧАЙ-7"):
        ((form, said),) = codes_in(render_labels_png([replace(TEA, barcode=code)], dots=400)[0])
        assert (form.startswith("QR"), said) == (True, code)


def test_a_code_too_long_for_a_narrow_label_becomes_a_square() -> None:
    code = "LONG-CODE-1234567890-ABCDE"
    seen = {
        name: {
            form[:4]
            for form, said in codes_in(
                render_labels_png([replace(TEA, barcode=code)], LAYOUTS[name], dots=300)[0]
            )
            if said == code
        }
        for name in ("roll-57x32", "roll-100x50")
    }

    assert seen == {"roll-57x32": {"QRCo"}, "roll-100x50": {"Code"}}


def test_a_label_says_name_code_detail_and_price() -> None:
    (page,) = pages_of(render_labels([replace(TEA, locale="de")], ROLL_57X32))
    said = " ".join(page)

    assert "Earl Grey, loose, 250 g" in said
    assert "TEA-1000 case of 12" in said
    assert "12,50 €" in said
    assert "4006381333931" in said


def test_copies_fill_sheets_after_the_used_labels() -> None:
    ten = [replace(TEA, copies=5), replace(TEA, name="Teapot", copies=5)]
    begun = replace(A4_3X8, used=20)

    assert [sum("Earl Grey" in line for line in page) for page in pages_of(render_labels(ten, begun))] == [
        4,
        1,
    ]
    assert [sum("Teapot" in line for line in page) for page in pages_of(render_labels(ten, begun))] == [0, 5]
    assert len(pages_of(render_labels(ten, ROLL_57X32))) == 10


def test_hostile_names_stay_text_and_inside_the_label() -> None:
    hostile = Label(name='#panic("x") *b* ' + "W" * 500, code="C" * 90, barcode="\x00\n", detail="$x$ @y")
    said = text_of(render_labels([hostile, TEA]))

    assert '#panic("x") *b*' in said
    assert "$x$ @y" in said


@pytest.mark.parametrize(
    "layout",
    [Layout(page=(50, 50), columns=0), Layout(page=(50, 50), used=1), Layout(page=(50, 50), used=-1)],
)
def test_a_layout_without_room_is_refused(layout: Layout) -> None:
    with pytest.raises(ValueError, match="label layout"):
        render_labels([TEA], layout)


@pytest.mark.parametrize(
    ("code", "right"),
    [
        ("4006381333931", True),
        ("4006381333932", False),
        ("96385074", True),
        ("", False),
        ("12345", False),
        ("４００６３８１３３３９３１", False),
    ],
)
def test_is_gtin_checks_the_digit(code: str, right: bool) -> None:
    assert is_gtin(code) is right
