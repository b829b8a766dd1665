"""What cancelling would free, and why orders are cancelled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from tradepost.base.money import ZERO, round_amount
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.sales.models import CancelReason, Order, OrderLine
from tradepost.domain.sales.rules.cancelling import SHIPPED_REASONS, CutLine, gift_cuts, worth


class Reason(NamedTuple):
    """Why an order is cancelled."""

    code: str
    name: str
    is_open: bool = True


def cancel_reasons(*, closed: bool = False) -> list[Reason]:
    """The reasons, by name; with `closed` also those that are not chosen any more."""
    known = {code: Reason(code, name) for code, name in SHIPPED_REASONS.items()}
    known |= {
        row.code: Reason(row.code, row.name, row.is_open) for row in CancelReason.objects.order_by("code")
    }
    return sorted(
        (one for one in known.values() if closed or one.is_open), key=lambda one: (one.name, one.code)
    )


@dataclass(frozen=True, slots=True)
class FreedLine:
    """What is cancelled of a line, and what of it others get: base units from stock, from supply, and of a quota.

    `with_goods`: it came free with goods that are cancelled.
    """

    line: OrderLine
    quantity: int
    stock: int
    supply: int
    quota: int
    with_goods: bool


@dataclass(frozen=True, slots=True)
class Freed:
    """What cancelling would free; `net` in the order's currency, `value` is what credit gets back, in ours."""

    lines: list[FreedLine]
    net: Decimal
    value: Decimal

    @property
    def cuts(self) -> list[tuple[UUID, int]]:
        """As `cancel_lines` takes them."""
        return [(one.line.pk, one.quantity) for one in self.lines]


def cut_lines(lines: Sequence[OrderLine]) -> list[CutLine]:
    """Lines with their items, as the rule of cancelling sees them."""
    return [
        CutLine(
            line.pk,
            str(line.item_id),
            str(line.item.category_id) if line.item.category_id else None,
            line.quantity,
            line.cancelled,
            line.open - line.released,
            line.net,
            line.price_trace,
            str(line.item.brand_id) if line.item.brand_id else None,
        )
        for line in lines
    ]


def with_gifts(order_id: UUID, cuts: Mapping[UUID, int]) -> dict[UUID, int]:
    """These cuts, and those of what came free with the goods; one statement."""
    rows = OrderLine.objects.filter(order_id=order_id).select_related("item").order_by("position")
    lines = cut_lines(list(rows))
    return {**cuts, **gift_cuts(lines, cuts)}


def freed_by(order: Order, cuts: Mapping[UUID, int] | None, on: date) -> Freed:
    """What cancelling so many base units of these lines would free; None: everything that is not shipped.

    Two statements for any number of lines; nothing is done.
    """
    rows = OrderLine.objects.filter(order=order).select_related("item").order_by("position")
    return freed_of(order, list(rows), inventory_queries.demands_of([order.pk], on=on), cuts)


def freed_of(
    order: Order,
    rows: Sequence[OrderLine],
    covers: Mapping[UUID, inventory_queries.DemandCover],
    cuts: Mapping[UUID, int] | None = None,
) -> Freed:
    """The same of lines that were read, each with its item, and how they are covered."""
    known = {line.pk: line for line in rows}
    lines = cut_lines(rows)
    asked = {line.line_id: line.free for line in lines if line.free} if cuts is None else dict(cuts)
    whole = {**asked, **gift_cuts(lines, asked)}
    freed = []
    for line_id, quantity in whole.items():
        line, cover = known[line_id], covers.get(line_id)
        # Backorder is freed first, then supply, then stock.
        left = max(quantity - (cover.backordered if cover else quantity), 0)
        supply = min(left, cover.supply if cover else 0)
        quota = quantity if line.quota_row_id and order.confirmed_at else 0
        freed.append(FreedLine(line, quantity, left - supply, supply, quota, line_id not in asked))
    freed.sort(key=lambda one: one.line.position)
    net = round_amount(worth(lines, whole), order.currency)
    taxed = sum(
        (one.line.with_tax * one.quantity / one.line.quantity for one in freed),
        ZERO,
    )
    return Freed(freed, net, round_amount(taxed * order.rate, order.currency))
