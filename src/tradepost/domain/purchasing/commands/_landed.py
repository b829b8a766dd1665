"""A landed cost in both ledgers: into stock as far as the goods lie there yet, the rest to cost of goods."""

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from django.conf import settings

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.base.money import ZERO
from tradepost.domain.accounts import commands as accounts
from tradepost.domain.accounts.commands import EntryInput, PostingInput
from tradepost.domain.accounts.rules import Ledger
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory.commands import Revalued, RevaluedInput
from tradepost.domain.purchasing.models import LandedCost, LandedCostLine
from tradepost.domain.purchasing.queries import LandedGoods


def into_stock(
    by: By, landed_cost_id: UUID, goods: Sequence[LandedGoods], shares: Sequence[Decimal]
) -> list[Revalued]:
    """The part of each share that stock takes, in the order of the goods."""
    lines = [RevaluedInput(one.arrived, share) for one, share in zip(goods, shares, strict=True)]
    done: list[Revalued] = inventory.revalue(
        by, posting_id=landed_cost_id, subject_id=landed_cost_id, lines=lines
    )
    return done


def write(
    made: LandedCost,
    goods: Sequence[LandedGoods],
    measures: Sequence[Decimal],
    shares: Sequence[Decimal],
    done: Sequence[Revalued],
) -> LandedCost:
    """The document with its lines, two statements."""
    made.to_stock = sum((one.to_stock for one in done), ZERO)
    made.to_cost = made.value - made.to_stock
    made.lines_count = len(goods)
    made.save(force_insert=True)
    LandedCostLine.objects.bulk_create(
        LandedCostLine(
            landed_cost=made,
            position=position,
            receipt_line_id=one.receipt_line_id,
            measure=measure,
            share=share,
            quantity=one.counted,
            lying=part.lying,
            to_stock=part.to_stock,
            to_cost=share - part.to_stock,
        )
        for position, (one, measure, share, part) in enumerate(
            zip(goods, measures, shares, done, strict=True), start=1
        )
    )
    return made


def post_books(by: By, made: LandedCost) -> None:
    """Stock and cost of goods rise by their parts; it is owed, though not billed yet. Refuses PeriodIsClosed."""
    entry = EntryInput(
        entry_id=new_id(by.now),
        kind="landed_cost",
        subject_id=made.id,
        posted_on=by.now.date(),
        currency=settings.BASE_CURRENCY,
        lines=[
            PostingInput(Ledger.STOCK, made.to_stock),
            PostingInput(Ledger.COGS, made.to_cost),
            PostingInput(Ledger.LANDED_NOT_BILLED, -made.value),
        ],
    )
    accounts.post(by, entries=[entry])


def receipts_of(goods: Sequence[LandedGoods]) -> list[UUID]:
    """The receipts these goods came by, each once, in their order."""
    return list(dict.fromkeys(one.receipt_id for one in goods))
