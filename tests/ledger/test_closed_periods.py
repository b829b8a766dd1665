"""A closed month: nobody posts into it, and its books and its stock read the same for ever (I6)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal as D
from uuid import UUID

import pytest

from desk import Desk
from shop import Shop, open_shop, url
from trade import NOW
from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.accounts import commands as accounts
from tradepost.domain.accounts.commands import PeriodIsClosed
from tradepost.domain.billing import commands as billing
from tradepost.domain.corrections import commands as corrections
from tradepost.domain.counting import commands as counting
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.fulfilment import queries as fulfilment_queries
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.purchasing import commands as purchasing
from tradepost.domain.purchasing.models import Receipt
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.returns import commands as returns
from tradepost.domain.returns.models import ReturnLine
from tradepost.domain.transfers import commands as transfers
from tradepost.domain.transfers.models import Discrepancy
from two_houses import Houses
from unchanged import unchanged

pytestmark = pytest.mark.django_db
OPEN_FROM = date(2026, 4, 1)
ROOMS = (
    "inventory",
    "accounts",
    "purchasing",
    "fulfilment",
    "billing",
    "returns",
    "sales",
    "counting",
    "corrections",
    "transfers",
)


@pytest.fixture
def shop() -> Shop:
    shop = open_shop()
    shop.trade.add_items("gift", stock=10, cost="0")
    return shop


def receive(by: By, shop: Shop, order_id: UUID, sku: str = "tea") -> Receipt:
    count = purchasing.ReceiptInput(shop.line(order_id, sku).id, 10, 2)
    made: Receipt = purchasing.receive(by, receipt_id=new_id(NOW), purchase_order_id=order_id, lines=[count])
    return made


def given_away(shop: Shop) -> UUID:
    """A purchase order that costs nothing."""
    order_id = new_id(NOW)
    line = purchasing.PurchaseLineInput(shop.items["gift"], D(10), unit_price=D(0))
    purchasing.order_from_supplier(
        shop.by,
        purchase_order_id=order_id,
        supplier_id=shop.supplier,
        warehouse_id=shop.warehouse,
        lines=[line],
    )
    return order_id


def ship(by: By, order_id: UUID) -> UUID:
    shipment_id = new_id(NOW)
    fulfilment.ship_order(by, shipment_id=shipment_id, order_id=order_id)
    return shipment_id


def late(by: By, receipt: Receipt) -> UUID:
    made = new_id(NOW)
    purchasing.add_landed_cost(
        by, landed_cost_id=made, receipt_ids=[receipt.pk], kind="freight", basis="count", amount=D(30),
        currency="USD",
    )  # fmt: skip
    return made


def correct(by: By, shop: Shop, sku: str) -> None:
    line = corrections.CorrectionInput(shop.items[sku], shop.place(), -1)
    corrections.correct_stock(
        by, correction_id=new_id(NOW), warehouse_id=shop.warehouse, lines=[line], reason="damaged"
    )


def refused(into: dict[str, Callable[[], object]]) -> None:
    """Each of these is refused because the month is closed, and changes nothing."""
    went = []
    for what, work in into.items():
        with unchanged(*ROOMS):
            try:
                work()
            except PeriodIsClosed:
                continue
        went.append(what)
    assert went == []


def sent_back(shop: Shop, shipment_id: UUID, decided: str | None = None) -> tuple[UUID, UUID]:
    """A cup of a shipment is to come back; with `decided`, it came. Gives the return and its line."""
    return_id, line = new_id(NOW), fulfilment_queries.shipment_lines(shipment_id)[0]
    returns.request_return(
        shop.by, return_id=return_id, order_id=line.order_line.order_id, reason="damaged",
        lines=[returns.ReturnLineInput(line.id, 1)],
    )  # fmt: skip
    returns.authorise_return(shop.by, return_id=return_id)
    line_id = ReturnLine.objects.get(customer_return_id=return_id).id
    if decided is not None:
        returns.receive_return(shop.by, return_id=return_id, lines=[(line_id, 1, decided)])
    return return_id, line_id


def test_nothing_of_counts_transfers_or_returns_posts_into_it(shop: Shop) -> None:
    by, houses = shop.by, Houses(shop.trade, shop.second_warehouse())
    ready, gone = houses.release(houses.draft(("cup", 1), by=by)), houses.send(("cup", 2), by=by)
    short = houses.take(houses.send(("cup", 2), by=by), ("cup", 1), is_last=True)
    missing = Discrepancy.objects.get(transfer=short)
    shipment = ship(by, shop.trade.order(("cup", 3)).id)
    billing.invoice_shipment(by, invoice_id=new_id(NOW), shipment_id=shipment)
    coming, waiting, back = (sent_back(shop, shipment, decided) for decided in (None, "", "restock"))
    counts = {}
    for sku, found in (("tea", 19), ("gift", 9)):
        one = counts[sku] = new_id(NOW)
        counting.plan_count(
            by, count_id=one, warehouse_id=shop.warehouse, scope="items", item_ids=[shop.items[sku]]
        )
        counting.start_count(by, count_id=one)
        lines = [counting.CountedInput(shop.place(), shop.items[sku], found)]
        counting.record_counts(by, batch_id=new_id(NOW), count_id=one, lines=lines)
        counting.finish_count(by, count_id=one)
    accounts.close_period(by, open_from=OPEN_FROM)
    refused({
        "post a count": lambda: counting.post_count(by, count_id=counts["tea"]),
        "post a count that is worth nothing": lambda: counting.post_count(by, count_id=counts["gift"]),
        "dispatch": lambda: transfers.dispatch_transfer(by, transfer_id=ready.pk),
        "take in what was sent": lambda: houses.take(gone, ("cup", 2)),
        "settle what is missing": lambda: transfers.settle_discrepancy(
            by, discrepancy_id=missing.pk, outcome="lost", reason="Looked for it."
        ),
        "receive a return": lambda: returns.receive_return(
            by, return_id=coming[0], lines=[(coming[1], 1, "restock")]
        ),
        "inspect one": lambda: returns.inspect_return(by, return_id=waiting[0], lines=[(waiting[1], "scrap")]),
        "settle one": lambda: returns.settle_return(by, return_id=back[0]),
    })  # fmt: skip


def test_nothing_of_stock_buying_shipping_or_billing_posts_into_it(shop: Shop) -> None:
    by = shop.by
    came = receive(by, shop, shop.buy(("tea", 20)))
    cost = late(by, came)
    coming, free = shop.buy(("tea", 10)), given_away(shop)
    given, sold, bought = (shop.trade.order(line) for line in (("gift", 1), ("tea", 2), ("tea", 3)))
    packed = fulfilment.release_order(by, shipment_id=new_id(NOW), order_id=shop.trade.order(("cup", 1)).id)
    fulfilment.record_picks(
        by,
        shipment_id=packed.id,
        picks=[fulfilment.Pick(task.id, task.asked) for task in fulfilment_queries.pick_list(packed.id)],
    )
    fulfilment.pack_shipment(by, shipment_id=packed.id)
    gone = ship(by, bought.id)
    customer = next(iter(shop.trade.customers.values()))
    accounts.close_period(by, open_from=OPEN_FROM)
    opening = purchasing.OpeningInput(shop.items["cup"], 1, D(0))
    refused({
        "receive": lambda: receive(by, shop, coming),
        "receive what cost nothing": lambda: receive(by, shop, free, "gift"),
        "opening stock worth nothing": lambda: purchasing.take_opening_stock(
            by, posting_id=new_id(NOW), warehouse_id=shop.warehouse, lines=[opening]
        ),
        "send back": lambda: purchasing.send_back(by, posting_id=new_id(NOW), receipt_id=came.pk),
        "add a landed cost": lambda: late(by, came),
        "take one back": lambda: purchasing.cancel_landed_cost(
            by, reversal_id=new_id(NOW), landed_cost_id=cost
        ),
        "ship": lambda: ship(by, sold.id),
        "ship what cost nothing": lambda: ship(by, given.id),
        "ship what is packed": lambda: fulfilment.ship_shipment(by, shipment_id=packed.id),
        "correct": lambda: correct(by, shop, "tea"),
        "correct what is worth nothing": lambda: correct(by, shop, "gift"),
        "invoice": lambda: billing.invoice_shipment(by, invoice_id=new_id(NOW), shipment_id=gone),
        "invoice today for that day": lambda: billing.invoice_shipment(
            shop.trade.at(days=40), invoice_id=new_id(NOW), shipment_id=gone, invoiced_on=NOW.date()
        ),
        "payment": lambda: billing.record_payment(
            by, payment_id=new_id(NOW), customer_id=customer, amount=D(5), paid_on=NOW.date()
        ),
    })  # fmt: skip


def closed_month(desk: Desk, shop: Shop) -> bytes:
    """The trial balance and the stock of the closed month, as the files that the office gives."""
    last = OPEN_FROM - timedelta(days=1)
    books = desk.get(f"{url('trial_balance')}?until={last}&export=csv")
    stock = desk.get(f"{url('stock_as_of')}?warehouse={shop.warehouse}&day={last}&export=csv")
    return b"".join(part for answer in (books, stock) for part in (answer.streaming_content if answer.streaming
                                                                   else [answer.content]))  # fmt: skip


def test_what_is_told_of_it_is_byte_for_byte_the_same_for_ever(shop: Shop) -> None:
    desk, by = Desk("owner"), shop.by
    shop.trade.add_items("fig", costing="fifo")
    came = receive(by, shop, shop.buy(("tea", 20)))
    figs = receive(by, shop, shop.buy(("fig", 10)), "fig")
    ship(by, shop.trade.order(("tea", 12)).id)
    ship(by, shop.trade.order(("fig", 3)).id)
    accounts.close_period(by, open_from=OPEN_FROM)
    told = closed_month(desk, shop)
    assert b"1400" in told
    assert b"FIG" in told.upper()

    def after(days: int) -> By:
        return shop.trade.at(days=days)

    ship(after(30), shop.trade.order(("tea", 5)).id)
    costs = [late(after(60), receipt) for receipt in (came, figs)]
    assert closed_month(desk, shop) == told
    # A delivery of March, found in its lorry in May: it counts from the day it is entered.
    receive(after(61), shop, shop.buy(("tea", 10)))
    purchasing.cancel_landed_cost(after(62), reversal_id=new_id(NOW), landed_cost_id=costs[1])
    purchasing.send_back(after(63), posting_id=new_id(NOW), receipt_id=came.pk)
    assert closed_month(desk, shop) == told
    # Today's differ, of course, and agree with each other.
    moment = after(99).now
    now = inventory_queries.stock_as_of(shop.warehouse, moment)
    assert sum(one.value for one in now.values()) != D(0)
    assert [str(one) for one in reports_queries.verify()] == []
