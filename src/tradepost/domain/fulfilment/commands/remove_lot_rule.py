from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.domain.fulfilment import queries
from tradepost.domain.fulfilment.events import LotRuleRemoved


@command
def remove_lot_rule(by: By, *, customer_id: UUID, item_id: UUID | None = None) -> None:
    """A customer takes the lots of an item as all others do; what was set aside stays. Said twice is once."""
    gone, _ = queries.rule_for(customer_id, item_id).delete()
    if gone:
        publish(by, LotRuleRemoved(customer_id, item_id))
