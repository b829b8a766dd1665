"""Opening stock: what lies there when the books begin, against opening balances.

A row whose place never held the item is made; one that says what lies there is the same; any other is
refused, for it was traded since and a count corrects it.
"""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.conf import settings

from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.base.ids import new_id
from tradepost.base.money import round_amount
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.purchasing import commands as purchasing
from tradepost.domain.purchasing.commands import OpeningInput
from tradepost.doors.files.fields import Field, Values
from tradepost.doors.files.kinds.prices import SKU, items_in
from tradepost.doors.files.outcome import Effect, Kind, Options, Outcome, RowsRefused, Typed

_FIELDS = (
    SKU,
    Field(
        "quantity",
        ("qty", "on hand", "stock", "quantity on hand", "in stock", "units in stock", "Menge", "Bestand",
         "Lagerbestand", "cantidad", "existencias"),
        "whole",
        needed=True,
    ),
    Field(
        "unit_cost",
        ("cost", "cost price", "unit cost price", "purchase price", "Einkaufspreis", "EK", "Einstandspreis",
         "coste", "costo", "precio de compra"),
        "amount",
        needed=True,
    ),
    Field("place", ("bin", "location", "shelf", "Lagerplatz", "Platz", "ubicación")),
    Field("lot", ("batch", "lot number", "Charge", "Chargennummer", "lote")),
    Field("expires_on", ("expiry", "expiry date", "use by", "Verfallsdatum", "caducidad"), "day"),
    Field("best_before_on", ("best before", "MHD", "consumo preferente"), "day"),
)  # fmt: skip


def _key(values: Values) -> str:
    return " ".join([values["sku"], values.get("place", ""), values.get("lot", "")]).strip()


def _load(by: By, rows: Sequence[Typed], options: Options) -> list[Outcome]:
    items = {number: found.item_id for number, found in items_in(rows).items()}
    warehouse_id = _warehouse(options.warehouse)
    places = _places(rows, warehouse_id)
    _refuse_wrong_lots(by, rows, items)
    # Under lock before we look: two files at once do not open one place twice.
    counted = {items[row.number] for row in rows if row.values["quantity"]}
    inventory.hold_stock(by, warehouse_id=warehouse_id, item_ids=sorted(counted))
    lies = inventory_queries.balances_of(warehouse_id, sorted(set(items.values())))
    opened = inventory_queries.only_opened(warehouse_id, sorted(set(items.values())))
    outcomes, fresh, wrong = [], [], {}
    for row in rows:
        item_id = items[row.number]
        there = lies.get((item_id, places[row.number], row.values.get("lot", "")))
        if row.values["quantity"] and (there is None or (there == 0 and item_id in opened)):
            fresh.append(row)
        elif (there or 0) == row.values["quantity"]:
            outcomes.append(Outcome(row.number, _key(row.values), "same", "", item_id))
        else:
            wrong[row.number] = f"{there} lie there; it was traded or imported before. Count it instead."
    if wrong:
        raise RowsRefused(wrong)
    if fresh:
        outcomes += _take_in(by, fresh, items, places, warehouse_id)
    return outcomes


def _take_in(
    by: By,
    rows: Sequence[Typed],
    items: Mapping[int, UUID],
    places: Mapping[int, UUID],
    warehouse_id: UUID,
) -> list[Outcome]:
    lines = [
        OpeningInput(
            items[row.number],
            row.values["quantity"],
            round_amount(row.values["unit_cost"] * row.values["quantity"], settings.BASE_CURRENCY),
            place_id=places[row.number],
            lot_code=row.values.get("lot", ""),
            expires_on=row.values.get("expires_on"),
            best_before_on=row.values.get("best_before_on"),
        )
        for row in rows
    ]
    purchasing.take_opening_stock(by, posting_id=new_id(by.now), warehouse_id=warehouse_id, lines=lines)
    outcomes = []
    for row in rows:
        item_id, at = items[row.number], {"warehouse_id": warehouse_id, "place_id": places[row.number]}
        effect = Effect("stock", item_id, row.values, at=at | {"lot": row.values.get("lot", "")})
        outcomes.append(Outcome(row.number, _key(row.values), "made", "", item_id, (effect,)))
    return outcomes


def _warehouse(code: str) -> UUID:
    if not code:
        return inventory_queries.default_warehouse_id()
    for warehouse in inventory_queries.warehouses():
        if warehouse.code.casefold() == code.casefold():
            return warehouse.id
    raise NotFound(f"There is no warehouse {code!r}.")


def _places(rows: Sequence[Typed], warehouse_id: UUID) -> dict[int, UUID]:
    known = {place.code.casefold(): place for place in inventory_queries.places(warehouse_id)}
    main = next(place for place in known.values() if place.kind == "bin")
    wrong = {
        row.number: f"There is no place {row.values['place']!r}. Make it first."
        for row in rows
        if "place" in row.values and row.values["place"].casefold() not in known
    }
    if wrong:
        raise RowsRefused(wrong)
    return {
        row.number: known[row.values["place"].casefold()].id if "place" in row.values else main.id
        for row in rows
    }


def _refuse_wrong_lots(by: By, rows: Sequence[Typed], items: Mapping[int, UUID]) -> None:
    standing = catalog_queries.ITEMS.rows(by).in_bulk(sorted(set(items.values())))
    wrong = {}
    for row in rows:
        by_lot = standing[items[row.number]].is_traced
        if by_lot and "lot" not in row.values:
            wrong[row.number] = "Say the lot: this item is tracked by lot."
        elif not by_lot and "lot" in row.values:
            wrong[row.number] = "Leave the lot out: this item is not tracked by lot."
    if wrong:
        raise RowsRefused(wrong)


STOCK = Kind("stock", _FIELDS, _key, _load)
