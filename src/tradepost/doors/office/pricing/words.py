"""The facts about prices in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from tradepost.doors.office.parts.timeline import WORDS, Words


def _rows(data: Mapping[str, Any]) -> str:
    count = int(data["rows"])
    return ngettext("%(n)s price", "%(n)s prices", count) % {"n": count}


WORDS.update(
    {
        "pricing.price_list_created": Words(_("Made"), "tags"),
        "pricing.prices_set": Words(_("Prices set"), "pencil", _rows),
        "pricing.price_list_assigned": Words(_("Given to customers"), "users"),
        "pricing.tax_rules_set": Words(_("Tax rules set"), "percent"),
    }
)
