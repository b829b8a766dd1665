"""Somebody makes an item a kit while somebody else receives it: one of the two is refused, whoever comes first."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction

from trade import Trade
from tradepost.base import sql
from tradepost.base.errors import Refusal
from tradepost.domain.catalog.models import KitPart
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory.models import Position
from tradepost.domain.inventory.queries import differences

pytestmark = pytest.mark.django_db(transaction=True)
WAIT = 20


@pytest.fixture
def trade() -> Trade:
    trade = Trade.open()
    trade.add_items("set")
    trade.add_items("pot", stock=4)
    return trade


def define(trade: Trade) -> None:
    inventory.define_kit(trade.by, item_id=trade.items["set"], parts=[(trade.items["pot"], 2)])


def receive(trade: Trade) -> None:
    trade.receive(("set", 3, "6"))


def at_once(first: Callable[[], Any], second: Callable[[], Any]) -> list[str]:
    """What each is told, where the second begins while the first has not committed yet, and waits for it."""
    told = ["", ""]
    done, seen_waiting = threading.Event(), threading.Event()

    def work(n: int, say: Callable[[], Any]) -> None:
        try:
            with transaction.atomic():
                say()
                if n == 0:
                    done.set()
                    assert seen_waiting.wait(WAIT)
        except Refusal as refusal:
            told[n] = refusal.code
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(n, say)) for n, say in enumerate((first, second))]
    threads[0].start()
    assert done.wait(WAIT)
    threads[1].start()
    for _ in range(WAIT * 100):
        waiting = sql.one(
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
        )
        if (waiting and waiting[0]) or not threads[1].is_alive():
            break
        threads[1].join(0.01)
    seen_waiting.set()
    for thread in threads:
        thread.join(WAIT)
    return told


def empty_position(trade: Trade) -> None:
    """The item was held once: there is a position of it with nothing in it."""
    inventory.hold_stock(trade.by, warehouse_id=trade.warehouse_id, item_ids=[trade.items["set"]])


@pytest.mark.parametrize("known", [True, False], ids=["an empty position", "no position yet"])
def test_what_comes_while_an_item_becomes_a_kit_is_refused(trade: Trade, known: bool) -> None:
    if known:
        empty_position(trade)
    assert at_once(lambda: define(trade), lambda: receive(trade)) == ["", "is-a-kit"]
    assert KitPart.objects.count() == 1
    assert not Position.objects.filter(item_id=trade.items["set"], on_hand__gt=0).exists()
    assert not list(differences())
    inventory.define_kit(trade.by, item_id=trade.items["set"], parts=[])
    receive(trade)
    assert trade.stock("set")["on_hand"] == 3


@pytest.mark.parametrize("known", [True, False], ids=["an empty position", "no position yet"])
def test_an_item_that_is_being_received_does_not_become_a_kit(trade: Trade, known: bool) -> None:
    if known:
        empty_position(trade)
    assert at_once(lambda: receive(trade), lambda: define(trade)) == ["", "kit-in-stock"]
    assert not KitPart.objects.exists()
    assert trade.stock("set")["on_hand"] == 3
    assert not list(differences())
