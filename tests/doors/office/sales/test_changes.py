"""Changing a confirmed order at a desk: the grid on its lines, what it would do, what was done, the buyer's word."""

from __future__ import annotations

import re
from decimal import Decimal as D
from typing import Any

import pytest

from desk import Desk
from trade import Trade
from tradepost.domain.sales import queries as sales_queries
from unchanged import unchanged

pytestmark = pytest.mark.django_db


@pytest.fixture
def trade() -> Trade:
    trade = Trade.open()
    trade.add_items("TEA", "CUP", price="10", stock=20)
    trade.add_customer()
    return trade


def rows_of(order_id: Any) -> list[tuple[str, int, int, D]]:
    return [(x.sku, x.quantity, x.cancelled, x.unit_price) for x in sales_queries.lines_of(order_id)]


def test_a_confirmed_order_is_changed_seen_and_told(trade: Trade) -> None:
    desk = Desk("sales")
    order = trade.order(("TEA", 4), ("CUP", 2))
    tea, _cup = sales_queries.lines_of(order.pk)
    here = f"/office/orders/{order.pk}/"
    assert "Change" in desk.see(here)
    html = desk.get(f"{here}change/").content.decode()
    assert f'"key": "{tea.pk}", "item": "TEA", "quantity": "4", "unit": "piece", "price": "10"' in html
    head = {
        "terms_days": str(order.terms_days), "reason": "They called", "wants_word": "on",
        "shipping_address": order.shipping_address,
    }  # fmt: skip
    change_id = re.search(r'"id": "([0-9a-f-]{36})"', html)
    assert change_id is not None
    lines = [
        {"key": str(tea.pk), "item": "TEA", "quantity": "6", "unit": "piece", "price": "9"},
        {"key": "n1", "item": "CUP", "quantity": "1"},
    ]
    body = {"id": change_id[1], "head": head, "lines": lines, "version": order.version}
    with unchanged("sales", "inventory"):
        foreseen = desk.ask(f"{here}change/foresee/", body)
        assert [line["cells"]["net"] for line in foreseen["lines"]] == ["54.00", "10.00"]
        assert [total["text"] for total in foreseen["totals"]] == ["60.00", "64.00", "60.00", "64.00"]
        bad = desk.ask(f"{here}change/foresee/", {**body, "lines": [{**lines[0], "quantity": "0.5"}]})
        assert bad["lines"][0]["errors"]
        desk.ask(f"{here}change/submit/", {**body, "head": {**head, "reason": ""}}, status=422)
        page = desk.ask(f"{here}change/submit/", body)["url"]
        seen = desk.see(page)
    assert "Quantity 4 → 6; Price 10.00 → 9.00; Net 40.00 → 54.00" in seen
    assert "Taken away" in seen
    again = desk.get(f"{here}change/?again={change_id[1]}").content.decode()
    assert '"quantity": "6"' in again
    mark = re.search(r'name="seen" value="(\w+)"', desk.get(page).content.decode())
    assert mark is not None
    assert "no longer true" in desk.say(f"{page}apply/", seen="another")
    assert f"Change 1 of {order.number} is made." in desk.say(f"{page}apply/", seen=mark[1])
    assert rows_of(order.pk) == [("TEA", 6, 0, D(9)), ("CUP", 2, 2, D(10)), ("CUP", 1, 0, D(10))]
    made = desk.where
    assert "They called" in desk.see(made)
    assert "Buyer’s word awaited" in desk.see(here)
    assert order.number in desk.see("/office/orders/?word_wanted=yes")
    assert "Written down." in desk.say(f"{made}word/", given_by="Frau Blum", how="by phone")
    assert "Frau Blum · by phone" in desk.see(here)
    assert order.number not in desk.see("/office/orders/?word_wanted=yes")


def test_who_may_not_change_sees_no_verb_and_is_refused(trade: Trade) -> None:
    picker = Desk("warehouse")
    order = trade.order(("TEA", 4))
    with unchanged("sales"):
        picker.get(f"/office/orders/{order.pk}/change/", status=403)
    draft = trade.order(("TEA", 1), confirm=False)
    Desk("sales").get(f"/office/orders/{draft.pk}/change/", status=302)
