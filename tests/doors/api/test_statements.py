"""What a call costs in SQL: exact numbers, the same for one line and for many."""

from decimal import Decimal
from uuid import uuid4

import pytest

from tradepost.base.ids import new_id
from tradepost.domain.catalog import commands as catalog
from tradepost.domain.catalog.commands import ItemInput
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing.commands import PriceInput


def lines_of(trade, count):
    skus = [f"S-{n}" for n in range(count)]
    new = [sku for sku in skus if sku not in trade.items]
    trade.add_items(*new, stock=1000)
    return [{"item_id": str(trade.items[sku]), "quantity": 2} for sku in skus]


@pytest.mark.django_db(transaction=True)
def test_an_order_is_placed_and_promised_in_eleven_statements(trade, api, statements):
    customer = str(trade.customers["Café Blum"])
    counts = []
    for count in (1, 10, 1000):
        body = {"customer_id": customer, "lines": lines_of(trade, count), "confirm": True}
        with statements() as captured:
            placed = api.post("/orders", body, Idempotency_Key=str(uuid4()))
        assert placed.status_code == 201
        counts.append(len(captured))
        with_warehouse = {**body, "warehouse_id": str(trade.warehouse_id)}
        with statements() as captured:
            api.post("/orders", with_warehouse, Idempotency_Key=str(uuid4()))
        counts.append(len(captured))
    # Who asks, begin, claim, terms, warehouse and way, prices, positions, promises, order, events, commit.
    assert counts == [11, 11, 11, 11, 11, 11]


@pytest.mark.django_db(transaction=True)
def test_each_step_of_an_orders_life_takes_at_most_forty_statements(trade, api, statements):
    customer = str(trade.customers["Café Blum"])
    found = {}
    for count in (10, 1000):
        lines, told = lines_of(trade, count), {}

        def step(name, method, path, body=None, told=told):
            with statements() as captured:
                answer = api.send(method, path, body)
            assert answer.status_code in (200, 201), answer.said
            told[name] = len(captured)
            return answer.said

        quote = step("quote", "POST", "/quotes", {"customer_id": customer, "lines": lines})
        step("send", "POST", f"/quotes/{quote['id']}/send")
        step("accept", "POST", f"/quotes/{quote['id']}/accept")
        order = step("order", "POST", f"/quotes/{quote['id']}/order", {"confirm": True})
        shipment = step("release", "POST", f"/orders/{order['id']}/release")
        path = f"/shipments/{shipment['id']}"
        picks = [{"task_id": task["id"], "quantity": task["asked"]} for task in shipment["tasks"]]
        step("pick", "POST", f"{path}/picks", {"picks": picks})
        step("pack", "POST", f"{path}/pack")
        step("ship", "POST", f"{path}/ship")
        invoice = step("invoice", "POST", f"{path}/invoice")
        paid = {"customer_id": customer, "amount": invoice["total"], "paid_on": invoice["invoiced_on"]}
        matches = [{"invoice_id": invoice["id"], "amount": invoice["total"]}]
        step("pay", "POST", "/payments", {**paid, "allocations": matches})
        found[count] = told
    assert found[10] == found[1000]
    assert max(found[10].values()) <= 40, found[10]


LISTS = {
    "/customers": 2,
    "/suppliers": 2,
    "/items": 2,
    "/price-lists": 2,
    "/prices": 2,
    "/quotes": 2,
    "/orders": 2,
    "/orders-to-release": 2,
    "/stock": 3,  # and what is set aside of it
    "/moves": 2,
    "/shipments": 2,
    "/invoices": 2,
    "/payments": 2,
    "/entries": 3,
    "/users": 3,
    "/purchase-orders": 2,
    "/supplier-items": 2,
    "/receipts": 2,
    "/variances": 2,
    "/returns": 2,
    "/disputes": 2,
    "/reorder-rules": 2,
}


@pytest.fixture
def a_lot_of_work(trade, api):
    """Call it to make one more of everything that lists show."""
    customer = str(trade.customers["Café Blum"])
    warehouse = str(trade.warehouse_id)

    def more():
        by, item_id = trade.by, new_id(trade.by.now)
        catalog.create_items(by, items=[ItemInput(item_id, f"L-{item_id.hex[-8:]}", "Thing")])
        rows = [PriceInput(Decimal(3), item_id=item_id)]
        pricing.set_prices(by, price_list_id=trade.price_list_id, rows=rows)
        api.post("/price-lists", {"name": f"List {item_id.hex[-8:]}", "currency": "USD"})
        api.post("/customers", {"name": "Somebody"})
        api.post("/users", {"email": f"{item_id.hex}@example.com", "name": "Somebody"})
        supplier = api.post("/suppliers", {"name": "Teehaus"}).said["id"]
        offer = {"supplier_id": supplier, "item_id": str(item_id), "price": "1"}
        api.post("/supplier-items", {"offers": [offer]})
        rule = {"item_id": str(item_id), "reorder_point": 1, "order_up_to": 9}
        api.post("/reorder-rules", {"warehouse_id": warehouse, "rules": [rule]})
        line = {"item_id": str(item_id), "quantity": 9}
        bought = api.post("/purchase-orders", {"supplier_id": supplier, "lines": [line]}).said
        counted = [{"line_id": bought["lines"][0]["id"], "counted": 8}]
        api.post(f"/purchase-orders/{bought['id']}/receipts", {"lines": counted, "last": True})
        line["quantity"] = 2
        api.post("/quotes", {"customer_id": customer, "lines": [line]})
        waiting = {"customer_id": customer, "lines": [line], "confirm": True}
        api.post("/orders", waiting)
        order = api.post("/orders", waiting).said["id"]
        shipment = api.post(f"/orders/{order}/ship").said
        api.post(f"/shipments/{shipment['id']}/invoice")
        api.post("/payments", {"customer_id": customer, "amount": "1", "paid_on": "2026-03-01"})
        back = [{"shipment_line_id": shipment["lines"][0]["id"], "quantity": 1}]
        api.post("/returns", {"order_id": order, "reason": "broken", "lines": back})
        wrong = {"kind": "order", "document_id": order, "reason": "late", "said": "A week late."}
        api.post("/disputes", wrong)

    return more


def test_a_page_of_a_list_costs_the_same_with_one_row_and_with_three(api, a_lot_of_work, statements):
    found = []
    for more in (1, 2):
        for _ in range(more):
            a_lot_of_work()
        counts = {}
        for path in LISTS:
            with statements() as captured:
                answer = api.get(path)
            assert len(answer.said["items"]) >= (1 if more == 1 else 3), path
            counts[path] = len(captured)
        found.append(counts)
    assert found == [LISTS, LISTS]
