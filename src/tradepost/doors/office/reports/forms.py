"""What reports may be asked."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tradepost.base.by import By
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.doors.office.parts.addresses import later
from tradepost.render.screens.form import LookUp, ScreenForm

GROUPS = (
    ("month", _("month")),
    ("customer", _("customer")),
    ("item", _("item")),
    ("category", _("category")),
    ("rep", _("sales rep")),
)
BASES = (("invoiced", _("what was invoiced")), ("ordered", _("what was ordered")))

PAST_SPLITS = (
    ("item", _("item")),
    ("warehouse", _("item and warehouse")),
    ("place", _("item and bin")),
    ("lot", _("item and lot")),
    ("place_lot", _("item, bin and lot")),
    ("owner", _("item and whose it is")),
)


def today(by: By) -> date:
    """The day of the reader's clock."""
    return timezone.localtime(by.now).date()


class ReportForm(ScreenForm):
    """Every report's form knows who asks."""

    def __init__(self, *args: Any, by: By, **kwargs: Any) -> None:
        self.by = by
        super().__init__(*args, **kwargs)


class PeriodForm(ReportForm):
    since = forms.DateField(label=_("From"))
    until = forms.DateField(label=_("Until"))
    third = ("since", "until")

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("since") and typed.get("until") and typed["since"] > typed["until"]:
            self.add_error("until", _("This is before the first day."))
        return typed


class SalesForm(PeriodForm):
    group = forms.ChoiceField(label=_("By"), choices=GROUPS)
    basis = forms.ChoiceField(label=_("Of"), choices=BASES)
    half = ("since", "until", "group", "basis")
    third = ()


def last_year(by: By) -> dict[str, Any]:
    """From the first of the month a year ago until today."""
    now = today(by)
    first = now.replace(day=1)
    return {"since": first.replace(year=first.year - 1), "until": now, "group": "month", "basis": "invoiced"}


class WarehouseForm(ReportForm):
    warehouse = forms.ChoiceField(label=_("Warehouse"), required=False)
    third = ("warehouse",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [(str(one.pk), one.name) for one in inventory_queries.visible_warehouses(self.by)]
        all_of_them = [] if len(found) == 1 else [("", _("all"))]
        self.fields["warehouse"].choices = [*all_of_them, *found]  # type: ignore[attr-defined]


def _sku_of(item_id: Any) -> str:
    try:
        found = catalog_queries.names_of([UUID(str(item_id))])
    except ValueError:
        return ""
    return found[0].sku if found else ""


class AsOfForm(WarehouseForm):
    day = forms.DateField(label=_("At the end of"))
    item = forms.UUIDField(
        label=_("Item"), required=False, widget=LookUp(later("stock_item_lookup"), text_of=_sku_of)
    )
    split = forms.ChoiceField(label=_("By"), choices=PAST_SPLITS)
    words = forms.CharField(label=_("SKU, name or lot"), required=False, max_length=200)
    half = ("warehouse", "day")
    third = ("item", "split", "words")


def first_warehouse(by: By) -> dict[str, Any]:
    found = inventory_queries.visible_warehouses(by)
    return {
        "warehouse": str(found[0].pk) if found else "",
        "day": today(by) - timedelta(days=1),
        "split": "item",
    }


class OutsForm(WarehouseForm):
    since = forms.DateField(label=_("From"))
    until = forms.DateField(label=_("Until"))
    third = ("warehouse", "since", "until")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [(str(one.pk), one.name) for one in inventory_queries.visible_warehouses(self.by)]
        self.fields["warehouse"].choices = found  # type: ignore[attr-defined]
        self.fields["warehouse"].required = True

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("since") and typed.get("until") and typed["since"] > typed["until"]:
            self.add_error("until", _("This is before the first day."))
        return typed


def last_month(by: By) -> dict[str, Any]:
    """The first warehouse, and the last thirty days."""
    now = today(by)
    return {**first_warehouse(by), "since": now - timedelta(days=30), "until": now}


class UntilForm(ReportForm):
    until = forms.DateField(label=_("Until"))
    third = ("until",)
