"""The sums under a list, ready for the page."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from tradepost.base.sums import Sums
from tradepost.render.marks import money, quantity
from tradepost.render.screens.listing import ListScreen, Text


@dataclass(frozen=True, slots=True)
class ShownSum:
    """One sum: an amount for each currency, or one number."""

    label: Text
    values: list[SafeString]


def shown_sums(screen: ListScreen, found: Sums) -> list[ShownSum]:
    shown = []
    for one in screen.sums:
        amounts = found.by_name.get(one.name, [])
        if one.kind == "money":
            values = [money(amount, currency or one.currency) for currency, amount in amounts]
        else:
            values = [quantity(sum(amount for _, amount in amounts))]
        shown.append(ShownSum(one.label, values))
    return shown
