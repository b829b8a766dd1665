from collections.abc import Sequence
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid
from tradepost.base.ids import new_ids
from tradepost.domain.pricing.commands._lists import price_list_in_use
from tradepost.domain.pricing.events import PriceListAssigned


@command
def assign_price_list(
    by: By,
    *,
    price_list_id: UUID,
    customer_ids: Sequence[UUID] = (),
    group_ids: Sequence[UUID] = (),
    rank: int = 1,
) -> None:
    """Let these customers and groups buy by a list; said again it changes the rank.

    The list of the lowest rank is asked first; at one rank the customer's own before the group's.
    Raises NotFound, PriceListIsRetired, Invalid.
    """
    if not 0 <= rank <= 9999:
        raise Invalid("A rank is between 0 and 9999.", fields={"rank": "Between 0 and 9999."})
    price_list_in_use(price_list_id)
    customers: list[UUID | None] = [*customer_ids, *(None for _ in group_ids)]
    groups: list[UUID | None] = [*(None for _ in customer_ids), *group_ids]
    sql.run(
        """insert into pricing_price_list_for (id, price_list_id, customer_id, group_id, rank, made_at)
           select t.id, %s::uuid, t.customer_id, t.group_id, %s::int, %s::timestamptz
           from unnest(%s::uuid[], %s::uuid[], %s::uuid[]) as t(id, customer_id, group_id)
           order by t.customer_id, t.group_id
           on conflict (customer_id, group_id, price_list_id) do update set rank = excluded.rank""",
        [price_list_id, rank, by.now, new_ids(by.now, len(customers)), customers, groups],
    )
    publish(by, PriceListAssigned(price_list_id, rank, tuple(customer_ids), tuple(group_ids)))
