"""Reports in the office: what they say, as a page and as a file, and to whom."""

from __future__ import annotations

import csv
import html
import io
import re
import zipfile
from datetime import timedelta

import pytest
from django.utils import timezone

from desk import Desk, count_of
from shop import Shop, open_shop, rows_of, url
from trade import NOW
from tradepost.base.ids import new_id
from tradepost.domain.billing import commands as billing
from tradepost.domain.fulfilment import commands as fulfilment

pytestmark = pytest.mark.django_db
PERIOD = "since=2026-01-01&until=2026-12-31"


@pytest.fixture
def shop() -> Shop:
    """Tea for 30 was shipped and invoiced; cups wait for supply."""
    shop = open_shop()
    order = shop.trade.order(("tea", 3))
    shipment = fulfilment.ship_order(shop.by, shipment_id=new_id(NOW), order_id=order.id)
    billing.invoice_shipment(shop.by, invoice_id=new_id(NOW), shipment_id=shipment.id)
    shop.trade.order(("cup", 25))
    return shop


def file_of(desk: Desk, address: str) -> list[list[str]]:
    answer = desk.get(address)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


GROUPED = [
    ("month", "2026-03"), ("customer", "Café Blum"), ("item", "tea Tea"), ("category", "without"), ("rep", "without"),
]  # fmt: skip


@pytest.mark.parametrize(("group", "heading"), GROUPED)
def test_sales_are_grouped_and_lead_to_their_documents(shop: Shop, group: str, heading: str) -> None:
    desk = Desk("owner")
    page = desk.get(f"{url('sales_report')}?{PERIOD}&group={group}&basis=invoiced")
    assert rows_of(page) == [heading]
    assert "30.00" in page.content.decode()
    if group == "month":
        assert f"{url('invoices')}?invoiced_on=2026-03-01..2026-04-01" in page.content.decode()


def test_margin_stands_only_where_the_role_may_read_costs(shop: Shop) -> None:
    address = f"{url('sales_report')}?{PERIOD}&group=month&basis=invoiced"
    assert file_of(Desk("billing"), f"{address}&export=csv")[0][-3:] == [
        "Margin",
        "Margin (currency)",
        "Margin, %",
    ]
    assert "Margin" not in Desk("sales").see(address)
    assert all(
        "Margin" not in cell for row in file_of(Desk("sales"), f"{address}&export=csv") for cell in row
    )


def test_a_rep_sees_the_sales_to_own_customers_only(shop: Shop) -> None:
    desk = Desk("rep", own_customers=True)
    assert rows_of(desk.get(f"{url('sales_report')}?{PERIOD}&group=customer&basis=invoiced")) == []
    assert rows_of(desk.get(url("backorders"))) == []


def test_a_question_that_makes_no_sense_is_answered_at_its_field(shop: Shop) -> None:
    seen = Desk("owner").see(f"{url('sales_report')}?since=2026-12-31&until=2026-01-01")
    assert "before the first day" in seen
    assert "This field is required" in Desk("owner").see(f"{url('sales_report')}?since=")


def test_open_orders_and_backorders_name_who_waits(shop: Shop) -> None:
    desk = Desk("sales")
    assert "Café Blum" in desk.see(url("open_orders"))
    assert rows_of(desk.get(url("backorders"))) == ["cup"]
    assert file_of(desk, f"{url('backorders')}?export=csv")[1][5] == "5"


def test_stock_is_worth_something_only_to_those_who_may_read_costs(shop: Shop) -> None:
    assert "74.00" in Desk("owner").see(url("stock_value"))
    assert "Value" not in Desk("sales").see(url("stock_value"))
    assert "without" in Desk("owner").see(url("stock_by_category"))


def test_stock_as_of_a_day_is_what_lay_there(shop: Shop) -> None:
    desk = Desk("warehouse")
    before, after = NOW.date() - timedelta(days=1), NOW.date()
    asked = f"{url('stock_as_of')}?warehouse={shop.warehouse}&day="
    assert rows_of(desk.get(f"{asked}{before}")) == []
    assert file_of(desk, f"{asked}{after}&export=csv")[1:] == [["cup", "Cup", "20"], ["tea", "Tea", "17"]]


SPLITS = {
    "item": [["cup", "Cup", "20"], ["milk", "Milk", "12"], ["tea", "Tea", "17"]],
    "warehouse": [["cup", "Cup", "MAIN", "20"], ["milk", "Milk", "MAIN", "12"], ["tea", "Tea", "MAIN", "17"]],
    "place": [
        ["cup", "Cup", "MAIN", "MAIN", "20"],
        ["milk", "Milk", "MAIN", "MAIN", "12"],
        ["tea", "Tea", "MAIN", "MAIN", "17"],
    ],
    "lot": [
        ["cup", "Cup", "", "20"], ["milk", "Milk", "L1", "5"], ["milk", "Milk", "L2", "7"], ["tea", "Tea", "", "17"],
    ],
    "place_lot": [
        ["cup", "Cup", "MAIN", "MAIN", "", "20"],
        ["milk", "Milk", "MAIN", "MAIN", "L1", "5"],
        ["milk", "Milk", "MAIN", "MAIN", "L2", "7"],
        ["tea", "Tea", "MAIN", "MAIN", "", "17"],
    ],
    "owner": [["cup", "Cup", "ours", "20"], ["milk", "Milk", "ours", "12"], ["tea", "Tea", "ours", "17"]],
}  # fmt: skip


def test_stock_as_of_a_day_is_told_by_bin_lot_and_owner_and_leads_to_its_moves(shop: Shop) -> None:
    for code, quantity in (("L1", 5), ("L2", 7)):
        shop.receive(shop.buy(("milk", quantity)), "milk", quantity, lot_code=code)
    desk, owner = Desk("warehouse"), Desk("owner")
    asked = f"{url('stock_as_of')}?warehouse=&day={timezone.localdate()}&split="
    for split, told in SPLITS.items():
        assert file_of(desk, f"{asked}{split}&export=csv")[1:] == told, split
    assert "is worth its share" in owner.see(f"{asked}lot")
    for split in ("lot", "place_lot", "owner"):
        page = desk.get(asked + split).content.decode()
        found = re.findall(r'href="([^"]*stock/moves[^"]*)">(?:<span class="tp-num">)?(\d+)', page)
        assert [figure for _, figure in found] == [row[-1] for row in SPLITS[split]]
        for link, figure in found:
            sums = desk.get(f"{html.unescape(link)}&part=sums&all=yes").content.decode()
            assert f'<span class="tp-num">{figure}' in sums, (split, link)
    book = io.BytesIO(b"".join(desk.get(f"{asked}lot&export=xlsx").streaming_content))  # type: ignore[arg-type]
    sheet = zipfile.ZipFile(book).read("xl/worksheets/sheet1.xml").decode()
    assert all(told in sheet for told in ("<t>milk</t>", "<t>L1</t>", "<v>5</v>"))
    assert "is not one of the available choices" in desk.see(f"{asked}nonsense")
    one, two = (f"{asked}place_lot&item={shop.items[sku]}" for sku in ("tea", "milk"))
    assert count_of(desk, one) == count_of(desk, two)


def test_stock_as_of_a_day_is_shown_by_the_page_found_by_words_and_summed_whole(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    for code, quantity in (("L1", 5), ("L2", 7)):
        shop.receive(shop.buy(("milk", quantity)), "milk", quantity, lot_code=code)
    for module in ("parts.paging", "reports.stock"):
        monkeypatch.setattr(f"tradepost.doors.office.{module}.SHOWN", 3)
    owner, asked = Desk("owner"), f"{url('stock_as_of')}?warehouse=&day={timezone.localdate()}&split=lot"
    first, second, beyond = (owner.get(f"{asked}{more}") for more in ("", "&page=2", "&page=99"))
    assert [rows_of(page) for page in (first, second, beyond)] == [["cup", "milk", "milk"], ["tea"], ["tea"]]
    worth = re.findall(r"tp-total.*?([0-9.,]+)", first.content.decode(), re.DOTALL)
    assert worth and worth == re.findall(r"tp-total.*?([0-9.,]+)", second.content.decode(), re.DOTALL)
    assert len(file_of(owner, f"{asked}&export=csv")) == 5
    assert file_of(owner, f"{asked}&words=l2&export=csv")[1][:3] == ["milk", "Milk", "L2"]
    assert rows_of(owner.get(f"{asked}&words=nothing+such")) == []
    assert count_of(owner, asked) == count_of(owner, f"{asked}&page=2")


def test_lots_that_expire_are_named(shop: Shop) -> None:
    soon = timezone.localdate() + timedelta(days=10)
    shop.receive(shop.buy(("milk", 5)), "milk", 5, lot_code="L1", expires_on=soon)
    desk = Desk("warehouse")
    assert rows_of(desk.get(url("expiring_lots"))) == ["milk"]
    assert rows_of(desk.get(f"{url('expiring_lots')}?until={soon - timedelta(days=1)}")) == []


def test_the_books_balance_and_lead_to_the_entries(shop: Shop) -> None:
    desk = Desk("billing")
    page = desk.get(url("trial_balance")).content.decode()
    assert "74.00" in page
    assert "account=1400" in page
    entries = desk.get(f"{url('entries')}?account=4000")
    assert rows_of(entries) == ["Invoice"]
    assert url("invoice", "00000000-0000-0000-0000-000000000000")[:17] in entries.content.decode()


def test_the_entries_cost_the_same_for_one_and_for_many(shop: Shop) -> None:
    desk = Desk("billing")
    assert count_of(desk, f"{url('entries')}?kind=invoice") == count_of(desk, url("entries"))


def test_the_page_of_reports_shows_what_one_may_open(shop: Shop) -> None:
    assert "Trial balance" in Desk("billing").see(url("reports"))
    assert "Trial balance" not in Desk("sales").see(url("reports"))
