"""`tradepost sums` brings the sums of reports up to date, and makes them anew."""

from __future__ import annotations

import pytest

from settled import wait_until_settled
from trade import Trade
from tradepost.base import sql
from tradepost.doors.cli import main as cli

SUMS = "select kind, span, net from reports_sales_sum where basis = 'ordered' order by kind, span"


@pytest.mark.django_db(transaction=True)
def test_sums_are_brought_up_to_date_and_made_anew(capsys: pytest.CaptureFixture[str]) -> None:
    trade = Trade.open()
    trade.add_items("tea", stock=5)
    trade.add_customer()
    trade.order(("tea", 2))
    wait_until_settled()
    assert cli.main(["sums"]) == cli.WELL
    assert capsys.readouterr().err.startswith("The sums are up to date; ")
    summed = sql.rows(SUMS)
    assert [row[:2] for row in summed] == [
        (kind, span) for kind in ("all", "customer", "item") for span in ("day", "month")
    ]
    sql.run("update reports_sales_sum set net = net + 1")
    assert cli.main(["sums"]) == cli.WELL
    assert cli.main(["verify"]) == cli.REFUSED
    assert cli.main(["sums", "--anew"]) == cli.WELL
    assert sql.rows(SUMS) == summed
    assert cli.main(["verify"]) == cli.WELL
