"""What a line is worth."""

from decimal import Decimal

from tradepost.base.money import round_amount
from tradepost.domain.pricing.rules.exact import EXACT, less


def line_net(
    typed_quantity: Decimal,
    unit_price: Decimal,
    line_discount: Decimal,
    order_discount: Decimal,
    currency: str,
) -> Decimal:
    """What a line is worth before tax: quantity x price less both discounts (percent), rounded once.

    The order discount is taken from what the line discount left. Half away from zero.
    """
    net = EXACT.multiply(typed_quantity, unit_price)
    return round_amount(less(less(net, line_discount), order_discount), currency)
