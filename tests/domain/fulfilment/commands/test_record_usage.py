"""Goods of ours lie with a customer: nobody else is promised them, and what they used becomes a sale."""

from __future__ import annotations

import threading
from decimal import Decimal as D
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from small_warehouse import NOW, Trade, differences, everything, open_trade, statements
from trade import BASE
from tradepost.base.by import system
from tradepost.base.errors import Invalid, NotFound, Refusal, SentTwiceDifferently
from tradepost.base.ids import new_id
from tradepost.domain.billing import commands as billing
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.fulfilment import rules
from tradepost.domain.fulfilment.commands import LessLiesThere, UsedInput
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.commands import LotInput, ReceivedInput
from tradepost.domain.parties import commands as parties
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing.commands import ChargeInput
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.commands import LineInput, OrderInput, WithAnotherCustomer
from tradepost.domain.sales.models import Order


def used(trade: Trade, warehouse: UUID, *lines: tuple[str, int], **given: Any) -> Order:
    order_id = given.pop("order_id", None) or new_id(NOW)
    typed = [UsedInput(trade.items[sku], D(quantity)) for sku, quantity in lines]
    fulfilment.record_usage(trade.by, order_id=order_id, warehouse_id=warehouse, lines=typed, **given)
    return Order.objects.get(pk=order_id)


def lies(warehouse: UUID) -> dict[str, tuple[int, int, D]]:
    """On hand, promised, worth, by SKU."""
    rows = inventory_queries.STOCK.rows(NOBODY).filter(warehouse_id=warehouse, on_hand__gt=0)
    return {row.item.sku: (row.on_hand, row.promised, row.value.normalize()) for row in rows}


NOBODY = system(NOW)


def test_what_was_used_is_sold_shipped_and_can_be_invoiced(trade: Trade) -> None:
    cellar = trade.consign(("tea", 10), ("cup", 4))
    assert trade.books() == {"STOCK": D(28)}
    order = used(trade, cellar, ("tea", 3), ("cup", 4), customer_po="May", note="Counted on Friday.")
    assert (order.state, order.customer_po, order.warehouse_id, order.net_total) == (
        "confirmed", "May", cellar, D(21),
    )  # fmt: skip
    assert trade.counters(order.pk) == [(3, 0, 0, 3, 0), (4, 0, 0, 4, 0)]
    assert lies(cellar) == {"tea": (7, 0, D(14))}
    # Value stays in our books until it is used.
    assert trade.books() == {"STOCK": D(14), "COGS": D(14)}
    (shipment,) = fulfilment_shipments(order)
    assert (shipment.state, shipment.value) == ("delivered", D(14))
    assert trade.names(order.pk)[-1] == "fulfilment.usage_recorded"
    invoice = billing.invoice_shipment(trade.by, invoice_id=new_id(NOW), shipment_id=shipment.pk)
    assert invoice.net_total == D(21)
    # The small warehouse writes its items without their facts.
    assert [str(found) for found in reports_queries.verify() if "item_created" not in str(found)] == []


def test_what_is_there_already_is_charged_no_freight(trade: Trade) -> None:
    cellar, parcel = trade.consign(("tea", 10)), ChargeInput("Parcel", D(12), currency=BASE)
    pricing.keep_charge(trade.by, charge_id=new_id(NOW), charge=parcel)
    order = used(trade, cellar, ("tea", 3))
    assert (order.freight, order.charges, order.currency) == (D(0), [], BASE)


def fulfilment_shipments(order: Order) -> list[Any]:
    from tradepost.domain.fulfilment import queries

    return queries.shipments_of(NOBODY, order.pk)


def test_nobody_else_is_sold_or_promised_what_lies_with_a_customer(trade: Trade) -> None:
    cellar, other = trade.consign(("tea", 10)), trade.new_customer("Hotel")
    trade.stock("tea", 5)
    totals = inventory_queries.totals_of(trade.by, [trade.items["tea"]])[trade.items["tea"]]
    assert (totals.on_hand, totals.available) == (15, 5)
    # Orders go to a warehouse of our own, also where the customer's is older.
    assert inventory_queries.default_warehouse_id() == trade.warehouse
    assert inventory_queries.default_warehouse().pk == trade.warehouse
    before = everything()
    for confirm in (False, True):
        with pytest.raises(WithAnotherCustomer, match="another customer"):
            trade.order(("tea", 2), customer_id=other, warehouse_id=cellar, confirm=confirm)
    assert everything() == before
    line = LineInput(trade.items["tea"], D(2))
    theirs, others = new_id(NOW), new_id(NOW)
    placed = sales.place_orders(
        trade.by,
        orders=[
            OrderInput(others, other, [line], warehouse_id=cellar, confirm=True),
            OrderInput(theirs, trade.customer, [line], warehouse_id=cellar, confirm=True),
        ],
    )
    assert [one.refusal and one.refusal.code for one in placed] == ["with-another-customer", None]
    assert lies(cellar) == {"tea": (10, 2, D(20))}
    # What waits for another shipment there is not used up by a report.
    with pytest.raises(LessLiesThere) as refusal:
        used(trade, cellar, ("tea", 9))
    assert refusal.value.facts["there"] == {0: 8}
    assert differences() == []


def test_verify_finds_an_order_for_what_lies_with_somebody_else(trade: Trade) -> None:
    cellar, other = trade.consign(("tea", 10)), trade.new_customer("Hotel")
    order_id = trade.order(("tea", 2), customer_id=other)
    Order.objects.filter(pk=order_id).update(warehouse_id=cellar)
    (found,) = [one for one in differences() if "sells what lies with" in one]
    assert "Hotel" in found
    assert "Corner Café" in found


def test_more_than_lies_there_is_refused_and_changes_nothing(trade: Trade) -> None:
    cellar = trade.consign(("tea", 10), ("cup", 4))
    trade.stock("tea", 50)
    before = everything()
    with pytest.raises(LessLiesThere, match=r"tea: 10 of 11, cup: 0 of 1") as refusal:
        used(trade, cellar, ("cup", 4), ("tea", 11), ("cup", 1))
    assert refusal.value.facts["there"] == {1: 10, 2: 0}
    with pytest.raises(Invalid, match="stands with no customer"):
        used(trade, trade.warehouse, ("tea", 1))
    with pytest.raises(NotFound):
        used(trade, new_id(NOW), ("tea", 1))
    with pytest.raises(Invalid):
        used(trade, cellar)
    with pytest.raises(Invalid) as wrong:
        used(trade, cellar, ("tea", 1), ("cup", 0))
    assert list(wrong.value.facts["fields"]) == ["lines.1.quantity"]
    parties.block_customer(trade.by, customer_id=trade.customer, reason="Owes.")
    with pytest.raises(Refusal, match="blocked"):
        used(trade, cellar, ("tea", 1))
    parties.unblock_customer(trade.by, customer_id=trade.customer)
    after = everything()
    assert {name: rows for name, rows in after.items() if name != "base_event"} == {
        name: rows for name, rows in before.items() if name != "base_event"
    }


def test_lots_that_are_named_are_taken_else_the_first_to_expire(trade: Trade) -> None:
    cellar, milk = trade.consign(), trade.items["milk"]
    from datetime import date

    asked = [LotInput(milk, code, expires_on=date(2026, 4, day)) for code, day in (("A", 1), ("B", 20))]
    lots = inventory.ensure_lots(trade.by, lots=asked)
    rows = [ReceivedInput(milk, 5, D(10), lot_id=lots[milk, code]) for code in "AB"]
    inventory.receive(trade.by, subject_id=new_id(NOW), warehouse_id=cellar, lines=rows)
    # It need not last as long as what we bring them: they used it already.
    parties.change_customer(trade.by, customer_id=trade.customer, minimum_shelf_days=30)

    def use(*lines: UsedInput) -> None:
        fulfilment.record_usage(trade.by, order_id=new_id(NOW), warehouse_id=cellar, lines=lines)

    def there() -> dict[str, int]:
        return {code: count for (_, _, code), count in inventory_queries.balances_of(cellar, [milk]).items()}

    use(UsedInput(milk, D(2), lot_id=lots[milk, "A"]), UsedInput(milk, D(3), lot_id=lots[milk, "B"]))
    assert there() == {"A": 3, "B": 2}
    with pytest.raises(LessLiesThere, match="milk: 2 of 3"):
        use(UsedInput(milk, D(3), lot_id=lots[milk, "B"]))
    # Unnamed, what is over too soon for them is not taken: the report must say which.
    with pytest.raises(LessLiesThere, match="Name the lots"):
        use(UsedInput(milk, D(2), lot_id=lots[milk, "B"]), UsedInput(milk, D(1)))
    parties.change_customer(trade.by, customer_id=trade.customer, minimum_shelf_days=0)
    use(UsedInput(milk, D(4)))
    assert there() == {"A": 0, "B": 1}
    inventory.quarantine_lot(trade.by, lot_id=lots[milk, "B"], reason="Sour.")
    with pytest.raises(LessLiesThere, match="milk: 0 of 1"):
        use(UsedInput(milk, D(1), lot_id=lots[milk, "B"]))
    assert differences() == []


def test_a_credit_hold_does_not_keep_what_is_used_already(trade: Trade) -> None:
    cellar = trade.consign(("tea", 10))
    parties.change_customer(trade.by, customer_id=trade.customer, credit_limit=D(1))
    order = used(trade, cellar, ("tea", 3))
    (hold,) = sales_queries.holds_of(order.pk)
    assert (order.held, hold.reason, hold.released_note) == (False, "credit", "The goods were used already.")


def test_a_report_sent_twice_is_one_and_with_other_contents_refused(trade: Trade) -> None:
    cellar, order_id = trade.consign(("tea", 10)), new_id(NOW)
    first = used(trade, cellar, ("tea", 3), order_id=order_id)
    assert used(trade, cellar, ("tea", 3), order_id=order_id).number == first.number
    with pytest.raises(SentTwiceDifferently):
        used(trade, cellar, ("tea", 4), order_id=order_id)
    assert lies(cellar) == {"tea": (7, 0, D(14))}


def test_a_report_takes_the_same_statements_for_any_number_of_lines(trade: Trade) -> None:
    cellar = trade.consign()
    counted = []
    for count in (1, 60):
        ids = trade.many_items(count)
        rows = [ReceivedInput(item_id, 5, D(5)) for item_id in ids]
        inventory.receive(trade.by, subject_id=new_id(NOW), warehouse_id=cellar, lines=rows)
        with statements() as said:
            fulfilment.record_usage(
                trade.by,
                order_id=new_id(NOW),
                warehouse_id=cellar,
                lines=[UsedInput(one, D(2)) for one in ids],
            )
        counted.append(len(said))
    assert counted[0] == counted[1] <= 60


def test_what_may_be_taken_of_a_report() -> None:
    tea, milk, one, two = (new_id(NOW) for _ in range(4))
    free = {(tea, None): 5, (milk, one): 2, (milk, two): 3}
    asked = [
        rules.Used(tea, None, 4, 4),
        rules.Used(milk, None, 4, 4),
        rules.Used(milk, two, 2, 2),
        rules.Used(tea, None, 1, 0),
        rules.Used(new_id(NOW), None, 1, 1),
    ]
    assert rules.less_there(asked, free) == {1: 3, 3: 0, 4: 0}
    assert rules.less_there([], free) == {}


@pytest.mark.django_db(transaction=True)
def test_of_two_reports_of_the_last_goods_one_is_refused() -> None:
    trade = open_trade()
    cellar = trade.consign(("tea", 5))
    told: list[str] = []
    start = threading.Barrier(2)

    def report() -> None:
        try:
            start.wait()
            used(trade, cellar, ("tea", 4))
            told.append("sold")
        except LessLiesThere as refusal:
            told.append(f"{refusal.code}: {refusal.facts['there']}")
        finally:
            connection.close()

    both = [threading.Thread(target=report) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert sorted(told) == ["less-lies-there: {0: 1}", "sold"]
    assert lies(cellar) == {"tea": (1, 0, D(2))}
    assert differences() == []
