from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.base.events import to_json
from tradepost.domain.accounts import queries as accounts_queries
from tradepost.domain.catalog.rules import TAX_CLASSES
from tradepost.domain.pricing import queries as pricing_queries
from tradepost.domain.pricing.flows import PRICE_VERSION
from tradepost.domain.reports.commands._impact_steps import STEPS, TABLES
from tradepost.domain.reports.models import PriceImpact

MONTHS = timedelta(days=365)


def _unseen(done: int, total: int) -> None:
    """Nobody looks on."""


@command
def work_out_impact(
    by: By, *, version_id: UUID, impact_id: UUID, tell: Callable[[int, int], None] = _unseen
) -> PriceImpact:
    """Work out what a version that waits would do, in place of what was worked out before. Changes no price.

    Which customers would pay what more for what they bought in the last twelve months, in the quantities of each
    line; which open quotes and unconfirmed orders have prices that would be others. Quantities that are counted over
    several lines, and quotas, are taken line by line; discounts as they were given; prices that include tax without
    that of home. The same number of statements for any number of customers; `tell` hears which of them it is at.
    Raises NotFound, NotAllowed, NoExchangeRate.
    """
    version = pricing_queries.price_version(by, version_id)
    PRICE_VERSION.next(version.state, "activate")
    today = timezone.localtime(by.now).date()
    on = max(today, timezone.localtime(version.activates_at).date()) if version.activates_at else today
    currency = version.price_list.currency
    rate = accounts_queries.rate_on(currency, by.now.date())
    _forget(version_id)
    made = PriceImpact.objects.create(
        id=impact_id,
        version_id=version_id,
        of_version=version.version,
        on=on,
        currency=currency,
        made_at=by.now,
    )
    for statement in TABLES.split(";"):
        sql.run(statement)
    given = {
        "version": version_id,
        "list": version.price_list_id,
        "currency": currency,
        "on": on,
        "today": today,
        "since": by.now - MONTHS,
        "now": by.now,
        "impact": impact_id,
        "rate": rate,
        "home_rates": to_json(
            {one: str(rate) for one, rate in pricing_queries.home_rates(TAX_CLASSES, on).items()}
        ),
    }
    for number, statement in enumerate(STEPS):
        tell(number, len(STEPS))
        sql.run(statement, given if "%(" in statement else ())
    made.refresh_from_db()
    return made


def _forget(version_id: UUID) -> None:
    """What was worked out of this version before, and of versions that are gone."""
    old = """select i.id from reports_price_impact i where i.version_id = %(version)s::uuid
             or not exists (select from pricing_version v where v.id = i.version_id)"""
    for table, key in (
        ("reports_price_impact_row", "impact_id"),
        ("reports_price_impact_customer", "impact_id"),
        ("reports_price_impact_document", "impact_id"),
        ("reports_price_impact", "id"),
    ):
        sql.run(f"delete from {table} where {key} in ({old})", {"version": version_id})  # noqa: S608 constants only
