from collections.abc import Collection
from decimal import Decimal
from uuid import UUID

from django.conf import settings

from tradepost.base import money
from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.numbers import cheap_numbers
from tradepost.domain.accounts import queries as accounts_queries
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.purchasing import queries, rules
from tradepost.domain.purchasing.commands import _landed
from tradepost.domain.purchasing.events import LandedCostAdded
from tradepost.domain.purchasing.models import LandedCost


@command(once="landed_cost_id", again=queries.landed_cost_by_id)
def add_landed_cost(
    by: By,
    *,
    landed_cost_id: UUID,
    kind: str,
    basis: str,
    amount: Decimal,
    currency: str,
    receipt_ids: Collection[UUID] = (),
    receipt_line_ids: Collection[UUID] = (),
    supplier_id: UUID | None = None,
    reference: str = "",
    note: str = "",
) -> LandedCost:
    """Split a cost of bringing goods here over what these receipts, or lines of receipts, brought.

    Posted now, whenever they came: what still lies takes its part into stock, the rest is cost of goods. What left is
    not valued again. Raises NotFound, Invalid, NotMeasured, NothingToSplitBy, NoExchangeRate, PeriodIsClosed.
    """
    goods = queries.landed_goods(by, receipt_ids=receipt_ids, receipt_line_ids=receipt_line_ids)
    supplier = parties_queries.supplier(by, supplier_id) if supplier_id else None
    rate = accounts_queries.rate_on(currency, by.now.date())

    value = rules.landed_value(kind, basis, amount, currency, rate, settings.BASE_CURRENCY)
    measures = rules.measured([one.landed for one in goods], basis)
    shares = money.shares(value, measures, settings.BASE_CURRENCY)

    # The ledger goes first: it alone knows what lies there yet.
    done = _landed.into_stock(by, landed_cost_id, goods, shares)
    made = LandedCost(
        id=landed_cost_id,
        number=cheap_numbers("landed_cost")[0],
        kind=kind,
        basis=basis,
        supplier=supplier,
        supplier_name=supplier.party.name if supplier else "",
        reference=reference.strip(),
        note=note.strip(),
        currency=currency,
        amount=amount,
        rate=rate,
        value=value,
        made_at=by.now,
    )
    _landed.write(made, goods, measures, shares, done)
    _landed.post_books(by, made)
    receipts = _landed.receipts_of(goods)
    publish(by, LandedCostAdded(made.id, made.number, kind, value, made.to_stock, made.to_cost, receipts))
    return made
