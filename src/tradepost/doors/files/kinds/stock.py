"""Opening stock: what lies there when the books begin, against opening balances.

A row whose place never held the item is made; one that says what lies there is the same; any other is
refused, for it was traded since and a count corrects it.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from django.conf import settings

from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.base.ids import new_id
from tradepost.base.money import ZERO, round_amount
from tradepost.domain.accounts import commands as accounts
from tradepost.domain.accounts.rules import Ledger
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.commands import LotInput, ReceivedInput
from tradepost.doors.files.fields import Field, Values
from tradepost.doors.files.ids import id_of
from tradepost.doors.files.kinds.prices import SKU, items_in
from tradepost.doors.files.outcome import Kind, Options, Outcome, RowsRefused, Typed

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
    Field("expires_on", ("expiry", "expiry date", "best before", "MHD", "caducidad"), "day"),
)  # fmt: skip


def _key(values: Values) -> str:
    return " ".join([values["sku"], values.get("place", ""), values.get("lot", "")]).strip()


def _load(by: By, rows: Sequence[Typed], options: Options) -> list[Outcome]:
    items = {number: found.item_id for number, found in items_in(rows).items()}
    warehouse_id = _warehouse(options.warehouse)
    places = _places(rows, warehouse_id)
    _refuse_wrong_lots(by, rows, items)
    lies = inventory_queries.balances_of(warehouse_id, sorted(set(items.values())))
    outcomes, fresh, wrong = [], [], {}
    for row in rows:
        there = lies.get((items[row.number], places[row.number], row.values.get("lot", "")))
        if there is None and row.values["quantity"]:
            fresh.append(row)
        elif (there or 0) == row.values["quantity"]:
            outcomes.append(Outcome(row.number, _key(row.values), "same"))
        else:
            wrong[row.number] = f"{there} lie there; it was traded or imported before. Count it instead."
    if wrong:
        raise RowsRefused(wrong)
    if fresh:
        _receive(by, fresh, items, places, warehouse_id)
    return outcomes + [Outcome(row.number, _key(row.values), "made") for row in fresh]


def _receive(
    by: By,
    rows: Sequence[Typed],
    items: Mapping[int, UUID],
    places: Mapping[int, UUID],
    warehouse_id: UUID,
) -> None:
    lots = inventory.ensure_lots(
        by,
        lots=[
            LotInput(items[row.number], row.values["lot"], row.values.get("expires_on"))
            for row in rows
            if "lot" in row.values
        ],
    )
    lines = [
        ReceivedInput(
            item_id=items[row.number],
            quantity=row.values["quantity"],
            value=round_amount(row.values["unit_cost"] * row.values["quantity"], settings.BASE_CURRENCY),
            place_id=places[row.number],
            lot_id=lots[items[row.number], row.values["lot"]] if "lot" in row.values else None,
        )
        for row in rows
    ]
    subject = id_of("opening stock", warehouse_id, *(_key(row.values) for row in rows))
    inventory.receive(by, subject_id=subject, warehouse_id=warehouse_id, lines=lines, from_kind="loss")
    _enter(by, subject, sum((line.value for line in lines), ZERO))


def _enter(by: By, subject_id: UUID, value: Decimal) -> None:
    if value:
        lines = [accounts.PostingInput(Ledger.STOCK, value), accounts.PostingInput(Ledger.OPENING, -value)]
        entry = accounts.EntryInput(
            new_id(by.now), "opening", subject_id, by.now.date(), settings.BASE_CURRENCY, lines
        )
        accounts.post(by, entries=[entry])


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
        by_lot = standing[items[row.number]].tracking == "lot"
        if by_lot and "lot" not in row.values:
            wrong[row.number] = "Say the lot: this item is tracked by lot."
        elif not by_lot and "lot" in row.values:
            wrong[row.number] = "Leave the lot out: this item is not tracked by lot."
    if wrong:
        raise RowsRefused(wrong)


STOCK = Kind("stock", _FIELDS, _key, _load)
