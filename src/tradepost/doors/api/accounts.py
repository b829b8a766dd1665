"""The books: entries, trial balance, rates, periods. For those who keep them."""

from datetime import date
from typing import Any

from ninja import Router

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.accounts import commands as accounts
from tradepost.domain.accounts import queries as accounts_queries
from tradepost.domain.accounts.models import Entry
from tradepost.domain.accounts.queries import ENTRIES
from tradepost.doors.api.endpoints import changes, reads
from tradepost.doors.api.fields import (
    AmountOut,
    Currency,
    Day,
    DayOut,
    Id,
    IdOut,
    MomentOut,
    NumberOut,
    Price,
    about,
)
from tradepost.doors.api.listings import lists
from tradepost.doors.api.shapes import In, Shape

router = Router(tags=["Books"])


class PostingOut(Shape):
    """One side of an entry."""

    account: str = about("The account's number.", "1200")
    party_id: IdOut | None = about("The customer or supplier.")
    amount: AmountOut = about("Debit above 0, credit below, in the entry's currency.")
    base_amount: AmountOut = about("The same in base currency.")


class EntryOut(Shape):
    """An entry: its postings add up to zero. Never changed."""

    id: IdOut = about("The entry.")
    kind: str = about("What happened.", "invoice")
    subject_id: IdOut = about("The document behind it.")
    posted_on: DayOut = about("In which period it counts.")
    currency: str = about("Of the amounts.", "EUR")
    rate: NumberOut = about("Base currency per unit.")
    made_at: MomentOut = about("When it was written.")
    postings: list[PostingOut] = about("Its sides.")


class TrialOut(Shape):
    """An account with the sum of its postings, base currency."""

    code: str = about("The account's number.", "1200")
    name: str = about("The account's name.", "Receivables")
    kind: str = about("asset, liability, equity, revenue or expense.", "asset")
    balance: AmountOut = about("Debit above 0.")


class RateIn(In):
    """A rate of exchange."""

    id: Id | None = about("Your id for it.", None, None)
    currency: Currency = about("The foreign currency.", "USD")
    valid_from: Day = about("From which day on.", "2031-05-01")
    rate: Price = about("Base currency per unit.", "0.92")


class RateOut(Shape):
    """A rate of exchange."""

    currency: str = about("The foreign currency.", "USD")
    valid_from: DayOut = about("From which day on.")
    rate: NumberOut = about("Base currency per unit.")


class CloseIn(In):
    """Until when the books are closed."""

    open_from: Day = about("The first day that stays open. Closed days are never opened again.", "2031-05-01")


class ClosedOut(Shape):
    """Until when the books are closed."""

    open_from: DayOut = about("The first day that is open.")


def _entries(by: By, rows: list[Entry]) -> list[dict[str, Any]]:
    return [EntryOut.plain(row, postings=row.postings.all()) for row in rows]


lists(router, "/entries", ENTRIES, name="list_entries", needs="accounts.read", gives=EntryOut, write=_entries)


@reads(router, "/entries/about/{subject_id}", needs="accounts.read", gives=list[EntryOut])
def list_entries_about(by: By, subject_id: Id) -> list[dict[str, Any]]:
    """The entries of one document, the oldest first."""
    return _entries(by, accounts_queries.entries_about(subject_id))


@reads(router, "/trial-balance", needs="accounts.read", gives=list[TrialOut])
def get_trial_balance(by: By, until: Day | None = None) -> list[dict[str, Any]]:
    """The sum of every account up to and without a day; the column adds up to zero."""
    found: date | None = until
    return [TrialOut.plain(row) for row in accounts_queries.trial_balance(found)]


@changes(router, "POST", "/exchange-rates", needs="accounts.set_rate", gives=RateOut, status=201)
def set_exchange_rate(by: By, body: RateIn) -> dict[str, Any]:
    """Set a rate of exchange from a day on; what was posted keeps its rate."""
    rate_id = body.id or new_id(by.now)
    accounts.set_rate(by, rate_id=rate_id, currency=body.currency, valid_from=body.valid_from, rate=body.rate)
    return RateOut.plain(body)


@changes(router, "POST", "/periods/close", needs="accounts.close_period", gives=ClosedOut)
def close_period(by: By, body: CloseIn) -> dict[str, Any]:
    """Close the books before a day: nothing is posted there any more."""
    accounts.close_period(by, open_from=body.open_from)
    return ClosedOut.plain(body)
