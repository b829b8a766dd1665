"""What charges of an order are called on screens."""

from django.utils.translation import gettext_lazy as _

from tradepost.domain.sales.rules.charging import Shown

CHARGE_NAMES = {
    "freight": _("Freight"),
    "small_order": _("Small-order surcharge"),
    "fuel": _("Fuel surcharge"),
    "hazardous": _("Hazardous goods surcharge"),
    "other": _("Other charge"),
    "typed": _("Freight"),
}


def charge_name(shown: Shown) -> str:
    """Its own name, else that of its kind in the reader's language."""
    return shown.name or str(CHARGE_NAMES.get(shown.kind, shown.kind))
