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
from tradepost.domain.purchasing.events import MissingInStore
from tradepost.domain.purchasing.models import StoreWithdrawal
from tradepost.domain.purchasing.rules.store import OfStore, oldest_first


@command(once="withdrawal_id", again=queries.store_withdrawal_by_id)
def report_missing(
    by: By, *, withdrawal_id: UUID, warehouse_id: UUID, lines: Sequence[OfStore], note: str = ""
) -> StoreWithdrawal:
    """A supplier's goods are lost or broken in our house: they leave their store, and are owed all the same.

    What came first goes first. Who was promised them gets other goods, or waits. Raises NotFound, NotAStore,
    LessInStore, NoPrice, NoExchangeRate, Invalid.
    """
    store = store_named(warehouse_id)
    refuse_bad_quantities(lines, 1)
    lying = queries.in_store_for_update(store.pk, [line.item_id for line in lines], by.now.date())
    taken, less = oldest_first(lying, lines)
    if less:
        raise less_in_store(less)
    made = withdraw(by, withdrawal_id=withdrawal_id, store=store, kind="missing", taken=taken, note=note)
    publish(by, MissingInStore(made.pk, made.number, store.pk, made.supplier_id, made.quantity, made.value))
    return made
