"""Why a price, and why a day: the traces of lines in sentences."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from tradepost.render.formats import money_text, number_text


def why_price(trace: Mapping[str, Any], currency: str) -> str:
    """The winner first, then the discount, then what lost and why; one a line."""
    if not trace:
        return ""
    told = [_source(trace, currency)]
    if trace.get("discount") == "customer":
        told.append(_("The customer's own discount on list prices."))
    elif trace.get("discount") == "typed":
        told.append(_("The discount was typed."))
    told += [
        _("Not %(price)s: %(why)s.") % {"price": _row(loser, currency), "why": _reason(loser)}
        for loser in trace.get("losers") or ()
    ]
    return "\n".join(told)


def _source(trace: Mapping[str, Any], currency: str) -> str:
    if trace.get("source") == "quoted":
        before = why_price(trace.get("quoted") or {}, currency)
        return "\n".join(part for part in (_("As quoted in %s.") % trace.get("quote", ""), before) if part)
    if trace.get("typed"):
        return _("The price was typed.")
    winner = trace.get("winner")
    return _("From %s.") % _row(winner, currency) if winner else ""


def _row(row: Mapping[str, Any], currency: str) -> str:
    amount = Decimal(str(row["amount"]))
    if row["kind"] == "percent":
        price = _("%s%% off the list price") % number_text(amount)
    else:
        price = f"{money_text(amount, currency, finest=4)} {currency}"
    about = [price]
    if row.get("unit"):
        about.append(_("per %s") % row["unit"])
    if int(row.get("minimum_quantity") or 1) > 1:
        about.append(_("from %s on") % number_text(int(row["minimum_quantity"])))
    if row.get("category"):
        about.append(_("for the category"))
    return f"“{row['list']}” ({', '.join(about)})"


def _reason(row: Mapping[str, Any]) -> str:
    return {
        "later_list": _("another list stands first"),
        "less_particular": _("a price for the item itself goes before its category's"),
        "converted": _("a price for this unit goes before a converted one"),
        "smaller_break": _("a larger quantity break is reached"),
        "older": _("a newer price stands"),
        "same": _("an equal price stands first"),
        "other_unit": _("it is for another unit"),
        "ended": _("it has ended"),
        "not_yet": _("it has not begun"),
        "not_reached": _("the quantity is not reached"),
        "no_list_price": _("there is no list price to take it from"),
        "typed_over": _("another price was typed"),
    }.get(str(row.get("why")), str(row.get("why")))
