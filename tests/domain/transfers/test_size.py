"""Each step of a transfer costs the same statements for one line and for a hundred."""

from __future__ import annotations

from decimal import Decimal as D

import pytest

from desk import statements
from trade import BASE, NOW, TODAY
from tradepost.base.ids import new_id
from tradepost.domain.accounts import commands as accounts
from tradepost.domain.accounts.rules import Ledger
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.commands import ReceivedInput
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.transfers import commands as transfers
from tradepost.domain.transfers import queries
from tradepost.domain.transfers.commands import ArrivedInput, TransferLineInput
from two_houses import Houses

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 100])
def test_each_step_takes_the_same_statements_for_any_number_of_lines(houses: Houses, count: int) -> None:
    ids = houses.trade.add_items(*[f"thing-{n}" for n in range(count)])
    goods = [ReceivedInput(item_id, 10, D(20)) for item_id in ids]
    subject = new_id(NOW)
    inventory.receive(houses.by(), subject_id=subject, warehouse_id=houses.main, lines=goods)
    inventory.receive(houses.by(), subject_id=subject, warehouse_id=houses.east, lines=goods)
    value = D(40) * count
    lines = [accounts.PostingInput(Ledger.STOCK, value), accounts.PostingInput(Ledger.OPENING, -value)]
    accounts.post(houses.by(), entries=[accounts.EntryInput(subject, "opening", subject, TODAY, BASE, lines)])
    pk, said = new_id(NOW), {}
    with statements() as said["draft"]:
        transfers.draft_transfer(
            houses.by(), transfer_id=pk, from_warehouse_id=houses.main, to_warehouse_id=houses.east,
            lines=[TransferLineInput(item_id, D(6)) for item_id in ids],
        )  # fmt: skip
    with statements() as said["release"]:
        transfers.release_transfer(houses.by(5), transfer_id=pk)
    parts = inventory_queries.set_aside_for(pk)
    with statements() as said["dispatch"]:
        picks = [(part.reserve_id, 5) for part in parts]
        transfers.dispatch_transfer(houses.by(10), transfer_id=pk, picks=picks)
    loads = [load.pk for load in queries.loads_of(pk)]
    with statements() as said["receive"]:
        transfers.receive_transfer(
            houses.by(20), receipt_id=new_id(NOW), transfer_id=pk,
            lines=[ArrivedInput(load, 3, 1) for load in loads],
        )  # fmt: skip
    with statements() as said["delay"]:
        transfers.delay_transfer(houses.by(25), transfer_id=pk, expected_on=TODAY)
    with statements() as said["finish"]:
        transfers.finish_transfer(houses.by(30), transfer_id=pk)
    counted = {name: len(step) for name, step in said.items()}
    assert counted == {"draft": 8, "release": 22, "dispatch": 36, "receive": 21, "delay": 9, "finish": 12}
    assert [str(found) for found in reports_queries.verify()] == []
