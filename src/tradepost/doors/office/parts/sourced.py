"""From which warehouse a line comes, and why, in words."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.domain.inventory.rules.sourcing import STOCK, Seen
from tradepost.domain.parties.rules import country_name
from tradepost.domain.sales.models import OrderLine
from tradepost.render.formats import day_text, number_text

RULES = {
    "one": (gettext_lazy("One warehouse"), gettext_lazy("All of an order comes from its own warehouse.")),
    "own_first": (
        gettext_lazy("Own warehouse first"),
        gettext_lazy("What the order's own has not in time comes from the nearest that has it."),
    ),
    "nearest": (
        gettext_lazy("Nearest first"),
        gettext_lazy("Each line from the nearest warehouse that has it in time."),
    ),
    "least_split": (
        gettext_lazy("Fewest shipments"),
        gettext_lazy("From as few warehouses as have in time what all of them have."),
    ),
    "cheapest": (
        gettext_lazy("Cheapest way"),
        gettext_lazy(
            "From the warehouses whose shipments cost least and that have in time what all of them have."
        ),
    ),
}
"""By rule: its name, and what it does."""


def country_text(code: str) -> str:
    """A country by its name; without one, everywhere else."""
    return country_name(code) if code else _("Everywhere else")


def why_source(line: OrderLine) -> str:
    """Why a line comes from its warehouse: one sentence a line; empty where nobody chose."""
    return why_trace(line.source_trace or {})


def why_trace(trace: Mapping[str, Any]) -> str:
    """The same of a trace by itself."""
    if trace.get("named"):
        return _("Named when the order was placed.")
    if trace.get("by"):
        return _("Sent from there by %(name)s: %(reason)s") % {"name": trace["by"], "reason": trace["reason"]}
    if not trace.get("rule"):
        return ""
    name, what = RULES[str(trace["rule"])]
    told = [f"{name}: {what}", _("What they had for it then:")]
    for one in trace.get("seen") or ():
        day = date.fromisoformat(one["on"]) if one["on"] else None
        told.append(had(one["name"], int(one["stock"]), day, int(trace["wanted"])))
    return "\n".join(told)


def had(name: str, stock: int, day: date | None, wanted: int) -> str:
    """What a warehouse had for a line: all of it, some now and the rest later, or not enough."""
    words = {"name": name, "n": number_text(stock), "day": day_text(day, None) if day else ""}
    if stock >= wanted:
        return _("%(name)s: all in stock.") % words
    if day is not None:
        return (
            _("%(name)s: %(n)s in stock, all on %(day)s.") if stock else _("%(name)s: none until %(day)s.")
        ) % words
    return (_("%(name)s: only %(n)s.") if stock else _("%(name)s: none.")) % words


def has(one: Seen, wanted: int, today: date) -> str:
    """The same of a warehouse as it stands now."""
    day = None if one.on is None else today if one.on == STOCK else one.on
    return had(one.name, one.stock, day, wanted)
