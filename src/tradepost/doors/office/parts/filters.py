"""Filters that many lists have: by customer, by rep."""

from collections.abc import Sequence
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.listing import MAX_PAGE
from tradepost.domain.access import queries as access_queries
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.sales import queries as sales_queries
from tradepost.doors.office.parts.addresses import later
from tradepost.render.screens.listing import FilterField


def customer_names(by: By, ids: Sequence[str]) -> dict[str, str]:
    """The names of chosen customers, for the sentence of a filter."""
    found = parties_queries.visible_customers(by).in_bulk(known_ids(ids))
    return {str(pk): customer.party.name for pk, customer in found.items()}


def rep_names(by: By, ids: Sequence[str]) -> dict[str, str]:
    return {str(pk): name for pk, name in access_queries.names_of(known_ids(ids)).items()}


def known_ids(ids: Sequence[str]) -> list[UUID]:
    """The ids that are ids: an address may be typed by hand."""
    found = []
    for text in ids[:MAX_PAGE]:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


def order_numbers(by: By, ids: Sequence[str]) -> dict[str, str]:
    """The numbers of the orders that an address names."""
    found = sales_queries.ORDERS.rows(by).in_bulk(known_ids(ids))
    return {str(pk): order.number for pk, order in found.items()}


def blanket_numbers(by: By, ids: Sequence[str]) -> dict[str, str]:
    """The numbers of the blanket orders that an address names."""
    found = sales_queries.BLANKETS.rows(by).in_bulk(known_ids(ids))
    return {str(pk): row.number for pk, row in found.items()}


def standing_names(by: By, ids: Sequence[str]) -> dict[str, str]:
    """The names of the standing orders that an address names."""
    found = sales_queries.STANDING_ORDERS.rows(by).in_bulk(known_ids(ids))
    return {str(pk): row.name for pk, row in found.items()}


def supplier_names(by: By, ids: Sequence[str]) -> dict[str, str]:
    """The names of chosen suppliers."""
    page = parties_queries.SUPPLIERS.page(by, filters={"id": list(ids)}, limit=50)
    return {str(row.pk): row.party.name for row in page.rows}


SUPPLIER = FilterField("supplier", url=later("supplier_lookup"), text_of=supplier_names)
CUSTOMER = FilterField("customer", url=later("customer_lookup"), text_of=customer_names)
REP = FilterField("rep", url=later("rep_lookup"), text_of=rep_names)
ORDER = FilterField("order", text_of=order_numbers)
"""Nobody chooses an order here; the page of an order leads to what belongs to it."""
