"""Forms of versions of price lists."""

import re
from datetime import datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.pricing.queries import Pick
from tradepost.domain.pricing.rules import Formula
from tradepost.doors.office.catalog.forms import brand_field, category_name
from tradepost.doors.office.parts.addresses import later
from tradepost.doors.office.parts.figures import FigureField
from tradepost.render.screens.form import FieldSet, LookUp, ScreenForm

KINDS = (
    ("percent", _("per cent more; less with a minus")),
    ("amount", _("this amount more; less with a minus")),
    ("cost", _("cost plus per cent")),
)
# The value holds the rounding and, where it is to places, how many.
ROUNDINGS = (
    ("places:2", _("to the cent (2 places)")),
    ("step_05:2", _("to a multiple of 0.05")),
    ("end_95:2", _("to a price that ends in .95")),
    ("end_99:2", _("to a price that ends in .99")),
    ("places:1", _("to 1 place")),
    ("places:0", _("to whole numbers")),
    ("places:3", _("to 3 places")),
    ("places:4", _("to 4 places")),
)


class VersionForm(ScreenForm):
    name = forms.CharField(
        label=_("Name"),
        required=False,
        max_length=80,
        help_text=_("For example: Spring 2027. It has a number besides."),
    )


class ScheduleForm(ScreenForm):
    day = forms.DateField(label=_("Day"))
    at = forms.TimeField(
        label=_("Time"), initial="00:00", widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    )
    half = ("day", "at")

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        day, at = typed.get("day"), typed.get("at")
        if day and isinstance(at, time):
            typed["moment"] = timezone.make_aware(datetime.combine(day, at))
        return typed

    def refuse(self, refusal: Any) -> None:
        fields = refusal.facts.get("fields") or {}
        if "activates_at" in fields:
            fields["day"] = fields.pop("activates_at")
        super().refuse(refusal)


class FormulaForm(ScreenForm):
    """Which prices of a draft, and how they change."""

    category_id = forms.UUIDField(
        label=_("Of the category"), required=False, widget=LookUp(later("category_lookup"), text_of=category_name),
        help_text=_("With those below it. Empty: all."),
    )  # fmt: skip
    brand_id = brand_field(_("Of the brand"), _("Empty: of any."))
    text = forms.CharField(
        label=_("Items with the words"), required=False, max_length=200, help_text=_("SKU, name. Empty: all.")
    )
    codes = forms.CharField(
        label=_("These items"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Their SKUs or codes, pasted as they come. Empty: all."),
    )  # fmt: skip
    unit = forms.CharField(
        label=_("Per unit"), required=False, max_length=40, help_text=_("For example: case. Empty: all.")
    )
    kind = forms.ChoiceField(label=_("New price"), choices=KINDS)
    value = FigureField(label=_("How much"))
    rounding = forms.ChoiceField(label=_("Rounded"), choices=ROUNDINGS)
    fieldsets = (
        FieldSet(_("Which prices"), ("category_id", "brand_id", "text", "unit", "codes")),
        FieldSet(_("How they change"), ("kind", "value", "rounding")),
    )
    half = ("category_id", "brand_id", "text", "unit", "value", "rounding")

    def __init__(self, *args: Any, by: By, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not access_queries.may(by, "catalog.read_cost"):
            # A price made of the cost tells the cost.
            self.fields["kind"].choices = KINDS[:2]  # type: ignore[attr-defined]

    def clean_codes(self) -> list[str]:
        """The items' ids, as texts."""
        codes = [code for code in re.split(r"[\s,;]+", self.cleaned_data["codes"]) if code]
        found = catalog_queries.items_by_codes(codes)
        unknown = [code for code in codes if code not in found]
        if unknown:
            shown = ", ".join(unknown[:5])
            raise forms.ValidationError(_("No item has this code: %s.") % shown)
        return list(dict.fromkeys(str(one.item_id) for one in found.values()))

    @property
    def pick(self) -> Pick:
        given = self.cleaned_data
        ids = [UUID(one) for one in given["codes"]]
        return Pick(given["category_id"], given["text"], ids, given["unit"], given["brand_id"])

    @property
    def formula(self) -> Formula:
        given = self.cleaned_data
        rounding, _colon, places = given["rounding"].partition(":")
        value: Decimal = given["value"]
        return Formula(given["kind"], value, rounding, int(places))
