from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.domain.sales import queries
from tradepost.domain.sales.events import TermsTextRemoved


@command
def remove_terms_text(by: By, *, text_id: UUID) -> None:
    """It is no longer offered; quotes that were written with it keep what they say. Raises NotFound."""
    row = queries.terms_text(text_id)
    row.delete()
    publish(by, TermsTextRemoved(text_id, row.name, row.language))
