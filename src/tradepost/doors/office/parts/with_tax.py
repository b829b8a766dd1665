"""Prices and amounts that include tax, in words beside the net ones."""

from decimal import Decimal

from django.utils.translation import gettext as _

from tradepost.domain.pricing.models import PriceList
from tradepost.domain.sales.models import OrderLine
from tradepost.render.formats import money_text, percent_text


def with_tax_word(*, includes_tax: bool) -> str:
    """Beside a price: that it includes tax; nothing where it is net."""
    return _("incl. tax") if includes_tax else ""


def currency_words(price_list: PriceList) -> str:
    """The currency of a list, and whether its prices include tax."""
    return f"{price_list.currency} {with_tax_word(includes_tax=price_list.includes_tax)}".strip()


def gross_price_text(price: Decimal | None, currency: str) -> str:
    """A unit price with tax; nothing where the price is net."""
    return "" if price is None else _("%s incl. tax") % money_text(price, currency, finest=4)


def gross_text(gross: Decimal | None, currency: str) -> str:
    """What a line comes to with tax; nothing where its price is net."""
    return "" if gross is None else _("%s incl. tax") % money_text(gross, currency)


def beside_price(line: OrderLine, currency: str) -> str:
    """The price with tax, where that was agreed, and the discount."""
    discount = f"−{percent_text(line.discount_percent / 100)}" if line.discount_percent else ""
    return " · ".join(part for part in (gross_price_text(line.gross_price, currency), discount) if part)
