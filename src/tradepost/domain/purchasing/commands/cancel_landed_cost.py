from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Refusal
from tradepost.base.numbers import cheap_numbers
from tradepost.domain.purchasing import queries
from tradepost.domain.purchasing.commands import _landed
from tradepost.domain.purchasing.events import LandedCostCancelled
from tradepost.domain.purchasing.models import LandedCost


class CancelledAlready(Refusal):
    """The landed cost was taken back before, or takes back another itself; `facts["number"]` says by what."""


@command(once="reversal_id", again=queries.landed_cost_by_id)
def cancel_landed_cost(by: By, *, reversal_id: UUID, landed_cost_id: UUID, note: str = "") -> LandedCost:
    """Take a landed cost back by a document of its own with the opposite amounts, posted now; gives that document.

    Its shares are those of the first; what goods still lie there give it back, what is gone lowers cost of goods.
    Raises NotFound, CancelledAlready, PeriodIsClosed.
    """
    first = queries.landed_cost_for_update(landed_cost_id)
    _refuse_twice(first)
    lines = queries.landed_lines_of(first.id)
    by_line = {line.receipt_line_id: line for line in lines}
    goods = queries.landed_goods(by, receipt_line_ids=list(by_line))
    measures = [by_line[one.receipt_line_id].measure for one in goods]
    shares = [-by_line[one.receipt_line_id].share for one in goods]

    # The ledger goes first: it alone knows what lies there yet.
    done = _landed.into_stock(by, reversal_id, goods, shares)
    made = LandedCost(
        id=reversal_id,
        number=cheap_numbers("landed_cost")[0],
        kind=first.kind,
        basis=first.basis,
        supplier_id=first.supplier_id,
        supplier_name=first.supplier_name,
        reference=first.reference,
        note=note.strip(),
        currency=first.currency,
        amount=-first.amount,
        rate=first.rate,
        value=-first.value,
        reverses=first,
        made_at=by.now,
    )
    _landed.write(made, goods, measures, shares, done)
    _landed.post_books(by, made)
    receipts = _landed.receipts_of(goods)
    publish(by, LandedCostCancelled(first.id, made.id, made.number, made.to_stock, made.to_cost, receipts))
    return made


def _refuse_twice(first: LandedCost) -> None:
    if first.reverses_id is not None:
        raise CancelledAlready(
            f"{first.number} takes another landed cost back. Add the cost once more instead.",
            number=first.number,
        )
    if (other := queries.reversal_of(first.id)) is not None:
        raise CancelledAlready(f"{first.number} was taken back by {other.number}.", number=other.number)
