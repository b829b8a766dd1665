"""The facts about prices in words."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from tradepost.doors.office.parts.timeline import WORDS, Words
from tradepost.render.formats import day_text, moment_text, number_text, percent_text


def _rows(data: Mapping[str, Any]) -> str:
    count = int(data["rows"])
    return ngettext("%(n)s price", "%(n)s prices", count) % {"n": count}


def _ended(data: Mapping[str, Any]) -> str:
    count = int(data["ended"]) + int(data["removed"])
    said = ngettext("%(n)s price", "%(n)s prices", count) % {"n": count}
    return _t("%(prices)s, from %(day)s") % {
        "prices": said,
        "day": day_text(date.fromisoformat(data["ends_on"]), None),
    }


def _renamed(data: Mapping[str, Any]) -> str:
    return f"{data['before']} → {data['title']}"


def _percent(data: Mapping[str, Any]) -> str:
    return percent_text(Decimal(str(data["percent"])) / 100)


def _certificate(data: Mapping[str, Any]) -> str:
    return str(data["certificate"])


def _day(data: Mapping[str, Any]) -> str:
    return _t("from %s") % day_text(date.fromisoformat(data["ends_on"]), None)


def _moment(data: Mapping[str, Any]) -> str:
    return _t("for %s") % moment_text(datetime.fromisoformat(data["activates_at"]), None)


def _effects(data: Mapping[str, Any]) -> str:
    return _t("%(changed)s changed, %(added)s new, %(gone)s gone") % {
        name: number_text(int(data[name])) for name in ("changed", "added", "gone")
    }


def _put_back(data: Mapping[str, Any]) -> str:
    return _t("%(put)s put back, %(left)s left alone") % {
        "put": number_text(int(data["put_back"])),
        "left": number_text(int(data["left_alone"])),
    }


def _with_tax(data: Mapping[str, Any]) -> str:
    return _t("included") if data["includes_tax"] else _t("not included")


WORDS.update(
    {
        "pricing.price_list_created": Words(_("Made"), "tags"),
        "pricing.prices_set": Words(_("Prices set"), "pencil", _rows),
        "pricing.prices_ended": Words(_("Prices ended"), "calendar-x", _ended),
        "pricing.price_list_renamed": Words(_("Renamed"), "pencil", _renamed),
        "pricing.price_list_tax_included": Words(_("Tax in its prices"), "percent", _with_tax),
        "pricing.price_list_retired": Words(_("Retired"), "archive"),
        "pricing.price_list_reinstated": Words(_("Reinstated"), "undo-2"),
        "pricing.price_list_assigned": Words(_("Given to customers"), "users"),
        "pricing.discount_kept": Words(_("Discount set"), "badge-percent", _percent),
        "pricing.discount_ended": Words(_("Discount ended"), "calendar-x", _day),
        "pricing.charge_kept": Words(_("Charge set"), "truck"),
        "pricing.charge_ended": Words(_("Charge ended"), "calendar-x", _day),
        "pricing.promotion_kept": Words(_("Promotion set"), "gift"),
        "pricing.promotion_ended": Words(_("Promotion ended"), "calendar-x", _day),
        "pricing.version_made": Words(_("Begun"), "git-compare"),
        "pricing.version_prices_set": Words(_("Prices set"), "pencil", _rows),
        "pricing.version_repriced": Words(_("Changed by a formula"), "percent", _rows),
        "pricing.version_scheduled": Words(_("Scheduled"), "calendar-clock", _moment),
        "pricing.version_unscheduled": Words(_("Back to draft"), "undo-2"),
        "pricing.version_activated": Words(_("Activated"), "zap", _effects),
        "pricing.version_rolled_back": Words(_("Rolled back"), "undo-2", _put_back),
        "pricing.version_discarded": Words(_("Thrown away"), "trash-2"),
        "pricing.tax_rules_set": Words(_("Tax rules set"), "percent"),
        "pricing.tax_rules_kept": Words(_("Tax rules kept"), "percent"),
        "pricing.tax_rules_removed": Words(_("Tax rules removed"), "trash-2"),
        "pricing.tax_exemption_kept": Words(_("Tax exemption set"), "percent", _certificate),
        "pricing.tax_exemption_removed": Words(_("Tax exemption removed"), "trash-2", _certificate),
        "pricing.floors_set": Words(_("Least margins set"), "percent"),
    }
)
