"""A real document of each kind, so that a text can be seen on it while it is written."""

from collections.abc import Mapping
from typing import Any

from tradepost.base.by import By
from tradepost.base.errors import Refusal
from tradepost.base.listing import Listing
from tradepost.domain.billing import queries as billing_queries
from tradepost.domain.fulfilment import queries as fulfilment_queries
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.purchasing import queries as purchasing_queries
from tradepost.domain.returns import queries as returns_queries
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.service import queries as service_queries
from tradepost.render.letters import About, about

TRIED = 5
"""The newest may not be at the point where it is mailed; after so many there is none."""

_WHERE: Mapping[str, tuple[Listing[Any], dict[str, list[str]]]] = {
    "quote": (sales_queries.QUOTES, {}),
    "order": (sales_queries.ORDERS, {"state": ["confirmed", "closed"]}),
    "shipment": (fulfilment_queries.SHIPMENTS, {"state": ["packed", "shipped", "delivered"]}),
    "invoice": (billing_queries.INVOICES, {"kind": ["invoice"]}),
    "credit_note": (billing_queries.INVOICES, {"kind": ["credit_note"]}),
    "statement": (parties_queries.CUSTOMERS, {}),
    "purchase_order": (purchasing_queries.PURCHASE_ORDERS, {}),
    "return": (returns_queries.RETURNS, {}),
    "dispute": (service_queries.DISPUTES, {}),
    "new_dates": (sales_queries.TO_TELL, {}),
}


def sample(by: By, kind: str, text: str = "") -> About | None:
    """The newest document of the kind, or the one whose number or name was typed; None when there is none."""
    listing, filters = _WHERE[kind]
    for row in listing.page(by, filters=filters, search=text, limit=TRIED).rows:
        try:
            return about(by, kind, row.pk)
        except Refusal:
            continue  # not yet, or not any more, at the point where it is mailed
    return None
