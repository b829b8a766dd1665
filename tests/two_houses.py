"""Two warehouses, MAIN and EAST, and goods that go from one to the other: `houses = open_houses()`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal as D
from typing import Any
from uuid import UUID

from trade import BASE, NOW, TODAY, Trade
from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.accounts import commands as accounts
from tradepost.domain.accounts.queries import trial_balance
from tradepost.domain.accounts.rules import Ledger
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.commands import LotInput, ReceivedInput
from tradepost.domain.inventory.models import Balance, Place, Position
from tradepost.domain.transfers import commands as transfers
from tradepost.domain.transfers import queries
from tradepost.domain.transfers.commands import ArrivedInput, TransferLineInput
from tradepost.domain.transfers.models import Discrepancy, Transfer, TransferLoad


@dataclass
class Houses:
    """The trade of MAIN, and EAST beside it. Times are minutes after nine."""

    trade: Trade
    east: UUID

    @property
    def main(self) -> UUID:
        return self.trade.warehouse_id

    def by(self, minute: int = 0, name: str = "Test", *roles: str) -> By:
        return replace(
            self.trade.by,
            now=NOW + timedelta(minutes=minute),
            actor=name,
            roles=frozenset(roles or ("owner",)),
        )

    def place(self, code: str, warehouse: UUID | None = None) -> UUID:
        return Place.objects.get(warehouse_id=warehouse or self.main, code=code).pk

    def lot(self, sku: str, code: str, **of_lot: Any) -> UUID:
        asked = LotInput(self.trade.items[sku], code, **of_lot)
        return inventory.ensure_lots(self.by(), lots=[asked])[self.trade.items[sku], code]

    def put(
        self, sku: str, quantity: int, *, cost: str = "2", code: str = "MAIN", warehouse: UUID | None = None,
        lot_id: UUID | None = None,
    ) -> None:  # fmt: skip
        """Goods come from a supplier right into a bin."""
        house, subject, value = warehouse or self.main, new_id(NOW), D(cost) * quantity
        line = ReceivedInput(
            self.trade.items[sku], quantity, value, place_id=self.place(code, house), lot_id=lot_id
        )
        inventory.receive(self.by(), subject_id=subject, warehouse_id=house, lines=[line])
        lines = [accounts.PostingInput(Ledger.STOCK, value), accounts.PostingInput(Ledger.OPENING, -value)]
        accounts.post(
            self.by(), entries=[accounts.EntryInput(subject, "opening", subject, TODAY, BASE, lines)]
        )

    def draft(self, *lines: tuple[str, int | str], back: bool = False, **given: Any) -> Transfer:
        """Lines are (sku, quantity); `lots` and `units` by sku."""
        lots, units = given.pop("lots", {}), given.pop("units", {})
        ways = (self.east, self.main) if back else (self.main, self.east)
        return transfers.draft_transfer(
            given.pop("by", self.by()),
            transfer_id=given.pop("transfer_id", None) or new_id(NOW),
            from_warehouse_id=ways[0],
            to_warehouse_id=ways[1],
            lines=[
                TransferLineInput(self.trade.items[sku], D(quantity), units.get(sku, ""), lots.get(sku))
                for sku, quantity in lines
            ],
            **given,
        )

    def release(self, one: Transfer, **given: Any) -> Transfer:
        return transfers.release_transfer(self.by(5), transfer_id=one.pk, **given)

    def send(self, *lines: tuple[str, int | str], **given: Any) -> Transfer:
        """Drafted, released and dispatched, all of it."""
        one = self.release(self.draft(*lines, **given))
        return transfers.dispatch_transfer(self.by(10), transfer_id=one.pk)

    def parts(self, one: Transfer) -> list[tuple[str, str, str, int]]:
        """What is set aside: place, sku, lot, base units."""
        found = inventory_queries.set_aside_for(one.pk)
        return [(part.place_code, part.sku, part.lot_code, part.quantity) for part in found]

    def loads(self, one: Transfer) -> dict[tuple[str, str], TransferLoad]:
        """What left, by sku and lot."""
        return {
            (load.line.item.sku, load.lot.code if load.lot else ""): load for load in queries.loads_of(one.pk)
        }

    def take(self, one: Transfer, *counted: tuple[str, int], minute: int = 30, **given: Any) -> Transfer:
        """(sku, base units), or (sku, base units, damaged)."""
        loads = {sku: load for (sku, _), load in self.loads(one).items()}
        return transfers.receive_transfer(
            self.by(minute),
            receipt_id=given.pop("receipt_id", None) or new_id(NOW),
            transfer_id=one.pk,
            lines=[ArrivedInput(loads[sku].pk, *rest) for sku, *rest in counted],
            **given,
        )

    def settle(self, outcome: str, **given: Any) -> Discrepancy:
        """The only open discrepancy."""
        one = Discrepancy.objects.get(state="open")
        given = {"reason": "Looked for it.", **given}
        return transfers.settle_discrepancy(
            self.by(60, "Olga"), discrepancy_id=one.pk, outcome=outcome, **given
        )

    def stock(self, sku: str, warehouse: UUID | None = None) -> tuple[int, int, int, int, D]:
        """On hand, unsellable, promised, incoming, and what it is worth."""
        found = Position.objects.filter(
            item_id=self.trade.items[sku], warehouse_id=warehouse or self.main
        ).first()
        if found is None:
            return (0, 0, 0, 0, D(0))
        return (found.on_hand, found.unsellable, found.promised, found.incoming, found.value.normalize() + 0)

    def lies(self) -> dict[tuple[str, str, str], int]:
        """What lies where: warehouse, place, sku."""
        rows = Balance.objects.filter(on_hand__gt=0).order_by("place__code", "item__sku", "id")
        found: dict[tuple[str, str, str], int] = {}
        for house, code, sku, quantity in rows.values_list(
            "place__warehouse__code", "place__code", "item__sku", "on_hand"
        ):
            found[house, code, sku] = found.get((house, code, sku), 0) + quantity
        return found

    def books(self) -> dict[str, D]:
        """Balances of the accounts that are not 0."""
        rows = trial_balance(TODAY + timedelta(days=1))
        return {Ledger(row.code).name: row.balance.normalize() for row in rows if row.balance}


def open_houses() -> Houses:
    trade = Trade.open()
    east = new_id(NOW)
    # The oldest is where orders go when nobody says otherwise: MAIN.
    inventory.create_warehouse(
        trade.by.at(NOW + timedelta(seconds=1)), warehouse_id=east, code="EAST", name="East warehouse"
    )
    inventory.create_places(
        trade.by.at(NOW + timedelta(seconds=1)), warehouse_id=trade.warehouse_id, codes="A-01 .. A-02",
        pick_sequence=10,
    )  # fmt: skip
    inventory.create_places(
        trade.by.at(NOW + timedelta(seconds=2)), warehouse_id=east, codes="E-01 .. E-02", pick_sequence=10
    )
    trade.add_items("tea", "cup")
    trade.add_items("milk", tracking="lot")
    trade.add_items("scale", tracking="serial")
    return Houses(trade, east)


def day(text: str) -> date:
    return date.fromisoformat(text)
