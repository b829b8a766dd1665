"""Items: the SKU names them. A list price, a supplier's offer, a case and a GTIN may stand beside."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.catalog import commands as catalog
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.catalog.commands import CategoryInput, CodeInput, ItemInput, UnitInput
from tradepost.domain.catalog.models import Item
from tradepost.domain.catalog.rules.brands import name_fault
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.pricing.commands import PriceInput
from tradepost.domain.purchasing import commands as purchasing
from tradepost.domain.purchasing import queries as purchasing_queries
from tradepost.domain.purchasing.commands import SupplierItemInput
from tradepost.domain.purchasing.models import SupplierItem
from tradepost.doors.files.faults import by_row
from tradepost.doors.files.fields import Field, Values
from tradepost.doors.files.kinds.lists import price_list_of, set_prices
from tradepost.doors.files.outcome import (
    Effect,
    Kind,
    Options,
    Outcome,
    RowsRefused,
    Typed,
    changed_or_same,
)

_FIELDS = (
    Field(
        "sku",
        ("item number", "item no", "item code", "item", "product code", "product number", "product ID", "stock code",
         "part number", "article number", "code", "ID", "Artikelnummer", "Artikelnr", "Artikel-Nr", "Art-Nr",
         "referencia", "código", "código de artículo"),
        needed=True,
    ),
    Field(
        "name",
        ("item name", "product name", "description", "title", "Bezeichnung", "Artikelbezeichnung", "Name", "Artikel",
         "nombre", "descripción", "artículo", "producto"),
        needed=True,
    ),
    Field("description", ("long description", "details", "Beschreibung", "Langtext", "descripción larga")),
    Field("category", ("category name", "product group", "Kategorie", "Warengruppe", "categoría", "familia")),
    Field("brand", ("brand name", "make", "Marke", "Markenname", "marca")),
    Field("base_unit", ("unit", "UOM", "unit of measure", "Einheit", "Mengeneinheit", "ME", "unidad")),
    Field("tracking", ("tracked by", "Verfolgung", "seguimiento")),
    Field("tax_class", ("tax", "tax rate class", "Steuerklasse", "clase de impuesto")),
    Field("weight_g", ("weight in grams", "weight g", "Gewicht g", "peso g"), "whole"),
    Field("volume_ml", ("volume in millilitres", "volume ml", "volume cm3", "Volumen ml", "volumen ml"), "whole"),
    Field("costing", ("valuation", "costing method", "Bewertung", "Bewertungsverfahren", "valoración")),
    Field("minimum_quantity", ("minimum order quantity", "MOQ", "Mindestmenge", "cantidad mínima"), "whole"),
    Field("increment", ("order multiple", "multiple", "Schrittmenge", "múltiplo"), "whole"),
    Field("sold_by", ("sold only by", "selling unit", "Verkaufseinheit", "unidad de venta")),
    Field("round_to", ("rounding unit", "logistic unit", "Rundungseinheit", "unidad de redondeo")),
    Field("rounding", ("rounding rule", "Rundung", "redondeo")),
    Field("most_quantity", ("maximum per customer", "Höchstmenge je Kunde", "máximo por cliente"), "whole"),
    Field("most_days", ("maximum within days", "Höchstmenge in Tagen", "máximo en días"), "whole"),
    Field("gtin", ("EAN", "UPC", "barcode", "GTIN-13", "Strichcode", "código de barras")),
    Field("case_quantity", ("units per case", "case size", "pack size", "VPE", "Stück je Karton",
                            "unidades por caja"), "whole"),
    Field("list_price", ("price", "unit price", "sales price", "Preis", "Listenpreis", "VK", "precio", "PVP"),
          "amount"),
    Field("supplier", ("supplier number", "supplier ID", "vendor ID", "Lieferant", "Lieferantennummer", "proveedor")),
    Field("supplier_sku", ("supplier item", "vendor part number", "Lieferanten-Artikelnummer",
                           "referencia del proveedor")),
    Field("supplier_price", ("cost", "purchase price", "Einkaufspreis", "EK", "coste", "precio de compra"), "amount"),
    Field("discontinued", ("is discontinued", "inactive", "Auslauf", "ausgelaufen", "descatalogado"), "yes"),
)  # fmt: skip
_CREATED = (
    "name",
    "description",
    "base_unit",
    "tracking",
    "tax_class",
    "weight_g",
    "volume_ml",
    "costing",
    "minimum_quantity",
    "increment",
    "sold_by",
    "round_to",
    "rounding",
    "most_quantity",
    "most_days",
)
_CHANGED = tuple(name for name in _CREATED if name not in ("base_unit", "tracking", "costing"))
_FIXED = ("base_unit", "tracking", "costing")


def _key(values: Values) -> str:
    return str(values["sku"])


def _load(by: By, rows: Sequence[Typed], options: Options) -> list[Outcome]:
    known = catalog_queries.item_ids([row.values["sku"] for row in rows])
    ids = {row.number: known.get(row.values["sku"]) or new_id(by.now) for row in rows}
    standing = catalog_queries.ITEMS.rows(by).prefetch_related("units", "codes").in_bulk(list(ids.values()))
    _refuse_fixed(rows, ids, standing)
    categories, made_categories = _categories(by, rows)
    brands, made_brands = _brands(by, rows)
    fresh = [row for row in rows if ids[row.number] not in standing]
    with by_row(fresh):
        catalog.create_items(by, items=[_input(row, ids[row.number], categories, brands) for row in fresh])
    effects: dict[int, list[Effect]] = {
        row.number: [
            *made_categories.pop(row.values.get("category", "").casefold(), []),
            *made_brands.pop(brands.get(row.values.get("brand", "")), []),
        ]
        for row in rows
    }
    for row in rows:
        if (item := standing.get(ids[row.number])) is not None:
            effects[row.number] += _change(by, item, row, categories, brands)
        else:
            effects[row.number].append(Effect("item", ids[row.number], _own(row.values)))
    for found in (_prices(by, rows, ids, options), _offers(by, rows, ids)):
        for number, more in found.items():
            effects[number] += more
    return [_outcome(row, ids[row.number], standing, effects[row.number]) for row in rows]


def _outcome(row: Typed, item_id: UUID, standing: Mapping[UUID, Item], effects: Sequence[Effect]) -> Outcome:
    key = _key(row.values)
    if item_id in standing:
        return changed_or_same(row.number, key, item_id, effects)
    return Outcome(row.number, key, "made", "", item_id, tuple(effects))


def _own(values: Values) -> Values:
    """What a row says of the item itself; prices and offers are told beside it."""
    beside = ("list_price", "supplier", "supplier_sku", "supplier_price")
    return {name: value for name, value in values.items() if name not in beside}


def _input(row: Typed, item_id: UUID, categories: Mapping[str, UUID], brands: Mapping[str, str]) -> ItemInput:
    values = row.values
    plain: dict[str, Any] = {name: values[name] for name in _CREATED if name in values}
    return ItemInput(
        item_id=item_id,
        sku=values["sku"],
        category_id=categories[values["category"].casefold()] if "category" in values else None,
        brand=brands.get(values.get("brand", ""), values.get("brand", "")),
        gtin=values.get("gtin", ""),
        is_discontinued=values.get("discontinued", False),
        units=_units(values),
        **plain,
    )


def _units(values: Values) -> list[UnitInput]:
    quantity = values.get("case_quantity", 0)
    return [UnitInput("case", quantity, is_case=True)] if quantity > 1 else []


def _change(
    by: By, item: Item, row: Typed, categories: Mapping[str, UUID], brands: Mapping[str, str]
) -> list[Effect]:
    wanted = {name: row.values[name] for name in _CHANGED if name in row.values}
    if "category" in row.values:
        wanted["category_id"] = categories[row.values["category"].casefold()]
    if "brand" in row.values:
        wanted["brand"] = brands.get(row.values["brand"], row.values["brand"])
    stands = {name: getattr(item, name) for name in wanted}
    if "brand" in stands:
        stands["brand"] = item.brand.name if item.brand else ""
    different = {name: value for name, value in wanted.items() if stands[name] != value}
    old = {name: stands[name] for name in different}
    effects = []
    units = {unit.name.lower() for unit in item.units.all()}
    for unit in _units(row.values):
        if unit.name not in units:
            catalog.add_unit(by, item_id=item.id, unit=unit)
            said = {"case_quantity": unit.numerator}
            effects.append(Effect("unit", item.id, said, at={"unit": unit.name}))
    # After its units: it may be sold by them.
    if different:
        catalog.change_item(by, item_id=item.id, **different)
    gtin = row.values.get("gtin", "")
    if gtin and gtin.lstrip("0") not in {code.code.lstrip("0") for code in item.codes.all()}:
        catalog.add_codes(by, codes=[(item.id, CodeInput("gtin", gtin))])
        effects.append(Effect("code", item.id, {"gtin": gtin}))
    if row.values.get("discontinued") and item.state == "active":
        catalog.discontinue_item(by, item_id=item.id)
        different["discontinued"], old["discontinued"] = True, False
    return ([Effect("item", item.id, different, old)] if different else []) + effects


def _refuse_fixed(rows: Sequence[Typed], ids: Mapping[int, UUID], standing: Mapping[UUID, Item]) -> None:
    """What stock is counted by stays as it is."""
    wrong = {}
    for row in rows:
        item = standing.get(ids[row.number])
        for name in _FIXED:
            if item is not None and name in row.values and row.values[name] != getattr(item, name):
                wrong[row.number] = f"{name} is {getattr(item, name)!r} and cannot be changed."
    if wrong:
        raise RowsRefused(wrong)


def _categories(by: By, rows: Sequence[Typed]) -> tuple[dict[str, UUID], dict[str, list[Effect]]]:
    """The categories named, by name in lower case, and which of them were made for it, at the top."""
    named = {
        row.values["category"].casefold(): row.values["category"] for row in rows if "category" in row.values
    }
    if not named:
        return {}, {}
    found = {row.name.casefold(): row.id for row in catalog_queries.categories()}
    fresh = [CategoryInput(new_id(by.now), named[key]) for key in sorted(named.keys() - found.keys())]
    catalog.create_categories(by, categories=fresh)
    made = {
        given.name.casefold(): [Effect("category", given.category_id, {"category": given.name})]
        for given in fresh
    }
    return found | {given.name.casefold(): given.category_id for given in fresh}, made


def _brands(by: By, rows: Sequence[Typed]) -> tuple[dict[str, str], dict[str | None, list[Effect]]]:
    """How the brands named are spelt, and by that name those that were made for it. Too long ones are left out."""
    named = list(dict.fromkeys(row.values["brand"] for row in rows if "brand" in row.values))
    named = [name for name in named if not name_fault(name)]
    if not named:
        return {}, {}
    standing = set(catalog_queries.brands_named(named).values())
    ids = catalog.create_brands(by, names=named)
    spelt = catalog_queries.brand_names([str(pk) for pk in ids.values()])
    made: dict[str | None, list[Effect]] = {
        spelt[str(pk)]: [Effect("brand", pk, {"brand": spelt[str(pk)]})]
        for pk in ids.values()
        if pk not in standing
    }
    return {name: spelt[str(pk)] for name, pk in ids.items()}, made


def _prices(
    by: By, rows: Sequence[Typed], ids: Mapping[int, UUID], options: Options
) -> dict[int, list[Effect]]:
    asked = [
        (row, PriceInput(row.values["list_price"], item_id=ids[row.number]))
        for row in rows
        if "list_price" in row.values
    ]
    if not asked:
        return {}
    price_list_id, made = price_list_of(by, options.price_list)
    found = {
        number: [effect] for number, effect in set_prices(by, price_list_id, asked, "list_price").items()
    }
    if found:
        first = min(found)
        found[first] = [*made, *found[first]]
    return found


def _offers(by: By, rows: Sequence[Typed], ids: Mapping[int, UUID]) -> dict[int, list[Effect]]:
    told = [row for row in rows if "supplier" in row.values and "supplier_price" in row.values]
    if not told:
        return {}
    suppliers = parties_queries.supplier_ids([row.values["supplier"] for row in told])
    unknown = {
        row.number: f"There is no supplier {row.values['supplier']}. Import the suppliers first."
        for row in told
        if row.values["supplier"] not in suppliers
    }
    if unknown:
        raise RowsRefused(unknown)
    asked = {"item": [str(ids[row.number]) for row in told]}
    offers = purchasing_queries.SUPPLIER_ITEMS.narrowed(by, asked)
    standing = {(offer.supplier_id, offer.item_id): offer for offer in offers}
    wanted, effects = [], {}
    for row in told:
        supplier_id, item_id = suppliers[row.values["supplier"]], ids[row.number]
        price, sku = row.values["supplier_price"], row.values.get("supplier_sku", "")
        now = standing.get((supplier_id, item_id))
        if now is None or now.price != price or (sku and now.supplier_sku != sku):
            wanted.append((row, _offer(supplier_id, item_id, price, sku, now)))
            new = {"supplier_price": price, "supplier_sku": sku or (now.supplier_sku if now else "")}
            old = {"supplier_price": now.price, "supplier_sku": now.supplier_sku} if now else None
            effects[row.number] = [Effect("offer", item_id, new, old, {"supplier_id": supplier_id})]
    with by_row([row for row, _ in wanted]):
        purchasing.set_supplier_items(by, offers=[offer for _, offer in wanted])
    return effects


def _offer(
    supplier_id: UUID, item_id: UUID, price: Decimal, sku: str, now: SupplierItem | None
) -> SupplierItemInput:
    """An offer at this price; what the file does not say of one that stands stays."""
    if now is None:
        return SupplierItemInput(supplier_id, item_id, price, supplier_sku=sku)
    return SupplierItemInput(
        supplier_id,
        item_id,
        price,
        supplier_sku=sku or now.supplier_sku,
        unit=now.unit,
        pack=now.pack,
        minimum_quantity=now.minimum_quantity,
        lead_days=now.lead_days,
        preferred=now.preferred,
    )


ITEMS = Kind("items", _FIELDS, _key, _load)
