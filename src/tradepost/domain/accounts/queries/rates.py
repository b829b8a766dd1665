from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.conf import settings

from tradepost.base import sql
from tradepost.base.errors import Refusal
from tradepost.domain.accounts.models import Rate


class NoExchangeRate(Refusal):
    """Nobody entered a rate for this currency and day."""


def rates_on(wanted: Iterable[tuple[str, date]]) -> dict[tuple[str, date], Decimal]:
    """Base currency per unit for each (currency, day): 1 for the base currency, without a statement.

    Raises NoExchangeRate.
    """
    pairs = sorted(set(wanted))
    rates = {pair: Decimal(1) for pair in pairs if pair[0] == settings.BASE_CURRENCY}
    foreign = [pair for pair in pairs if pair not in rates]
    if foreign:
        for currency, day, rate in sql.rows(
            """select t.currency, t.day, (select r.rate from accounts_rate r
                 where r.currency = t.currency and r.valid_from <= t.day order by r.valid_from desc limit 1)
               from unnest(%s::text[], %s::date[]) as t(currency, day)""",
            [[pair[0] for pair in foreign], [pair[1] for pair in foreign]],
        ):
            if rate is None:
                raise NoExchangeRate(
                    f"There is no exchange rate for {currency} on {day}. Enter it under Settings.",
                    currency=currency,
                )
            rates[currency, day] = rate
    return rates


def rate_on(currency: str, day: date) -> Decimal:
    """Base currency per unit of `currency` on a day; raises NoExchangeRate."""
    return rates_on([(currency, day)])[currency, day]


def rates(limit: int = 200) -> list[Rate]:
    """What currencies were worth, the newest first."""
    return list(Rate.objects.order_by("-valid_from", "currency")[:limit])
