"""How goods turned over, and when they ran out."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils.timezone import make_aware
from ninja import Router

from tradepost.base.by import By
from tradepost.base.errors import Invalid
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.reports.models import Turnover
from tradepost.domain.reports.queries import TURNOVER
from tradepost.doors.api.endpoints import reads, sees_costs
from tradepost.doors.api.fields import AmountOut, Day, DayOut, Id, IdOut, MomentOut, about
from tradepost.doors.api.inventory import money
from tradepost.doors.api.listings import lists
from tradepost.doors.api.shapes import Shape

router = Router(tags=["Stock"])
MOST_DAYS = 400


class TurnoverOut(Shape):
    """How an item turned over in a warehouse, as of the beginning of a day; base units."""

    FROM = {
        "sku": "position.item.sku",
        "name": "position.item.name",
        "on_hand": "lying",
        "value": "position.value",
    }

    item_id: IdOut = about("The item.")
    sku: str = about("Our number of it.", "TEA-1")
    name: str = about("Its name.", "Assam, 500 g")
    warehouse_id: IdOut = about("The warehouse.")
    since_on: DayOut = about("The first day that was looked at.")
    until_on: DayOut = about("The day after the last.")
    letter: str = about("A: the first 80 percent of what went, by worth; B: the next 15; C.", "A")
    gone: int = about("What left for customers in these days.", 240)
    gone_value: AmountOut | None = about("What that cost; null for those who see no costs.")
    gone_on: DayOut | None = about("When some left last; null: never.")
    idle_days: int = about("Days without a sale; of what never left, since it first came.", 3)
    on_hand: int = about("What lies there now, quarantine too.", 40)
    value: AmountOut | None = about("What that is worth; null for those who see no costs.")
    lasts_days: int | None = about("For how many days it lasts as it went; null: nothing went.", 15)


class StockOutRow(Shape):
    """From when to when nothing of an item lay where it is sold from."""

    item_id: IdOut = about("The item.")
    since: MomentOut | None = about("From when; null: before the period.")
    until: MomentOut | None = about("Until when; null: still.")
    on_hand: int = about("What may be sold of it now, base units.", 12)


def _rows(by: By, rows: list[Turnover]) -> list[dict[str, Any]]:
    costs = sees_costs(by)
    return [
        TurnoverOut.plain(
            row, gone_value=money(row.gone_value, costs), value=money(row.position.value, costs)
        )
        for row in rows
    ]


lists(
    router,
    "/stock/turnover",
    TURNOVER,
    name="list_turnover",
    needs="reports.read",
    gives=TurnoverOut,
    write=_rows,
    costly=("gone_value", "tied"),
)


@reads(router, "/warehouses/{warehouse_id}/stock-outs", needs="inventory.read", gives=list[StockOutRow])
def list_stock_outs(by: By, warehouse_id: Id, since: Day, until: Day | None = None) -> list[dict[str, Any]]:
    """When items of a warehouse ran out, from a day on until before another; at most 400 days."""
    inventory_queries.visible_warehouse(by, warehouse_id)
    end = until or by.now.date() + timedelta(days=1)
    if not 0 < (end - since).days <= MOST_DAYS:
        raise Invalid(
            f"Ask for 1 to {MOST_DAYS} days.", fields={"until": f"1 to {MOST_DAYS} days after since."}
        )
    if "rep" in by.scope or "customer" in by.scope:
        return []
    found = inventory_queries.stock_outs(warehouse_id, _begins(since), min(by.now, _begins(end)))
    return [StockOutRow.plain(one) for one in found]


def _begins(day: date) -> datetime:
    return make_aware(datetime.combine(day, time()))
