from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import StillUsed
from tradepost.domain.sales import queries
from tradepost.domain.sales.events import OrderTemplateRemoved
from tradepost.domain.sales.models import OrderTemplate, StandingOrder


@command
def remove_order_template(by: By, *, template_id: UUID) -> None:
    """Nothing is ordered by it any more; orders that were made of it stay. Raises NotFound, StillUsed."""
    row = queries.order_template(by, template_id)
    # Held, so that no standing order begins with it meanwhile.
    OrderTemplate.objects.select_for_update().get(pk=template_id)
    if StandingOrder.objects.filter(template_id=template_id).exclude(state="ended").exists():
        raise StillUsed("A standing order is made of it. End that first.")
    row.delete()
    publish(by, OrderTemplateRemoved(template_id, row.customer_id, row.name))
