"""Cost layers of an item in a table: what is left of each of its arrivals."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from tradepost.render.screens.columns import Column

BASE = settings.BASE_CURRENCY
OF_ITEM = (
    Column("received_at", _("Came"), "moment", sort="received"),
    Column("warehouse.code", _("Warehouse"), "code", priority=3),
    Column("quantity", _("Quantity"), "quantity", priority=2),
    Column("value", _("Cost"), "money", currency=f"={BASE}", priority=2),
    Column("quantity_left", _("Still there"), "quantity"),
    Column("value_left", _("Value"), "money", currency=f"={BASE}", sort="value"),
)
