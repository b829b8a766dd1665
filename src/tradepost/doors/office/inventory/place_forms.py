"""Forms of warehouses, zones, places and the bins that items call their own."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from tradepost.domain.inventory.models import Warehouse
from tradepost.domain.inventory.queries import ZoneFill
from tradepost.doors.office.inventory.words import RECEIVES_INTO
from tradepost.doors.office.parts.addresses import later
from tradepost.doors.office.parts.promised import POLICIES
from tradepost.render.documents.places import PLACE_KINDS
from tradepost.render.screens.form import LookUp, ScreenForm

_WALK = _("Place on the picking walk")


class WarehouseForm(ScreenForm):
    code = forms.CharField(label=_("Code"), max_length=20, help_text=_("Short, for lists and labels."))
    name = forms.CharField(label=_("Name"), max_length=200)
    customer_id = forms.UUIDField(
        label=_("Stands with a customer"),
        required=False,
        widget=LookUp(later("customer_lookup")),
        help_text=_(
            "Empty: it is ours. Else our goods lie with them until they use them, and are sold to them only."
        ),
        error_messages={"invalid": _("Choose a customer.")},
    )
    supplier_id = forms.UUIDField(
        label=_("Store of a supplier"),
        required=False,
        widget=LookUp(later("supplier_lookup")),
        help_text=_("Else a supplier’s goods lie in it, with us: theirs until we take them over."),
        error_messages={"invalid": _("Choose a supplier.")},
    )
    beside_id = forms.TypedChoiceField(
        label=_("Beside"),
        required=False,
        coerce=UUID,
        empty_value=None,
        help_text=_("Of a supplier’s store: the warehouse that takes its goods over, and promises them."),
    )
    half = ("code", "name", "supplier_id", "beside_id")

    def __init__(self, *args: Any, houses: Sequence[Warehouse] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if houses:
            choices = [("", _("None")), *((str(one.pk), one.name) for one in houses)]
            self.fields["beside_id"].choices = choices  # type: ignore[attr-defined]
        else:
            # The first warehouse is our own: nothing stands beside it yet.
            del self.fields["supplier_id"], self.fields["beside_id"]


class WarehouseChangeForm(ScreenForm):
    """What may be changed of a warehouse. Its code stands on papers and labels."""

    name = forms.CharField(label=_("Name"), max_length=200)
    receives_into = forms.ChoiceField(
        label=_("Deliveries go"),
        choices=tuple(RECEIVES_INTO.items()),
        help_text=_("From the dock they are put away: a list says what goes where, and why."),
    )
    allocation = forms.ChoiceField(
        label=_("Who is served first"),
        choices=[(policy, name) for policy, (name, _what) in POLICIES.items()],
        help_text=_("When goods come for those who wait. What is promised stays promised."),
    )
    half = ("receives_into", "allocation")


class ZoneForm(ScreenForm):
    code = forms.CharField(label=_("Code"), max_length=40, help_text=_("Short, for lists and labels."))
    name = forms.CharField(label=_("Name"), max_length=200, help_text=_("As people call it: Cold room."))
    half = ("code", "name")


class ZonedForm(ScreenForm):
    """A form that may say a zone: where a warehouse has none, it does not ask."""

    def __init__(self, *args: Any, zones: Sequence[ZoneFill] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(str(one.zone_id), f"{one.code} · {one.name}") for one in zones if one.zone_id]
        if known:
            field = self.fields["zone_id"]
            field.widget = forms.Select(choices=[("", _("None")), *known], attrs={"class": "form-select"})
        else:
            del self.fields["zone_id"]


class PlacesForm(ZonedForm):
    """One place, or all between two codes. `look`: the address that says what the codes name, as they are typed."""

    codes = forms.CharField(
        label=_("Code, or the first and the last"),
        max_length=120,
        help_text=_("As on the shelf: A-01-03. Or A-01-01 .. A-20-40: 20 aisles of 40 bins, 800 places."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=tuple(PLACE_KINDS.items()))
    zone_id = forms.UUIDField(label=_("Zone"), required=False)
    pick_sequence = forms.IntegerField(
        label=_WALK,
        initial=0,
        min_value=0,
        max_value=1_000_000_000,
        help_text=_("The lowest is picked first; the others follow in steps of ten."),
    )
    there_and_back = forms.BooleanField(label=_("Every second aisle is walked the other way"), required=False)
    half = ("kind", "zone_id", "pick_sequence")

    def __init__(self, *args: Any, look: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if look:
            self.fields["codes"].widget.attrs |= {
                "data-hx-get": look,
                "data-hx-trigger": "input changed delay:250ms",
                "data-hx-target": f"#{self['codes'].auto_id}_helptext",
                "data-hx-sync": "this:replace",
                "autocomplete": "off",
            }


class ZonePlacesForm(ScreenForm):
    """Which places stand in a zone, and how they are walked."""

    codes = forms.CharField(
        label=_("Code, or the first and the last"),
        max_length=120,
        help_text=_("Places that are there: A-01-01 .. A-20-40."),
    )
    pick_sequence = forms.IntegerField(
        label=_WALK,
        required=False,
        min_value=0,
        max_value=1_000_000_000,
        help_text=_("Empty: as it is. Else the first gets this number, the others follow in steps of ten."),
    )
    there_and_back = forms.BooleanField(label=_("Every second aisle is walked the other way"), required=False)


class PlaceForm(ZonedForm):
    """What may be changed of a place."""

    code = forms.CharField(label=_("Code"), max_length=40, help_text=_("Print its label anew."))
    kind = forms.ChoiceField(
        label=_("Kind"), choices=tuple(PLACE_KINDS.items()), help_text=_("Only while it is empty.")
    )
    zone_id = forms.UUIDField(label=_("Zone"), required=False)
    pick_sequence = forms.IntegerField(label=_WALK, min_value=0, max_value=2_000_000_000)
    half = ("code", "kind", "zone_id", "pick_sequence")


class FixedBinForm(ScreenForm):
    """An item that always lies in a bin."""

    item_id = forms.UUIDField(
        label=_("Item"),
        widget=LookUp(later("stock_item_lookup")),
        error_messages={"required": _("Choose an item."), "invalid": _("Choose an item.")},
    )
    max_quantity = forms.IntegerField(
        label=_("At most"),
        required=False,
        min_value=1,
        help_text=_("In the item’s base unit. Empty: as much as comes."),
    )
