"""What was given by hand, and who may give so much."""

from collections.abc import Sequence

from django.conf import settings

from tradepost.base.by import By
from tradepost.base.errors import Refusal
from tradepost.base.money import ZERO
from tradepost.domain.sales.commands._draft import Draft
from tradepost.domain.sales.models import Order, OrderLine
from tradepost.domain.sales.rules.credit import Finding
from tradepost.domain.sales.rules.limits import Given, given_by_hand, most_by_hand, price_findings


class AboveYourLimit(Refusal):
    """More was given by hand than who lets the order go may give; `facts["most"]` says how much that is."""


def prices_of_draft(by: By, draft: Draft) -> list[Finding]:
    """Why a draft is held for its prices, as far as the customer's orders are."""
    if "price" not in draft.customer.holds or not settings.DISCOUNT_LIMITS:
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
    """The same of an order that was written."""
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
    most = most_by_hand(by.roles, settings.DISCOUNT_LIMITS)
    if prices_of_lines(by, order, lines):
        raise AboveYourLimit(
            f"More was given by hand on {order.number} than the {most} % that you may give."
            " Somebody who may give it lets it go.",
            most=most,
        )
