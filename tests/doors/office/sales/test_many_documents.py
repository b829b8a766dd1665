"""An order that left in forty parts: its page stays light and leads to the lists that have all of them."""

from __future__ import annotations

import re
from decimal import Decimal as D

import pytest

from desk import Desk, count_of
from shop import rows_of
from trade import NOW, Trade
from tradepost.base.ids import new_id
from tradepost.domain.billing import commands as billing
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing.commands import TaxRuleInput
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.models import Order

pytestmark = pytest.mark.django_db
PARTS = 40
MOST_BYTES = 60_000


@pytest.fixture
def trade() -> Trade:
    trade = Trade.open()
    trade.add_items("tea", stock=100)
    trade.add_customer("Café Blum")
    pricing.set_tax_rules(trade.by, rules=[TaxRuleInput("S", D(19))])
    return trade


def left_in_parts(trade: Trade, parts: int) -> Order:
    """An order of as many pieces; each is shipped, invoiced and paid for itself."""
    order = trade.order(("tea", parts))
    (line,) = sales_queries.lines_of(order.pk)
    for part in range(parts):
        by = trade.at(hours=part)
        shipment = fulfilment.ship_order(
            by, shipment_id=new_id(by.now), order_id=order.pk, quantities=[(line.pk, 1)]
        )
        invoice = billing.invoice_shipment(by, invoice_id=new_id(by.now), shipment_id=shipment.id)
        billing.record_payment(
            by,
            payment_id=new_id(by.now),
            customer_id=order.customer_id,
            amount=invoice.total,
            currency=invoice.currency,
            paid_on=NOW.date(),
            allocations=[(invoice.id, invoice.total)],
        )
    return order


def test_forty_shipments_stay_within_the_budget_and_the_lists_have_them_all(trade: Trade) -> None:
    desk = Desk("owner")
    few = left_in_parts(trade, 2)
    order = left_in_parts(trade, PARTS)
    page = desk.get(f"/office/orders/{order.pk}/").content.decode()
    assert len(page.encode()) < MOST_BYTES
    assert count_of(desk, f"/office/orders/{order.pk}/") == count_of(desk, f"/office/orders/{few.pk}/")
    around = page.partition("data-map")[2].partition("</nav>")[0]
    assert len(re.findall(r'data-node="', around)) == 1 + 3 * 10
    leads = re.findall(r'<a class="tp-node is-all" href="([^"]+)">All (\d+)</a>', around)
    assert [(url.partition("?")[0], int(count)) for url, count in leads] == [
        ("/office/shipments/", PARTS), ("/office/invoices/", PARTS), ("/office/payments/", PARTS),
    ]  # fmt: skip
    for url, _count in leads:
        assert len(rows_of(desk.get(url))) == PARTS
        assert order.number in desk.see(url)


def test_an_old_shipment_is_on_its_own_map(trade: Trade) -> None:
    desk = Desk("owner")
    order = left_in_parts(trade, 14)
    first = rows_of(desk.get(f"/office/shipments/?order={order.pk}&sort=number"))[0]
    (pk,) = re.findall(
        rf'/office/shipments/([0-9a-f-]{{36}})/">{first}',
        desk.get(f"/office/shipments/?order={order.pk}").content.decode(),
    )
    around = (
        desk.get(f"/office/shipments/{pk}/").content.decode().partition("data-map")[2].partition("</nav>")[0]
    )
    assert re.search(rf'aria-current="page"[^>]*><strong>{first}', around)
