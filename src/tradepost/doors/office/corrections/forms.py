"""Forms of corrections: what is taken out, what is found, why, with a picture; and the reasons themselves."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from tradepost.domain.accounts.rules import CHART
from tradepost.domain.catalog.models import Item
from tradepost.domain.corrections.rules import ACCOUNTS, Why
from tradepost.domain.inventory.queries import PlacedStock
from tradepost.domain.notes import rules as notes_rules
from tradepost.doors.office.inventory.forms import choose_a_place, shelf_text
from tradepost.doors.office.parts.correcting import KINDS, reason_choices
from tradepost.render.screens.form import FieldSet, ScreenForm
from tradepost.render.sentences import named

PICTURES = ",".join(f".{ending}" for ending in notes_rules.KINDS)


class _WhyForm(ScreenForm):
    """What every correction says: why, in words too, and what somebody photographed."""

    reason = forms.ChoiceField(label=_("Reason"))
    note = forms.CharField(label=_("Note"), required=False, max_length=1000)
    photo = forms.FileField(
        label=_("Photo"),
        required=False,
        widget=forms.FileInput(attrs={"accept": PICTURES}),
        help_text=_("It stands beside the correction. More can be added there."),
    )
    half = ("quantity", "found", "reason", "note", "found_place", "found_lot", "found_expires",
            "found_best_before")  # fmt: skip

    def offer(self, reasons: Sequence[Why]) -> None:
        """Let these reasons be chosen."""
        self.fields["reason"].choices = reason_choices(reasons)  # type: ignore[attr-defined]


class TakeForm(_WhyForm):
    """Goods that leave for no customer: from one place and lot, so many."""

    source = forms.ChoiceField(label=_("From"))
    quantity = forms.IntegerField(label=_("Quantity"), min_value=1)
    field_order = ("source", "quantity", "reason", "note", "photo")

    def __init__(
        self, *args: Any, item: Item, shelves: Sequence[PlacedStock], reasons: Sequence[Why], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].choices = [  # type: ignore[attr-defined]
            (f"{shelf.place_id}/{shelf.lot_id or ''}", f"{shelf_text(shelf)}: {shelf.free} {item.base_unit}")
            for shelf in shelves
            if shelf.free
        ]
        self.fields["quantity"].help_text = _t("In %s.") % item.base_unit
        self.offer(reasons)


class FindForm(_WhyForm):
    """Goods that lie there and that the books do not know."""

    found = forms.IntegerField(label=_("Quantity"), min_value=1)
    found_place = forms.UUIDField(label=_("Place"), error_messages={"required": _("Say where you found it.")})
    found_lot = forms.CharField(
        label=_("Lot"),
        max_length=80,
        error_messages={"required": _("Say the lot: this item is tracked by lot.")},
    )
    found_expires = forms.DateField(label=_("Expires"), required=False)
    found_best_before = forms.DateField(label=_("Best before"), required=False)
    field_order = (
        "found",
        "found_place",
        "found_lot",
        "found_expires",
        "found_best_before",
        "reason",
        "note",
        "photo",
    )

    def __init__(
        self, *args: Any, item: Item, warehouse_id: UUID, reasons: Sequence[Why], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if not item.is_traced:
            del self.fields["found_lot"], self.fields["found_expires"], self.fields["found_best_before"]
        choose_a_place(self.fields["found_place"], warehouse_id)
        self.fields["found"].help_text = _t("In %s.") % item.base_unit
        self.offer(reasons)


class DeclineForm(ScreenForm):
    reason = forms.CharField(label=_("Why"), max_length=500)


def account_text(code: str) -> str:
    """An account as people see it: its number and name."""
    return f"{code} {named(CHART[next(one for one in CHART if one == code)][0])}"


class ReasonForm(ScreenForm):
    """A reason, its kind, and the account that bears it."""

    code = forms.RegexField(
        "^[a-z0-9_]{1,20}$",
        label=_("Code"),
        help_text=_("Up to 20 small letters, figures and low lines; for programs, and never changed."),
        error_messages={"invalid": _("Small letters, figures and low lines only.")},
    )
    name = forms.CharField(label=_("Name"), max_length=60)
    kind = forms.ChoiceField(label=_("Kind"), choices=tuple(KINDS.items()))
    account = forms.ChoiceField(label=_("Account"))
    is_open = forms.BooleanField(label=_("May be chosen"), required=False, initial=True)
    half = ("code", "name", "kind", "account")
    fieldsets = (FieldSet("", ("code", "name", "kind", "account", "is_open")),)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"].choices = [(str(one), account_text(one)) for one in ACCOUNTS]  # type: ignore[attr-defined]
