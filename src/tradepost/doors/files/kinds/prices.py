"""Prices of items in one list, by unit, quantity and first day."""

from collections.abc import Sequence

from tradepost.base.by import By
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.catalog.queries import CodeOf
from tradepost.domain.pricing.commands import PriceInput
from tradepost.doors.files.fields import Field, Values
from tradepost.doors.files.kinds.lists import draft_of, price_list_of, set_draft_prices, set_prices
from tradepost.doors.files.outcome import Effect, Kind, Options, Outcome, RowsRefused, Typed, Verdict

SKU = Field(
    "sku",
    ("item", "item number", "item no", "item code", "product code", "product number", "product ID", "stock code",
     "part number", "article", "article number", "code", "GTIN", "EAN", "Artikelnummer", "Artikelnr", "Artikel-Nr",
     "Artikel", "Art-Nr", "referencia", "código", "código de artículo", "artículo"),
    needed=True,
)  # fmt: skip
_FIELDS = (
    SKU,
    Field(
        "price",
        ("unit price", "amount", "list price", "net price", "Preis", "Einzelpreis", "Stückpreis", "Nettopreis",
         "precio", "precio unitario"),
        "amount",
        needed=True,
    ),
    Field("unit", ("UOM", "unit of measure", "Einheit", "ME", "unidad")),
    Field(
        "minimum_quantity",
        ("min quantity", "minimum", "from quantity", "quantity break", "ab Menge", "Mindestmenge", "Staffel",
         "cantidad mínima"),
        "whole",
    ),
    Field("counted_with", ("together", "mixed group", "price group", "zählt mit", "Preisgruppe", "cuenta con",
                           "grupo de precios")),
    Field("net", ("net price", "no discount", "netto", "Nettopreis ohne Rabatt", "neto"), "yes"),
    Field("quota", ("contract quantity", "Kontingent", "Kontraktmenge", "cupo", "cantidad contratada"), "whole"),
    Field("valid_from", ("from", "start date", "gültig ab", "von", "válido desde", "desde"), "day"),
    Field("valid_until", ("until", "end date", "gültig bis", "bis", "válido hasta", "hasta"), "day"),
)  # fmt: skip


def items_in(rows: Sequence[Typed]) -> dict[int, CodeOf]:
    """The item of each row, by its SKU or any code of it. Raises RowsRefused for unknown ones."""
    found = catalog_queries.items_by_codes([row.values["sku"] for row in rows])
    unknown = {
        row.number: f"There is no item {row.values['sku']}. Import the items first."
        for row in rows
        if row.values["sku"] not in found
    }
    if unknown:
        raise RowsRefused(unknown)
    return {row.number: found[row.values["sku"]] for row in rows}


def counted_with(text: str) -> dict[str, str]:
    """What reaches the quantity: "" one line, "*" all lines of the item, a name all items of that name in the list."""
    if not text:
        return {}
    return {"counted": "item"} if text == "*" else {"counted": "mix", "mix": text}


def _key(values: Values) -> str:
    parts = [
        values["sku"],
        values.get("unit", ""),
        values.get("minimum_quantity", 1),
        values.get("valid_from"),
    ]
    return " ".join(str(part) for part in parts if part not in ("", None, 1))


def _load(by: By, rows: Sequence[Typed], options: Options) -> list[Outcome]:
    items = items_in(rows)
    asked = [
        (
            row,
            PriceInput(
                row.values["price"],
                item_id=items[row.number].item_id,
                unit=row.values.get("unit", items[row.number].unit),
                minimum_quantity=row.values.get("minimum_quantity", 1) or 1,
                valid_from=row.values.get("valid_from"),
                valid_until=row.values.get("valid_until"),
                is_net=row.values.get("net", False),
                quota=row.values.get("quota"),
                **counted_with(row.values.get("counted_with", "")),
            ),
        )
        for row in rows
    ]
    if options.price_version:
        made: list[Effect] = []
        found = set_draft_prices(by, draft_of(by, options.price_version), asked)
    else:
        price_list_id, made = price_list_of(by, options.price_list)
        found = set_prices(by, price_list_id, asked)
    outcomes = []
    for row in rows:
        key, item_id, effect = _key(row.values), items[row.number].item_id, found.get(row.number)
        if effect is None:
            outcomes.append(Outcome(row.number, key, "same", "", item_id))
            continue
        verdict: Verdict = "made" if effect.old is None else "changed"
        outcomes.append(Outcome(row.number, key, verdict, "", item_id, (*made, effect)))
        made = []
    return outcomes


PRICES = Kind("prices", _FIELDS, _key, _load)
