"""A kit that is typed as a line: put in its parts by one key."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from tradepost.base.errors import Invalid
from tradepost.base.units import UnitFactor, to_base
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.catalog.rules.kits import Part
from tradepost.domain.sales.rules.findings import Finding
from tradepost.doors.office.sales.entry import Sheet


def propose_parts(sheet: Sheet, lines: Sequence[dict[str, Any]], found: Sequence[Finding]) -> None:
    """Beside each line that is a kit, the lines that its parts come to; two statements where there are some."""
    kits = [one.line for one in found if one.code == "is-a-kit" and one.line is not None]
    if not kits:
        return
    asked = sorted({sheet.asked[place].item_id for place in kits})
    parts = catalog_queries.parts_of(asked)
    units = {
        (unit.item_id, unit.name.lower()): UnitFactor(unit.numerator, unit.denominator)
        for unit in catalog_queries.units_of(asked)
    }
    for place in kits:
        if made := _lines(sheet, place, parts, units):
            label = _("Put in its parts")
            lines[place]["fixes"].append({"cell": "item", "sure": False, "label": label, "lines": made})


def _lines(
    sheet: Sheet,
    place: int,
    parts: Mapping[UUID, Sequence[Part]],
    units: Mapping[tuple[UUID, str], UnitFactor],
) -> list[dict[str, str]]:
    """What each part needs; day, warehouse and note of the kit, whose name stands below each where none was typed."""
    asked, typed = sheet.asked[place], sheet.lines[place]
    try:
        kits = to_base(asked.typed_quantity, units.get((asked.item_id, asked.unit.lower()), UnitFactor()))
    except Invalid:
        return []
    hit = sheet.found[typed["item"]]
    kept = {name: typed.get(name, "") for name in ("wanted", "from", "section", "option") if typed.get(name)}
    emptied = dict.fromkeys(("price", "discount", "lots", "called", "blanket"), "")
    return [
        {
            **emptied,
            **kept,
            "item": part.sku,
            "quantity": str(kits * part.quantity),
            "unit": part.base_unit,
            "note": typed.get("note") or f"{hit.sku} {hit.name}",
        }
        for part in parts.get(asked.item_id, ())
    ]
