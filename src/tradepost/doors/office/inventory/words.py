"""The facts about stock in words."""

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from tradepost.doors.office.parts.promised import POLICIES
from tradepost.doors.office.parts.timeline import WORDS, Data, Words
from tradepost.render.formats import number_text

WAREHOUSE_FIELDS = {
    "name": _("Name"),
    "receives_into": _("Deliveries go"),
    "allocation": _("Who is served first"),
}


def _places(data: Data) -> str:
    ends = dict.fromkeys((data["first"], data["last"]))
    return f"{' .. '.join(ends)} ({data['count']})"


def _leg(data: Data) -> str:
    return str(data["country"]) or _t("everywhere else")


def _reallocated(data: Data) -> str:
    """By which policy and why, and how many lines gained and lost stock."""
    units = [int(one) for one in data["stock"].values()]
    gain, lose = sum(one > 0 for one in units), sum(one < 0 for one in units)
    counted = _t("%(gain)s gained stock, %(lose)s lost some") % {"gain": gain, "lose": lose}
    name = POLICIES[data["policy"]][0] if data["policy"] in POLICIES else data["policy"]
    return f"{name}: {counted}. {data['reason']}"


def _shifted(data: Data) -> str:
    return f"{number_text(int(data['quantity']))}. {data['reason']}"


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
        "inventory.warehouse_changed": Words(
            _("Changed"),
            "pencil",
            lambda data: ", ".join(str(WAREHOUSE_FIELDS.get(one, one)) for one in data["fields"]),
        ),
        "inventory.leg_set": Words(_("Way to customers set"), "route", _leg),
        "inventory.leg_removed": Words(_("Way to customers removed"), "route-off", _leg),
        "inventory.place_made": Words(_("Place made"), "map-pin"),
        "inventory.places_made": Words(_("Places made"), "map-pin", _places),
        "inventory.zone_made": Words(_("Zone made"), "layout-grid"),
        "inventory.zone_changed": Words(_("Zone changed"), "pencil"),
        "inventory.places_zoned": Words(_("Places put into the zone"), "layout-grid", _places),
        "inventory.place_changed": Words(_("Place changed"), "pencil"),
        "inventory.place_closed": Words(_("Place closed"), "ban"),
        "inventory.place_reopened": Words(_("Place opened again"), "circle-play"),
        "inventory.bin_fixed": Words(_("Bin fixed for an item"), "pin", lambda data: str(data["sku"])),
        "inventory.bin_freed": Words(_("Bin freed of an item"), "pin-off", lambda data: str(data["sku"])),
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
        "inventory.stock_reallocated": Words(_("Allocated anew"), "scale", _reallocated),
        "inventory.promise_shifted": Words(_("Given by hand"), "arrow-left-right", _shifted),
        "inventory.supply_changed": Words(_("Supply changed"), "calendar-clock"),
    }
)
STANDINGS = {
    "usable": _("Usable"),
    "quarantine": _("Quarantine"),
    "recalled": _("Recalled"),
    "expired": _("Expired"),
}
RECEIVES_INTO = {
    "bin": _("Straight into a bin"),
    "dock": _("Onto the receiving dock"),
}
FILLS = {
    "empty": _("Empty"),
    "some": _("Goods there"),
    "full": _("Full"),
    "closed": _("Closed"),
}
WHYS = {
    "fixed": _("Its own bin"),
    "same_lot": _("The same lot lies there"),
    "same_item": _("It lies there already"),
    "free_near": _("Free, near packing"),
    "free_middle": _("Free, on the way"),
    "free_far": _("Free, farther away"),
    "nothing_free": _("No bin is free"),
}
