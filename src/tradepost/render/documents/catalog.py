"""Barcode labels of items."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from tradepost.domain.catalog.models import Code, Item
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.pricing.queries import ListPrice
from tradepost.render.papers import Label, Size


def usual_sheet() -> str:
    """The name of the sheet of labels that fits the paper our printers hold. One statement."""
    is_letter = Size.usual_in(parties_queries.company().country) is Size.LETTER
    return "letter-3x10" if is_letter else "a4-3x8"


def item_labels(
    items: Sequence[Item],
    *,
    unit: str = "",
    copies: int = 1,
    prices: Mapping[UUID, ListPrice] | None = None,
) -> list[Label]:
    """A label per item, as often as `copies`: the barcode of the packing, else our own code, else the SKU.

    `unit` empty: the base unit. A price is that of one base unit and printed only with it.
    """
    return [_label(item, unit, copies, (prices or {}).get(item.pk)) for item in items]


def _label(item: Item, unit: str, copies: int, price: ListPrice | None) -> Label:
    packing = next((one for one in item.units.all() if one.name == unit), None)
    detail = f"{unit} · {packing.numerator} {item.base_unit}" if packing else item.base_unit
    printed = price if packing is None else None
    return Label(
        name=item.name,
        code=item.sku,
        barcode=_barcode(list(item.codes.all()), unit) or item.sku,
        detail=detail,
        price=printed.amount if printed else None,
        currency=printed.currency if printed else "EUR",
        copies=copies,
    )


def _barcode(codes: Sequence[Code], unit: str) -> str:
    """A GTIN first, then our own code; other parties' codes mean nothing on our shelf."""
    of_packing = [code for code in codes if code.unit == unit]
    for kind in ("gtin", "own"):
        if found := next((code.code for code in of_packing if code.kind == kind), ""):
            return found
    return ""
