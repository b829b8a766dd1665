"""What customers want, and when: growth, seasons, weekdays, and what is in one order."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate
from random import Random

from tradepost.doors.cli.demo.company import Buyer, Company, Good
from tradepost.doors.cli.demo.party_words import TRADES, Trade

WEEKDAYS = (1.25, 1.1, 1.0, 1.0, 0.85, 0.0, 0.0)
MONTHS = (0.85, 0.86, 0.95, 0.97, 1.02, 1.06, 1.0, 0.92, 1.03, 1.08, 1.22, 1.26)
GROWTH = (0.72, 1.32)
"""Orders a day at the beginning and at the end, against the mean of all days."""
LIKED, IN_SEASON = 4.0, 1.7
LINES = ((1, 16), (2, 20), (3, 19), (4, 15), (5, 10), (6, 7), (8, 6), (11, 4), (15, 3))
"""How many lines an order has, by how often; about four on average."""
LINE_VALUE = 34.0
"""What one line of the smallest customer is worth about."""
WHOLE = (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 18, 20, 24, 30, 36, 48, 60, 72, 96, 120, 144, 192, 240, 288)
SAMPLES = 3000


@dataclass(frozen=True, slots=True)
class Wish:
    """A line as a customer types it."""

    good: Good
    typed: int
    unit: str

    @property
    def quantity(self) -> int:
        """Base units."""
        return self.typed * self.good.per_case if self.unit == "case" else self.typed

    @property
    def exact(self) -> Decimal:
        return Decimal(self.typed)


def busyness(company: Company, day: date) -> float:
    """How busy a day is: growth, season and weekday."""
    share = (day - company.start).days / max((company.today - company.start).days, 1)
    growth = GROWTH[0] + (GROWTH[1] - GROWTH[0]) * share
    return growth * MONTHS[day.month - 1] * WEEKDAYS[day.weekday()]


def pace(company: Company, day: date) -> float:
    """Orders a day around a day, weekends counted."""
    days = (company.today - company.start).days
    whole = sum(busyness(company, company.start + timedelta(days=n)) for n in range(days))
    newest = sum(busyness(company, day + timedelta(days=n)) for n in range(-14, 14)) / 28
    return company.orders * newest / whole


def orders_per_day(company: Company, orders: int, first: date, last: date) -> dict[date, int]:
    """`orders` spread over the days from first to last, both included, as busy as they are."""
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    noise = company.dice.uniform
    weights = [busyness(company, day) * noise(0.8, 1.2) for day in days]
    sums = list(accumulate(weights))
    counts = [round(orders * upto / sums[-1]) for upto in sums]
    return {day: upto - before for day, upto, before in zip(days, counts, [0, *counts], strict=False)}


class Market:
    """Draws customers and baskets; the same dice give the same trade."""

    def __init__(self, company: Company) -> None:
        self.goods = company.goods
        self.buyers = company.buyers
        self._buyer_sums = list(accumulate(buyer.weight for buyer in company.buyers))
        self._counts = [count for count, _ in LINES]
        self._count_sums = list(accumulate(often for _, often in LINES))
        self._good_sums = {
            (trade.group, month): list(accumulate(_appeal(good, trade, month) for good in company.goods))
            for trade in TRADES
            for month in range(1, 13)
        }

    def buyer(self, dice: Random) -> Buyer:
        return self.buyers[_drawn(dice, self._buyer_sums)]

    def basket(self, dice: Random, buyer: Buyer, month: int) -> list[Wish]:
        """The lines of one order, each of another item."""
        count = self._counts[_drawn(dice, self._count_sums)]
        sums = self._good_sums[buyer.trade.group, month]
        chosen = dict.fromkeys(_drawn(dice, sums) for _ in range(count))
        return [wish(dice, buyer, self.goods[place]) for place in chosen]

    def measure(self, dice: Random) -> None:
        """How much of each item is sold: found by asking many customers."""
        asked: dict[str, list[int]] = {good.sku: [] for good in self.goods}
        for sample in range(SAMPLES):
            for line in self.basket(dice, self.buyer(dice), sample % 12 + 1):
                asked[line.good.sku].append(line.quantity)
        for good in self.goods:
            quantities = sorted(asked[good.sku]) or [1]
            good.per_order = sum(quantities) / SAMPLES
            good.large = quantities[len(quantities) * 9 // 10]


def wish(dice: Random, buyer: Buyer, good: Good) -> Wish:
    """How much of an item a customer of that size takes, in cases when it comes to some."""
    value = LINE_VALUE * (0.4 + 0.6 * buyer.size) * dice.lognormvariate(0, 0.6)
    quantity = WHOLE[min(bisect_left(WHOLE, value / float(good.price)), len(WHOLE) - 1)]
    cases = round(quantity / good.per_case)
    if good.per_case > 1 and cases and dice.random() < (0.95 if buyer.trade.cases else 0.6):
        return Wish(good, cases, "case")
    return Wish(good, quantity, "")


def _appeal(good: Good, trade: Trade, month: int) -> float:
    liked = LIKED if good.kind.parent in trade.likes else 1.0
    season = IN_SEASON if month in good.kind.peaks else 1.0
    return good.popularity * liked * season


def _drawn(dice: Random, sums: list[float] | list[int]) -> int:
    return min(bisect_left(sums, dice.random() * sums[-1]), len(sums) - 1)
