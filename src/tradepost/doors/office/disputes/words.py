"""What a dispute is about, and how it ended, in words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tradepost.domain.service.rules import KINDS, OUTCOMES, REASONS

_REASONS: Mapping[str, str | Promise] = {
    "missing": _("Something is missing"),
    "damaged": _("Came damaged"),
    "wrong_goods": _("Wrong goods"),
    "wrong_price": _("Wrong price"),
    "late": _("Came too late"),
    "not_ordered": _("Never ordered"),
    "quality": _("Not good enough"),
    "other": _("Something else"),
}
_OUTCOMES: Mapping[str, str | Promise] = {
    "credited": pgettext_lazy("end of a dispute", "Credited"),
    "returned": pgettext_lazy("end of a dispute", "Goods come back"),
    "replaced": pgettext_lazy("end of a dispute", "Sent again"),
    "explained": pgettext_lazy("end of a dispute", "Explained"),
    "withdrawn": pgettext_lazy("end of a dispute", "Taken back by the customer"),
}
_KINDS: Mapping[str, str | Promise] = {
    "order": _("Order"),
    "shipment": _("Shipment"),
    "invoice": _("Invoice"),
    "return": _("Return"),
}
REASON_WORDS = {name: _REASONS[name] for name in REASONS}
OUTCOME_WORDS = {name: _OUTCOMES[name] for name in OUTCOMES}
KIND_WORDS = {name: _KINDS[name] for name in KINDS}
LED_TO_WORDS = {**_KINDS, "invoice": _("Credit note")}
