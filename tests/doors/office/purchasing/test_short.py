"""From an order's short lines straight to buying them."""

from __future__ import annotations

import html
import re

import pytest

from desk import Desk, count_of
from shop import Shop, hidden, open_shop, url

pytestmark = pytest.mark.django_db


def begun(desk: Desk, order_id: object) -> list[tuple[str, ...]]:
    """What stands in the grid of a new purchase order for a customer's order: item, quantity, unit."""
    page = html.unescape(desk.get(f"{url('purchase_order_new')}?order={order_id}").content.decode())
    found = re.findall(r'"item": "([^"]+)", "unit": "([^"]+)", "quantity": "(\d+)"', page)
    return [(item, quantity, unit) for item, unit, quantity in found]


def test_what_nobody_has_ordered_for_an_order_begins_a_purchase_order() -> None:
    shop: Shop = open_shop()
    shop.offer("tea", "24.00", unit="case", preferred=True)
    order = shop.trade.order(("tea", 28), ("cup", 3), ("tea", 5))
    desk = Desk("owner")
    here = f"{url('purchase_order_new')}?order={order.pk}"
    assert f'href="{here}"' in desk.get(url("order", order.pk)).content.decode()
    assert begun(desk, order.pk) == [("tea", "13", "piece")]
    entry = desk.get(here)
    assert hidden(entry, "supplier") == str(shop.supplier)
    assert order.number in entry.content.decode()
    single = shop.trade.order(("tea", 1))
    assert count_of(desk, here) == count_of(desk, f"{url('purchase_order_new')}?order={single.pk}")
    assert here not in Desk("viewer").get(url("order", order.pk)).content.decode()
    # Two first choices: who is asked is for the person to say.
    shop.offer("cup", "1.00", supplier_id=shop.new_supplier("Porcelain & Co."), preferred=True)
    both = shop.trade.order(("tea", 1), ("cup", 50))
    assert [line[0] for line in begun(desk, both.pk)] == ["tea", "cup"]
    assert hidden(desk.get(f"{url('purchase_order_new')}?order={both.pk}"), "supplier") == ""


@pytest.mark.parametrize("asked", ["", "nonsense", "01934895-d800-7c84-bda8-925a77407a67"])
def test_an_order_that_is_none_begins_an_empty_one(asked: str) -> None:
    open_shop()
    assert begun(Desk("owner"), asked) == []
