"""A second, small warehouse, filled from the first: one transfer at each step of its way."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from tradepost.base.by import By
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.transfers import commands as transfers
from tradepost.domain.transfers import queries as transfers_queries
from tradepost.domain.transfers.commands import ArrivedInput, TransferLineInput
from tradepost.domain.transfers.models import Transfer
from tradepost.doors.cli.demo.company import Company, Good

LINES = 2
"""Of each transfer."""


class Transfers:
    """What goes to the depot, from the goods of which there is plenty."""

    def __init__(self, company: Company) -> None:
        self.company = company

    def make_all(self, moment: datetime) -> None:
        """One arrived a piece short, one comes today, one is to be sent, one is being written."""
        made = inventory.create_warehouse(
            self.company.owner.at(moment),
            warehouse_id=self.company.mint(moment),
            code="DEPOT",
            name="Worcester depot",
        )
        goods = self._plenty(self.company.by("warehouse", moment))
        parts = [goods[n : n + LINES] for n in range(0, 4 * LINES, LINES)]
        short, coming, ready, draft = (
            self._draft(made.pk, moment + timedelta(minutes=minute), part)
            for minute, part in enumerate(parts)
        )
        for one in (short, coming, ready):
            transfers.release_transfer(self._by(moment, 5), transfer_id=one.pk, send_what_is_free=True)
        for one in (short, coming):
            transfers.dispatch_transfer(self._by(moment, 10), transfer_id=one.pk, carrier="Own van")
        counts = [
            ArrivedInput(load.id, load.to_come - (not n))
            for n, load in enumerate(transfers_queries.loads_of(short.pk))
        ]
        transfers.receive_transfer(
            self._by(moment, 20),
            receipt_id=self.company.mint(moment),
            transfer_id=short.pk,
            lines=counts,
            is_last=True,
            note="One was missing on the pallet",
        )
        assert draft.state == "draft"

    def _by(self, moment: datetime, minute: int) -> By:
        return self.company.by("warehouse", moment + timedelta(minutes=minute))

    def _plenty(self, by: By) -> list[Good]:
        """Goods without lots of which two cases are free, the best known first."""
        home, found = self.company.warehouse_id, []
        for good in sorted(self.company.goods, key=lambda one: (-one.popularity, one.sku)):
            if good.tracking == "none":
                here = [
                    one
                    for one in inventory_queries.positions_of(by, good.item_id)
                    if one.warehouse_id == home
                ]
                if here and here[0].available >= 2 * good.per_case:
                    found.append(good)
            if len(found) == 4 * LINES:
                break
        return found

    def _draft(self, depot: UUID, moment: datetime, goods: list[Good]) -> Transfer:
        return transfers.draft_transfer(
            self.company.by("purchasing", moment),
            transfer_id=self.company.mint(moment),
            from_warehouse_id=self.company.warehouse_id,
            to_warehouse_id=depot,
            lines=[TransferLineInput(good.item_id, Decimal(good.per_case)) for good in goods],
            note="For the depot",
        )
