"""The facts about stock in words."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from tradepost.doors.office.parts.timeline import WORDS, Data, Words


def _places(data: Data) -> str:
    ends = dict.fromkeys((data["first"], data["last"]))
    return f"{' .. '.join(ends)} ({data['count']})"


def _stopped(data: Data) -> str:
    """Why, and how many orders lost stock by it."""
    count = len(data["short_orders"])
    lost = (
        ngettext("%(n)s order lost stock", "%(n)s orders lost stock", count) % {"n": count} if count else ""
    )
    return " · ".join(part for part in (str(data.get("reason") or ""), lost) if part)


WORDS.update(
    {
        "inventory.warehouse_made": Words(_("Warehouse made"), "warehouse"),
        "inventory.place_made": Words(_("Place made"), "map-pin"),
        "inventory.places_made": Words(_("Places made"), "map-pin", _places),
        "inventory.lots_made": Words(_("First seen"), "package-plus"),
        "inventory.lot_quarantined": Words(_("Quarantined"), "octagon-pause", _stopped),
        "inventory.lot_recalled": Words(_("Recalled"), "ban", _stopped),
        "inventory.lot_released": Words(_("Released"), "circle-play", _stopped),
        "inventory.lot_expired": Words(_("Expired"), "clock-alert", _stopped),
        "inventory.lot_changed": Words(_("Changed"), "pencil", _stopped),
        "inventory.stock_adjusted": Words(
            _("Stock corrected"), "clipboard-check", lambda data: str(data["reason"])
        ),
        "inventory.stock_moved": Words(_("Stock moved"), "move-right", lambda data: str(data["reason"])),
        "inventory.demands_repegged": Words(_("Promises settled anew"), "shuffle"),
        "inventory.supply_changed": Words(_("Supply changed"), "calendar-clock"),
    }
)
STANDINGS = {
    "usable": _("Usable"),
    "quarantine": _("Quarantine"),
    "recalled": _("Recalled"),
    "expired": _("Expired"),
}
PLACE_KINDS = {
    "bin": _("Bin"),
    "receiving": _("Receiving dock"),
    "packing": _("Packing table"),
    "quarantine": _("Quarantine"),
}
