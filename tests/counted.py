"""A warehouse with three bins, and people who count in it: `floor = open_floor()`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal as D
from typing import Any
from uuid import UUID

from trade import BASE, NOW, TODAY, Trade
from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.accounts import commands as accounts
from tradepost.domain.accounts.rules import Ledger
from tradepost.domain.counting import commands as counting
from tradepost.domain.counting import queries
from tradepost.domain.counting.commands import CountedInput
from tradepost.domain.counting.models import Count, CountLine
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory.commands import ReceivedInput
from tradepost.domain.inventory.models import Balance, Place


@dataclass
class Floor:
    """The trade, and its bins. Times are minutes after nine."""

    trade: Trade

    def by(self, minute: int, name: str = "Test", *roles: str) -> By:
        roles = roles or ("owner",)
        actor = UUID(int=sum(name.encode()))
        return replace(self.trade.by, now=NOW + timedelta(minutes=minute), actor=name, actor_id=actor,
                       roles=frozenset(roles))  # fmt: skip

    def bin(self, code: str) -> UUID:
        return Place.objects.get(warehouse_id=self.trade.warehouse_id, code=code).id

    def put(self, code: str, sku: str, quantity: int, *, cost: str = "2", minute: int = 0) -> None:
        """Goods come from a supplier right into a bin."""
        by, subject, value = self.by(minute), new_id(NOW), D(cost) * quantity
        line = ReceivedInput(self.trade.items[sku], quantity, value, place_id=self.bin(code))
        inventory.receive(by, subject_id=subject, warehouse_id=self.trade.warehouse_id, lines=[line])
        lines = [accounts.PostingInput(Ledger.STOCK, value), accounts.PostingInput(Ledger.OPENING, -value)]
        accounts.post(by, entries=[accounts.EntryInput(subject, "opening", subject, TODAY, BASE, lines)])

    def plan(self, minute: int = 1, start: bool = True, **given: Any) -> Count:
        given = {"warehouse_id": self.trade.warehouse_id, **given}
        one = counting.plan_count(self.by(minute), count_id=new_id(NOW), **given)
        return counting.start_count(self.by(minute), count_id=one.id) if start else one

    def take(
        self, one: Count, minute: int, *lines: tuple[str, str, int], who: str = "Ann", **given: Any
    ) -> Count:
        """Somebody counted (bin, sku, base units)."""
        told = [
            CountedInput(self.bin(code), self.trade.items[sku], quantity) for code, sku, quantity in lines
        ]
        return counting.record_counts(
            self.by(minute, who), batch_id=given.pop("batch_id", None) or new_id(NOW), count_id=one.id, lines=told,
            **given,
        )  # fmt: skip

    def finish(self, one: Count, minute: int = 50, **given: Any) -> Count:
        return counting.finish_count(self.by(minute), count_id=one.id, **given)

    def post(self, one: Count, *roles: str, minute: int = 55) -> Count:
        return counting.post_count(self.by(minute, "Olga", *roles), count_id=one.id)

    def line(self, one: Count, code: str, sku: str) -> CountLine:
        return CountLine.objects.get(count_id=one.id, place__code=code, item__sku=sku)

    def lies(self) -> dict[tuple[str, str], int]:
        """What lies where by the books."""
        rows = Balance.objects.filter(on_hand__gt=0).order_by("place__code", "item__sku")
        return {(code, sku): n for code, sku, n in rows.values_list("place__code", "item__sku", "on_hand")}


def nothing_differs() -> None:
    assert [str(one) for one in queries.differences()] == []


def open_floor() -> Floor:
    trade = Trade.open()
    trade.add_items("tea", "cup")
    # After the warehouse's own, so that MAIN stays its first bin, where goods go that name no place.
    inventory.create_places(
        trade.by.at(NOW + timedelta(seconds=1)),
        warehouse_id=trade.warehouse_id,
        codes="A-01 .. A-03",
        pick_sequence=10,
    )
    floor = Floor(trade)
    floor.put("A-01", "tea", 20)
    floor.put("A-02", "tea", 10)
    floor.put("A-02", "cup", 30, cost="5")
    return floor
