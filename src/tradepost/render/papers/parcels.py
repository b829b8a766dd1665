"""Labels for cartons and pallets, one a page of A6: who sends it to whom, and its SSCC as GS1-128."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tradepost.base.gs1 import in_groups
from tradepost.render.papers.barcodes import barcode_svg, modules_of, sscc_svg
from tradepost.render.papers.formats import clean
from tradepost.render.papers.rendering import own_templates
from tradepost.render.papers.texts import language_of, text
from tradepost.render.papers.typesetting import typeset

PAGE = (105, 148)
MODULE_MM, NARROW_MM = Decimal("0.5"), Decimal("0.25")
ROOM_MM = PAGE[0] - 2 * 6


@dataclass(frozen=True)
class Parcel:
    """One label. `facts` are names of `texts.py` under `parcel.` and what stands for them; without an SSCC the bars
    say `code`, the shipment's number."""

    sender: str
    to: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    sscc: str = ""
    code: str = ""
    locale: str = "en"


def render_parcels(parcels: Sequence[Parcel]) -> bytes:
    """The labels as PDF, in order."""
    return _typeset(parcels)[0]


def render_parcels_png(parcels: Sequence[Parcel], *, dots: float = 203) -> list[bytes]:
    """The labels as one PNG each, as a label printer would print them."""
    return _typeset(parcels, form="png", dots=dots)


def _typeset(parcels: Sequence[Parcel], *, form: str = "pdf", dots: float = 144) -> list[bytes]:
    data: dict[str, Any] = {"page": PAGE, "parcels": [_parcel(one) for one in parcels]}
    return typeset(
        "parcel.typ", data, pictures={}, made_on=None, form=form, dots=dots, templates=own_templates()
    )


def _parcel(one: Parcel) -> dict[str, Any]:
    language = language_of(one.locale)
    svg = sscc_svg(one.sscc) if one.sscc else barcode_svg(one.code)
    wide, _ = modules_of(svg)
    return {
        "words": {"from": text("parcel.from", language), "to": text("parcel.to", language)},
        "sender": clean(one.sender),
        "to": [clean(line) for line in one.to],
        "facts": [[text(f"parcel.{name}", language), clean(value)] for name, value in one.facts if value],
        "svg": svg,
        "module": str(MODULE_MM if wide * MODULE_MM <= ROOM_MM else NARROW_MM),
        "text": f"(00) {in_groups(one.sscc)}" if one.sscc else clean(one.code),
    }
