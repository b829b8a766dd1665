"""Quantities of a purchase order that will not come."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.domain.purchasing import commands as purchasing
from tradepost.domain.purchasing import queries as purchasing_queries
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.sheet import Chosen, LineSheet, SheetLine, SheetOf, sheet_urls
from tradepost.doors.office.parts.weighed import pieces_or_unit


class CutSheet(LineSheet):
    """Base units off lines that are still to come."""

    name = "purchase_order_cut"
    route = "purchase-orders/<uuid:pk>/cut/"
    may = "purchasing.cancel_lines"
    submit = gettext_lazy("Cancel these quantities")
    done = gettext_lazy("Cancelled: these quantities are expected no more.")
    open_label = gettext_lazy("To come")

    def about(self, by: By, pk: UUID) -> SheetOf:
        order = purchasing_queries.purchase_order(by, pk)
        lines = [
            SheetLine(
                line.pk,
                line.sku,
                line.name,
                line.open,
                line.item.base_unit,
                *pieces_or_unit(line, line.weighed),
            )
            for line in purchasing_queries.lines_of(pk)
            if line.open
        ]
        return SheetOf(
            _("%s: what will not come") % order.number, address("purchase_order", pk), order.number, lines
        )

    def act(self, by: By, pk: UUID, minted: UUID, chosen: Sequence[Chosen], head: Mapping[str, Any]) -> str:
        purchasing.cancel_lines(by, purchase_order_id=pk, cuts=[(one.key, one.quantity) for one in chosen])
        return address("purchase_order", pk)


urls = sheet_urls(CutSheet())
