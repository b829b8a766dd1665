"""The lists behind the reports: who sees what of them, and that they cost the same for one row and for many."""

from __future__ import annotations

import pytest

from desk import Desk, count_of
from shop import Shop, open_shop, rows_of, url
from trade import NOW
from tradepost.base.ids import new_id
from tradepost.base.sums import sums_of
from tradepost.domain.billing import commands as billing
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.reports import queries as reports_queries

pytestmark = pytest.mark.django_db
PERIOD = (NOW.date().replace(day=1), NOW.date().replace(month=12))


@pytest.fixture
def shop() -> Shop:
    """Three orders of tea and cups are shipped and invoiced, two deliveries are on their way."""
    shop = open_shop()
    for count in (1, 2, 3):
        order = shop.trade.order(("tea", count), ("cup", count))
        shipment = fulfilment.ship_order(shop.by, shipment_id=new_id(NOW), order_id=order.id)
        billing.invoice_shipment(shop.by, invoice_id=new_id(NOW), shipment_id=shipment.id)
    shop.buy(("tea", 10))
    shop.buy(("cup", 30))
    return shop


def test_the_lists_cost_the_same_for_one_row_and_for_many(shop: Shop) -> None:
    desk = Desk("owner")
    tea = shop.items["tea"]
    for name in ("sold_lines", "ordered_lines", "supplies", "postings", "moves"):
        desk.get(url(name))  # the first look is kept, at its own cost
        assert len(rows_of(desk.get(url(name)))) > 1
        some = "?account=4000" if name == "postings" else f"?item={tea}"
        assert count_of(desk, url(name)) <= count_of(desk, url(name) + some)


def test_the_lines_add_up_to_the_report(shop: Shop) -> None:
    for basis, listing in (("invoiced", "SOLD_LINES"), ("ordered", "ORDERED_LINES")):
        whole = reports_queries.sales_in(shop.by, PERIOD, basis=basis)
        names = ("documents", "quantity", "net")
        found = sums_of(getattr(reports_queries, listing), shop.by, {"category": ["none"]}, names=names)
        assert {name: amounts[0][1] for name, amounts in found.by_name.items()} == {
            "documents": whole.documents, "quantity": whole.quantity, "net": whole.net,
        }  # fmt: skip


def test_costs_stand_there_only_for_those_who_may_read_them(shop: Shop) -> None:
    address = f"{url('sold_lines')}?part=sums"
    assert "Margin" in Desk("owner").see(address)
    assert "Margin" not in Desk("sales").see(address)
    assert "Margin" not in Desk("sales").see(url("sold_lines"))


def test_a_rep_sees_the_lines_of_own_customers_only(shop: Shop) -> None:
    desk = Desk("rep", own_customers=True)
    assert rows_of(desk.get(url("sold_lines"))) == []
    assert rows_of(desk.get(url("ordered_lines"))) == []


def test_what_one_may_not_open_is_a_number_and_no_link(shop: Shop) -> None:
    asked = f"{url('sales_report')}?since=2026-01-01&until=2026-12-31&group=item&basis=invoiced"
    assert url("sold_lines") in Desk("owner").get(asked).content.decode()
    assert url("postings") in Desk("billing").get(url("ageing")).content.decode()
    assert url("postings") not in Desk("sales").get(url("ageing")).content.decode()


def test_an_order_that_an_address_names_is_told_and_nobody_is_asked_for_one(shop: Shop) -> None:
    desk = Desk("owner")
    assert "Order any" not in desk.see(url("ordered_lines"))
    order = reports_queries.ORDERED_LINES.page(shop.by).rows[0].order
    assert f"Order {order.number}" in desk.see(f"{url('ordered_lines')}?order={order.pk}")
