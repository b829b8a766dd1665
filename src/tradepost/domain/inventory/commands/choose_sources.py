from collections.abc import Sequence

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.domain.inventory import queries
from tradepost.domain.inventory.rules.sourcing import Basket, Source


@command
def choose_sources(by: By, *, baskets: Sequence[Basket]) -> list[list[Source]]:
    """Where each order is served from, by its rule. Promises nothing, but holds what it looked at.

    The items' positions are held in every warehouse, so that `promise` gives in the same transaction exactly what
    was chosen. Five statements for any number of lines.
    """
    items = sorted({wish.item_id for basket in baskets for wish in basket.wishes})
    sql.run(
        """select 1 from inventory_position where item_id = any(%s::uuid[])
           order by warehouse_id, item_id for no key update""",
        [items],
    )
    return queries.sources_for(baskets)
