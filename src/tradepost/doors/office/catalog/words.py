"""The facts about items in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tradepost.doors.office.parts.timeline import WORDS, Words


def fields_of(data: Mapping[str, Any]) -> str:
    return ", ".join(str(name).removesuffix("_id").replace("_", " ") for name in data["fields"])


WORDS.update(
    {
        "catalog.item_created": Words(_("Entered"), "package"),
        "catalog.item_changed": Words(_("Changed"), "pencil", fields_of),
        "catalog.item_weighed": Words(
            _("Priced by weight"), "weight", lambda data: str(data["unit"]) or gettext("by the piece again")
        ),
        "catalog.item_discontinued": Words(_("Discontinued"), "ban"),
        "catalog.item_reactivated": Words(_("Traded again"), "circle-play"),
        "catalog.unit_added": Words(_("Unit added"), "boxes", lambda data: str(data["unit"])),
        "catalog.substitute_kept": Words(_("Substitute named"), "replace"),
        "catalog.substitute_removed": Words(_("Substitute removed"), "replace"),
        "catalog.kit_defined": Words(_("Parts of the kit changed"), "boxes"),
        "catalog.brand_created": Words(_("Entered"), "tags", lambda data: str(data["title"])),
        "catalog.brand_renamed": Words(_("Renamed"), "pencil", lambda data: str(data["title"])),
        "catalog.code_added": Words(_("Code added"), "scan-barcode", lambda data: str(data["code"])),
    }
)
