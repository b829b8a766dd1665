from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.conf import settings

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.base.errors import Refusal
from tradepost.base.money import ZERO
from tradepost.domain.accounts.queries import rates_on
from tradepost.domain.accounts.rules import PER_PARTY, Ledger, in_base

# The advisory lock that posting shares and closing a period takes alone.
PERIOD_LOCK = 7_202_601
CLOSED = "The books of this day are closed. Use a day in the open period."


class PeriodIsClosed(Refusal):
    """The books of that day are closed."""


@dataclass(frozen=True, slots=True)
class PostingInput:
    """One line: debit above 0, credit below, in the entry's currency; a party for RECEIVABLE and PAYABLE."""

    account: Ledger
    amount: Decimal
    party_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class EntryInput:
    """One entry whose lines sum to zero."""

    entry_id: UUID
    kind: str
    subject_id: UUID
    posted_on: date
    currency: str
    lines: Sequence[PostingInput]


@dataclass(frozen=True, slots=True)
class _Line:
    entry_id: UUID
    account: str
    party_id: UUID | None
    amount: Decimal
    base_amount: Decimal


@command
def post(by: By, *, entries: Sequence[EntryInput]) -> None:
    """Write entries in double entry; a fixed number of statements for any number of entries.

    One that moves no money is not written, but its day must be open all the same: goods that cost nothing are not
    posted into a closed period either. Refuses PeriodIsClosed and NoExchangeRate. Lines that do not sum to zero, or
    lack their party, are a mistake in the calling room and raise ValueError.
    """
    wanted = [entry for entry in entries if any(line.amount for line in entry.lines)]
    if len(wanted) < len(entries):
        refuse_closed(entry.posted_on for entry in entries)
    if not wanted:
        return
    rates = rates_on({(entry.currency, entry.posted_on) for entry in wanted})
    lines = [line for entry in wanted for line in lines_of(entry, rates[entry.currency, entry.posted_on])]
    sql.run("select pg_advisory_xact_lock_shared(%s)", [PERIOD_LOCK])
    _write_entries(by, wanted, rates)
    write_lines(lines)


def refuse_closed(days: Iterable[date]) -> None:
    """Raise PeriodIsClosed when one of these days is; nobody closes one before this transaction ends."""
    sql.run("select pg_advisory_xact_lock_shared(%s)", [PERIOD_LOCK])
    found = sql.one("select open_from from accounts_period")
    if found and found[0] and min(days) < found[0]:
        raise PeriodIsClosed(CLOSED)


def lines_of(entry: EntryInput, rate: Decimal) -> list[_Line]:
    """The lines as they are written, in both currencies; raises ValueError for a mistake of the caller."""
    if sum((line.amount for line in entry.lines), ZERO) != 0:
        raise ValueError(f"{entry.kind} does not sum to zero: {entry.lines}")
    if any((line.party_id is None) == (line.account in PER_PARTY) for line in entry.lines):
        raise ValueError(f"{entry.kind}: receivable and payable, and only they, name a party: {entry.lines}")
    kept = [line for line in entry.lines if line.amount]
    bases, rest = in_base([line.amount for line in kept], rate, settings.BASE_CURRENCY)
    lines = [
        _Line(entry.entry_id, str(line.account), line.party_id, line.amount, base)
        for line, base in zip(kept, bases, strict=True)
    ]
    if rest:
        lines.append(_Line(entry.entry_id, str(Ledger.ROUNDING), None, ZERO, rest))
    return lines


def _write_entries(by: By, entries: Sequence[EntryInput], rates: dict[tuple[str, date], Decimal]) -> None:
    made = sql.run(
        """insert into accounts_entry (id, kind, subject_id, posted_on, currency, rate, made_at)
           select id, kind, subject_id, posted_on, currency, rate, %s
           from unnest(%s::uuid[], %s::text[], %s::uuid[], %s::date[], %s::text[], %s::numeric[])
             as t(id, kind, subject_id, posted_on, currency, rate)
           where posted_on >= coalesce((select open_from from accounts_period), posted_on)""",
        [
            by.now,
            [entry.entry_id for entry in entries],
            [entry.kind for entry in entries],
            [entry.subject_id for entry in entries],
            [entry.posted_on for entry in entries],
            [entry.currency for entry in entries],
            [rates[entry.currency, entry.posted_on] for entry in entries],
        ],
    )
    if made < len(entries):
        raise PeriodIsClosed(CLOSED)


def write_lines(lines: Sequence[_Line]) -> None:
    """The postings, and what they change in the balances of parties."""
    per_party: dict[tuple[UUID, str], Decimal] = defaultdict(lambda: ZERO)
    for line in lines:
        if line.party_id is not None:
            per_party[line.party_id, line.account] += line.base_amount
    entry_ids, accounts, parties, amounts, bases = sql.columns(lines)
    sql.run(
        """insert into accounts_posting (entry_id, account, party_id, amount, base_amount)
           select * from unnest(%s::uuid[], %s::text[], %s::uuid[], %s::numeric[], %s::numeric[])""",
        [entry_ids, accounts, parties, amounts, bases],
    )
    if not per_party:
        return
    keys = sorted(per_party)
    sql.run(
        """insert into accounts_party_balance (party_id, account, balance)
           select * from unnest(%s::uuid[], %s::text[], %s::numeric[])
           on conflict (party_id, account)
           do update set balance = accounts_party_balance.balance + excluded.balance""",
        [[party for party, _ in keys], [account for _, account in keys], [per_party[key] for key in keys]],
    )
