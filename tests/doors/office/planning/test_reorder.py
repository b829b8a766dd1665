"""Reordering in the office: proposals that explain themselves, and the rules behind them."""

from __future__ import annotations

from decimal import Decimal as D
from typing import Any

import pytest

from desk import Desk, count_of
from shop import Shop, grid, hidden, open_shop, rows_of, url
from tradepost.domain.planning.models import ReorderRule
from tradepost.domain.purchasing.models import PurchaseOrder
from tradepost.doors.office.planning import reorder
from unchanged import unchanged

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> Shop:
    shop = open_shop()
    shop.rule("tea", 30, 60)
    return shop


def chosen(desk: Desk, shop: Shop, **changes: str) -> dict[str, Any]:
    """What the page would post, everything ticked."""
    page = desk.get(url("reorder"))
    tea = str(shop.items["tea"])
    names = ("run_id", "warehouse", f"seen-{tea}")
    return {**{name: hidden(page, name) for name in names}, "item": tea, f"quantity-{tea}": "48", **changes}


def test_a_proposal_tells_why(shop: Shop) -> None:
    desk = Desk("purchasing")
    page = desk.get(url("reorder"))
    assert rows_of(page) == ["tea"]
    assert "at or below the reorder point of 30" in page.content.decode()
    assert "Assam Imports" in desk.see(url("reorder"))


def test_what_is_ticked_becomes_one_order_and_is_proposed_no_more(shop: Shop) -> None:
    desk = Desk("purchasing")
    form = chosen(desk, shop, send="1")
    for _ in range(2):
        assert desk.say(url("reorder_order"), **form).startswith("Ordered: PO-")
    order = PurchaseOrder.objects.get()
    assert (order.state, order.total, order.ordered_quantity) == ("sent", D(96), 48)
    assert desk.where == url("purchase_order", order.pk)
    assert "Nothing to buy" in desk.see(url("reorder"))


def test_an_order_that_is_stale_or_senseless_is_refused(shop: Shop) -> None:
    desk = Desk("purchasing")
    form = chosen(desk, shop)
    with unchanged("planning", "purchasing"):
        assert "Choose at least one" in desk.say(url("reorder_order"), **{**form, "item": []})
        assert "whole numbers" in desk.say(
            url("reorder_order"), **{**form, f"quantity-{shop.items['tea']}": "x"}
        )
    shop.buy(("tea", 40))
    with unchanged("planning", "purchasing"):
        assert "changed since the proposals were drawn up" in desk.say(url("reorder_order"), **form)


def test_who_may_only_read_sees_no_way_to_order(shop: Shop) -> None:
    desk = Desk("viewer")
    page = desk.get(url("reorder")).content.decode()
    assert "Order what is ticked" not in page
    assert "96.00" not in page
    assert desk.client.post(url("reorder_order"), {}).status_code == 403


def test_pages_cost_the_same_for_one_rule_and_for_three(shop: Shop) -> None:
    desk = Desk("purchasing")
    one = count_of(desk, url("reorder")), count_of(desk, url("reorder_rules"))
    shop.rule("cup", 30, 60)
    shop.rule("milk", 30, 60)
    assert (count_of(desk, url("reorder")), count_of(desk, url("reorder_rules"))) == one


def test_a_page_holds_whole_suppliers(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Items of one supplier become one order, and stand on one page."""
    shop.rule("cup", 30, 60)
    shop.rule("milk", 30, 60)
    desk = Desk("purchasing")
    every = rows_of(desk.get(url("reorder")))
    assert len(every) == 3
    monkeypatch.setattr(reorder, "MOST", 1)
    first = desk.get(url("reorder")).content.decode()
    assert "Page 1 of 2, whole suppliers on each" in first
    seen = [rows_of(desk.get(f"{url('reorder')}?page={n}")) for n in (1, 2)]
    assert [*seen[0], *seen[1]] == every
    assert sorted(map(len, seen)) == [1, 2]
    for nonsense in ("0", "99", "x", "-1"):
        assert rows_of(desk.get(f"{url('reorder')}?page={nonsense}")) in seen


def test_rules_are_written_by_grid(shop: Shop) -> None:
    desk = Desk("purchasing")
    number = "S-0"
    lines = ({"item": "cup", "point": "10", "up_to": "40"}, {"item": "tea", "point": "5", "up_to": "6"})
    told = desk.ask(url("reorder_rules_preview"), grid(*lines, warehouse=shop.warehouse))["lines"]
    assert told[0]["cells"]["available"] == "20"
    desk.ask(url("reorder_rules_submit"), grid(*lines, warehouse=shop.warehouse))
    found = ReorderRule.objects.order_by("item__sku").values_list("reorder_point", "order_up_to")
    assert list(found) == [(10, 40), (5, 6)]
    bad = (
        {"item": "cup", "point": "10", "up_to": "4"},
        {"item": "?", "point": "-1", "up_to": "1", "supplier": number},
    )
    with unchanged("planning"):
        told = desk.ask(url("reorder_rules_submit"), grid(*bad, warehouse=shop.warehouse), status=422)[
            "lines"
        ]
    assert {key: set(cells) for key, cells in told.items()} == {
        "n0": {"up_to"},
        "n1": {"item", "point", "supplier"},
    }


def test_a_keeper_of_one_warehouse_has_nothing_to_do_with_reordering(shop: Shop) -> None:
    assert shop.keeper_of(shop.warehouse).client.get(url("reorder")).status_code == 403
