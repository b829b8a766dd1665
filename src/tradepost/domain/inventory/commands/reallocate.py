from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid, Refusal
from tradepost.domain.inventory import queries
from tradepost.domain.inventory.commands._change import StockChange
from tradepost.domain.inventory.commands._hold import hold_positions
from tradepost.domain.inventory.events import StockReallocated
from tradepost.domain.inventory.rules import Peg
from tradepost.domain.inventory.rules.allocation import allocate, mark_of, pegs_between


class PictureChanged(Refusal):
    """Orders, stock or supply are not the ones that were looked at."""


class NothingToReallocate(Refusal):
    """Everybody has what the policy gives them."""


def _done(reallocation_id: UUID) -> UUID:
    return reallocation_id


@command(once="reallocation_id", again=_done)
def reallocate(
    by: By,
    *,
    reallocation_id: UUID,
    warehouse_id: UUID,
    item_ids: Sequence[UUID],
    policy: str,
    reason: str,
    mark: str,
) -> UUID:
    """Deal stock and supply of these items out anew, by a policy: exactly what `preview_reallocation` showed.

    `mark` is that of the preview. What is set aside for picking stays. Sent twice it is done once. The number of
    statements does not grow with items or demands. Raises PictureChanged, NothingToReallocate, Invalid without a
    reason or for an unknown policy, NotFound.
    """
    if not reason.strip():
        raise Invalid("Say why it is allocated anew.", fields={"reason": "Say why."})
    queries.refuse_unknown(policy)
    items = sorted(set(item_ids))
    queries.free_stock(warehouse_id, items)  # holding would make a position where none is
    hold_positions(warehouse_id, items)
    picture = queries.picture_of(warehouse_id, items)
    if mark_of(picture, policy) != mark:
        raise PictureChanged(
            "Orders, stock or supply changed meanwhile. Look at the preview once more, then apply it."
        )
    pegs = pegs_between(picture, allocate(picture, policy))
    if not pegs:
        raise NothingToReallocate(
            "Everybody has already what this policy gives them: there is nothing to apply."
        )
    change = StockChange(warehouse_id)
    change.peg(pegs)
    change.write()
    publish(by, *_facts(reallocation_id, warehouse_id, policy, reason.strip(), pegs))
    return reallocation_id


def _facts(
    reallocation_id: UUID, warehouse_id: UUID, policy: str, reason: str, pegs: Sequence[Peg]
) -> list[StockReallocated]:
    """One of each item, so that its page tells it."""
    stock: dict[UUID, dict[UUID, int]] = defaultdict(dict)
    touched: dict[UUID, set[UUID]] = defaultdict(set)
    for peg in pegs:
        touched[peg.item_id].add(peg.demand_id)
        if peg.kind == "stock":
            stock[peg.item_id][peg.demand_id] = peg.quantity
    return [
        StockReallocated(
            item_id,
            warehouse_id,
            reallocation_id,
            policy,
            reason,
            {str(demand): units for demand, units in sorted(stock[item_id].items())},
            sorted(touched[item_id]),
        )
        for item_id in sorted(touched)
    ]
