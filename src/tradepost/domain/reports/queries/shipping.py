"""How well orders were shipped: by the day they were wanted, and how much of them at first."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.domain.reports.queries import fresh
from tradepost.domain.reports.queries.sums import reading_of
from tradepost.domain.reports.rules import Days


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """One month of shipping: see `ServiceSum`."""

    month: date
    shipments: int
    dated: int
    on_time: int
    wanted: int
    filled: int

    @property
    def rate_on_time(self) -> Decimal | None:
        """Which share of the lines that were wanted by a day left by it; None where none was."""
        return Decimal(self.on_time) / self.dated if self.dated else None

    @property
    def fill_rate(self) -> Decimal | None:
        """Which share of the ordered quantity left with an order's first shipment."""
        return Decimal(self.filled) / self.wanted if self.wanted else None


def service_by_month(by: By, period: Days) -> list[ServiceRow]:
    """Shipping in a half-open range of days, by month, in the actor's warehouse; nothing for a rep or customer."""
    if "rep" in by.scope or "customer" in by.scope:
        return []
    found = reading_of("shipped", period)
    params: dict[str, Any] = {
        "months": found.months,
        "days": found.days,
        "warehouse": by.scope.get("warehouse"),
    }
    figures = ", ".join(fresh.SERVICE_FIGURES)
    sums = ", ".join(f"sum({name})::bigint" for name in fresh.SERVICE_FIGURES)
    return sql.rows_as(
        ServiceRow,
        f"""select date_trunc('month', starts_on)::date, {sums}
            from (
              select starts_on, warehouse_id, {figures} from reports_service_sum
              where starts_on = any(%(days)s::date[])
                or date_trunc('month', starts_on::timestamp)::date = any(%(months)s::date[])
              union all {fresh.service_days(found.rows, params)}) s
            where %(warehouse)s::uuid is null or warehouse_id = %(warehouse)s::uuid
            group by 1 order by 1""",  # noqa: S608 constants only
        params,
    )
