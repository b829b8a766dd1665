"""Open orders: one row per line; the rows of one order are kept together, or none of them.

Where it was said so, rows below 0 are credit notes, and rows that name no customer are for one.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
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
from tradepost.doors.files.kinds import cancelled
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
    Field("quantity", ("qty", "amount ordered", "open quantity", "Menge", "Anzahl", "cantidad"), "signed", needed=True),
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
_OF_ORDER = ("ordered_on", "requested_on", "customer_po", "freight", "note")


def _key(values: Values) -> str:
    return str(values["order"])


NAMES_NONE = "It names no customer: "
"""Begins what is told of a row that was taken for the customer of all such rows."""


def _load(by: By, rows: Sequence[Typed], options: Options) -> list[Outcome]:
    by_key: dict[str, list[Typed]] = defaultdict(list)
    for row in rows:
        by_key[_key(row.values)].append(row)
    named = {key: _customer(lines, options) for key, lines in by_key.items()}
    items = items_in(rows)
    customers = parties_queries.customer_ids(sorted(set(named.values())))
    faults: dict[int, str] = {}
    for key, lines in by_key.items():
        if named[key] not in customers:
            told = f"There is no customer {named[key]}. Import the customers first."
            faults |= {row.number: told for row in lines}
        else:
            faults |= cancelled.faults_of(lines, key, options)
    if faults:
        raise RowsRefused(faults)
    notes = {
        row.number: f"It names no customer: {named[key]} is taken."
        for key, lines in by_key.items()
        for row in lines
        if "customer" not in row.values
    }
    back = [
        (key, lines, customers[named[key]], _day(by, lines))
        for key, lines in by_key.items()
        if cancelled.is_cancelled(lines)
    ]
    gone = {key for key, *_ in back}
    groups = [(lines, customers[named[key]]) for key, lines in by_key.items() if key not in gone]
    outcomes: list[Outcome] = []
    for day in sorted({_day(by, lines) for lines, _ in groups}):
        mine = [group for group in groups if _day(by, group[0]) == day]
        outcomes += _place(_at(by, day), mine, items, notes, options)
    return outcomes + cancelled.issue(by, back, items, notes)


def _customer(lines: Sequence[Typed], options: Options) -> str:
    """Whom an order is for: its first row that names somebody, else whoever was said for such rows."""
    return next((row.values["customer"] for row in lines if "customer" in row.values), options.customer)


def _spared(options: Options) -> Collection[str]:
    return ("customer",) if options.customer else ()


def _day(by: By, lines: Sequence[Typed]) -> date:
    day: date = lines[0].values.get("ordered_on", by.now.date())
    return min(day, by.now.date())


def _at(by: By, day: date) -> By:
    """At noon of an earlier day: an old order is as old as it is, at the prices of its day."""
    return by if day == by.now.date() else by.at(datetime.combine(day, time(12), UTC))


def _place(
    by: By,
    groups: Sequence[tuple[list[Typed], UUID]],
    items: Mapping[int, CodeOf],
    notes: Mapping[int, str],
    options: Options,
) -> list[Outcome]:
    ids = _ids([_key(lines[0].values) for lines, _ in groups])
    orders = [
        _order(lines, items, customer_id, options, ids[_key(lines[0].values)])
        for lines, customer_id in groups
    ]
    placed = sales.place_orders(by, orders=orders)
    outcomes = []
    for (lines, _customer_id), answer in zip(groups, placed, strict=True):
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
            note = notes.get(row.number, "")
            number = f"{answer.number}." if note else answer.number
            told = " ".join(text for text in (number, answer.rounded.get(place, ""), note) if text)
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
    customer_id: UUID,
    options: Options,
    parts: Sequence[object],
) -> OrderInput:
    said = {name: lines[0].values[name] for name in _OF_ORDER if name in lines[0].values}
    key = _key(lines[0].values)
    return OrderInput(
        order_id=id_of("order", *parts),
        customer_id=customer_id,
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


ORDERS = Kind("orders", _FIELDS, _key, _load, together=True, spared=_spared)
