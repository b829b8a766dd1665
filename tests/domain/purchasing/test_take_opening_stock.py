"""The stock with which the books begin."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D
from uuid import UUID

import pytest

from tradepost.base import feed, sql
from tradepost.base.errors import Invalid
from tradepost.base.ids import new_id
from tradepost.domain.inventory.commands import AdjustInput
from tradepost.domain.purchasing import commands as purchasing
from tradepost.domain.purchasing import queries as purchasing_queries
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


def told(posting_id: UUID) -> list[tuple[str, int, int, D]]:
    facts = [one for one in feed.about([posting_id]) if one.name.startswith("purchasing.")]
    return [(one.name, one.data["lines"], one.data["quantity"], D(one.data["value"])) for one in facts]


def test_opening_stock_and_its_taking_back_are_told_once_and_agree_with_the_ledger(desk: Desk) -> None:
    desk.item("oil")
    taken, back = new_id(NOW), new_id(NOW)
    for _ in range(2):
        take(desk, OpeningInput(desk.items["oil"], 10, D("25.00")), posting_id=taken)
        purchasing.take_back_opening_stock(
            desk.by, posting_id=back, warehouse_id=desk.warehouse,
            lines=[AdjustInput(desk.items["oil"], desk.places["MAIN"], -4)],
        )  # fmt: skip
    assert told(taken) == [("purchasing.opening_stock_taken", 1, 10, D(25))]
    assert told(back) == [("purchasing.opening_stock_taken_back", 1, 4, D(10))]
    assert [str(one) for one in purchasing_queries.differences()] == []
    sql.run("alter table base_event disable trigger user")
    sql.run("""update base_event set data = data || '{"value": "9"}' where subject_id = %s""", [back])
    (found,) = purchasing_queries.differences()
    assert "the worth that the event tells" in str(found)


def test_opening_stock_refuses_what_is_no_stock(desk: Desk) -> None:
    desk.item("oil")
    with unchanged("inventory", "accounts"), pytest.raises(Invalid) as refused:
        take(desk, OpeningInput(desk.items["oil"], 0, D(-1)))
    assert set(refused.value.facts["fields"]) == {"lines.0.quantity", "lines.0.value"}
    with unchanged("inventory", "accounts"), pytest.raises(Invalid):
        take(desk)
