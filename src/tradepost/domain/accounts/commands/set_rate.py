from datetime import date
from decimal import Decimal
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid
from tradepost.domain.accounts.events import RateSet


@command
def set_rate(by: By, *, rate_id: UUID, currency: str, valid_from: date, rate: Decimal) -> None:
    """Base currency per unit of a currency from a day on. What was posted keeps its rate."""
    if rate <= 0:
        raise Invalid("A rate is more than 0.", fields={"rate": "Must be more than 0."})
    sql.run(
        """insert into accounts_rate (currency, valid_from, rate) values (%s, %s, %s)
           on conflict (currency, valid_from) do update set rate = excluded.rate""",
        [currency, valid_from, rate],
    )
    publish(by, RateSet(rate_id, currency, valid_from, rate))
