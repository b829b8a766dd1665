"""Prices of items and brands in one list, by unit, quantity and first day."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

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
    replace(SKU, unless="brand"),
    Field("brand", ("brand name", "make", "Marke", "Markenname", "marca")),
    Field(
        "percent_off",
        ("percent off list price", "% off", "Prozent Nachlass", "Nachlass vom Listenpreis", "porcentaje de descuento"),
        "percent",
    ),
    Field(
        "price",
        ("unit price", "amount", "list price", "net price", "Preis", "Einzelpreis", "Stückpreis", "Nettopreis",
         "precio", "precio unitario"),
        "amount",
        needed=True,
        unless="percent_off",
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


@dataclass(frozen=True, slots=True)
class Subject:
    """What a price is for, and the unit that its code stands for."""

    item_id: UUID | None = None
    brand_id: UUID | None = None
    unit: str = ""

    @property
    def id(self) -> UUID | None:
        return self.item_id or self.brand_id


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


def subjects_in(rows: Sequence[Typed]) -> dict[int, Subject]:
    """The item or the brand of each row. Raises RowsRefused where it names both, has two prices, or is unknown."""
    wrong = {}
    for row in rows:
        if "sku" in row.values and "brand" in row.values:
            wrong[row.number] = "It names an item and a brand. Write each into a row of its own."
        elif "price" in row.values and "percent_off" in row.values:
            wrong[row.number] = "It has a price and a percentage. Write one of them."
    if wrong:
        raise RowsRefused(wrong)
    of_brands = [row for row in rows if "brand" in row.values]
    brands = catalog_queries.brands_named([row.values["brand"] for row in of_brands]) if of_brands else {}
    unknown = {
        row.number: f"There is no brand {row.values['brand']}. Import the items first."
        for row in of_brands
        if row.values["brand"] not in brands
    }
    if unknown:
        raise RowsRefused(unknown)
    items = items_in([row for row in rows if "brand" not in row.values])
    return {number: Subject(item_id=found.item_id, unit=found.unit) for number, found in items.items()} | {
        row.number: Subject(brand_id=brands[row.values["brand"]]) for row in of_brands
    }


def _price(row: Typed, subject: Subject) -> PriceInput:
    values = row.values
    is_percent = "percent_off" in values
    return PriceInput(
        values["percent_off"] if is_percent else values["price"],
        item_id=subject.item_id,
        brand_id=subject.brand_id,
        kind="percent" if is_percent else "fixed",
        unit=values.get("unit", subject.unit),
        minimum_quantity=values.get("minimum_quantity", 1) or 1,
        valid_from=values.get("valid_from"),
        valid_until=values.get("valid_until"),
        is_net=values.get("net", False),
        quota=values.get("quota"),
        **counted_with(values.get("counted_with", "")),
    )


def _key(values: Values) -> str:
    parts = [
        values.get("sku", ""),
        values.get("brand", ""),
        "%" if "percent_off" in values else "",
        values.get("unit", ""),
        values.get("minimum_quantity", 1),
        values.get("valid_from"),
    ]
    return " ".join(str(part) for part in parts if part not in ("", None, 1))


def _load(by: By, rows: Sequence[Typed], options: Options) -> list[Outcome]:
    subjects = subjects_in(rows)
    asked = [(row, _price(row, subjects[row.number])) for row in rows]
    if options.price_version:
        made: list[Effect] = []
        found = set_draft_prices(by, draft_of(by, options.price_version), asked)
    else:
        price_list_id, made = price_list_of(by, options.price_list)
        found = set_prices(by, price_list_id, asked)
    outcomes = []
    for row in rows:
        key, subject_id, effect = _key(row.values), subjects[row.number].id, found.get(row.number)
        if effect is None:
            outcomes.append(Outcome(row.number, key, "same", "", subject_id))
            continue
        verdict: Verdict = "made" if effect.old is None else "changed"
        outcomes.append(Outcome(row.number, key, verdict, "", subject_id, (*made, effect)))
        made = []
    return outcomes


PRICES = Kind("prices", _FIELDS, _key, _load)
