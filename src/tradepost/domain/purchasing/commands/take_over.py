from collections.abc import Sequence
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.domain.purchasing import queries
from tradepost.domain.purchasing.commands._store import (
    less_in_store,
    refuse_bad_quantities,
    store_named,
    withdraw,
)
from tradepost.domain.purchasing.events import TakenOver
from tradepost.domain.purchasing.models import StoreWithdrawal
from tradepost.domain.purchasing.rules.store import OfStore, oldest_first


@command(once="withdrawal_id", again=queries.store_withdrawal_by_id)
def take_over(
    by: By,
    *,
    withdrawal_id: UUID,
    warehouse_id: UUID,
    lines: Sequence[OfStore],
    note: str = "",
    place_id: UUID | None = None,
) -> StoreWithdrawal:
    """A supplier's goods become ours: out of their store, into the warehouse beside it, owed at the supplier's price.

    What came first goes first. Who was promised them as supply has them in stock then. They lie at `place_id`, else
    where deliveries go. Raises NotFound, NotAStore, LessInStore, NoPrice, NoExchangeRate, LotNotUsable, Invalid.
    """
    store = store_named(warehouse_id)
    refuse_bad_quantities(lines, 1)
    lying = queries.in_store_for_update(store.pk, [line.item_id for line in lines], by.now.date())
    taken, less = oldest_first([row for row in lying if row.usable], lines)
    if less:
        raise less_in_store(less)
    made = withdraw(
        by,
        withdrawal_id=withdrawal_id,
        store=store,
        kind="taken_over",
        taken=taken,
        note=note,
        place_id=place_id,
    )
    publish(by, TakenOver(made.pk, made.number, store.pk, made.supplier_id, made.quantity, made.value))
    return made
