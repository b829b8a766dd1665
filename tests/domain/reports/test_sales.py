"""Sales by everything, as invoiced and as ordered; cost only for those who may see it."""

from datetime import date
from decimal import Decimal as D
from types import MappingProxyType

import pytest

from domain.billing.trade import NOW, TODAY, Trade, later, statements
from tradepost.base.by import By
from tradepost.base.errors import Invalid
from tradepost.base.ids import new_id
from tradepost.base.sums import sums_of
from tradepost.domain.access.models import User
from tradepost.domain.accounts import commands as accounts
from tradepost.domain.accounts.queries import trial_balance
from tradepost.domain.billing import commands as billing
from tradepost.domain.reports import queries as reports
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.models import Order

YEAR = (date(2026, 1, 1), date(2027, 1, 1))


def told(trade: Trade, group: str, by: By | None = None, **given: str) -> list[tuple[object, ...]]:
    return [
        (row.label, row.documents, row.quantity, row.net, row.cost, row.margin)
        for row in reports.sales_by(by or trade.by, YEAR, group, **given)
    ]


def test_sales_by_month_customer_item_rep_and_category(trade: Trade) -> None:
    bea = User.objects.create(id=new_id(NOW), email="bea@example.org", name="Bea", made_at=NOW).id
    ann, ben = trade.customer("C-1", rep_id=bea), trade.customer("C-2")
    tea = trade.item("TEA", 100, "200.00", category="Drinks")
    rice = trade.item("RICE", 100, "50.00", tax_class="reduced")
    trade.invoice(trade.ship(trade.order(ann, (tea, 10, "5.00"), (rice, 4, "1.00"), freight=D(9))))
    april = later(trade, 20)
    order_id = trade.order(ben, (tea, 6, "4.00"), by=april)
    trade.invoice(trade.ship(order_id, 4, by=april), by=april)
    trade.order(ben, (rice, 50, "1.00"))  # not invoiced

    tea_row = ("TEA Tea", 2, 14, D(66), D(28), D(38))
    rice_row = ("RICE Rice", 1, 4, D(4), D(2), D(2))
    ann_row, ben_row = (1, 14, D(54), D(22), D(32)), (1, 4, D(16), D(8), D(8))
    assert told(trade, "item") == [tea_row, rice_row]
    assert told(trade, "category") == [("Drinks", None, *tea_row[2:]), ("", None, *rice_row[2:])]
    assert told(trade, "customer") == [("Customer C-1", *ann_row), ("Customer C-2", *ben_row)]
    assert told(trade, "rep") == [("Bea", *ann_row), ("", *ben_row)]
    assert told(trade, "month") == [("2026-03", *ann_row), ("2026-04", *ben_row)]
    assert sum(row.net for row in reports.sales_by(trade.by, YEAR, "item")) == -next(
        row.balance for row in trial_balance() if row.name == "Sales"
    )
    assert reports.sales_by(trade.by, (TODAY, TODAY), "item") == []
    assert statements(lambda: reports.sales_by(trade.by, YEAR, "item")) == 2


def test_as_ordered_counts_what_is_not_cancelled(trade: Trade) -> None:
    ann, tea = trade.customer(), trade.item("TEA", 5)
    trade.order(ann, (tea, 10, "2.00"))
    assert told(trade, "item", basis="ordered") == [("TEA Tea", 1, 10, D(20), None, None)]


def test_a_credit_note_takes_sales_back_and_cost_only_with_the_goods(trade: Trade) -> None:
    ann, tea = trade.customer(), trade.item("TEA", 10, "10.00")
    invoice = trade.invoice(trade.ship(trade.order(ann, (tea, 10, "3.00"))))
    (line,) = trade.lines(invoice)
    billing.credit_lines(
        trade.by, credit_note_id=new_id(NOW), invoice_id=invoice.id, lines=[(line.id, 4)], reason="gift"
    )
    assert told(trade, "item") == [("TEA Tea", 2, 6, D(18), D(10), D(8))]


def test_foreign_sales_count_at_the_rate_of_their_entry(trade: Trade) -> None:
    accounts.set_rate(trade.by, rate_id=new_id(NOW), currency="CHF", valid_from=TODAY, rate=D("1.10"))
    ann = trade.customer(currency="CHF")
    trade.sold(ann, "100")
    accounts.set_rate(trade.by, rate_id=new_id(NOW), currency="CHF", valid_from=TODAY, rate=D(9))
    assert [row.net for row in reports.sales_by(trade.by, YEAR)] == [D("110.00")]


def test_what_is_open_is_in_base_currency_once(trade: Trade) -> None:
    accounts.set_rate(trade.by, rate_id=new_id(NOW), currency="CHF", valid_from=TODAY, rate=D("2.00"))
    ann, tea = trade.customer(currency="CHF"), trade.item("TEA", 5)
    order_id = trade.order(ann, (tea, 1, "100.00"))
    total = Order.objects.get(pk=order_id).total
    levels = reports.open_orders_by_day(trade.by, [])
    assert [(level.documents, level.amount) for level in levels] == [(1, 2 * total)]
    listed = sums_of(sales_queries.ORDERS, trade.by, {})
    assert listed.by_name["open_value"] == [("", 2 * total)]


def test_reps_see_their_customers_and_no_cost(trade: Trade) -> None:
    bea = new_id(NOW)
    ann, ben = trade.customer("C-1", rep_id=bea), trade.customer("C-2")
    for customer in (ann, ben):
        trade.sold(customer, "5")
    rep = By(bea, "Bea", NOW, frozenset({"rep"}), MappingProxyType({"rep": bea}))
    buyer = By(None, "Ann", NOW, frozenset(), MappingProxyType({"customer": ann}))
    for by in (rep, buyer):
        assert told(trade, "customer", by) == [("Customer C-1", 1, 1, D(5), None, None)]


def test_unknown_reports_are_refused(trade: Trade) -> None:
    for given in ({"group": "moon"}, {"basis": "wished"}):
        with pytest.raises(Invalid):
            reports.sales_by(trade.by, YEAR, **given)  # type: ignore[arg-type]
