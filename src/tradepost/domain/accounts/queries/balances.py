from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from tradepost.base import sql
from tradepost.base.money import ZERO
from tradepost.domain.accounts.rules import CHART, Ledger


def receivables(customer_ids: Sequence[UUID]) -> dict[UUID, Decimal]:
    """What these customers owe in base currency; below 0 when they paid in advance."""
    return _balances(Ledger.RECEIVABLE, customer_ids)


def receivable(customer_id: UUID) -> Decimal:
    """What one customer owes in base currency."""
    return receivables([customer_id]).get(customer_id, ZERO)


def payable(supplier_id: UUID) -> Decimal:
    """What a supplier is owed in base currency."""
    return -_balances(Ledger.PAYABLE, [supplier_id]).get(supplier_id, ZERO)


def _balances(account: Ledger, party_ids: Sequence[UUID]) -> dict[UUID, Decimal]:
    found = sql.rows(
        "select party_id, balance from accounts_party_balance where account = %s and party_id = any(%s::uuid[])",
        [str(account), list(party_ids)],
    )
    return {row[0]: row[1] for row in found}


@dataclass(frozen=True, slots=True)
class TrialRow:
    """One account with the sum of its postings in base currency; debit above 0."""

    code: str
    name: str
    kind: str
    balance: Decimal


def trial_balance(until: date | None = None) -> list[TrialRow]:
    """The sum of every account up to and without a day; the column adds up to zero."""
    sums = dict(
        sql.rows(
            """select p.account, sum(p.base_amount) from accounts_posting p join accounts_entry e on e.id = p.entry_id
               where %s::date is null or e.posted_on < %s::date group by p.account""",
            [until, until],
        )
    )
    return [
        TrialRow(str(code), name, kind, sums.get(str(code), ZERO)) for code, (name, kind) in CHART.items()
    ]
