from collections.abc import Mapping, Sequence
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.changing import save
from tradepost.base.command import command, publish
from tradepost.base.errors import Refusal
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory.commands import DemandInput, SupplyInput
from tradepost.domain.transfers import queries
from tradepost.domain.transfers.commands._stock import hold_both
from tradepost.domain.transfers.events import TransferReleased
from tradepost.domain.transfers.flows import TRANSFER
from tradepost.domain.transfers.models import Transfer, TransferLine

NAMED = 5


class NotAllFree(Refusal):
    """Less is free than the transfer asks for; `facts["short"]` counts the lines."""


class NothingFree(Refusal):
    """Nothing of it is free in the sending warehouse."""


@command
def release_transfer(by: By, *, transfer_id: UUID, send_what_is_free: bool = False) -> Transfer:
    """Set the goods aside where they lie, first expiry first, and let the other warehouse expect them.

    Only what nobody was promised is taken. Where that is less than asked, it is refused, or with
    `send_what_is_free` less is sent. Raises NotAllowed, NotFound, NotAllFree, NothingFree.
    """
    one = queries.transfer_for_update(transfer_id)
    state = TRANSFER.next(one.state, "release")
    lines = queries.lines_of(one.id)
    hold_both(by, one, {line.item_id for line in lines})
    released = _set_aside(by, one, lines)
    short = {line.id: line.quantity - released.get(line.id, 0) for line in lines}
    _refuse_short(lines, released, short, send_what_is_free)
    sql.run(
        """update transfers_line n set released = t.released
           from unnest(%s::uuid[], %s::bigint[]) as t(id, released) where n.id = t.id""",
        [list(released), list(released.values())],
    )
    supplies = [
        SupplyInput(line.id, line.item_id, released[line.id], one.expected_on)
        for line in lines
        if line.id in released
    ]
    inventory.expect(by, warehouse_id=one.to_warehouse_id, source_id=one.id, supplies=supplies)
    save(one, state=state, released_at=by.now)
    publish(by, TransferReleased(one.id, sum(released.values()), sum(short.values()), one.expected_on))
    return one


def _set_aside(by: By, one: Transfer, lines: Sequence[TransferLine]) -> dict[UUID, int]:
    """Base units set aside for each line; lines of which nothing is free are left out.

    The lines want their goods as those of an order do. What is not in stock, and free, they want no more: a
    transfer takes nothing from who waits, and waits for nothing.
    """
    demands = [DemandInput(line.id, one.id, line.item_id, line.quantity, by.now.date()) for line in lines]
    inventory.promise(by, warehouse_id=one.from_warehouse_id, demands=demands)
    reserved = inventory.reserve(
        by,
        demands=[(line.id, None) for line in lines],
        lots={line.id: line.lot_id for line in lines if line.lot_id},
    )
    released: dict[UUID, int] = {}
    for part in reserved:
        released[part.demand_id] = released.get(part.demand_id, 0) + part.quantity
    cuts = [(line.id, line.quantity - released.get(line.id, 0)) for line in lines]
    inventory.cut_demands(by, cuts=[cut for cut in cuts if cut[1]])
    return released


def _refuse_short(
    lines: Sequence[TransferLine],
    released: Mapping[UUID, int],
    short: Mapping[UUID, int],
    send_what_is_free: bool,
) -> None:
    if not released:
        raise NothingFree("Nothing of this is free in the sending warehouse: it is not there, or promised.")
    missing = [line for line in lines if short[line.id]]
    if missing and not send_what_is_free:
        named = "; ".join(
            f"{line.item.sku} {released.get(line.id, 0)} of {line.quantity}" for line in missing[:NAMED]
        )
        raise NotAllFree(
            f"Not all of it is free in the sending warehouse: {named}. Send what is free, or change the lines.",
            short=len(missing),
        )
