"""The labels of places, to be scanned where somebody stands."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from tradepost.domain.inventory.models import Place
from tradepost.render.papers import Label

PLACE_KINDS = {
    "bin": _("Bin"),
    "receiving": _("Receiving dock"),
    "packing": _("Packing table"),
    "quarantine": _("Quarantine"),
    "scrap": _("Scrap"),
}
LABELS_AT_ONCE = 480
"""Labels of one PDF: twenty sheets of 24. A hall has several."""


def labels_of_places(places: Sequence[Place]) -> list[Label]:
    """One for each place: its code to read and to scan, its warehouse, and its kind in the reader's language."""
    return [
        Label(name=one.code, code=one.warehouse.code, barcode=one.code, detail=str(PLACE_KINDS[one.kind]))
        for one in places
    ]
