"""A count brings stock and books to what lies there."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D

import pytest

from small_warehouse import NOW, Trade, differences, everything
from tradepost.base.errors import Invalid
from tradepost.base.ids import new_id
from tradepost.domain.accounts.queries import entries_about
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.fulfilment.commands import CorrectionInput
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.commands import NotEnoughStock
from tradepost.domain.inventory.models import Place

pytestmark = pytest.mark.django_db


def main(trade: Trade) -> object:
    return Place.objects.get(warehouse_id=trade.warehouse, code="MAIN").id


def correct(trade: Trade, *deltas: tuple[str, int], reason: str = "Counted", **given: object) -> object:
    lines = [CorrectionInput(trade.items[sku], main(trade), delta) for sku, delta in deltas]
    given = {"posting_id": new_id(NOW), **given}
    return fulfilment.correct_stock(
        trade.by, warehouse_id=trade.warehouse, lines=lines, reason=reason, **given
    )


def test_what_is_lost_costs_its_average_and_what_is_found_is_worth_it(trade: Trade) -> None:
    trade.stock("tea", 10, cost="2.00")
    trade.stock("cup", 4, cost="1.50")
    posting = correct(trade, ("tea", -3), ("cup", 2))
    assert (trade.shelf("tea")[0], trade.shelf("cup")[0]) == (7, 6)
    assert trade.books()["STOCK_LOSS"] == D(3)
    assert trade.books()["STOCK"] == D(23)
    (entry,) = entries_about(posting)
    assert (entry.kind, entry.posted_on) == ("adjustment", NOW.date())
    assert differences() == []


def test_sent_twice_it_is_one_correction(trade: Trade) -> None:
    trade.stock("tea", 10)
    posting = new_id(NOW)
    assert correct(trade, ("tea", -1), posting_id=posting) == correct(trade, ("tea", -1), posting_id=posting)
    assert trade.shelf("tea")[0] == 9


def test_goods_of_a_lot_nobody_knew_are_found_with_it(trade: Trade) -> None:
    trade.stock("milk", 5, lot="L1")
    line = CorrectionInput(trade.items["milk"], main(trade), 2, lot_code="L2", expires_on=date(2026, 6, 1))
    given = {"posting_id": new_id(NOW), "warehouse_id": trade.warehouse, "lines": [line], "reason": "Found"}
    fulfilment.correct_stock(trade.by, **given)
    found = inventory_queries.placed_stock(trade.by, trade.items["milk"])
    assert [(row.lot_code, row.on_hand) for row in found] == [("L2", 2), ("L1", 5)]


@pytest.mark.parametrize(
    ("deltas", "reason", "error"),
    [
        ((("tea", 0),), "Counted", Invalid),
        ((("tea", -1),), " ", Invalid),
        ((("tea", -11),), "Counted", NotEnoughStock),
    ],
)
def test_correct_stock_refuses_and_changes_nothing(
    trade: Trade, deltas: object, reason: str, error: type
) -> None:
    trade.stock("tea", 10)
    before = everything()
    with pytest.raises(error):
        correct(trade, *deltas, reason=reason)
    assert everything() == before
