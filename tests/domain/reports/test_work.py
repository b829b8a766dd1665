"""Open orders, backorders, stock and its value, and the counts of the day."""

from dataclasses import asdict, replace
from datetime import timedelta
from decimal import Decimal as D
from types import MappingProxyType
from typing import Any
from uuid import UUID

from domain.billing.trade import HOME, NOW, TODAY, Trade, later, statements
from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.corrections import commands as corrections
from tradepost.domain.counting import commands as counting
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.parties.models import Party, Supplier
from tradepost.domain.purchasing import commands as purchasing
from tradepost.domain.purchasing.models import PurchaseOrderLine
from tradepost.domain.reports import queries as reports
from tradepost.domain.returns import commands as returns
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales.commands import LineInput
from tradepost.domain.service import commands as service


def buy(trade: Trade, item: UUID, quantity: int, days: int, **given: Any) -> UUID:
    party = Party.objects.create(id=new_id(NOW), name="Importer", made_at=NOW)
    supplier = Supplier.objects.create(
        id=new_id(NOW), party=party, number=f"S-{new_id(NOW)}", currency=HOME, made_at=NOW
    )
    purchase_id = new_id(NOW)
    purchasing.order_from_supplier(
        trade.by,
        purchase_order_id=purchase_id,
        supplier_id=supplier.id,
        warehouse_id=trade.warehouse,
        lines=[purchasing.PurchaseLineInput(item, D(quantity), unit_price=D(1))],
        expected_on=TODAY + timedelta(days=days),
        **given,
    )
    return purchase_id


def only(**scope: UUID) -> By:
    return By(None, "Bea", NOW, frozenset({"rep"}), MappingProxyType(scope))


def test_open_orders_tell_what_is_still_to_leave(trade: Trade) -> None:
    bea = new_id(NOW)
    ann, ben = trade.customer("C-1", rep_id=bea), trade.customer("C-2")
    tea = trade.item("TEA", 10)
    late = trade.order(ben, (tea, 8, "1.00"), requested_on=TODAY + timedelta(days=9))
    soon = trade.order(ann, (tea, 5, "0.50"), requested_on=TODAY + timedelta(days=2))
    trade.ship(late, 3)
    first, second = reports.open_orders(trade.by)
    assert (first.order_id, first.open_quantity, first.backordered, first.open_net, first.promised_on) == (
        soon, 5, 3, D("2.50"), None,
    )  # fmt: skip
    assert (second.order_id, second.open_quantity, second.backordered, second.open_net) == (late, 5, 0, D(5))
    assert [row.order_id for row in reports.open_orders(only(rep=bea))] == [soon]
    assert [row.order_id for row in reports.open_orders(only(customer=ben))] == [late]
    assert reports.open_orders(only(warehouse=new_id(NOW))) == []
    assert statements(lambda: reports.open_orders(trade.by)) == 1


def test_backorders_tell_when_the_next_goods_come(trade: Trade) -> None:
    ann, tea, rice = trade.customer(), trade.item("TEA", 2), trade.item("RICE")
    order_id = trade.order(ann, (tea, 5, "1"), (rice, 4, "1"))
    assert {(row.sku, row.quantity, row.incoming, row.next_on) for row in reports.backorders(trade.by)} == {
        ("TEA", 3, 0, None), ("RICE", 4, 0, None),
    }  # fmt: skip
    buy(trade, tea, 2, days=5)
    (row,) = reports.backorders(trade.by, item_id=tea)
    assert (row.order_id, row.quantity, row.incoming, row.next_on) == (
        order_id, 1, 2, TODAY + timedelta(days=5),
    )  # fmt: skip
    assert reports.backorders(only(customer=new_id(NOW))) == []


def test_stock_and_its_value(trade: Trade) -> None:
    tea = trade.item("TEA", 10, "25.00", category="Drinks")
    trade.item("RICE", 4, "2.00")
    trade.item("NOTHING")
    trade.order(trade.customer(), (tea, 3, "9"))
    rows = reports.stock_value(trade.by)
    assert [(row.sku, row.on_hand, row.promised, row.available, row.value) for row in rows] == [
        ("RICE", 4, 0, 4, D(2)), ("TEA", 10, 3, 7, D(25)),
    ]  # fmt: skip
    assert [(row.category, row.items, row.on_hand, row.value) for row in reports.stock_by_category(trade.by)] == [
        ("", 1, 4, D(2)), ("Drinks", 1, 10, D(25)),
    ]  # fmt: skip
    assert {row.value for row in reports.stock_value(only())} == {None}
    assert {row.value for row in reports.stock_by_category(only())} == {None}
    assert len(reports.stock_value(only(warehouse=trade.warehouse))) == 2
    elsewhere = new_id(NOW)
    assert reports.stock_value(trade.by, warehouse_id=elsewhere) == []
    assert reports.stock_value(only(warehouse=elsewhere), warehouse_id=trade.warehouse) == []
    assert reports.stock_value(only(warehouse=elsewhere)) == []


def test_today_counts_what_needs_a_person(trade: Trade) -> None:
    assert set(asdict(reports.today(trade.by)).values()) == {0}
    bea = new_id(NOW)
    ann, ben = trade.customer("C-1", rep_id=bea, terms_days=0), trade.customer("C-2")
    tea = trade.item("TEA", 100)
    rice = trade.item("RICE")

    quote_id = new_id(NOW)
    sales.make_quote(
        trade.by, quote_id=quote_id, customer_id=ann, lines=[LineInput(tea, D(1), unit_price=D(1))]
    )
    sales.send_quote(trade.by, quote_id=quote_id)
    for n in range(2):  # drafts
        sales.place_order(
            trade.by, order_id=new_id(NOW), customer_id=ann, lines=[LineInput(tea, D(1 + n), unit_price=D(1))]
        )
    held = trade.order(ben, (tea, 1, "1"))
    sales.hold_order(trade.by, hold_id=new_id(NOW), order_id=held, note="call first")
    trade.order(ann, (tea, 1, "1"))  # to release
    trade.order(ben, (rice, 1, "1"), requested_on=TODAY)  # backordered; late tomorrow
    picking = trade.order(ann, (tea, 1, "1"))
    fulfilment.release_order(trade.by, shipment_id=new_id(NOW), order_id=picking)
    shipped = trade.ship(trade.order(ann, (tea, 4, "1")))
    returns.request_return(
        trade.by,
        return_id=new_id(NOW),
        order_id=_order_of(trade, shipped),
        reason="wrong",
        lines=[returns.ReturnLineInput(trade.shipment_lines(shipped)[0].id, 1)],
    )
    service.open_dispute(
        trade.by, dispute_id=new_id(NOW), kind="shipment", document_id=shipped, reason="late", said="Late."
    )
    trade.sold(ann, "5")  # overdue tomorrow
    trade.sold(ben, "5")
    trade.pay(ben, "1")
    buy(trade, tea, 5, days=0, send=False)
    late = buy(trade, tea, 5, days=1)
    buy(trade, tea, 5, days=0)
    purchasing.receive(
        trade.by,
        receipt_id=new_id(NOW),
        purchase_order_id=late,
        lines=[purchasing.ReceiptInput(PurchaseOrderLine.objects.get(purchase_order_id=late).id, 3, 1)],
    )

    counting.plan_count(trade.by, count_id=new_id(NOW), warehouse_id=trade.warehouse)
    place = inventory_queries.placed_stock(trade.by, tea)[0].place_id
    corrections.correct_stock(
        replace(trade.by, roles=frozenset({"viewer"})),
        correction_id=new_id(NOW),
        warehouse_id=trade.warehouse,
        lines=[corrections.CorrectionInput(tea, place, -1)],
    )

    tomorrow = later(trade, 1)
    assert asdict(reports.today(tomorrow)) == {
        "quotes_waiting": 1,
        "quotes_drafted": 0,
        "orders_to_confirm": 2,
        "orders_held": 1,
        "orders_to_release": 1,
        "orders_late": 4,
        "dates_to_tell": 0,
        "lines_backordered": 1,
        "items_to_allocate": 0,
        "shipments_to_pick": 1,
        "shipments_to_send": 0,
        "shipments_to_invoice": 1,
        "invoices_overdue": 1,
        "payments_unmatched": 1,
        "returns_to_decide": 1,
        "returns_expected": 0,
        "returns_to_inspect": 0,
        "returns_to_settle": 0,
        "disputes_to_answer": 1,
        "purchases_to_send": 1,
        "purchases_due": 1,
        "purchases_late": 1,
        "variances_open": 1,
        "counts_to_count": 1,
        "counts_to_recount": 0,
        "counts_to_review": 0,
        "transfers_to_send": 0,
        "transfers_to_receive": 0,
        "transfer_discrepancies": 0,
        "exemptions_to_renew": 0,
        "standing_failed": 0,
        "corrections_waiting": 1,
    }
    assert statements(lambda: reports.today(tomorrow)) == 2, (
        "when goods of open orders arrive, then all counts"
    )
    hers = asdict(
        reports.today(By(bea, "Bea", tomorrow.now, frozenset({"rep"}), MappingProxyType({"rep": bea})))
    )
    assert {name: count for name, count in hers.items() if count} == {
        "quotes_waiting": 1,
        "orders_to_confirm": 2,
        "orders_to_release": 1,
        "orders_late": 2,
        "shipments_to_pick": 1,
        "shipments_to_invoice": 1,
        "invoices_overdue": 1,
        "returns_to_decide": 1,
        "disputes_to_answer": 1,
    }


def _order_of(trade: Trade, shipment_id: UUID) -> UUID:
    return trade.shipment_lines(shipment_id)[0].order_line.order_id
