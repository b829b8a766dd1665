"""What landed costs are for, and what they are split by, in words."""

from django.utils.translation import gettext_lazy as _

LANDED_KINDS = {
    "freight": _("Freight"),
    "duty": _("Customs duty"),
    "insurance": _("Insurance"),
    "other": _("Other"),
}
LANDED_BASES = {
    "value": _("Value of the goods"),
    "weight": _("Weight"),
    "volume": _("Volume"),
    "count": _("Pieces"),
}
