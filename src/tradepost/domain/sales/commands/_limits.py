"""What was given by hand, what is below the least margin, and who may let it go."""

from collections.abc import Sequence
from decimal import Decimal

from django.conf import settings

from tradepost.base.by import By
from tradepost.base.errors import Refusal
from tradepost.base.money import ZERO
from tradepost.domain.sales import queries
from tradepost.domain.sales.commands._draft import Draft
from tradepost.domain.sales.models import Order, OrderLine
from tradepost.domain.sales.rules.findings import Finding
from tradepost.domain.sales.rules.limits import (
    Given,
    Short,
    floor_findings,
    given_by_hand,
    most_below,
    most_by_hand,
    price_findings,
    shorts,
)


class AboveYourLimit(Refusal):
    """More was given by hand than who lets the order go may give; `facts["most"]` says how much that is."""


def prices_of_draft(by: By, draft: Draft) -> list[Finding]:
    """Why a draft is held for its prices, as far as the customer's orders are."""
    if "price" not in draft.customer.holds:
        return []
    return [*_by_hand(by, draft), *floor_findings(shorts_of_draft(draft), _most_below(by))]


def shorts_of_draft(draft: Draft) -> list[Short]:
    """The lines of a draft below their least margin, at its rate."""
    return shorts(
        queries.sold_line(
            position, line.priced.sku, line.net, line.priced.quantity, draft.rate, line.priced.floor
        )
        for position, line in enumerate(draft.lines, 1)
        if line.priced.floor is not None
    )


def _most_below(by: By) -> Decimal | None:
    return most_below(by.roles, settings.MARGIN_LIMITS)


def _by_hand(by: By, draft: Draft) -> list[Finding]:
    if not settings.DISCOUNT_LIMITS:
        return []
    given = [
        Given(
            position,
            line.priced.sku,
            given_by_hand(
                line.priced.list_price,
                line.priced.unit_price,
                typed_price=bool(line.priced.trace.get("typed")),
                discount=line.priced.discount_percent
                if line.priced.trace.get("discount") == "typed"
                else ZERO,
                of_order=ZERO if line.priced.trace.get("is_net") else draft.order_discount_percent,
            ),
        )
        for position, line in enumerate(draft.lines, 1)
    ]
    return price_findings(given, most_by_hand(by.roles, settings.DISCOUNT_LIMITS))


def prices_of_lines(by: By, order: Order, lines: Sequence[OrderLine]) -> list[Finding]:
    """The same of an order that was written; one statement."""
    return [
        *_lines_by_hand(by, order, lines),
        *floor_findings(queries.shorts_of_lines(order.rate, lines), _most_below(by)),
    ]


def _lines_by_hand(by: By, order: Order, lines: Sequence[OrderLine]) -> list[Finding]:
    if not settings.DISCOUNT_LIMITS:
        return []
    given = [
        Given(
            line.position,
            line.sku,
            given_by_hand(
                line.list_price,
                line.unit_price,
                typed_price=bool(line.price_trace.get("typed")),
                discount=line.discount_percent if line.price_trace.get("discount") == "typed" else ZERO,
                of_order=ZERO if line.price_trace.get("is_net") else order.order_discount_percent,
            ),
        )
        for line in lines
        if line.split_of is None
    ]
    return price_findings(given, most_by_hand(by.roles, settings.DISCOUNT_LIMITS))


def refuse_above_limit(by: By, order: Order, lines: Sequence[OrderLine]) -> None:
    """Raises AboveYourLimit where somebody lets prices go that they may not give themselves."""
    if floor_findings(queries.shorts_of_lines(order.rate, lines), below := _most_below(by)):
        raise AboveYourLimit(
            f"{order.number} is further below the least margin than you may let go. Somebody who may lets it go.",
            most=below,
        )
    most = most_by_hand(by.roles, settings.DISCOUNT_LIMITS)
    if _lines_by_hand(by, order, lines):
        raise AboveYourLimit(
            f"More was given by hand on {order.number} than the {most} % that you may give."
            " Somebody who may give it lets it go.",
            most=most,
        )
