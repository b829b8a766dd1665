from datetime import date
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid
from tradepost.domain.accounts.commands.post import PERIOD_LOCK
from tradepost.domain.accounts.events import PeriodClosed

PERIOD_ID = UUID(int=1)


@command
def close_period(by: By, *, open_from: date) -> None:
    """Close the books before a day; waits for running postings. A closed period is never opened again."""
    sql.run("select pg_advisory_xact_lock(%s)", [PERIOD_LOCK])
    found = sql.one("select open_from from accounts_period")
    if found and found[0] and found[0] > open_from:
        raise Invalid(f"The books are closed up to {found[0]} already.", fields={"open_from": "Too early."})
    sql.run(
        """insert into accounts_period (id, open_from) values (1, %s)
           on conflict (id) do update set open_from = excluded.open_from""",
        [open_from],
    )
    publish(by, PeriodClosed(PERIOD_ID, open_from))
