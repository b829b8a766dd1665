"""Runs `verify` step by step while another connection trades; answers in JSON."""

import json
import subprocess
import sys
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).parents[2]))
django.setup()

from django.db import connection, transaction  # noqa: E402
from django.db.utils import InternalError  # noqa: E402

from domain.billing.trade import Trade, make_trade  # noqa: E402
from tradepost.base import sql  # noqa: E402
from tradepost.domain.reports import queries as reports  # noqa: E402


def trade_once(trade: Trade) -> str:
    return trade.sold(trade.customer(), "10").number


def spoil() -> None:
    with transaction.atomic():
        sql.run("set local session_replication_role = replica")  # past guards, as a broken disk would
        sql.run("update inventory_position set value = value + 1")


def spoiling(name: str, done: int, steps: int) -> None:
    """Another process spoils the books after the moment was taken, before any step is asked."""
    if done == 0:
        subprocess.run([sys.executable, __file__, "spoil"], check=True)


def beside() -> dict[str, object]:
    told: dict[str, object] = {}

    def progress(name: str, done: int, steps: int) -> None:
        if name == "sales":  # inventory is counted already, sales not yet
            output = subprocess.run(
                [sys.executable, __file__, "trade"], capture_output=True, text=True, check=True
            )
            told["traded meanwhile"] = output.stdout.strip()
        if name == "billing":
            try:
                with transaction.atomic(), connection.cursor() as cursor:
                    cursor.execute("update billing_invoice set settled = 0")
            except InternalError as error:
                told["writing"] = str(error).splitlines()[0]

    told["differences"] = [str(difference) for difference in reports.verify(progress)]
    told["afterwards"] = [str(difference) for difference in reports.verify()]
    told["over three connections"] = [
        str(difference) for difference in reports.verify(spoiling, connections=3)
    ]
    one_by_one = [str(difference) for difference in reports.verify()]
    told["spoiled"] = len(one_by_one) > 1, one_by_one == [str(found) for found in reports.verify(None, 3)]
    return told


if __name__ == "__main__":
    if sys.argv[1:] == ["trade"]:
        print(trade_once(make_trade()))
    elif sys.argv[1:] == ["spoil"]:
        spoil()
    else:
        print(json.dumps(beside()))
