"""What an order is charged beside its goods, in words: each part by its name, and why."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from tradepost.domain.sales.rules.charging import TYPED, Parts, added_up, told_charges, typed_freight
from tradepost.doors.office.parts.figures import plain
from tradepost.render.formats import money_text, number_text
from tradepost.render.screens.charged import charge_name
from tradepost.render.screens.document import Total


def charge_totals(parts: Parts, freight: Decimal, currency: str) -> list[Total]:
    """A row of the sum for each charge, with why; one of 0 too, where a rule says so."""
    whole = parts if parts and added_up(parts) == freight else [{}] * len(told_charges((), freight))
    return [
        Total(charge_name(one), one.amount, currency, why=why_charge(part, currency) if part else "")
        for part, one in zip(whole, told_charges(parts, freight), strict=True)
        if one.kind != TYPED or one.amount
    ]


def typed_figure(document: Any) -> str:
    """The freight that somebody typed, as the field of a form has it; empty: the rules decide."""
    figure = typed_freight(document.charges, document.freight)
    return "" if figure is None else plain(figure)


def why_charge(part: Mapping[str, Any], currency: str) -> str:
    """Which rule charged it and what was measured, then what lost and why; one a line."""
    why: Mapping[str, Any] = part.get("why") or {}
    if part["kind"] == TYPED:
        told = [_("It was typed.")]
        if "instead" in why:
            told.append(_("The rules would charge %s.") % _money(why["instead"], currency))
        return "\n".join(told)
    if not why:
        return ""
    told = [_("“%(rule)s”: %(basis)s.") % {"rule": why["rule"], "basis": _basis(why, currency)}]
    told.append(_("The goods it is for are worth %s.") % _money(why["goods"], currency))
    if missing := why.get("without_weight"):
        told.append(_("Lines without a known weight, counted as 0: %s.") % number_text(missing))
    told += [_lost(loser, currency) for loser in why.get("losers") or ()]
    return "\n".join(told)


def _basis(why: Mapping[str, Any], currency: str) -> str:
    rate, of = Decimal(why["rate"]), Decimal(why["of"])
    if why["basis"] in ("percent_goods", "percent_freight"):
        words = {"percent": number_text(rate.normalize()), "of": _money(of, currency)}
        if why["basis"] == "percent_freight":
            return _("%(percent)s%% of the freight of %(of)s") % words
        return _("%(percent)s%% of goods worth %(of)s") % words
    words = {"rate": _money(rate, currency), "of": number_text(of.normalize())}
    if why["basis"] == "unit":
        return _("%(rate)s a base unit, for %(of)s") % words
    if why["basis"] == "kilogram":
        return _("%(rate)s a kilogram, for %(of)s kg") % words
    return _("%(rate)s an order") % words


def _lost(loser: Mapping[str, Any], currency: str) -> str:
    return _("Not “%(rule)s”: %(why)s.") % {"rule": loser["name"], "why": _reason(str(loser["why"]))}


def _reason(why: str) -> str:
    return {
        "later": _("one of a lower priority number is charged"),
        "others_terms": _("terms of the customer go before those of a group, and these before everybody's"),
        "less_particular": _("one that says more about the goods or the place is charged"),
        "smaller_step": _("one from a higher value on is charged"),
        "same": _("an equal one stands first by its name"),
        "value_not_reached": _("the goods are not worth enough"),
        "value_reached": _("the goods are worth too much for it"),
        "no_weight": _("the weight of the goods is not known"),
    }.get(why, why)


def _money(amount: Any, currency: str) -> str:
    return f"{money_text(Decimal(str(amount)), currency, finest=4)} {currency}"
