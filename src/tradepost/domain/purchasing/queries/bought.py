from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from tradepost.base import sql


@dataclass(frozen=True, slots=True)
class Bought:
    """What was ordered from suppliers, what came of it until now, and what it costs.

    Base units. `exact` is quantity x unit price before any rounding, `net` the lines as they are owed.
    """

    orders: int
    lines: int
    ordered: int
    received: int
    rejected: int
    open: int
    exact: Decimal
    net: Decimal


def bought(currency: str, since: datetime, until: datetime) -> Bought:
    """All purchase orders in one currency that were made from `since` until before `until`."""
    (found,) = sql.rows_as(
        Bought,
        """select count(distinct o.id), count(l.id), coalesce(sum(l.ordered), 0)::bigint,
                  coalesce(sum(l.received), 0)::bigint, coalesce(sum(l.rejected), 0)::bigint,
                  coalesce(sum(l.ordered + l.over - l.received - l.cancelled), 0)::bigint,
                  coalesce(sum(l.typed_quantity * l.unit_price), 0), coalesce(sum(l.net), 0)
           from purchasing_purchase_order o
           join purchasing_purchase_order_line l on l.purchase_order_id = o.id
           where o.currency = %s and o.made_at >= %s and o.made_at < %s""",
        [currency, since, until],
    )
    return found
