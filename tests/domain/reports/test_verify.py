"""`verify` finds nothing after honest trade, finds what was planted, and disturbs nobody."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from decimal import Decimal as D
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from desk import statements
from domain.billing.trade import NOW, Trade
from tradepost.base import sql
from tradepost.base.ids import new_id
from tradepost.domain.billing import commands as billing
from tradepost.domain.billing.models import Payment
from tradepost.domain.reports import queries as reports


def found() -> set[str]:
    return {str(difference) for difference in reports.verify()}


def plant(fault: str, params: Sequence[object] = ()) -> None:
    """Write past constraints and guards, as a broken disk or a person with psql would."""
    with connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        cursor.execute(fault, params)
        assert cursor.rowcount > 0


def honest_trade(trade: Trade) -> None:
    ann, tea = trade.customer(), trade.item("TEA", 100, "123.45")
    order_id = trade.order(ann, (tea, 10, "3.3333"), freight=D(5))
    billing.record_deposit(
        trade.by, payment_id=new_id(NOW), order_id=order_id, amount=D(7), paid_on=NOW.date()
    )
    invoice = trade.invoice(trade.ship(order_id, 4))
    trade.ship(order_id, 3)
    (line,) = trade.lines(invoice)
    billing.credit_lines(
        trade.by, credit_note_id=new_id(NOW), invoice_id=invoice.id, lines=[(line.id, 1)], reason="gift"
    )
    trade.pay(ann, "50", allocations="oldest first")


def test_honest_trade_has_no_difference_and_progress_is_told(trade: Trade) -> None:
    honest_trade(trade)
    steps: list[tuple[str, int, int]] = []
    assert list(reports.verify(lambda *step: steps.append(step))) == []
    assert [step[1] for step in steps] == list(range(len(steps)))
    assert {step[2] for step in steps} == {len(steps) - 1}
    assert [step[0] for step in steps][:3] == ["parties", "catalog", "access"]
    assert steps[-1][0] == ""


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (
            "update inventory_position set value = value + 1",
            {"I14 account 1400: stock value is 114.8100, should be 115.8100"},
        ),
        (
            "update accounts_posting set amount = amount - 1 where account = '1200' and amount > 20",
            {"I8 customer C-1: receivable in {home} is"},
        ),
        (
            "update accounts_posting set amount = amount - 1 where account = '4000'",
            {"I8 invoices in {home}: revenue is"},
        ),
        (
            "update accounts_entry set kind = 'gift' where kind = 'payment'",
            {"I8 {payment}: entries in accounts is 0, should be 1"},
        ),
        (
            "delete from base_event where name = 'billing.payment_recorded'",
            {"I15 {payment}: the event billing.payment_recorded is 0, should be 1"},
        ),
        (
            "delete from base_event where name = 'billing.invoiced'",
            {"I15 INV-000001: the event billing.invoiced is 0, should be 1"},
        ),
        ("update sales_order_line set shipped = 6", {"line 1: shipped is 6, should be 7"}),
        ("update inventory_balance set on_hand = on_hand - 1", {"on hand is 92, should be 93"}),
    ],
)
def test_what_was_planted_is_found(trade: Trade, fault: str, expected: set[str]) -> None:
    honest_trade(trade)
    plant(fault)
    told = "\n".join(found())
    payment = Payment.objects.order_by("number").first()
    for sentence in expected:
        assert sentence.format(home=settings.BASE_CURRENCY, payment=payment) in told, told


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (
            "update inventory_balance set on_hand = on_hand - 1",
            {
                "I2 balance of TEA at MAIN in {place}: on hand is 92, should be 93",
                "I2 position of TEA in {place}: on hand and unsellable is 93 and 0, should be 92 and 0",
            },
        ),
        (
            "update inventory_position set promised = promised + 1",
            {"I3 position of TEA in {place}: promised and backordered is 4 and 0, should be 3 and 0"},
        ),
        (
            "update inventory_demand set promised_stock = promised_stock + 1, quantity = quantity + 1",
            {
                "I3 position of TEA in {place}: promised and backordered is 3 and 0, should be 4 and 0",
                "I12 {order}, demand of TEA in {place}: promises from stock and from supply is 4 and 0,"
                " should be 3 and 0",
                "I12 {order}: demand of line 1 is 4, should be 3",
            },
        ),
        (
            "delete from accounts_posting p using accounts_entry e where e.id = p.entry_id and e.kind = 'credit_note'",
            {"I8 {credit}, credit_note entry: postings is none, should be at least two"},
        ),
        (
            "update accounts_party_balance set balance = balance + 1 where account = '1200'",
            {"I7 customer C-1: balance of 1200 is "},
        ),
    ],
)
def test_ledgers_name_items_by_sku_and_documents_by_number(
    trade: Trade, fault: str, expected: set[str]
) -> None:
    honest_trade(trade)
    plant(fault)
    told = found()
    place = sql.rows("select code from inventory_warehouse")[0][0]
    order = sql.rows("select number from sales_order")[0][0]
    credit = sql.rows("select number from billing_invoice where kind = 'credit_note'")[0][0]
    for sentence in expected:
        begin = sentence.format(place=place, order=order, credit=credit)
        assert any(one.startswith(begin) for one in told), (begin, told)
    assert [one for one in told if re.search(r"[0-9a-f]{8}-[0-9a-f]{4}-", one)] == []


def test_a_document_without_a_number_keeps_its_id(trade: Trade) -> None:
    honest_trade(trade)
    nobody = new_id(NOW)
    plant("update inventory_demand set document_id = %s, reserved = 1", [nobody])
    assert f"I3 {nobody}, demand of TEA in" in "\n".join(found())


def test_naming_takes_one_statement_more_however_much_differs(trade: Trade) -> None:
    ann = trade.customer()
    for name in ("TEA", "CUP", "POT"):
        trade.order(ann, (trade.item(name, 10, "10"), 2, "3"))
    counts = {}
    for sku in (None, "TEA", ("TEA", "CUP", "POT")):
        ids = [trade.items[one] for one in (sku if isinstance(sku, tuple) else [sku]) if one]
        plant("update inventory_demand set reserved = case when item_id = any(%s) then 1 else 0 end", [ids])
        with statements() as asked:
            differences = list(reports.verify())
        counts[len(ids)] = len(differences), len(asked)
    assert {count: differ for count, (differ, _) in counts.items()} == {0: 0, 1: 1, 3: 3}
    assert counts[1][1] == counts[3][1] == counts[0][1] + 1


@pytest.mark.slow
def test_it_sees_one_moment_and_can_write_nothing_while_trade_goes_on(own_database: str) -> None:
    script = Path(__file__).with_name("beside_trade.py")
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("TRADEPOST_")},
        "TRADEPOST_ENV": "test",
        "DATABASE_URL": own_database,
        "DJANGO_SETTINGS_MODULE": "tradepost.config.settings",
    }
    done = subprocess.run(
        [sys.executable, str(script)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "differences": [],
        "traded meanwhile": "INV-000001",
        "writing": "cannot execute UPDATE in a read-only transaction",
        "afterwards": [],
        "over three connections": [],
        "spoiled": [True, True],
    }
