"""The stock with which the books begin."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D

import pytest

from tradepost.base.errors import Invalid
from tradepost.base.ids import new_id
from tradepost.domain.purchasing import commands as purchasing
from tradepost.domain.purchasing.commands import OpeningInput
from unchanged import unchanged

from .conftest import NOW, Desk


def take(desk: Desk, *lines: OpeningInput, posting_id: object = None) -> object:
    return purchasing.take_opening_stock(
        desk.by, posting_id=posting_id or new_id(NOW), warehouse_id=desk.warehouse, lines=lines
    )


def test_opening_stock_lies_there_and_stands_against_opening(desk: Desk) -> None:
    desk.item("oil")
    desk.item("milk", tracking="lot")
    place = desk.places["QUARANTINE"]
    twice = new_id(NOW)
    for _ in range(2):
        take(
            desk,
            OpeningInput(desk.items["oil"], 10, D("25.00")),
            OpeningInput(desk.items["oil"], 1, D("2.50"), place_id=place),
            OpeningInput(desk.items["milk"], 4, D("4.00"), lot_code="L1", expires_on=date(2026, 5, 1)),
            posting_id=twice,
        )
    assert desk.stock("oil") == {"on_hand": 10, "unsellable": 1, "incoming": 0, "value": D("27.5")}
    assert desk.shelves("milk") == {"MAIN/L1": 4}
    assert desk.books() == {"1400": D("31.5"), "3000": D("-31.5")}


def test_opening_stock_refuses_what_is_no_stock(desk: Desk) -> None:
    desk.item("oil")
    with unchanged("inventory", "accounts"), pytest.raises(Invalid) as refused:
        take(desk, OpeningInput(desk.items["oil"], 0, D(-1)))
    assert set(refused.value.facts["fields"]) == {"lines.0.quantity", "lines.0.value"}
    with unchanged("inventory", "accounts"), pytest.raises(Invalid):
        take(desk)
