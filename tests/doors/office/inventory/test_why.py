"""Every figure of stock leads to what it is made of: the page of a position, shelves, the running ledger, past days."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs

import pytest
from django.db import connection
from django.db.models import Sum
from django.test.utils import CaptureQueriesContext

from desk import Desk, count_of
from shop import Shop, open_shop, rows_of, url
from trade import NOW, TODAY
from tradepost.base.ids import new_id
from tradepost.domain.corrections import commands as corrections
from tradepost.domain.corrections.commands import CorrectionInput
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.reports import commands as reports
from tradepost.domain.reports import queries as reports_queries
from tradepost.doors.office.parts.promised import POLICIES

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> Shop:
    """Of twenty tea two were broken, five are promised, and twelve come."""
    shop = open_shop()
    line = CorrectionInput(shop.items["tea"], shop.place(), -2)
    corrections.correct_stock(
        shop.by, correction_id=new_id(NOW), warehouse_id=shop.warehouse, lines=[line], reason="damaged"
    )
    shop.trade.order(("tea", 5))
    shop.buy(("tea", 12))
    return shop


def position(shop: Shop, sku: str = "tea") -> str:
    return url("position", shop.items[sku], shop.warehouse)


def test_a_position_says_why(shop: Shop) -> None:
    seen = Desk("owner").see(position(shop))
    for words in (
        "tea · MAIN", "Opening", "Correction", "Lies there", "36.00", "SO-", "PO-", "MAIN",
        "There was always some",
    ):  # fmt: skip
        assert words in seen, words
    assert "On hand less promised" in Desk("owner").get(position(shop)).content.decode()
    worker = Desk("warehouse").see(position(shop))
    assert "36.00" not in worker
    assert "Opening" in worker


@pytest.mark.parametrize("policy", POLICIES)
def test_a_position_says_by_which_rule_of_its_warehouse_goods_were_given(shop: Shop, policy: str) -> None:
    inventory.change_warehouse(shop.by, warehouse_id=shop.warehouse, allocation=policy)
    seen = Desk("owner").see(position(shop))
    told = [other for other, (_name, how) in POLICIES.items() if str(how) in seen]
    assert told == [policy]


def test_a_line_that_waits_says_who_came_before_it(shop: Shop) -> None:
    """Others hold all the tea there is and comes; who sees only some customers learns no name of others."""
    first = shop.trade.order(("tea", 25))
    last = shop.trade.order(("tea", 7))
    desk, page = Desk("owner"), url("order", last.id)
    why = desk.get(page).content.decode()
    assert "Others came before it (Priority):" in why
    assert f"25 for {first.number} Café Blum" in why
    (told,) = reports_queries.lost_to(shop.by, [last.id]).values()
    assert {(one.number == first.number, one.stock, one.supply, one.holders) for one in told} == {
        (True, 13, 12, 2), (False, 5, 0, 2),
    }  # fmt: skip
    inventory.change_warehouse(shop.by, warehouse_id=shop.warehouse, allocation="first_come")
    assert "Others came before it (First come):" in desk.get(page).content.decode()
    rep = replace(shop.by, roles=frozenset({"rep"}), scope={"rep": new_id(NOW)})
    hidden = [one for rows in reports_queries.lost_to(rep, [last.id]).values() for one in rows]
    assert [(one.number, one.customer_name, one.order_id) for one in hidden] == [("", "", None)] * 2


def test_who_came_before_costs_one_statement_for_one_line_and_for_three(shop: Shop) -> None:
    shop.trade.order(("tea", 60), ("cup", 60), ("tea", 1))
    one, three = shop.trade.order(("tea", 7)), shop.trade.order(("tea", 7), ("cup", 3), ("tea", 9))
    with CaptureQueriesContext(connection) as said:
        told = [reports_queries.lost_to(shop.by, [order.id]) for order in (one, three)]
    assert (len(said), [len(rows) for rows in told]) == (2, [1, 3])


def test_a_position_of_another_warehouse_or_of_nothing_is_not_found(shop: Shop) -> None:
    far = shop.keeper_of(shop.second_warehouse())
    assert far.client.get(position(shop)).status_code == 404
    assert Desk("owner").client.get(url("position", shop.items["milk"], shop.warehouse)).status_code == 404


def test_the_stock_list_says_from_when_and_leads_to_its_rows(shop: Shop) -> None:
    desk = Desk("owner")
    shop.buy(("milk", 6), expected_on=TODAY + timedelta(days=9))
    page = desk.get(url("stock")).content.decode()
    ways = re.findall(r'href="(/office/[^"]*\?available=[^"]*)"', page)
    assert position(shop) in {desk.client.get(way).headers["Location"] for way in ways}
    item = desk.get(url("item", shop.items["tea"])).content.decode()
    for name in ("moves", "wanted", "supplies"):
        assert f"{url(name)}?item={shop.items['tea']}" in item, name
    seen = desk.see(f"{url('stock')}?q=milk")
    assert "25 Mar" in seen
    assert "now" in desk.see(f"{url('stock')}?q=tea")
    (milk,) = inventory_queries.positions_of(shop.by, shop.items["milk"])
    assert milk.supply_on == TODAY + timedelta(days=9)
    shop.trade.order(("milk", 6))
    assert "25 Mar" not in desk.see(f"{url('stock')}?q=milk"), "all of it is promised"


def test_each_figure_of_the_stock_list_leads_to_rows_that_add_up_to_it(shop: Shop) -> None:
    desk = Desk("owner")
    order = shop.trade.order(("tea", 4))
    fulfilment.release_order(shop.by, shipment_id=new_id(NOW), order_id=order.id)
    shop.trade.order(("tea", 50))
    (tea,) = inventory_queries.positions_of(shop.by, shop.items["tea"])
    reserved = inventory_queries.reserved_of([tea])[tea.pk]
    assert (tea.on_hand, tea.promised, reserved, tea.incoming, tea.backordered) == (18, 18, 4, 12, 29)
    page = desk.get(f"{url('stock')}?q=tea").content.decode()
    figures = {"on_hand": ("on_hand", 18), "promised": ("promised", 18), "reserved": ("reserved", 4),
               "incoming": ("quantity", 12), "backordered": ("backordered", 29)}  # fmt: skip
    lists = {
        "moves": inventory_queries.MOVES,
        "supply": inventory_queries.SUPPLIES,
        "wanted": reports_queries.WANTED,
    }
    for figure, (name, value) in figures.items():
        way = f"{url('stock_rows')}?{figure}={tea.pk}"
        assert f'href="{way}"' in page, figure
        rows = desk.client.get(way).headers["Location"]
        desk.see(rows)
        path, _mark, query = rows.partition("?")
        asked = parse_qs(query)
        listing = lists[path.strip("/").split("/")[-1]]
        found = listing.narrowed(shop.by, asked).aggregate(sum=Sum(listing.sums[name].amount))
        assert found["sum"] == value, figure
    # Of nothing there are no rows, of another house no way, and no other figure.
    assert "?unsellable=" not in page
    far = shop.keeper_of(shop.second_warehouse())
    assert far.client.get(f"{url('stock_rows')}?promised={tea.pk}").status_code == 404
    for asked in ("?nonsense=1", "?promised=²", ""):
        assert desk.client.get(f"{url('stock_rows')}{asked}").headers["Location"] == url("stock")
    assert order.number in desk.see(f"{url('wanted')}?reserved=yes")
    assert rows_of(far.get(url("wanted"))) == []
    one = count_of(desk, f"{url('wanted')}?reserved=yes")
    assert count_of(desk, url("wanted")) == one


def test_every_shelf_stands_in_a_list(shop: Shop) -> None:
    desk = Desk("warehouse")
    one = count_of(desk, f"{url('shelves')}?q=tea")
    for code in ("L1", "L2"):
        shop.receive(shop.buy(("milk", 5)), "milk", 5, lot_code=code)
    assert count_of(desk, url("shelves")) == one
    assert rows_of(desk.get(f"{url('shelves')}?sort=sku")) == ["cup", "milk", "milk", "tea"]
    assert rows_of(desk.get(f"{url('shelves')}?for_sale=no")) == []
    assert rows_of(shop.keeper_of(shop.second_warehouse()).get(url("shelves"))) == []


def test_the_ledger_of_an_item_runs_and_names_its_documents(shop: Shop) -> None:
    desk = Desk("owner")
    seen = desk.see(f"{url('moves')}?item={shop.items['tea']}")
    assert "COR-" in seen
    page = desk.see(url("item", shop.items["tea"]))
    assert "Lay there then" in page
    assert "COR-" in page
    exported = b"".join(
        desk.get(f"{url('moves')}?item={shop.items['tea']}&export=csv").streaming_content
    ).decode()
    lines = exported.splitlines()
    place = lines[0].replace('"', "").split(",").index("Lay there then")
    assert [line.replace('"', "").split(",")[place] for line in lines[1:]] == ["18", "20"]


def test_stock_as_of_a_day_is_told_of_one_item_with_its_worth(shop: Shop) -> None:
    asked = f"?item={shop.items['tea']}&warehouse={shop.warehouse}&day={TODAY}"
    seen = Desk("owner").see(url("stock_as_of") + asked)
    assert "36.00" in seen
    assert "cup" not in seen
    assert "36.00" not in Desk("warehouse").see(url("stock_as_of") + asked)


def test_stock_outs_of_a_period_are_told(shop: Shop) -> None:
    asked = f"?warehouse={shop.warehouse}&since={TODAY - timedelta(days=3)}&until={TODAY + timedelta(days=3)}"
    desk = Desk("warehouse")
    assert "Nothing ran out" in desk.see(url("stock_outs") + asked)
    order = shop.trade.order(("cup", 20))
    fulfilment.ship_order(shop.trade.at(hours=1), shipment_id=new_id(NOW), order_id=order.id)
    assert rows_of(desk.get(url("stock_outs") + asked)) == ["cup"]
    backwards = f"?warehouse={shop.warehouse}&since={TODAY}&until={TODAY - timedelta(days=1)}"
    assert "before the first day" in desk.see(url("stock_outs") + backwards)


def test_turnover_costs_the_same_for_one_and_for_three_and_tells_costs_to_some(shop: Shop) -> None:
    order = shop.trade.order(("cup", 9))
    fulfilment.ship_order(shop.trade.at(hours=1), shipment_id=new_id(NOW), order_id=order.id)
    while reports.class_stock(shop.trade.at(days=1)):
        pass
    desk = Desk("owner")
    assert count_of(desk, f"{url('turnover')}?q=cup") == count_of(desk, url("turnover"))
    assert "18.00" in desk.see(url("turnover"))
    assert "18.00" not in Desk("viewer").see(url("turnover"))
    assert rows_of(desk.get(f"{url('turnover')}?letter=A")) == ["cup"]
    assert Desk("warehouse").client.get(url("turnover")).status_code == 403
