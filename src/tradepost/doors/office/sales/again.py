"""Ordering again: chosen lines of a past order, at today's prices, in a draft that opens in the grid."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.commands import LineInput
from tradepost.domain.sales.models import OrderLine
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.figures import figure
from tradepost.doors.office.parts.sheet import Chosen, LineSheet, SheetOf
from tradepost.doors.office.sales.entry import typed_lines
from tradepost.doors.office.sales.sheets import order_line

MOST_NAMED = 10


def _typed(by: By, pk: UUID) -> list[OrderLine]:
    """The lines that somebody ordered; what came free is found again."""
    return typed_lines(sales_queries.lines_with_items(sales_queries.order(by, pk).pk))


def no_longer_sold(lines: Sequence[OrderLine]) -> list[str]:
    """What of these nobody can order any more, in one sentence; none where all can be."""
    gone = [f"{line.sku} {line.name}" for line in lines if line.item.state != "active"]
    if not gone:
        return []
    more = [_("and %s more") % (len(gone) - MOST_NAMED)] if len(gone) > MOST_NAMED else []
    return [_("No longer sold: %s.") % ", ".join([*gone[:MOST_NAMED], *more])]


class OrderAgain(LineSheet):
    name = "order_again"
    route = "orders/<uuid:pk>/again/"
    may = "sales.place_order"
    submit = gettext_lazy("Order these again")
    done = gettext_lazy(
        "A draft at today's prices. Change what is different this time, save, and confirm it."
    )
    open_label = gettext_lazy("Ordered then")
    prefilled = True
    nothing = gettext_lazy("Nothing of this order is sold any more.")

    def about(self, by: By, pk: UUID) -> SheetOf:
        order = sales_queries.order(by, pk)
        sold = [line for line in _typed(by, pk) if line.item.state == "active"]
        return SheetOf(
            _("Order again from %s") % order.number,
            address("order", pk),
            order.number,
            [order_line(line, line.quantity) for line in sold],
        )

    def foresee(self, by: By, pk: UUID, chosen: Sequence[Chosen]) -> Sequence[str]:
        return no_longer_sold(_typed(by, pk))

    def act(self, by: By, pk: UUID, minted: UUID, chosen: Sequence[Chosen], head: Mapping[str, Any]) -> str:
        order = sales_queries.order(by, pk)
        then = {line.pk: line for line in _typed(by, pk)}
        lines = [_again(then[line.key], line) for line in chosen]
        made = sales.place_order(
            by,
            order_id=minted,
            customer_id=order.customer_id,
            warehouse_id=by.scope.get("warehouse"),
            lines=lines,
            note=order.note,
        )
        return address("order_edit", made.pk)


def _again(then: OrderLine, chosen: Chosen) -> LineInput:
    """The same item as it was ordered, in the unit that was typed now; prices are those of today."""
    unit = chosen.typed.get("unit") or then.unit
    quantity = figure(chosen.typed.get("quantity"))
    assert quantity is not None
    return LineInput(then.item_id, quantity, unit, note=then.note)
