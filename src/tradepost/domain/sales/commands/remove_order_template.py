from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.domain.sales import queries
from tradepost.domain.sales.events import OrderTemplateRemoved


@command
def remove_order_template(by: By, *, template_id: UUID) -> None:
    """Nothing is ordered by it any more; orders that were made of it stay. Raises NotFound."""
    row = queries.order_template(by, template_id)
    row.delete()
    publish(by, OrderTemplateRemoved(template_id, row.customer_id, row.name))
