from collections.abc import Sequence
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid
from tradepost.domain.purchasing import queries
from tradepost.domain.purchasing.commands._supply import expect_less, is_at_supplier, refresh, write_cuts
from tradepost.domain.purchasing.events import PurchaseLinesCancelled
from tradepost.domain.purchasing.flows import PURCHASE_ORDER
from tradepost.domain.purchasing.models import PurchaseOrder


@command
def cancel_lines(by: By, *, purchase_order_id: UUID, cuts: Sequence[tuple[UUID, int]]) -> PurchaseOrder:
    """Take base units off lines that are still to come; with nothing left the order closes itself.

    Raises NotFound, NotAllowed, Invalid when a line has less open than is to be cut.
    """
    order = queries.purchase_order_for_update(purchase_order_id)
    PURCHASE_ORDER.next(order.state, "cancel")
    lines = queries.lines_of(order.id)
    wanted: dict[UUID, int] = {}
    for line_id, quantity in cuts:
        wanted[line_id] = wanted.get(line_id, 0) + quantity
    _refuse_what_is_not_open({line.id: line.open for line in lines}, wanted)

    was_expected = is_at_supplier(order)
    write_cuts(wanted)
    refresh(by, order)
    demands = expect_less(by, lines, wanted) if was_expected else []
    publish(by, PurchaseLinesCancelled(order.id, sorted(wanted), sum(wanted.values()), demands))
    return order


def _refuse_what_is_not_open(open_now: dict[UUID, int], wanted: dict[UUID, int]) -> None:
    wrong: dict[str, str] = {} if wanted else {"cuts": "Name at least one line."}
    for line_id, quantity in wanted.items():
        if line_id not in open_now:
            wrong[f"cuts.{line_id}"] = "This line is not of the order."
        elif not 0 < quantity <= open_now[line_id]:
            wrong[f"cuts.{line_id}"] = f"Between 1 and {open_now[line_id]}, what is still to come."
    if wrong:
        raise Invalid("This cannot be cancelled. Correct the marked lines.", fields=wrong)
