"""Why a price, and why a day: the traces of lines in sentences."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from tradepost.domain.sales.models import Order, Quote
from tradepost.doors.office.parts.weighed import weighed_text
from tradepost.doors.office.sales.why_tax import why_tax
from tradepost.render.formats import money_text, number_text
from tradepost.render.sentences import said


def why_price(trace: Mapping[str, Any], currency: str) -> str:
    """The winner first, then the discount, then what lost and why; one a line."""
    if not trace:
        return ""
    told = [
        said(str((trace.get("rounded") or {}).get("why", ""))), weighed_text(trace), _source(trace, currency)
    ]  # fmt: skip
    told += [*_with_tax(trace, currency), *_discounts(trace)]
    told += [
        _("Not %(price)s: %(why)s.") % {"price": _row(loser, currency), "why": _reason(loser)}
        for loser in trace.get("losers") or ()
    ]
    for name in ("discount_losers", "order_discount_losers"):
        told += [
            _("Not %(discount)s: %(why)s.") % {"discount": _discount(loser), "why": _reason(loser)}
            for loser in trace.get(name) or ()
        ]
    told += why_tax(trace.get("tax") or {})
    return "\n".join(text for text in told if text)


def quota_missed(trace: Mapping[str, Any]) -> str:
    """A price the line does not have because not enough is left of its quota; empty: there is none."""
    for loser in trace.get("losers") or ():
        if loser.get("why") == "quota_used":
            words = {"left": number_text(int(loser.get("left") or 0)), "list": loser["list"]}
            return _("Beyond the quota: %(left)s are left at the price of “%(list)s”.") % words
    return ""


def _with_tax(trace: Mapping[str, Any], currency: str) -> list[str]:
    """The tax in a price, and what the price is without it."""
    if "included" not in trace:
        return []
    words = {
        "gross": money_text(Decimal(trace["gross_price"]), currency, finest=4),
        "rate": _percent(trace["included"]),
        "net": money_text(Decimal(trace["unit_price"]), currency, finest=6),
    }
    if "gross" in trace:
        return [_("%(gross)s incl. %(rate)s%% tax = %(net)s net.") % words]
    return [_("%(gross)s incl. %(rate)s%% tax, of which none is owed = %(net)s.") % words]


def _discounts(trace: Mapping[str, Any]) -> list[str]:
    told = []
    if trace.get("discount") == "customer":
        told.append(_("The customer's own discount on list prices."))
    elif trace.get("discount") == "typed":
        told.append(_("The discount was typed."))
    elif trace.get("discount") == "rule":
        words = {"percent": _percent(trace["discount_percent"]), "rule": trace.get("discount_rule", "")}
        told.append(_("%(percent)s%% discount: “%(rule)s”.") % words)
    elif trace.get("discount") == "bundle":
        about = trace.get("bundle") or {}
        words = {
            "rule": trace.get("discount_rule", ""),
            "sets": number_text(int(about.get("sets") or 0)),
            "taken": number_text(int(about.get("taken") or 0)),
            "percent": _percent(trace.get("discount_percent", "0")),
        }
        told.append(
            _("%(taken)s base units of it are in %(sets)s sets of “%(rule)s”: %(percent)s%% off the line.")
            % words
        )
    if trace.get("order_discount") == "rule":
        words = {
            "percent": _percent(trace["order_discount_percent"]),
            "rule": trace.get("order_discount_rule", ""),
        }
        told.append(_("%(percent)s%% off the whole order: “%(rule)s”.") % words)
    elif trace.get("order_discount") == "typed":
        told.append(_("%s%% off the whole order was typed.") % _percent(trace["order_discount_percent"]))
    elif trace.get("order_discount") == "net":
        told.append(_("A net price: the discount on the whole order does not touch it."))
    return told


def _discount(row: Mapping[str, Any]) -> str:
    name = f"“{row['rule']}”" if row.get("rule") else _("the customer's own discount")
    percent = Decimal(str(row["percent"]))
    return f"{name} ({_percent(percent)}%)" if percent else name


def _percent(text: Any) -> str:
    return number_text(Decimal(str(text)).normalize())


def _source(trace: Mapping[str, Any], currency: str) -> str:
    if trace.get("source") == "quoted":
        # Its tax is that of today, told below.
        quoted = {name: told for name, told in (trace.get("quoted") or {}).items() if name != "tax"}
        before = why_price(quoted, currency)
        return "\n".join(part for part in (_("As quoted in %s.") % trace.get("quote", ""), before) if part)
    if trace.get("source") == "blanket":
        return _("As agreed in %s.") % trace.get("blanket", "")
    if trace.get("source") == "gift":
        return _("Free: “%s”.") % trace.get("promotion", "")
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
        if row.get("counted"):
            about.append(_together(row))
    if row.get("with_tax"):
        about.append(_("incl. tax"))
    if row.get("is_net"):
        about.append(_("no discount") if row.get("with_tax") else _("net"))
    if row.get("left") is not None:
        about.append(_("%s left of its quota") % number_text(int(row["left"])))
    if row.get("category"):
        about.append(_("for the category"))
    if row.get("brand"):
        about.append(_("for the brand"))
    return f"“{row['list']}” ({', '.join(about)})"


def _together(row: Mapping[str, Any]) -> str:
    """What counted toward the quantity, and how much that was."""
    text = _("all lines of the item counted") if row["counted"] == "item" else _("its mixed group counted")
    return f"{text}: {number_text(int(row['reached']))}" if row.get("reached") is not None else text


def _reason(row: Mapping[str, Any]) -> str:
    return {
        "later_list": _("another list stands first"),
        "less_particular": _("a price for the item goes before its category's, and that before its brand's"),
        "converted": _("a price for this unit goes before a converted one"),
        "smaller_break": _("a larger quantity break is reached"),
        "older": _("a newer price stands"),
        "same": _("an equal price stands first"),
        "other_unit": _("it is for another unit"),
        "ended": _("it has ended"),
        "not_yet": _("it has not begun"),
        "not_reached": _("the quantity is not reached"),
        "no_list_price": _("there is no list price to take it from"),
        "typed_over": _("another one was typed"),
        "quota_used": _("not enough is left of its quota"),
        "smaller": _("a larger discount is given"),
        "incomplete": _("the set is not complete"),
        "in_a_set": _("these goods are in a set"),
        "given_alone": _("another set is given alone"),
        "later": _("a discount of a lower priority number is given"),
        "net_price": _("the price is net"),
        "typed_price": _("the price was typed"),
        "agreed_price": _("it is for list prices, and another price is agreed"),
        "value_not_reached": _("the goods are not worth enough"),
    }.get(str(row.get("why")), str(row.get("why")))


def discounted(document: Order | Quote) -> str:
    """Which discount on all lines is counted in the net of an order or a quote."""
    if document.order_discount_percent:
        return _("Includes %s%% discount on all") % _percent(document.order_discount_percent)
    if document.value_discount:
        words = {"percent": _percent(document.value_discount_percent), "rule": document.value_discount}
        return _("Includes %(percent)s%% discount on all: “%(rule)s”") % words
    return ""
