from collections.abc import Iterable
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.domain.inventory.commands._hold import hold_positions


@command
def hold_stock(by: By, *, warehouse_id: UUID, item_ids: Iterable[UUID], stores: bool = False) -> None:
    """Take the locks of all these items before the first of several steps that change some of them each.

    Every command takes them in item order; step by step they would be taken in two rounds, and two such
    commands could wait for each other. Changes nothing. Refuses GoodsOfSupplier, unless `stores` are meant as well.
    """
    hold_positions(warehouse_id, item_ids, stores=stores)
