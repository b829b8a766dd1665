"""Forms of counting and moving stock, and of lots."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from tradepost.base.errors import NotFound
from tradepost.domain.catalog.models import Item
from tradepost.domain.corrections.rules import Why
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.models import Place
from tradepost.domain.inventory.queries import PlacedStock
from tradepost.domain.reports.queries import Claimant
from tradepost.doors.office.parts.addresses import address, later
from tradepost.doors.office.parts.correcting import reason_choices
from tradepost.render.documents.places import PLACE_KINDS
from tradepost.render.formats import number_text
from tradepost.render.screens.form import FieldSet, LookUp, ScreenForm, dress


class ChooseItemForm(ScreenForm):
    """The first step of a count or a move."""

    item = forms.UUIDField(
        label=_("Item"),
        widget=LookUp(later("stock_item_lookup")),
        help_text=_("SKU, name or scanned barcode."),
        error_messages={"required": _("Choose an item."), "invalid": _("Choose an item.")},
    )
    warehouse = forms.UUIDField(label=_("Warehouse"))

    def __init__(self, *args: Any, warehouses: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(warehouses) < 2:
            del self.fields["warehouse"]
            return
        choices = [(str(one.pk), one.name) for one in warehouses]
        self.fields["warehouse"].widget = forms.Select(choices=choices, attrs={"class": "form-select"})


def place_text(place: Place) -> str:
    return place.code if place.kind == "bin" else f"{place.code} ({PLACE_KINDS[place.kind]})"


def choose_a_place(field: forms.Field, warehouse_id: UUID) -> None:
    """Let the field find a place of the warehouse by its code: a warehouse may have thousands."""
    field.widget = LookUp(
        address("place_lookup", warehouse_id), text_of=lambda value: _code_of(value, warehouse_id)
    )
    dress(field, width="half")


def _code_of(place_id: object, warehouse_id: UUID) -> str:
    """The code of a place of this warehouse; another's is not told."""
    try:
        found = inventory_queries.place(UUID(str(place_id)))
    except (ValueError, NotFound):
        return ""
    return place_text(found) if found.warehouse_id == warehouse_id else ""


def shelf_text(shelf: PlacedStock) -> str:
    """A place, and the lot that lies there."""
    parts = [shelf.place_code]
    if shelf.lot_code:
        expires = f", {shelf.expires_on:%Y-%m-%d}" if shelf.expires_on else ""
        parts.append(f"{_t('lot')} {shelf.lot_code}{expires}")
    return " · ".join(parts)


class CountForm(ScreenForm):
    """What was counted on each shelf of one item, and what was found where nothing was known."""

    reason = forms.ChoiceField(label=_("Reason"))
    note = forms.CharField(label=_("Note"), required=False, max_length=300)
    found = forms.IntegerField(label=_("Counted"), required=False, min_value=1)
    found_place = forms.UUIDField(label=_("Place"), required=False)
    found_lot = forms.CharField(label=_("Lot"), required=False, max_length=80)
    found_expires = forms.DateField(label=_("Expires"), required=False)
    found_best_before = forms.DateField(label=_("Best before"), required=False)
    half = ("reason", "note", "found", "found_place", "found_lot", "found_expires", "found_best_before")

    def __init__(
        self,
        *args: Any,
        item: Item,
        warehouse_id: UUID,
        shelves: Sequence[PlacedStock],
        reasons: Sequence[Why],
        **kwargs: Any,
    ) -> None:
        self.item, self.shelves = item, list(shelves)
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = reason_choices(reasons)  # type: ignore[attr-defined]
        names = []
        for number, shelf in enumerate(self.shelves):
            name = f"counted_{number}"
            held = _t("%s set aside") % shelf.reserved if shelf.reserved else ""
            self.fields[name] = forms.IntegerField(
                label=shelf_text(shelf),
                min_value=shelf.reserved,
                required=False,
                widget=forms.NumberInput(
                    attrs={
                        "class": "form-control",
                        "data-scan-place": str(shelf.place_id),
                        "data-scan-lot": shelf.lot_code,
                    }
                ),
                help_text=", ".join(part for part in (_t("%s known") % shelf.on_hand, held) if part),
            )
            self.fields[name].width = "third"  # type: ignore[attr-defined]
            names.append(name)
        by_lot = item.is_traced
        if not by_lot:
            del self.fields["found_lot"], self.fields["found_expires"], self.fields["found_best_before"]
        choose_a_place(self.fields["found_place"], warehouse_id)
        of_lot = ["found_lot", "found_expires", "found_best_before"] if by_lot else []
        elsewhere = ["found", "found_place", *of_lot]
        hint = _t("In %s. Empty: not counted.") % item.base_unit
        self.fieldsets = (
            *((FieldSet(_t("What lies there"), names, hint),) if names else ()),
            FieldSet(_t("Found somewhere else"), elsewhere, _t("Goods on a place that has none of it so far.")),
            FieldSet(_t("Why"), ("reason", "note")),
        )  # fmt: skip

    def deltas(self, seen: Sequence[int]) -> list[tuple[PlacedStock, int]]:
        """Per counted shelf what it differs by from the number that was on the page."""
        told = []
        for number, (shelf, was) in enumerate(zip(self.shelves, seen, strict=True)):
            counted = self.cleaned_data.get(f"counted_{number}")
            if counted is not None and counted != was:
                told.append((shelf, counted - was))
        return told


class MoveForm(ScreenForm):
    """From one place and lot to another place."""

    source = forms.ChoiceField(label=_("From"))
    quantity = forms.IntegerField(label=_("Quantity"), min_value=1)
    to_place = forms.UUIDField(label=_("To"))
    reason = forms.CharField(label=_("Reason"), required=False, max_length=300)
    half = ("quantity", "to_place")

    def __init__(
        self, *args: Any, item: Item, warehouse_id: UUID, shelves: Sequence[PlacedStock], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].choices = [  # type: ignore[attr-defined]
            (f"{shelf.place_id}/{shelf.lot_id or ''}", f"{shelf_text(shelf)}: {shelf.free} {item.base_unit}")
            for shelf in shelves
            if shelf.free
        ]
        choose_a_place(self.fields["to_place"], warehouse_id)
        self.fields["quantity"].help_text = _t("In %s.") % item.base_unit


class AllocateForm(ScreenForm):
    """Why stock is dealt out anew."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It stands in the history of the item. Customers are told nothing by it."),
    )


class GiveForm(ScreenForm):
    """From whom to whom, and how much. `rows` are those who want the item, as `reports.shortage` gives them."""

    from_line = forms.ChoiceField(label=_("From"))
    to_line = forms.ChoiceField(label=_("To"))
    quantity = forms.IntegerField(label=_("Quantity"), min_value=1)
    reason = forms.CharField(label=_("Reason"), max_length=500)
    half = ("from_line", "to_line", "quantity", "reason")

    def __init__(self, *args: Any, rows: Sequence[Claimant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = [row for row in rows if row.change.before.stock]
        waits = [row for row in rows if row.change.before.stock < row.change.claim.quantity]
        self.fields["from_line"].choices = [_holder(row, row.change.before.stock) for row in held]  # type: ignore[attr-defined]
        self.fields["to_line"].choices = [  # type: ignore[attr-defined]
            _holder(row, row.change.claim.quantity - row.change.before.stock) for row in waits
        ]
        self.fields["from_line"].help_text = _t("With what they have from stock.")
        self.fields["to_line"].help_text = _t("With what they wait for.")
        step = next((row.change.claim.step for row in rows), 1)
        if step > 1:
            self.fields["quantity"].help_text = _t("In whole %s.") % number_text(step)
            self.fields["quantity"].widget.attrs["step"] = step


def _holder(row: Claimant, units: int) -> tuple[str, str]:
    who = " · ".join(part for part in (row.order_number, row.customer_name) if part)
    return str(row.change.claim.demand_id), f"{who}: {number_text(units)}"


class LotReasonForm(ScreenForm):
    """Why a lot is stopped, or let go."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It stands in the history of the lot."),
    )


class LotForm(ScreenForm):
    """What may be wrong about a lot. Its code is printed on the goods."""

    expires_on = forms.DateField(
        label=_("Last day"), required=False, help_text=_("After it nothing is sold, picked or shipped.")
    )
    best_before_on = forms.DateField(
        label=_("Best before"), required=False, help_text=_("Stops nothing; the earliest is picked first.")
    )
    supplier_code = forms.CharField(label=_("Supplier’s lot"), required=False, max_length=80)
    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=1000, help_text=_("Needed for another last day.")
    )
    half = ("expires_on", "best_before_on")
