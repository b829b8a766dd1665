"""Why a line is taxed so: the trace of its tax in sentences."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from tradepost.domain.parties.rules import country_name
from tradepost.render.formats import day_text, number_text


def why_tax(tax: Mapping[str, Any]) -> list[str]:
    """The rule or certificate first, then its parts, then what lost and why."""
    if not tax:
        return []
    if tax.get("from") == "class":
        return [_("Not taxed: no rule speaks of %s.") % _class(tax["class"])]
    told = []
    if tax.get("from") == "exemption":
        words = {"certificate": tax["certificate"], "rate": _rate(tax["instead_of"])}
        told.append(_("Exempt by certificate %(certificate)s; else %(rate)s%% tax.") % words)
    else:
        told.append(_("Tax by the rule for %s.") % _rule(tax["rule"]))
    if parts := tax.get("parts"):
        told.append(_("Together: %s.") % ", ".join(_part(part) for part in parts))
    if expired := tax.get("expired"):
        words = {
            "certificate": expired["certificate"],
            "day": day_text(date.fromisoformat(expired["valid_until"]), None),
        }
        told.append(_("The certificate %(certificate)s holds no more since %(day)s.") % words)
    told += [
        _("Not the rule for %(rule)s: %(why)s.") % {"rule": _rule(loser), "why": _reason(loser)}
        for loser in tax.get("losers") or ()
    ]
    return told


def _rule(rule: Mapping[str, Any]) -> str:
    """What a rule names, and what it takes."""
    about = [
        country_name(str(rule.get("country", ""))) or _("any country"),
        *([str(rule["region"])] if rule.get("region") else []),
        *([_("postal codes %s…") % rule["postal_prefix"]] if rule.get("postal_prefix") else []),
        *([_class(rule["customer_class"])] if rule.get("customer_class") else []),
        *([_goods(rule["item_class"])] if rule.get("item_class") else []),
        f"{rule['code']} {_rate(rule['rate'])}%",
    ]
    return ", ".join(about)


def _part(part: Mapping[str, Any]) -> str:
    name = part["part"] or _("general")
    return f"{name} {_rate(part['rate'])}%"


def _rate(text: Any) -> str:
    return number_text(Decimal(str(text)).normalize())


def _class(name: Any) -> str:
    words = {
        "standard": _("taxed customers"),
        "exempt": _("exempt customers"),
        "reverse": _("customers with reverse charge"),
    }
    return words.get(str(name), str(name))


def _goods(name: Any) -> str:
    words = {
        "standard": _("goods of the standard rate"),
        "reduced": _("goods of a reduced rate"),
        "zero": _("zero-rated goods"),
    }
    return words.get(str(name), str(name))


def _reason(loser: Mapping[str, Any]) -> str:
    reasons = {
        "no_tax_number": _("the customer has no valid tax number of another country"),
        "less_exact": _("another one says more about place, customer and goods"),
    }
    return reasons.get(str(loser.get("why")), str(loser.get("why")))
