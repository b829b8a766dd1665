"""Goods that are counted in pieces and billed by weight, in words."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from tradepost.domain.sales.models import OrderLine, QuoteLine
from tradepost.render.formats import number_text


def pieces_text(trace: Mapping[str, Any], quantity: int, *, billed: bool = False) -> str:
    """`10 piece, about` of what is ordered, `10 piece, as weighed` of what is billed; empty: it goes by the piece."""
    told = trace.get("weighed")
    if not told:
        return ""
    words = {"count": number_text(quantity), "unit": told.get("counted_in", "")}
    return (_("%(count)s %(unit)s, as weighed") if billed else _("%(count)s %(unit)s, about")) % words


def about_note(lines: Iterable[OrderLine | QuoteLine]) -> str:
    """What is said of a total, some of whose lines are billed by what they will weigh; else nothing."""
    return _("about: some lines are billed as weighed") if any(line.is_weighed for line in lines) else ""
