"""Open orders: one row per line; the rows of one order are kept together, or none of them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.errors import Invalid, Refusal
from tradepost.domain.catalog.queries import CodeOf
from tradepost.domain.imports import queries as imports_queries
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales.commands import LineInput, OrderInput
from tradepost.doors.files.fields import Field, Values
from tradepost.doors.files.ids import id_of
from tradepost.doors.files.kinds.prices import SKU, items_in
from tradepost.doors.files.outcome import Effect, Kind, Options, Outcome, RowsRefused, Typed

_FIELDS = (
    Field(
        "order",
        ("order number", "order no", "order ID", "order code", "sales order", "document", "invoice", "Auftrag",
         "Auftragsnummer", "Auftragsnr", "Bestellnummer", "pedido", "número de pedido"),
        needed=True,
    ),
    Field(
        "customer",
        ("customer number", "customer ID", "customer no", "customer code", "account", "account number", "Kunde",
         "Kundennummer", "Kundennr", "cliente", "número de cliente", "código de cliente"),
        needed=True,
    ),
    SKU,
    Field("quantity", ("qty", "amount ordered", "open quantity", "Menge", "Anzahl", "cantidad"), "amount", needed=True),
    Field("unit", ("UOM", "unit of measure", "Einheit", "ME", "unidad")),
    Field("unit_price", ("price", "net price", "Preis", "Einzelpreis", "precio", "precio unitario"), "amount"),
    Field("discount_percent", ("discount", "line discount", "Rabatt", "descuento"), "percent"),
    Field("ordered_on", ("order date", "date", "invoice date", "Auftragsdatum", "Bestelldatum", "Datum", "fecha"),
          "day"),
    Field(
        "requested_on",
        ("required date", "requested date", "delivery date", "due date", "Wunschtermin", "Liefertermin",
         "fecha de entrega"),
        "day",
    ),
    Field("customer_po", ("PO", "PO number", "purchase order", "your reference", "Bestellnummer des Kunden",
                          "orden de compra")),
    Field("freight", ("shipping", "shipping cost", "Fracht", "Versandkosten", "portes", "flete"), "amount"),
    Field("note", ("notes", "comment", "remarks", "Bemerkung", "Notiz", "nota", "observaciones")),
)  # fmt: skip
_OF_ORDER = ("customer", "ordered_on", "requested_on", "customer_po", "freight", "note")


def _key(values: Values) -> str:
    return str(values["order"])


def _load(by: By, rows: Sequence[Typed], options: Options) -> list[Outcome]:
    items = items_in(rows)
    customers = parties_queries.customer_ids([row.values["customer"] for row in rows])
    unknown = {
        row.number: f"There is no customer {row.values['customer']}. Import the customers first."
        for row in rows
        if row.values["customer"] not in customers
    }
    if unknown:
        raise RowsRefused(unknown)
    by_key: dict[str, list[Typed]] = defaultdict(list)
    for row in rows:
        by_key[_key(row.values)].append(row)
    groups = list(by_key.values())
    days = {_day(by, lines) for lines in groups}
    outcomes: list[Outcome] = []
    for day in sorted(days):
        mine = [lines for lines in groups if _day(by, lines) == day]
        outcomes += _place(_at(by, day), mine, items, customers, options)
    return outcomes


def _day(by: By, lines: Sequence[Typed]) -> date:
    day: date = lines[0].values.get("ordered_on", by.now.date())
    return min(day, by.now.date())


def _at(by: By, day: date) -> By:
    """At noon of an earlier day: an old order is as old as it is, at the prices of its day."""
    return by if day == by.now.date() else by.at(datetime.combine(day, time(12), UTC))


def _place(
    by: By,
    groups: Sequence[list[Typed]],
    items: Mapping[int, CodeOf],
    customers: Mapping[str, UUID],
    options: Options,
) -> list[Outcome]:
    ids = _ids([_key(lines[0].values) for lines in groups])
    orders = [_order(lines, items, customers, options, ids[_key(lines[0].values)]) for lines in groups]
    placed = sales.place_orders(by, orders=orders)
    outcomes = []
    for lines, answer in zip(groups, placed, strict=True):
        for place, row in enumerate(lines):
            key = _key(row.values)
            if answer.refusal is not None:
                reason = _reason(answer.refusal, place)
                outcomes.append(Outcome(row.number, key, "refused", reason))
                continue
            order_id = answer.order_id
            if answer.again:
                outcomes.append(Outcome(row.number, key, "same", answer.number, order_id))
                continue
            made = Effect("order", order_id, row.values, at={"number": answer.number})
            told = " ".join(text for text in (answer.number, answer.rounded.get(place, "")) if text)
            outcomes.append(Outcome(row.number, key, "made", told, order_id, (made,)))
    return outcomes


def _ids(keys: Sequence[str]) -> dict[str, list[object]]:
    """What makes the id of each order: its own number, and the ids of those that were taken back before it."""
    parts: dict[str, list[object]] = {key: [key] for key in keys}
    while gone := imports_queries.taken_back([id_of("order", *part) for part in parts.values()]):
        for part in parts.values():
            if (order_id := id_of("order", *part)) in gone:
                part.append(order_id)
    return parts


def _order(
    lines: Sequence[Typed],
    items: Mapping[int, CodeOf],
    customers: Mapping[str, UUID],
    options: Options,
    parts: Sequence[object],
) -> OrderInput:
    said = {name: lines[0].values[name] for name in _OF_ORDER if name in lines[0].values}
    key = _key(lines[0].values)
    return OrderInput(
        order_id=id_of("order", *parts),
        customer_id=customers[said["customer"]],
        lines=[
            LineInput(
                item_id=items[row.number].item_id,
                quantity=row.values["quantity"],
                unit=row.values.get("unit", items[row.number].unit),
                unit_price=row.values.get("unit_price"),
                discount_percent=row.values.get("discount_percent"),
                line_id=id_of("order line", *parts, place),
            )
            for place, row in enumerate(lines)
        ],
        customer_po=said.get("customer_po", ""),
        requested_on=said.get("requested_on"),
        freight=said.get("freight"),
        note=said.get("note", "") or f"Order {key}, imported",
        confirm=options.confirm,
    )


def _reason(refusal: Refusal, place: int) -> str:
    """What is wrong with this line, else with the order."""
    if isinstance(refusal, Invalid):
        mine = [
            sentence
            for field, sentence in refusal.facts.get("fields", {}).items()
            if field.startswith(f"lines.{place}.")
        ]
        return " ".join(mine) or f"The order is refused: {refusal.message}"
    return refusal.message


ORDERS = Kind("orders", _FIELDS, _key, _load, together=True)
