from collections.abc import Collection, Sequence
from decimal import Decimal
from uuid import UUID

from django.conf import settings

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import NotFound, Refusal
from tradepost.base.ids import new_id
from tradepost.domain.accounts import commands as accounts
from tradepost.domain.accounts.rules import Ledger
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory.commands import AdjustInput
from tradepost.domain.purchasing import queries, rules
from tradepost.domain.purchasing.events import SentBack, VarianceClosed
from tradepost.domain.purchasing.flows import VARIANCE
from tradepost.domain.purchasing.models import Receipt, Variance


class NothingToSendBack(Refusal):
    """Nothing of this receipt was damaged and waits to be settled."""


class NotDamaged(Refusal):
    """Only damaged goods lie there to be sent back."""


def _receipt(posting_id: UUID) -> Receipt:
    return queries.receipt_sent_back_by(posting_id)


@command(once="posting_id", again=_receipt)
def send_back(
    by: By, *, posting_id: UUID, receipt_id: UUID, variance_ids: Collection[UUID] = (), note: str = ""
) -> Receipt:
    """Damaged goods of a receipt go back to the supplier and are not owed; it settles their variances.

    All that are open, or these. The goods leave quarantine at the moving average; what is owed falls by what the
    receipt said of them, the rest is purchase price variance. Raises NotFound, NotAllowed, NotDamaged,
    NothingToSendBack, NotEnoughStock when they lie there no more.
    """
    receipt = queries.receipt_with_order(receipt_id)
    variances = _damaged(receipt, variance_ids)
    owed = sum((_worth(variance) for variance in variances), Decimal(0))
    closed = VARIANCE.next("open", "send_back")

    sql.run(
        """update purchasing_variance set state = %s, sent_back = true, note = %s, closed_at = %s
           where id = any(%s::uuid[])""",
        [closed, note, by.now, [variance.id for variance in variances]],
    )

    gone = inventory.adjust(
        by,
        posting_id=posting_id,
        warehouse_id=receipt.purchase_order.warehouse_id,
        lines=_leaving(receipt, variances),
        reason=f"Sent back from {receipt.number}",
        kind="supplier_return",
        subject_id=receipt.id,
    )
    _post_books(by, receipt, owed, -gone.value)

    order_id = receipt.purchase_order_id
    publish(by, *(VarianceClosed(variance.id, order_id, note) for variance in variances))
    quantity = sum(variance.quantity for variance in variances)
    publish(by, SentBack(receipt.id, order_id, [variance.id for variance in variances], quantity))
    return receipt


def _damaged(receipt: Receipt, variance_ids: Collection[UUID]) -> list[Variance]:
    """The variances to settle, under lock, or a refusal."""
    found = queries.variances_for_update(receipt.id)
    if not variance_ids:
        waiting = [
            one for one in found if one.kind == "damaged" and "send_back" in VARIANCE.allowed(one.state)
        ]
        if not waiting:
            raise NothingToSendBack(
                f"Nothing of {receipt.number} waits in quarantine: nothing was damaged, or it is settled."
            )
        return waiting
    of_receipt = {variance.id: variance for variance in found}
    for variance_id in variance_ids:
        variance = of_receipt.get(variance_id)
        if variance is None:
            raise NotFound("This receipt has no such variance.", variance_id=variance_id)
        if variance.kind != "damaged":
            sku = variance.receipt_line.line.sku
            raise NotDamaged(f"{sku} was not damaged: only damaged goods are sent back.", kind=variance.kind)
        VARIANCE.next(variance.state, "send_back")
    wanted = set(variance_ids)
    return [variance for variance in found if variance.id in wanted]


def _worth(variance: Variance) -> Decimal:
    """What the receipt said the damaged part of its line costs, in base currency."""
    row = variance.receipt_line
    return row.value - rules.good_value(row.value, row.counted, row.damaged, settings.BASE_CURRENCY)


def _leaving(receipt: Receipt, variances: Sequence[Variance]) -> list[AdjustInput]:
    _main, quarantine = queries.dock_of(receipt.purchase_order.warehouse_id)
    return [
        AdjustInput(
            item_id=variance.receipt_line.item_id,
            place_id=quarantine,
            delta=-variance.quantity,
            lot_id=variance.receipt_line.lot_id,
        )
        for variance in variances
    ]


def _post_books(by: By, receipt: Receipt, owed: Decimal, gone: Decimal) -> None:
    """Less is owed, stock falls by what left it; the average may have moved since they came."""
    entry = accounts.EntryInput(
        entry_id=new_id(by.now),
        kind="supplier_return",
        subject_id=receipt.id,
        posted_on=by.now.date(),
        currency=settings.BASE_CURRENCY,
        lines=[
            accounts.PostingInput(account=Ledger.RECEIVED_NOT_BILLED, amount=owed),
            accounts.PostingInput(account=Ledger.STOCK, amount=-gone),
            accounts.PostingInput(account=Ledger.PRICE_VARIANCE, amount=gone - owed),
        ],
    )
    accounts.post(by, entries=[entry])
