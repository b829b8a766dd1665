"""The facts about stock in words."""

from django.utils.translation import gettext_lazy as _

from tradepost.doors.office.parts.timeline import WORDS, Data, Words


def _places(data: Data) -> str:
    ends = dict.fromkeys((data["first"], data["last"]))
    return f"{' .. '.join(ends)} ({data['count']})"


WORDS.update(
    {
        "inventory.warehouse_made": Words(_("Warehouse made"), "warehouse"),
        "inventory.place_made": Words(_("Place made"), "map-pin"),
        "inventory.places_made": Words(_("Places made"), "map-pin", _places),
        "inventory.stock_adjusted": Words(
            _("Stock corrected"), "clipboard-check", lambda data: str(data["reason"])
        ),
        "inventory.stock_moved": Words(_("Stock moved"), "move-right", lambda data: str(data["reason"])),
        "inventory.demands_repegged": Words(_("Promises settled anew"), "shuffle"),
        "inventory.supply_changed": Words(_("Supply changed"), "calendar-clock"),
    }
)
PLACE_KINDS = {
    "bin": _("Bin"),
    "receiving": _("Receiving dock"),
    "packing": _("Packing table"),
    "quarantine": _("Quarantine"),
}
