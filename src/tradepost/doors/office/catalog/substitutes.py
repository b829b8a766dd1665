"""On an item's page: what is offered instead of it, and for what it stands in; kept and taken away."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.domain.catalog import commands as catalog
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.catalog.models import Item, Substitute
from tradepost.domain.catalog.rules.substitutes import MOST_NOTE, MOST_RANK
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.doors.office.parts.addresses import address, later
from tradepost.doors.office.parts.figures import offer
from tradepost.doors.office.parts.posted import id_of
from tradepost.doors.office.verbs import done, verb
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import Section, Verb
from tradepost.render.screens.form import DayInput, LookUp, ScreenForm

_COLUMNS = (
    Column(
        "item.sku", gettext_lazy("Item"), "code",
        link=lambda row: address("item", row["item"].pk), note=lambda row: row["item"].name,
    ),
    Column("what", gettext_lazy("Stands in")),
    Column("row.rank", gettext_lazy("Rank"), "number", priority=2),
    Column("row.valid_from", gettext_lazy("From day"), "day", priority=2),
    Column("row.valid_until", gettext_lazy("Before day"), "day", priority=2),
    Column("row.note", gettext_lazy("Note"), priority=3),
)  # fmt: skip
_STOCK = (
    Column("available", gettext_lazy("Available"), "quantity", unit="item.base_unit", link=lambda row: row["url"]),
    Column("incoming", gettext_lazy("On its way"), "quantity", unit="item.base_unit", priority=2),
)  # fmt: skip


class SubstituteForm(ScreenForm):
    """What is offered instead; said of the same item again, it is said anew."""

    other_id = forms.UUIDField(label=gettext_lazy("Offer instead"), widget=LookUp(later("stock_item_lookup")))
    rank = forms.IntegerField(
        label=gettext_lazy("Rank"), min_value=1, max_value=MOST_RANK, initial=1,
        help_text=gettext_lazy("1 is offered first."),
    )  # fmt: skip
    both_ways = forms.BooleanField(label=gettext_lazy("Both ways"), required=False)
    valid_from = forms.DateField(label=gettext_lazy("From day"), required=False, widget=DayInput())
    valid_until = forms.DateField(label=gettext_lazy("Before day"), required=False, widget=DayInput())
    note = forms.CharField(
        label=gettext_lazy("Note"), required=False, max_length=MOST_NOTE,
        help_text=gettext_lazy("Said with the offer: new model."),
    )  # fmt: skip
    half = ("rank", "both_ways", "valid_from", "valid_until")


class NoSubstituteForm(ScreenForm):
    other_id = forms.ChoiceField(label=gettext_lazy("Not instead of it any more"))

    def __init__(self, *args: Any, rows: Sequence[Substitute], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "other_id", [(str(row.other_id), f"{row.other.sku} {row.other.name}") for row in rows])


def substitutes_section(by: By, item: Item, rows: Sequence[Substitute], *, free: bool) -> list[Section]:
    """`free`: with what is free of each; one statement, where there are some, for who reads stock."""
    verbs = list(_verbs(by, item, [row for row in rows if row.item_id == item.pk]))
    if not rows and not verbs:
        return []
    stock = free and access_queries.may(by, "inventory.read")
    others = [row.other if row.item_id == item.pk else row.item for row in rows]
    totals = inventory_queries.totals_of(by, [one.pk for one in others]) if stock and rows else {}
    shown = []
    for row, other in zip(rows, others, strict=True):
        found = totals.get(other.pk)
        shown.append(
            {
                "row": row,
                "item": other,
                "what": _what(row, item),
                "available": found.available if found else 0,
                "incoming": found.incoming if found else 0,
                "url": f"{address('stock')}?item={other.pk}",
            }
        )
    empty = _(
        "Nothing stands in for it. Name what a customer may have instead, and it is offered where this is short."
    )
    columns = (*_COLUMNS, *_STOCK) if stock else _COLUMNS
    return [Section(_("Substitutes"), columns, shown, empty, verbs=verbs, name="substitutes")]


def _what(row: Substitute, item: Item) -> str:
    if row.both_ways:
        return _("for each other")
    return _("instead of %s") % (item.sku if row.item_id == item.pk else row.item.sku)


def _verbs(by: By, item: Item, own: Sequence[Substitute]) -> Iterator[Verb]:
    if access_queries.may(by, "catalog.keep_substitute"):
        form = SubstituteForm(auto_id="id_instead_%s")
        yield Verb("instead", _("Add substitute"), address("item_instead", item.pk), form=form, icon="plus")
    if own and access_queries.may(by, "catalog.remove_substitute"):
        gone = NoSubstituteForm(rows=own, auto_id="id_not_instead_%s")
        yield Verb(
            "not_instead", _("Remove substitute"), address("item_not_instead", item.pk), form=gone, icon="x"
        )


def _of_item(data: Any, *, by: By, pk: UUID) -> NoSubstituteForm:
    rows = [row for row in catalog_queries.substitutes_of(by, pk) if row.item_id == pk]
    return NoSubstituteForm(data, rows=rows)


@verb("catalog.keep_substitute", back="office:item", form=SubstituteForm)
def item_instead(request: HttpRequest, by: By, form: SubstituteForm, pk: UUID) -> str:
    catalog.keep_substitute(by, item_id=pk, **form.cleaned_data)
    return done(request, _("It is offered where this item is short."))


@verb("catalog.remove_substitute", back="office:item", form=_of_item)
def item_not_instead(request: HttpRequest, by: By, form: NoSubstituteForm, pk: UUID) -> str:
    catalog.remove_substitute(by, item_id=pk, other_id=id_of(form.cleaned_data["other_id"]))
    return done(request, _("It is not offered instead any more."))
