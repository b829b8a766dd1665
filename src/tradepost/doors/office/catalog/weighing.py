"""An item that is counted in pieces and priced by weight, on its page."""

from collections.abc import Iterator

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.catalog.models import Item
from tradepost.domain.catalog.rules import PER_KILOGRAM
from tradepost.domain.catalog.rules.weights import WEIGHT_UNITS
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.figures import FigureField
from tradepost.render.formats import number_text
from tradepost.render.screens.document import Fact, Verb
from tradepost.render.screens.form import ScreenForm


class WeighingForm(ScreenForm):
    unit = forms.ChoiceField(
        label=gettext_lazy("Price is of one"),
        required=False,
        choices=(("", gettext_lazy("piece, not by weight")), *((unit, unit) for unit in WEIGHT_UNITS)),
    )
    piece_weight = FigureField(
        label=gettext_lazy("A piece weighs about"),
        required=False,
        min_value=0,
        max_value=10**9,
        max_digits=13,
        decimal_places=3,
        help_text=gettext_lazy("In the unit beside. Orders are reckoned with it."),
    )
    tolerance_percent = FigureField(
        label=gettext_lazy("Ask when it is off by more than, %"),
        required=False,
        min_value=0,
        max_value=100,
        decimal_places=2,
        help_text=gettext_lazy("Of what was weighed at packing. Empty: never."),
    )
    half = ("unit", "piece_weight")


def weighing_facts(item: Item) -> tuple[Fact, ...]:
    """By what it is priced and billed, where that is its weight."""
    weight = catalog_queries.piece_weight(item)
    if weight is None:
        return ()
    off = item.weight_tolerance_percent
    note = _("asked when off by more than %s %%") % number_text(off) if off is not None else ""
    return (
        Fact(_("Priced by"), item.weighed_in, note=_("billed as weighed")),
        Fact(_("A piece weighs about"), weight, "quantity", unit=item.weighed_in, note=note),
    )


def weighing_verb(by: By, item: Item) -> Iterator[Verb]:
    """To price it by weight, or by the piece again, for those who may."""
    if access_queries.may(by, "catalog.weigh_item") and item.base_unit.lower() not in PER_KILOGRAM:
        initial = {
            "unit": item.weighed_in,
            "piece_weight": catalog_queries.piece_weight(item),
            "tolerance_percent": item.weight_tolerance_percent,
        }
        form = WeighingForm(initial=initial, auto_id="id_weighing_%s")
        text = _("Orders placed from now on go by it; open ones stay as they are.")
        yield Verb(
            "weighing",
            _("Price by weight"),
            address("item_weighing", item.pk),
            form=form,
            confirm=text,
            icon="weight",
        )
