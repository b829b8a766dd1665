"""What a customer calls our items is learned from the orders that were confirmed."""

from collections.abc import Sequence
from uuid import UUID

from tradepost.base.by import By
from tradepost.domain.catalog import commands as catalog
from tradepost.domain.sales.rules.pasted import learnable


def learn_called(by: By, party_id: UUID, lines: Sequence[tuple[str, UUID, str]]) -> None:
    """Keep these (called, item, unit) as the customer's codes; no statement where nothing was called anything."""
    if codes := learnable(lines):
        catalog.learn_codes(by, party_id=party_id, codes=codes)
