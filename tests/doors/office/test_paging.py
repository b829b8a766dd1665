"""A table that was worked out whole is shown page by page; its sums and its file are of all."""

from __future__ import annotations

import pytest

from desk import Desk
from shop import open_shop, url
from tradepost.base.ids import new_id
from tradepost.domain.billing import commands as billing
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.parties import commands as parties
from tradepost.doors.office.parts import paging

pytestmark = pytest.mark.django_db


@pytest.fixture
def debtors(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Five customers who owe for tea, on pages of two."""
    monkeypatch.setattr(paging, "SHOWN", 2)
    trade = open_shop().trade
    names = [f"Debtor {number}" for number in range(5)]
    for name in names:
        trade.customers[name] = new_id(trade.by.now)
        parties.create_customers(trade.by, customers=[parties.CustomerInput(trade.customers[name], name)])
        order = trade.order(("tea", 1), customer=name)
        shipped = fulfilment.ship_order(trade.by, shipment_id=new_id(trade.by.now), order_id=order.id)
        billing.invoice_shipment(trade.by, invoice_id=new_id(trade.by.now), shipment_id=shipped.id)
    return names


@pytest.mark.parametrize("page", [url("ageing"), url("sales_report") + "?group=customer"])
def test_every_row_stands_on_one_page(debtors: list[str], page: str) -> None:
    desk = Desk("owner")
    sign = "&" if "?" in page else "?"
    first, second, third = (desk.see(f"{page}{sign}page={number}") for number in (1, 2, 3))
    assert "1 to 2 of 5" in first and "3 to 4 of 5" in second and "5 to 5 of 5" in third
    for name in debtors:
        assert sum(name in shown for shown in (first, second, third)) == 1
    assert ("Next" in first, "Previous" in first) == (True, False)
    assert ("Next" in third, "Previous" in third) == (False, True)


def test_a_page_that_is_none_is_the_first_and_after_the_last_comes_the_last(debtors: list[str]) -> None:
    desk = Desk("billing")
    for asked in ("", "0", "-1", "two", "²", "1e3", "99999999999999999999"):
        assert "1 to 2 of 5" in desk.see(f"{url('ageing')}?page={asked}")
    assert "5 to 5 of 5" in desk.see(f"{url('ageing')}?page=77")


def test_sums_and_file_are_of_all_pages(debtors: list[str]) -> None:
    desk = Desk("billing")
    assert "All 59.50 USD" in desk.see(f"{url('ageing')}?page=3")
    file = desk.get(f"{url('ageing')}?export=csv&page=3").content.decode()
    assert all(name in file for name in debtors)
