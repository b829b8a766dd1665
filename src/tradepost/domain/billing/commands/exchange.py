"""Exchange differences: what a match in a foreign currency is worth at the rates of its two documents."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from django.conf import settings

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.base.money import ZERO, round_amount
from tradepost.domain.accounts import commands as accounts
from tradepost.domain.accounts.commands import EntryInput, PostingInput
from tradepost.domain.accounts.queries import rates_on
from tradepost.domain.accounts.rules import Ledger
from tradepost.domain.billing import queries
from tradepost.domain.billing.queries import OpenAtRate
from tradepost.domain.billing.rules import Match


def enter_exchange(by: By, matches: Sequence[Match], currencies: Collection[str]) -> None:
    """Take the difference off the receivable, so that a paid invoice leaves nothing in base currency.

    Called when the matches and the entries of their documents are written. An open amount is worth its
    rounded product with the rate of its document; a match is worth what it takes off that, so that parts
    add up. Nothing happens in base currency.
    """
    if not matches or set(currencies) == {settings.BASE_CURRENCY}:
        return
    amounts: dict[UUID, Decimal] = defaultdict(lambda: ZERO)
    for match in matches:
        amounts[match.source_id] += match.amount
        amounts[match.invoice_id] += match.amount + match.discount
    left: dict[UUID, Decimal] = defaultdict(lambda: ZERO)
    documents = queries.open_at_rate(list(amounts))
    for document in documents:
        after = round_amount(document.open * document.rate, settings.BASE_CURRENCY)
        before = round_amount((document.open + amounts[document.id]) * document.rate, settings.BASE_CURRENCY)
        left[document.customer_id] += (before - after) * (1 if document.is_invoice else -1)
    _less_discounts(matches, left, {document.id: document for document in documents})
    day = max(match.on for match in matches)
    entries = [
        EntryInput(
            new_id(by.now),
            "exchange",
            matches[0].source_id,
            day,
            settings.BASE_CURRENCY,
            [
                PostingInput(Ledger.RECEIVABLE, -difference, customer_id),
                PostingInput(Ledger.ROUNDING, difference, None),
            ],
        )
        for customer_id, difference in sorted(left.items())
        if difference
    ]
    if entries:
        accounts.post(by, entries=entries)


def _less_discounts(
    matches: Sequence[Match], left: dict[UUID, Decimal], documents: Mapping[UUID, OpenAtRate]
) -> None:
    """Discounts took their part off the receivable at the rates of their days."""
    kept = [match for match in matches if match.discount and match.invoice_id in documents]
    rates = rates_on({(documents[match.invoice_id].currency, match.on) for match in kept})
    for match in kept:
        invoice = documents[match.invoice_id]
        worth = round_amount(match.discount * rates[invoice.currency, match.on], settings.BASE_CURRENCY)
        left[invoice.customer_id] -= worth
