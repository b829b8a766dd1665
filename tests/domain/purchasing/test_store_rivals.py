"""Processes that want a supplier's last goods: nothing is promised, taken over, shipped or told twice."""

from pathlib import Path

from django.conf import settings

from rivals import start
from small_warehouse import open_trade
from tradepost.domain.purchasing.models import StoreLine, StoreWithdrawal
from tradepost.domain.reports import queries as reports_queries
from with_store import open_store

RIVAL = Path(__file__).with_name("store_rival.py")


def test_two_who_sell_and_one_who_counts_share_the_last_goods(database_url: str) -> None:
    trade = open_trade()
    store = open_store(trade.by, trade.warehouse, trade.items, settings.BASE_CURRENCY)
    store.fill(("tea", 12))
    tea = trade.items["tea"]
    named = (store.pk, store.supplier, trade.warehouse, trade.customer, tea)
    rivals = [start(database_url, RIVAL, "sell", *named, 8) for _ in range(2)]
    counter = start(database_url, RIVAL, "count", store.pk, tea, 16, 4)
    sold, missing = [one.said() for one in rivals], counter.said()["missing"]
    # Sixteen wanted one piece each: twelve were promised once, four wait.
    assert sum(one["supply"] for one in sold) == 12, sold
    assert sum(one["backordered"] for one in sold) == 4, sold
    taken = sum(one["taken"] for one in sold)
    assert (taken + missing, sum(one["shipped"] for one in sold)) == (12, taken), (sold, missing)
    assert list(StoreLine.objects.values_list("quantity_left", flat=True)) == [0]
    left = StoreWithdrawal.objects.filter(statement=None).count()
    assert left <= missing
    assert [str(found) for found in reports_queries.verify() if "item_created" not in str(found)] == []
