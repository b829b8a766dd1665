"""Lots under lock: whether they are stopped, and where a serial is. Positions are held before."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from tradepost.base import sql
from tradepost.base.errors import Invalid, NotFound, Refusal
from tradepost.domain.inventory import rules


class LotNotUsable(Refusal):
    """The lot is in quarantine, recalled or expired: nothing of it is picked or shipped."""


class SerialElsewhere(Refusal):
    """A serial is one piece, and it is somewhere else; `facts["place"]` says where."""


@dataclass(frozen=True, slots=True)
class HeldLot:
    """One lot, locked. `stopped`: what lies of it is not for sale."""

    lot_id: UUID
    item_id: UUID
    code: str
    state: str
    expires_on: date | None
    stopped: bool
    serial: bool
    sku: str


def hold_lots(lot_ids: Iterable[UUID | None]) -> dict[UUID, HeldLot]:
    """Lock these lots in the order of their ids, so that nobody stops or moves one meanwhile."""
    wanted = {lot_id for lot_id in lot_ids if lot_id is not None}
    if not wanted:
        return {}
    found = sql.rows_as(
        HeldLot,
        """select l.id, l.item_id, l.code, l.state, l.expires_on, l.state <> 'usable' or l.expired_at is not null,
                  i.tracking = 'serial', i.sku
           from inventory_lot l join catalog_item i on i.id = l.item_id
           where l.id = any(%s::uuid[]) order by l.id for no key update of l""",
        [sorted(wanted)],
    )
    if len(found) < len(wanted):
        raise NotFound("There is no such lot.")
    return {lot.lot_id: lot for lot in found}


class OfLot(Protocol):
    """Goods of an item, perhaps of a lot."""

    @property
    def item_id(self) -> UUID: ...
    @property
    def lot_id(self) -> UUID | None: ...


def hold_lots_of(lines: Sequence[OfLot]) -> dict[UUID, HeldLot]:
    """Lock the lots of these goods. Raises NotFound, and Invalid where a lot is another item's."""
    lots = hold_lots(line.lot_id for line in lines)
    for line in lines:
        if line.lot_id is not None and lots[line.lot_id].item_id != line.item_id:
            lot = lots[line.lot_id]
            raise Invalid(
                f"Lot {lot.code} is of {lot.sku}, not of this item.", fields={"lot_id": "Of another item."}
            )
    return lots


def stopped_in(lots: Mapping[UUID, HeldLot]) -> set[UUID | None]:
    """Those of held lots whose goods are not for sale."""
    return {lot_id for lot_id, lot in lots.items() if lot.stopped}


def refuse_stopped(code: str, state: str, expires_on: date | None, today: date) -> None:
    """Goods of a lot that is not usable, or past its last day, do not leave. Raises LotNotUsable."""
    why = rules.why_stopped(state, expires_on, today)
    if why:
        raise LotNotUsable(
            f"Lot {code} is not usable ({why}), and may not leave. Cancel the shipment and release the order again.",
            lot=code,
            state=why,
        )


def refuse_serials_elsewhere(
    lots: Mapping[UUID, HeldLot], found: Iterable[tuple[UUID | None, int]], from_kind: str
) -> None:
    """A serial comes as one piece, and from where it is: what lies here, or is with a customer, is not delivered anew.

    `found` are lots and base units that come from an imagined place of `from_kind`. One statement, for serials only.
    """
    pieces: Counter[UUID] = Counter()
    for lot_id, quantity in found:
        if lot_id is not None and lots[lot_id].serial:
            pieces[lot_id] += quantity
    if not pieces:
        return
    for lot_id, quantity in pieces.items():
        if quantity > 1:
            lot = lots[lot_id]
            raise SerialElsewhere(
                f"{quantity} pieces of {lot.sku} cannot have one serial number {lot.code}. Give each its own.",
                lot_id=str(lot_id),
                place="",
            )
    for lot_id, kind, place, warehouse in _whereabouts(pieces):
        if kind != from_kind:
            lot = lots[lot_id]
            raise SerialElsewhere(_sentence(lot, kind, place, warehouse), lot_id=str(lot_id), place=place)


def _whereabouts(lot_ids: Collection[UUID]) -> list[tuple[UUID, str, str, str]]:
    """The place each went to last; one that never moved is left out."""
    return [
        (row[0], row[1], row[2], row[3])
        for row in sql.rows(
            """select distinct on (m.lot_id) m.lot_id, p.kind, p.code, w.code
               from inventory_move m join inventory_place p on p.id = m.to_place_id
                 join inventory_warehouse w on w.id = p.warehouse_id
               where m.lot_id = any(%s::uuid[]) order by m.lot_id, m.id desc""",
            [sorted(lot_ids)],
        )
    ]


def _sentence(lot: HeldLot, kind: str, place: str, warehouse: str) -> str:
    if kind == "customer":
        return f"{lot.sku} {lot.code} was delivered to a customer. Take it back by a return."
    if kind == "loss":
        return f"{lot.sku} {lot.code} was booked out of stock. Count it in again where it was found."
    if kind in ("supplier", "production", "transit"):
        return f"{lot.sku} {lot.code} is not here. Receive it from where it is."
    return (
        f"{lot.sku} {lot.code} lies in {place} of {warehouse} already. "
        "Look at the number again: a serial is one piece."
    )
