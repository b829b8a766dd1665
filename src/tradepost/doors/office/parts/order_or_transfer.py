"""Rows of supply and demand: an order or a transfer stands behind each."""

from typing import Any

from tradepost.base.by import By
from tradepost.base.listing import Listing
from tradepost.domain.access import queries as access_queries
from tradepost.domain.transfers import queries as transfers_queries


def with_order_or_transfer(
    by: By, rows: list[Any], id_name: str, orders: Listing[Any], may: str
) -> list[Any]:
    """Beside each row the order (of this list, for those who may `may`) or the transfer whose id it bears."""
    ids = list({getattr(row, id_name) for row in rows})
    known = orders.rows(by).in_bulk(ids) if access_queries.may(by, may) else {}
    others = sorted(set(ids) - known.keys())
    read = others and access_queries.may(by, "transfers.read")
    found = transfers_queries.transfers_of(by, others) if read else {}
    for row in rows:
        document_id = getattr(row, id_name)
        row.order, row.transfer = known.get(document_id), found.get(document_id)
    return rows


def number_of(row: Any) -> str:
    """The number of what stands behind it."""
    return (row.order or row.transfer).number if row.order or row.transfer else ""
