from collections.abc import Sequence
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Refusal
from tradepost.domain.purchasing import queries
from tradepost.domain.purchasing.commands._store import refuse_bad_quantities, store_named, withdraw
from tradepost.domain.purchasing.events import MissingInStore
from tradepost.domain.purchasing.models import StoreWithdrawal
from tradepost.domain.purchasing.rules.store import OfStore, missing_by_count


class MoreInStore(Refusal):
    """More was counted than came and is left; `facts["there"]` says how much should be, by the number of the line."""


class NothingMissing(Refusal):
    """All that was counted lies there as it should."""


@command(once="withdrawal_id", again=queries.store_withdrawal_by_id)
def count_store(
    by: By, *, withdrawal_id: UUID, warehouse_id: UUID, lines: Sequence[OfStore], note: str = ""
) -> StoreWithdrawal:
    """What of each of these is still in a supplier's store, now: the rest is missing, as by `report_missing`.

    A line without a lot is of all lots of the item that no other line names; what no line names was not counted. What
    is taken over meanwhile waits until the count is written, or is in the books before it. Raises MoreInStore,
    NothingMissing, and as report_missing does.
    """
    store = store_named(warehouse_id)
    refuse_bad_quantities(lines, 0)
    lying = queries.in_store_for_update(store.pk, [line.item_id for line in lines], by.now.date())
    taken, more = missing_by_count(lying, lines)
    if more:
        raise MoreInStore(
            "More lies there than should. Take the delivery in first that brought it, or count again.",
            there=more,
        )
    if not taken:
        raise NothingMissing(
            "All of it lies there as it should: nothing is missing, and nothing was written."
        )
    made = withdraw(by, withdrawal_id=withdrawal_id, store=store, kind="missing", taken=taken, note=note)
    publish(by, MissingInStore(made.pk, made.number, store.pk, made.supplier_id, made.quantity, made.value))
    return made
