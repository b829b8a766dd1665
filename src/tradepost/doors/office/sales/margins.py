"""What each line of a grid earns over the cost of its goods, for those who may see costs."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from tradepost.base.by import By
from tradepost.base.errors import Refusal
from tradepost.base.money import ZERO
from tradepost.domain.access import queries as access_queries
from tradepost.domain.accounts import queries as accounts_queries
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.sales.models import Quote, QuoteLine
from tradepost.doors.office.sales.entry import Sheet
from tradepost.render.formats import percent_text


@dataclass
class Margins:
    """Texts by line, the lines that lose, and the order's own as a total; all empty for who may not see costs."""

    by_place: dict[int, str] = field(default_factory=dict)
    lost: set[int] = field(default_factory=set)
    total: list[dict[str, Any]] = field(default_factory=list)


def margins(by: By, sheet: Sheet) -> Margins:
    """Margins at the average cost of the stock. What is sold out has no cost yet, so no margin; two statements."""
    found = Margins()
    if sheet.customer is None or not sheet.priced or not access_queries.may(by, "catalog.read_cost"):
        return found
    try:
        rate = accounts_queries.rate_on(sheet.customer.currency, by.now.date())
    except Refusal:  # the preview says so already; without a rate there is nothing to compare
        return found
    costs = inventory_queries.unit_costs([line.item_id for line in sheet.priced.values()])
    net_known = cost_known = ZERO
    for place, line in sheet.priced.items():
        net, cost = line.net * rate, costs.get(line.item_id)
        if cost is None or net <= 0:
            continue
        spent = cost * line.quantity
        found.by_place[place] = _share(net, spent)
        if spent > net:
            found.lost.add(place)
        if sheet.counts(place):
            net_known, cost_known = net_known + net, cost_known + spent
    if net_known:
        found.total = [{"label": _("Margin"), "text": _share(net_known, cost_known), "strong": False}]
    return found


@dataclass(frozen=True, slots=True)
class Earned:
    """Shares of lines by id, and of all that count; both empty for who may not see costs."""

    by_line: dict[UUID, Decimal] = field(default_factory=dict)
    whole: Decimal | None = None


def earned_by(by: By, quote: Quote, lines: Sequence[QuoteLine]) -> Earned:
    """What a quote earns over the average cost of the stock, with today's rate; two statements."""
    if not access_queries.may(by, "catalog.read_cost"):
        return Earned()
    try:
        rate = accounts_queries.rate_on(quote.currency, by.now.date())
    except Refusal:
        return Earned()
    costs = inventory_queries.unit_costs(sorted({line.item_id for line in lines}))
    found: dict[UUID, Decimal] = {}
    net_known = cost_known = ZERO
    for line in lines:
        net, cost = line.net * rate, costs.get(line.item_id)
        if cost is None or net <= 0:
            continue
        found[line.pk] = (net - cost * line.quantity) / net
        if line.chosen:
            net_known, cost_known = net_known + net, cost_known + cost * line.quantity
    return Earned(found, (net_known - cost_known) / net_known if net_known else None)


def _share(net: Decimal, cost: Decimal) -> str:
    return percent_text((net - cost) / net)
