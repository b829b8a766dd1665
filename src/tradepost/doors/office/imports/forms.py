"""What a person chooses of a file: its kind, how it is read, which column is what, where it goes."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tradepost.base.by import By
from tradepost.domain.imports import queries as imports_queries
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.pricing import queries as pricing_queries
from tradepost.doors.files.reading import Reading
from tradepost.doors.office.imports.words import KIND_WORDS
from tradepost.doors.office.pricing.version_screens import called
from tradepost.render.screens.form import ScreenForm


class FileForm(ScreenForm):
    """A file and what it holds."""

    kind = forms.ChoiceField(label=_("What the file holds"), widget=forms.RadioSelect)
    file = forms.FileField(
        label=_("File"), error_messages={"required": _("Choose a file, or drop one here.")}
    )

    def __init__(self, *args: Any, by: By, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = imports_queries.kinds_of(by)
        self.fields["kind"].choices = [(kind, KIND_WORDS[kind].label) for kind in kinds]  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Chosen:
    """How a file is to be read, as posted."""

    reading: Reading
    columns: dict[str, str]
    options: dict[str, Any]

    @property
    def doubled(self) -> list[str]:
        """Fields that two columns were given."""
        named = [name for name in self.columns.values() if name]
        return sorted({name for name in named if named.count(name) > 1})


def chosen(request: HttpRequest, kind: str) -> Chosen:
    """From the page of columns: `column` and `field` stand in pairs."""
    sent = request.POST
    pairs = zip(sent.getlist("column"), sent.getlist("field"), strict=False)
    reading = Reading(*(sent.get(name, "")[:200] for name in Reading.__slots__))
    return Chosen(reading, dict(pairs), options_in(request, kind))


DRAFT = "version:"
"""Before the id of a draft, where prices may go instead of to a list."""


def options_in(request: HttpRequest, kind: str) -> dict[str, Any]:
    """Where prices and stock go, whether orders are confirmed, what of them are credits, whom the nameless are for."""
    sent = request.POST
    chosen = sent.get("price_list", "")
    if kind == "prices" and chosen.startswith(DRAFT):
        return {"price_version": chosen.removeprefix(DRAFT)[:36]}
    if kind in ("prices", "items") and chosen:
        return {"price_list": chosen[:200]}
    if kind == "stock" and sent.get("warehouse"):
        return {"warehouse": sent["warehouse"][:200]}
    if kind == "orders":
        given = {"confirm": sent.get("confirm") == "yes", "credits": sent.get("credits") == "yes"}
        return {**given, "customer": sent.get("customer", "").strip()[:80]}
    return {}


def places_for(by: By, kind: str) -> dict[str, list[Any]]:
    """What may be chosen of where it goes; drafts as (value, name)."""
    if kind in ("prices", "items"):
        drafts = pricing_queries.open_versions(by) if kind == "prices" else []
        return {
            "price_lists": [row.name for row in pricing_queries.PRICE_LISTS.page(by, limit=200).rows],
            "drafts": [(str(one.pk), f"{one.price_list.name}, {called(one)}") for one in drafts],
        }
    if kind == "stock":
        return {"warehouses": [row.code for row in inventory_queries.visible_warehouses(by)]}
    return {}
