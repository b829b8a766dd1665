"""What the lines of a quote would be promised if it were ordered now: stock, day and why, as the grid says it."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.base.units import UnitFactor
from tradepost.domain.access import queries as access_queries
from tradepost.domain.delivery import queries as delivery_queries
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.models import Quote, QuoteLine
from tradepost.domain.sales.queries import Foreseen
from tradepost.doors.office.parts.figures import in_unit
from tradepost.doors.office.parts.promised import why_foreseen
from tradepost.doors.office.parts.standing import today_of
from tradepost.render.screens.columns import Column

LIVE = ("draft", "sent", "accepted")
"""While it may still be ordered."""

SUPPLY = (
    Column("free", gettext_lazy("Available"), "quantity", priority=2),
    Column(
        "arrives",
        gettext_lazy("Would arrive"),
        "day",
        note=lambda row: row["waits"],
        why=lambda row: row["why_arrives"],
    ),
)
NOTHING: Mapping[str, Any] = {"free": None, "arrives": None, "waits": "", "why_arrives": ""}


def supply_of(by: By, quote: Quote, lines: Sequence[QuoteLine]) -> dict[UUID, dict[str, Any]]:
    """The cells of SUPPLY by line, of what may still be ordered; nothing for who may not read stock. Holds nothing.

    Options that nobody chose have none: they would take the stock of what was.
    """
    open_lines = [line for line in lines if line.chosen and line.left > 0]
    if quote.state not in LIVE or not open_lines or not access_queries.may(by, "inventory.read"):
        return {}
    customer = parties_queries.customer_terms(quote.customer_id)
    goes = delivery_queries.way_to(customer, customer.warehouse_id)
    own, rule = sales_queries.served_as(by, customer, None, None, goes.sent.warehouse_id)
    wanted = [
        (line.pk, line.item_id, line.left, line.requested_on, _factor(line), None) for line in open_lines
    ]
    ships = (customer.ship_complete, customer.minimum_fill_percent)
    asked = sales_queries.basket(by, rule, own, customer.country, ships, quote.requested_on, wanted)
    found = sales_queries.foreseen(by, asked, customer, None, goes)
    return {line.pk: _cells(by, line, seen) for line, seen in zip(open_lines, found, strict=True)}


def _cells(by: By, line: QuoteLine, seen: Foreseen) -> dict[str, Any]:
    factor, journey = _factor(line), seen.last
    return {
        "free": in_unit(seen.available.available, factor),
        "arrives": journey.arrives_on if journey else None,
        "waits": "" if journey else _("not yet: nobody has ordered it"),
        "why_arrives": why_foreseen(seen, line.left, line.unit, factor, today_of(by)),
    }


def _factor(line: QuoteLine) -> UnitFactor:
    return UnitFactor(line.unit_numerator, line.unit_denominator)
