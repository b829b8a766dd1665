"""The facts about buying in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from tradepost.doors.office.parts.timeline import WORDS, Words
from tradepost.render.formats import number_text

VARIANCE_KINDS = {
    "short": _("Short"),
    "over": _("Over"),
    "damaged": _("Damaged"),
    "wrong_item": _("Wrong item"),
    "wrong_price": _("Wrong price"),
}
WITHDRAWALS = {
    "taken_over": _("Taken over"),
    "missing": _("Missing"),
    "sent_back": _("Sent back"),
}
"""What became of a supplier's goods that left their store with us."""


def _received(data: Mapping[str, Any]) -> str:
    counted, damaged = number_text(int(data["counted"])), int(data["damaged"])
    said = f"{data['number']}: {counted}"
    return _t("%(said)s, %(damaged)s of it damaged") % {"said": said, "damaged": damaged} if damaged else said


PARTS_OF_ORDER = {
    "lines": _("lines"),
    "warehouse_id": _("warehouse"),
    "supplier_reference": _("their reference"),
    "note": _("note"),
}


def _changed(data: Mapping[str, Any]) -> str:
    return ", ".join(str(PARTS_OF_ORDER.get(part, part)) for part in data["changed"])


def _announced(data: Mapping[str, Any]) -> str:
    count = len(data["ssccs"])
    packages = ngettext("%(n)s package", "%(n)s packages", count) % {"n": number_text(count)}
    return " · ".join(part for part in (packages, str(data.get("notice") or "")) if part)


def _reason(data: Mapping[str, Any]) -> str:
    return str(data.get("reason") or "")


def _of_store(data: Mapping[str, Any]) -> str:
    return f"{data['number']}: {number_text(int(data['quantity']))}"


def _kinds(data: Mapping[str, Any]) -> str:
    return ", ".join(str(VARIANCE_KINDS.get(kind, kind)) for kind in data["kinds"])


def _opening(data: Mapping[str, Any]) -> str:
    return number_text(int(data["quantity"]))


WORDS.update(
    {
        "purchasing.supplier_items_set": Words(_("Offers changed"), "tags"),
        "purchasing.order_made": Words(_("Entered"), "clipboard-list"),
        "purchasing.order_changed": Words(_("Changed"), "pencil", _changed),
        "purchasing.order_approved": Words(_("Approved"), "check"),
        "purchasing.order_sent": Words(_("Sent to the supplier"), "send"),
        "purchasing.order_acknowledged": Words(
            _("Acknowledged"), "check-check", lambda data: str(data["supplier_reference"])
        ),
        "purchasing.lines_cancelled": Words(
            _("Quantities cancelled"), "scissors", lambda data: number_text(int(data["quantity"]))
        ),
        "purchasing.order_cancelled": Words(_("Cancelled"), "ban"),
        "purchasing.received": Words(_("Received"), "package-check", _received),
        "purchasing.order_closed": Words(_("Closed"), "archive"),
        "purchasing.variances_found": Words(_("It differs from the order"), "triangle-alert", _kinds),
        "purchasing.packages_announced": Words(_("Packages announced"), "package-search", _announced),
        "purchasing.package_received": Words(_("Package taken in"), "package-check"),
        "purchasing.package_withdrawn": Words(_("Package withdrawn"), "ban", _reason),
        "purchasing.sent_back": Words(
            _("Sent back to the supplier"), "undo-2", lambda data: number_text(int(data["quantity"]))
        ),
        "purchasing.landed_cost_added": Words(
            _("Landed cost added"), "truck", lambda data: str(data["number"])
        ),
        "purchasing.landed_cost_cancelled": Words(
            _("Landed cost taken back"), "undo-2", lambda data: str(data["number"])
        ),
        "purchasing.store_filled": Words(_("Goods of a supplier came"), "package-check", _of_store),
        "purchasing.taken_over": Words(_("Taken over from the supplier"), "package-open", _of_store),
        "purchasing.missing_in_store": Words(
            _("Missing, and owed to the supplier"), "triangle-alert", _of_store
        ),
        "purchasing.sent_back_from_store": Words(_("Sent back to the supplier"), "undo-2", _of_store),
        "purchasing.store_stated": Words(
            _("Told to the supplier"), "file-text", lambda data: str(data["number"])
        ),
        "purchasing.opening_stock_taken": Words(_("Opening stock taken in"), "package-plus", _opening),
        "purchasing.opening_stock_taken_back": Words(_("Opening stock taken back"), "undo-2", _opening),
        "purchasing.variance_closed": Words(_("Difference settled"), "check", lambda data: str(data["note"])),
    }
)
