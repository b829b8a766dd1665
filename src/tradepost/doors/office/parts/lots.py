"""Preferred lots as people type them, and why a line got its lots, in words."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.domain.fulfilment.rules import lot_reason
from tradepost.render.formats import day_text, number_text

TAKEN = {
    "wished": gettext_lazy("wished by hand"),
    "again": gettext_lazy("as delivered last"),
    "one_lot": gettext_lazy("one lot for the whole line"),
    "first": gettext_lazy("over first"),
}
LEFT = {
    "another": gettext_lazy("another lot was asked for"),
    "over_soon": gettext_lazy("does not last as long as the customer wants"),
    "older": gettext_lazy("older than their last delivery"),
    "newer": gettext_lazy("newer than their last delivery"),
    "not_whole": gettext_lazy("not enough for the whole line"),
    "others": gettext_lazy("other lines took it"),
    "later": gettext_lazy("not needed"),
    "none_here": gettext_lazy("nothing of it is free here"),
    "quarantine": gettext_lazy("in quarantine"),
    "recalled": gettext_lazy("recalled"),
    "expired": gettext_lazy("expired"),
}
AGE_NAMES = {
    "": gettext_lazy("As it comes"),
    "not_older": gettext_lazy("Never older than their last delivery"),
    "not_newer": gettext_lazy("Never newer than their last delivery"),
}


def codes_in(text: str) -> list[str]:
    """The codes that were typed, one after the other, with commas or semicolons between."""
    return list(dict.fromkeys(part for part in re.split(r"\s*[,;]\s*", text.strip()) if part))


def rule_text(*, same_lot: bool, age: str, one_lot: bool) -> str:
    """How a customer takes lots, in a few words."""
    told = [
        *([_("The lot of their last delivery first")] if same_lot else []),
        *([str(AGE_NAMES[age])] if age else []),
        *([_("One lot on a line")] if one_lot else []),
    ]
    return " · ".join(told)


def why_lots(trace: Mapping[str, Any], today: date | None) -> str:
    """Which lots were looked at for a line, and what took or refused them: a sentence a line."""
    told = []
    if trace.get("age"):
        words = {"lot": trace["than"], "day": ""}
        if over_on := trace.get("than_over_on"):
            words["day"] = f" ({_until(over_on, today)})"
        told.append(
            (
                _("Never older than their last delivery, lot %(lot)s%(day)s.")
                if trace["age"] == "not_older"
                else _("Never newer than their last delivery, lot %(lot)s%(day)s.")
            )
            % words
        )
    if trace.get("one_lot"):
        told.append(_("One lot on a line of a shipment."))
    told += [_seen(one, today) for one in trace.get("seen") or ()]
    return "\n".join(told)


def _seen(one: Mapping[str, Any], today: date | None) -> str:
    words = {
        "lot": f"{one['code']} ({_until(one['over_on'], today)})" if one["over_on"] else one["code"],
        "taken": number_text(int(one["taken"])),
        "free": number_text(int(one["free"])),
    }
    if one["taken"]:
        words["why"] = str(TAKEN.get(one["why"], one["why"]))
        return _("%(lot)s: %(taken)s of %(free)s, %(why)s.") % words
    words["why"] = str(LEFT.get(one["why"], one["why"]))
    if not one["free"]:
        return _("%(lot)s: none, %(why)s.") % words
    return _("%(lot)s: none of %(free)s, %(why)s.") % words


def _until(over_on: Any, today: date | None) -> str:
    return _("until %s") % day_text(date.fromisoformat(str(over_on)), today)


def taken_in(trace: Mapping[str, Any]) -> list[str]:
    """The codes of the lots that were taken."""
    return [str(one["code"]) for one in trace.get("seen") or () if one["taken"]]


def lot_word(trace: Mapping[str, Any], lot_id: UUID | None) -> str:
    """Why a task takes this lot, where it is not just the one that is over first."""
    return str(TAKEN.get(lot_reason(trace, lot_id), ""))
