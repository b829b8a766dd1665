from collections.abc import Sequence
from datetime import datetime

from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.base.copying import copy_rows
from tradepost.domain.accounts.commands.post import (
    EntryInput,
    lines_of,
    refuse_closed,
    write_lines,
)
from tradepost.domain.accounts.queries import rates_on

_ENTRY = ("id", "kind", "subject_id", "posted_on", "currency", "rate", "made_at")


@command
def load_past_entries(by: By, *, entries: Sequence[tuple[datetime, EntryInput]]) -> None:
    """Write a stretch of history at once: each entry with the moment it was made, any number of them.

    The same rules as `post`. Refuses PeriodIsClosed and NoExchangeRate.
    """
    if not entries:
        return
    refuse_closed(entry.posted_on for _, entry in entries)
    wanted = [(made_at, entry) for made_at, entry in entries if any(line.amount for line in entry.lines)]
    if not wanted:
        return
    rates = rates_on({(entry.currency, entry.posted_on) for _, entry in wanted})
    copy_rows(
        "accounts_entry",
        _ENTRY,
        (
            (
                e.entry_id,
                e.kind,
                e.subject_id,
                e.posted_on,
                e.currency,
                rates[e.currency, e.posted_on],
                made_at,
            )
            for made_at, e in wanted
        ),
    )
    write_lines([line for _, e in wanted for line in lines_of(e, rates[e.currency, e.posted_on])])
