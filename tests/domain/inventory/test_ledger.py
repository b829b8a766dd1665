"""The running ledger: what lay there after each move, how it came to that, and when nothing did."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal as D
from typing import Any
from uuid import UUID

import pytest

from counted import Floor, open_floor
from trade import NOW
from tradepost.base.ids import new_id
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries
from tradepost.domain.inventory.commands import AdjustInput, MoveInput

pytestmark = pytest.mark.django_db


@pytest.fixture
def floor() -> Floor:
    """Twenty tea lie in A-01, ten in A-02, thirty cups in A-02."""
    return open_floor()


def adjust(floor: Floor, minute: int, code: str, delta: int) -> None:
    inventory.adjust(
        floor.by(minute), posting_id=new_id(NOW), warehouse_id=floor.trade.warehouse_id, reason="told",
        lines=[AdjustInput(floor.trade.items["tea"], floor.bin(code), delta)],
    )  # fmt: skip


def moves(floor: Floor) -> list[Any]:
    asked = {"item": [str(floor.trade.items["tea"])]}
    return queries.MOVES.page(floor.by(0), filters=asked).rows


def test_each_move_knows_what_lay_there_then(floor: Floor) -> None:
    adjust(floor, 10, "A-01", -5)
    inventory.move_stock(
        floor.by(20), posting_id=new_id(NOW), warehouse_id=floor.trade.warehouse_id,
        lines=[MoveInput(floor.trade.items["tea"], 3, floor.bin("A-01"), floor.bin("A-03"))],
    )  # fmt: skip
    adjust(floor, 30, "A-03", 1)
    rows = moves(floor)
    found = queries.after_moves(floor.trade.items["tea"], [row.pk for row in rows])
    here = floor.trade.warehouse_id
    assert [found[row.pk, here].on_hand for row in rows] == [26, 25, 25, 30, 20]
    assert [found[row.pk, here].value for row in rows] == [D(52), D(50), D(50), D(60), D(40)]
    older = queries.after_moves(floor.trade.items["tea"], [rows[3].pk])
    assert older == {(rows[3].pk, here): queries.After(30, D(60))}
    assert queries.after_moves(floor.trade.items["tea"], []) == {}


def test_the_causes_add_up_to_what_lies_there(floor: Floor) -> None:
    adjust(floor, 10, "A-01", -5)
    adjust(floor, 11, "A-01", 2)
    found = queries.causes_of(floor.by(12), floor.trade.items["tea"], floor.trade.warehouse_id)
    assert [(one.kind, one.moves, one.quantity, one.value) for one in found] == [
        ("receipt", 2, 30, D(60)),
        ("adjustment", 2, -3, D(-6)),
    ]
    assert queries.causes_of(floor.by(12), floor.trade.items["cup"], new_id(NOW)) == []


def outs(floor: Floor, since: int = 0, until: int = 100, item: UUID | None = None) -> list[Any]:
    found = queries.stock_outs(
        floor.trade.warehouse_id, NOW + timedelta(minutes=since), NOW + timedelta(minutes=until), item
    )
    return [
        tuple((at - NOW) // timedelta(minutes=1) if at else None for at in (one.since, one.until))
        for one in found
    ]


def test_a_stock_out_lasts_from_the_last_piece_to_the_next(floor: Floor) -> None:
    adjust(floor, 10, "A-01", -20)
    assert outs(floor, 5) == []
    adjust(floor, 20, "A-02", -10)
    assert outs(floor, 5) == [(20, None)]
    adjust(floor, 30, "A-01", 4)
    adjust(floor, 40, "A-01", -4)
    adjust(floor, 50, "A-03", 1)
    assert outs(floor, 5) == [(20, 30), (40, 50)]
    assert outs(floor, 25) == [(None, 30), (40, 50)], "it was out before the period began"
    assert outs(floor, 5, 35) == [(20, 30)]
    assert outs(floor, 5, item=floor.trade.items["cup"]) == []
    assert outs(floor, 60) == []


def test_what_is_in_quarantine_is_not_there_to_be_sold_and_a_first_delivery_is_no_stock_out(
    floor: Floor,
) -> None:
    assert outs(floor, -10) == []
    inventory.move_stock(
        floor.by(20), posting_id=new_id(NOW), warehouse_id=floor.trade.warehouse_id,
        lines=[
            MoveInput(floor.trade.items["tea"], count, floor.bin(code), floor.bin("QUARANTINE"))
            for code, count in (("A-01", 20), ("A-02", 10))
        ],
    )  # fmt: skip
    assert outs(floor, 5) == [(20, None)]


def test_what_lay_there_on_a_past_day_has_its_worth(floor: Floor) -> None:
    adjust(floor, 10, "A-01", -5)
    moment = NOW + timedelta(minutes=5)
    tea, cup = floor.trade.items["tea"], floor.trade.items["cup"]
    assert queries.stock_as_of(floor.trade.warehouse_id, moment) == {
        tea: queries.AsOf(30, D(60)),
        cup: queries.AsOf(30, D(150)),
    }
    assert queries.stock_as_of(floor.trade.warehouse_id, floor.by(11).now, tea) == {
        tea: queries.AsOf(25, D(50))
    }
