"""What goods cost is not told to roles without `catalog.read_cost`: not in a figure, a sum, a file or an order of rows.

Every cost in the database is tripled below all rules; what these roles read must stay the same to the byte. Everyday
half of the addresses are read.
"""

from __future__ import annotations

import pytest
from django.db import connection
from django.utils import timezone

from rota import is_due
from security.bodies import query_of
from security.company import Company
from security.doorplates import api, office
from security.test_others import _plain
from security.visitors import Visitor

WITHOUT_COSTS = ("viewer", "sales", "warehouse")
"""Who reads most comes first; of the others what the ones before did not open."""
COSTS = {
    "inventory_position": ("value",),
    "inventory_move": ("value",),
    "inventory_month_sum": ("value",),
    "inventory_layer": ("value", "value_left"),
    "fulfilment_shipment": ("value",),
    "fulfilment_shipment_line": ("value",),
    "purchasing_purchase_order": ("total",),
    "purchasing_purchase_order_line": ("unit_price", "net"),
    "purchasing_receipt": ("value",),
    "purchasing_receipt_line": ("value",),
    "purchasing_landed_cost": ("amount", "rate", "value", "to_stock", "to_cost"),
    "purchasing_landed_cost_line": ("measure", "share", "to_stock", "to_cost"),
    "purchasing_store_withdrawal": ("rate", "amount", "value"),
    "purchasing_store_withdrawal_line": ("price", "amount", "value"),
    "purchasing_store_statement": ("amount",),
    "purchasing_supplier_item": ("price",),
    "purchasing_supplier_item_history": ("price",),
    "counting_count": ("found_value", "lost_value", "value"),
    "counting_line": ("value",),
    "corrections_correction": ("found_value", "lost_value", "value"),
    "corrections_line": ("value",),
    "transfers_transfer": ("open_value",),
    "transfers_load": ("value", "open_value"),
    "transfers_discrepancy": ("value",),
    "returns_return": ("value",),
    "returns_return_line": ("value",),
}
OF_THE_WAY = {("inventory_leg", "cost")}
"""What a shipment to a country costs on average: of the way, not of the goods."""
NO_COSTS = {"accounts", "base", "billing", "catalog", "mails", "parties", "pricing", "sales"}
"""Rooms without a cost in their own tables; the books, and mails to suppliers, are read by those who see costs."""


def _tripled() -> None:
    with connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        for table, columns in COSTS.items():
            cursor.execute(f"update {table} set " + ", ".join(f"{name} = {name} * 3" for name in columns))
        cursor.execute(
            "update base_event set data = data || jsonb_build_object('value', (data->>'value')::numeric * 3)"
            " where data ? 'value' and jsonb_typeof(data->'value') in ('number', 'string')"
        )
        cursor.execute("set local session_replication_role = origin")


@pytest.mark.parametrize("name", WITHOUT_COSTS)
def test_what_is_read_without_read_cost_does_not_depend_on_costs(
    company: Company, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: moment)
    visitor, billing = Visitor(company, name), Visitor(company, "billing")
    before_them = [Visitor(company, other) for other in WITHOUT_COSTS[: WITHOUT_COSTS.index(name)]]
    plates = [
        plate
        for plate in [*office(), *api()]
        if "GET" in plate.methods
        and is_due(plate.template)
        and not any(other.may(plate.may or "") for other in before_them)
    ]
    assert plates, "each of them opens what the others do not"
    paths = [
        path + query + more
        for plate in plates
        if visitor.may(plate.may or "")
        for path in plate.visits(company, "alpha", most=1)
        for query in [query_of(plate)]
        for more in ("", *(() if plate.kinds or query or plate.door == "api" else ("?export=csv",)))
    ]
    before = {path: _plain(visitor.ask("GET", path)) for path in paths}
    seen = _plain(billing.ask("GET", "/api/v1/reports/stock"))
    _tripled()
    differs = [path for path in paths if _plain(visitor.ask("GET", path)) != before[path]]
    assert not differs, "\n".join(differs)
    assert _plain(billing.ask("GET", "/api/v1/reports/stock")) != seen, "the costs did not change"


def test_every_amount_of_the_rooms_that_keep_costs_is_in_the_table_above(company: Company) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """select table_name, column_name from information_schema.columns
               where table_schema = 'public' and data_type = 'numeric' and column_name <> 'typed_quantity'"""
        )
        found = {
            (table, column) for table, column in cursor.fetchall() if table.split("_")[0] not in NO_COSTS
        }
    rooms = {table.split("_")[0] for table in COSTS}
    known = {(table, column) for table, columns in COSTS.items() for column in columns}
    assert {pair for pair in found if pair[0].split("_")[0] in rooms} == known | OF_THE_WAY
