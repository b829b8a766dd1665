"""Many rows at once: what would happen to each, each for itself, and what came of it."""

from __future__ import annotations

import re
from decimal import Decimal as D

import pytest

from desk import Desk, in_bulk, statements
from trade import Trade
from tradepost.base.job_queue import Work
from tradepost.base.models import Job
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing.commands import TaxRuleInput
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales.models import Order
from tradepost.doors.office.lists import bulk
from tradepost.doors.office.lists.bulk_verbs import BULK_VERBS
from tradepost.doors.worker.desk import Desk as JobDesk
from unchanged import unchanged

pytestmark = pytest.mark.django_db
ORDERS = "/office/orders/"


@pytest.fixture
def trade() -> Trade:
    trade = Trade.open()
    trade.add_items("tea", stock=500, cost="2")
    trade.add_customer("Café Blum")
    pricing.set_tax_rules(trade.by, rules=[TaxRuleInput("S", D(19))])
    return trade


def drafts(trade: Trade, count: int) -> list[Order]:
    return [trade.order(("tea", 1), confirm=False) for _ in range(count)]


def look(desk: Desk, verb: str, status: int = 200, **given: object) -> str:
    answer = desk.client.post(
        f"/office/lists/bulk/?verb={verb}", {"path": ORDERS, "query": "", **given}, follow=True
    )
    assert answer.status_code == status
    return answer.content.decode()


def states(orders: list[Order]) -> list[str]:
    return [Order.objects.get(pk=order.pk).state for order in orders]


def test_the_preview_tells_of_each_row_and_does_nothing(trade):
    mara, (good, gone) = Desk("sales"), drafts(trade, 2)
    sales.cancel_order(trade.by, order_id=gone.pk, reason="Sent twice")
    with unchanged("sales", "inventory", "base"):
        html = look(mara, "orders.confirm", id=[str(good.pk), str(gone.pk)])
    assert "1 row will be done" in html
    assert "1 will be refused" in html
    assert "The order is cancelled" in html
    assert f'name="ids" value="{good.pk}"' in html


def test_few_rows_are_done_at_once_and_each_outcome_is_told(trade):
    mara, orders = Desk("sales"), drafts(trade, 3)
    sales.cancel_order(trade.by, order_id=orders[1].pk, reason="Meanwhile")
    in_bulk(mara, "orders.confirm", *[order.pk for order in orders])
    assert states(orders) == ["confirmed", "cancelled", "confirmed"]
    words = mara.see(mara.where)
    assert "2 done, 1 refused" in words
    assert "The order is cancelled" in words
    assert Job.objects.get().state == "done"


def test_the_same_form_sent_twice_does_it_once(trade):
    mara, orders = Desk("sales"), drafts(trade, 1)
    given = {"ids": str(orders[0].pk), "job_id": "0199f0c0-0000-7000-8000-000000000009"}
    for _ in range(2):
        mara.say("/office/lists/bulk/do/?verb=orders.confirm", **given)
    assert Job.objects.count() == 1
    assert "1 done, 0 refused" in mara.see(mara.where)


def test_many_rows_are_a_job_and_a_dead_worker_leaves_each_row_done_once(trade, monkeypatch):
    mara, orders = Desk("sales"), drafts(trade, 4)
    monkeypatch.setattr(bulk, "AT_ONCE", 3)
    in_bulk(mara, "orders.confirm", *[order.pk for order in orders])
    assert states(orders) == ["draft"] * 4
    told = 0

    def dies(work: Work, done: int, total: int | None = None) -> None:
        nonlocal told
        told += 1
        if told == 3:
            raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Work, "tell", dies)
        with pytest.raises(KeyboardInterrupt):
            JobDesk({bulk.KIND: bulk.run}, beats=False).do_one()
    assert states(orders) == ["confirmed", "confirmed", "draft", "draft"]
    Job.objects.update(leased_until="2020-01-01T00:00:00Z")
    assert JobDesk({bulk.KIND: bulk.run}, beats=False).do_one()
    assert states(orders) == ["confirmed"] * 4
    assert "4 done, 0 refused" in mara.see(mara.where)


def test_all_of_the_filter_is_taken_and_too_much_is_refused(trade, monkeypatch):
    mara, orders = Desk("sales"), drafts(trade, 3)
    html = look(mara, "orders.confirm", whole="yes", query="?state=draft")
    ids = re.search(r'name="ids" value="([^"]*)"', html)[1].split(",")
    assert set(ids) == {str(order.pk) for order in orders}
    monkeypatch.setattr(bulk, "MOST_ROWS", 2)
    assert "more than 2 rows" in look(mara, "orders.confirm", whole="yes", query="?state=draft")


def test_the_preview_costs_the_same_statements_for_one_row_and_three(trade):
    mara, orders = Desk("sales"), drafts(trade, 3)
    counts = []
    for chosen in (orders[:1], orders):
        with statements() as said:
            look(mara, "orders.confirm", id=[str(order.pk) for order in chosen])
        counts.append(len(said))
    assert counts[0] == counts[1] <= 10


def test_rows_of_others_and_verbs_of_other_roles_are_refused(trade):
    rep, warehouse, orders = Desk("rep", own_customers=True), Desk("warehouse"), drafts(trade, 1)
    html = look(rep, "orders.confirm", id=[str(orders[0].pk)])
    assert orders[0].number not in html
    assert "1 row does not stand in this list" in html
    with unchanged("sales", "inventory"):
        in_bulk(rep, "orders.confirm", orders[0].pk)
        look(warehouse, "orders.confirm", 403, id=[str(orders[0].pk)])
        warehouse.say("/office/lists/bulk/do/?verb=orders.confirm", 403, ids=str(orders[0].pk), job_id="x")
        look(warehouse, "orders.nonsense", id=[str(orders[0].pk)])


@pytest.mark.parametrize("name", BULK_VERBS)
def test_every_bulk_verb_stands_on_a_page_and_asks_for_a_permission(name):
    verb = BULK_VERBS[name]
    assert "." in verb.may
    assert str(verb.label)
