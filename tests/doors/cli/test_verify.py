"""`tradepost verify` tells each difference with its document, and by its exit code."""

from __future__ import annotations

import pytest

from trade import Trade
from tradepost.base import sql
from tradepost.doors.cli import main as cli


@pytest.fixture
def trade(db: None) -> Trade:
    trade = Trade.open()
    trade.add_items("tea", stock=5)
    trade.add_customer()
    trade.order(("tea", 2))
    return trade


def test_nothing_differs(trade: Trade, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["verify"]) == cli.WELL
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("nothing differs; ")


def test_a_difference_is_told_with_its_document(trade: Trade, capsys: pytest.CaptureFixture[str]) -> None:
    number = sql.rows("select number from sales_order")[0][0]
    sql.run("update sales_order set net_total = net_total + 1, total = total + 1")
    sql.run("update inventory_position set on_hand = on_hand + 1")
    assert cli.main(["verify", "--limit", "1"]) == cli.REFUSED
    short = capsys.readouterr().out.splitlines()
    assert len(short) == 2
    assert short[1].startswith("... and ")
    assert cli.main(["verify"]) == cli.REFUSED
    said = capsys.readouterr()
    assert any(number in line and "net" in line for line in said.out.splitlines())
    assert any("on_hand" in line or "on hand" in line for line in said.out.splitlines()), said.out
    assert " differences; " in said.err
