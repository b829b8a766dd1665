"""Whether an order may be sold so: the least it comes to, and the most a customer may have of an item."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.errors import Invalid, Refusal
from tradepost.domain.pricing.queries import Priced
from tradepost.domain.sales import queries
from tradepost.domain.sales.commands._change_plan import Plan
from tradepost.domain.sales.commands._draft import Draft
from tradepost.domain.sales.models import Order, OrderLine
from tradepost.domain.sales.rules.findings import Finding, MostOfLine, above_most, below_least


class BelowLeastOrder(Refusal):
    """The order comes to less than orders of this customer must; nothing was written."""


def refuse_unsold(by: By, draft: Draft) -> None:
    """Raises BelowLeastOrder, or Invalid at the lines with more than the customer may have. See unsold."""
    for refusal in unsold(by, {0: draft}).values():
        raise refusal


def unsold(by: By, drafts: Mapping[int, Draft]) -> dict[int, Refusal]:
    """Those of these orders that may not be sold so, with the refusal; what was offered may be.

    No statement unless an item has a most in so many days; then two for any number: customers are locked first, so
    that two orders at once do not both find room.
    """
    asked = {n: draft for n, draft in drafts.items() if draft.quote_id is None}
    lines = {
        n: queries.most_of_lines((at, line.priced) for at, line in enumerate(draft.lines))
        for n, draft in asked.items()
    }
    taken = _taken(by, asked, lines)
    refused: dict[int, Refusal] = {}
    for n, draft in asked.items():
        had = taken.setdefault(draft.customer.customer_id, {})
        if least := below_least(draft.net_total * draft.rate, draft.customer.least_order):
            refused[n] = BelowLeastOrder(least[0].note)
        elif over := above_most(lines[n], had):
            refused[n] = _as_refusal(over)
        else:
            for line in lines[n]:
                if line.days:
                    had[line.sku] = had.get(line.sku, 0) + line.quantity
    return refused


def _taken(
    by: By, drafts: Mapping[int, Draft], lines: Mapping[int, list[MostOfLine]]
) -> dict[UUID, dict[str, int]]:
    limited = sorted(
        {draft.customer.customer_id for n, draft in drafts.items() if any(line.days for line in lines[n])}
    )
    asked = [line for some in lines.values() for line in some]
    return _had(by, limited, asked, [draft.order_id for draft in drafts.values()])


def _had(
    by: By, customers: Sequence[UUID], lines: Sequence[MostOfLine], without: Collection[UUID]
) -> dict[UUID, dict[str, int]]:
    """What they ordered of these items in the days that count. They are locked before it is counted."""
    if not customers:
        return {}
    sql.run(
        "select 1 from parties_customer where id = any(%s::uuid[]) order by id for no key update",
        [customers],
    )
    return queries.taken_by(customers, lines, by.now.date(), without=without)


def refuse_more(
    by: By, order: Order, lines: Sequence[OrderLine], plan: Plan, prices: Mapping[int, Priced]
) -> None:
    """Raises Invalid where a change gives its customer more of an item than they may have; `prices` by place."""
    before, after = Counter[UUID](), Counter[UUID]()
    steps = {one.line.pk: one.step for one in plan.lines}
    for line in lines:
        step = steps.get(line.pk)
        before[line.item_id] += line.quantity - line.cancelled
        after[line.item_id] += step.quantity - step.cancelled if step else line.quantity - line.cancelled
    for new in plan.new:
        after[new.priced.item_id] += new.priced.quantity
    grown = {
        priced.item_id: place
        for place, priced in prices.items()
        if after[priced.item_id] > before[priced.item_id]
    }
    asked = [
        line._replace(quantity=after[prices[line.place].item_id])
        for line in queries.most_of_lines((place, prices[place]) for place in sorted(grown.values()))
    ]
    limited = [order.customer_id] if any(line.days for line in asked) else []
    had = _had(by, limited, asked, [order.pk]).get(order.customer_id, {})
    if over := above_most(asked, had):
        raise _as_refusal(over)


def _as_refusal(over: list[Finding]) -> Invalid:
    return Invalid(
        over[0].note,
        fields={one.at: one.note for one in over},
        codes={one.at: one.stable_code for one in over},
        fixes={one.at: one.fix for one in over if one.fix},
    )
