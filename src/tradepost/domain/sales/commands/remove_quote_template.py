from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.domain.sales import queries
from tradepost.domain.sales.events import QuoteTemplateRemoved


@command
def remove_quote_template(by: By, *, template_id: UUID) -> None:
    """Nothing begins with it any more; quotes that were made of it stay. Raises NotFound."""
    row = queries.template(by, template_id)
    row.delete()
    publish(by, QuoteTemplateRemoved(template_id, row.name))
