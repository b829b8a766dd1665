"""What was bought, when and from whom: history does not say it, so it follows from what was sold.

Pure: the same history gives the same purchases, also to a run that goes on in the middle.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from tradepost.doors.integrations.replay.history import History


@dataclass(frozen=True, slots=True)
class Purchase:
    """One order to a supplier: base units per item, all expected on one day."""

    supplier: str
    expected_on: date
    quantities: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Demand:
    """The days on which an item was ordered, and how much until each of them, itself included."""

    days: Sequence[date]
    sums: Sequence[int]

    def between(self, after: date, until: date) -> int:
        """What was ordered after a day and until another, itself included."""
        return self._until(until) - self._until(after)

    def _until(self, day: date) -> int:
        place = bisect_right(self.days, day)
        return self.sums[place - 1] if place else 0


def purchases_of(history: History) -> dict[date, list[Purchase]]:
    """By day. An item that runs short is bought the same day, with what its supplier's other goods need.

    A purchase brings what is short, and what customers order of that supplier's goods in the
    `buys_for_days` that follow, less what is free. It is expected on the day on which the first order that
    waits for it left, else after the supplier's lead time.
    """
    ordered, leaves = _ordered(history), _leaving(history)
    demand = _demand(ordered)
    free = Counter({row.item: row.quantity for row in history.opening})
    of_supplier: dict[str, list[str]] = defaultdict(list)
    for sold in history.items.values():
        of_supplier[sold.supplier].append(sold.key)
    made: dict[date, list[Purchase]] = {}
    for day in sorted(ordered):
        free.subtract(ordered[day])
        waiting: dict[str, list[date]] = defaultdict(list)
        for item in ordered[day]:
            if free[item] < 0:
                waiting[history.items[item].supplier] += leaves[day, item]
        for name, days in waiting.items():
            supplier = history.suppliers[name]
            ahead = day + timedelta(days=supplier.buys_for_days)
            wanted = {item: _between(demand, item, day, ahead) - free[item] for item in of_supplier[name]}
            quantities = {item: quantity for item, quantity in wanted.items() if quantity > 0}
            free.update(quantities)
            in_time = day + timedelta(days=supplier.lead_days)
            made.setdefault(day, []).append(Purchase(name, min(days, default=in_time), quantities))
    return made


def _between(demand: Mapping[str, _Demand], item: str, after: date, until: date) -> int:
    return demand[item].between(after, until) if item in demand else 0


def _ordered(history: History) -> dict[date, Counter[str]]:
    """Base units ordered per day and item."""
    found: dict[date, Counter[str]] = defaultdict(Counter)
    for order in history.orders.values():
        for line in order.lines:
            found[order.ordered_on][line.item] += line.quantity
    return found


def _demand(ordered: Mapping[date, Mapping[str, int]]) -> dict[str, _Demand]:
    per_item: dict[str, list[tuple[date, int]]] = defaultdict(list)
    for day in sorted(ordered):
        for item, quantity in ordered[day].items():
            per_item[item].append((day, quantity))
    return {
        item: _Demand([day for day, _ in found], list(accumulate(quantity for _, quantity in found)))
        for item, found in per_item.items()
    }


def _leaving(history: History) -> dict[tuple[date, str], list[date]]:
    """For the orders of a day and an item, the days on which it began to leave."""
    first: dict[tuple[str, str], date] = {}
    for shipment in history.shipments.values():
        for line_key in shipment.quantities:
            key = (shipment.order, line_key)
            first[key] = min(first.get(key, shipment.shipped_on), shipment.shipped_on)
    found: dict[tuple[date, str], list[date]] = defaultdict(list)
    for order in history.orders.values():
        for line in order.lines:
            day = first.get((order.key, line.key))
            found[order.ordered_on, line.item] += [] if day is None else [day]
    return found
