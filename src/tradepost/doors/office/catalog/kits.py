"""On the page of an item: what a kit is made of, how many there are in each warehouse, and the kits it is a part of."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.catalog.models import Item
from tradepost.domain.catalog.queries import KitOf
from tradepost.domain.catalog.rules.kits import MOST_OF_A_PART, Part
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.queries import KitInHouse
from tradepost.doors.office.parts.addresses import address, later
from tradepost.doors.office.parts.figures import offer
from tradepost.doors.office.parts.posted import id_of
from tradepost.doors.office.parts.standing import today_of
from tradepost.doors.office.parts.stocked import rows_behind
from tradepost.doors.office.verbs import done, verb
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import Section, Verb
from tradepost.render.screens.form import LookUp, ScreenForm

_PART = Column(
    "part.sku", gettext_lazy("Part"), "code",
    link=lambda row: address("item", row.part.item_id), note=lambda row: row.part.name,
)  # fmt: skip
_NEEDED = Column("part.quantity", gettext_lazy("In one kit"), "quantity", unit="part.base_unit")
_HOUSE = Column("warehouse_code", gettext_lazy("Warehouse"), "code")
PARTS = (
    Column(
        "sku", gettext_lazy("Part"), "code",
        link=lambda row: address("item", row.item_id), note=lambda row: row.name,
    ),
    Column("quantity", gettext_lazy("In one kit"), "quantity", unit="base_unit"),
)  # fmt: skip
KITS = (
    Column(
        "warehouse_code", gettext_lazy("Warehouse"), "code",
        link=lambda row: address("warehouse", row.warehouse_id), note=lambda row: row.warehouse_name,
    ),
    Column("available", gettext_lazy("Available"), "quantity", link=lambda row: "#parts"),
    Column(
        "scarcest.part.sku", gettext_lazy("Scarcest part"), "code",
        link=lambda row: address("item", row.scarcest.part.item_id),
    ),
    Column("incoming", gettext_lazy("With what comes"), "quantity", link=lambda row: "#parts", priority=2),
    Column("from_on", gettext_lazy("Available from"), "day"),
)  # fmt: skip
IN_HOUSES = (
    _HOUSE,
    _PART,
    _NEEDED,
    Column("available", gettext_lazy("Available"), "quantity", unit="part.base_unit", link=rows_behind("stock")),
    Column(
        "incoming", gettext_lazy("On its way"), "quantity", unit="part.base_unit",
        link=rows_behind("supplies"), priority=2,
    ),
    Column("enough_for", gettext_lazy("Enough for"), "quantity"),
    Column("from_on", gettext_lazy("Available from"), "day", priority=2),
)  # fmt: skip
PART_OF = (
    Column(
        "kit.sku", gettext_lazy("Kit"), "code",
        link=lambda row: address("item", row.kit_id), note=lambda row: row.kit.name,
    ),
    Column("quantity", gettext_lazy("In one kit"), "quantity"),
)  # fmt: skip


class PartForm(ScreenForm):
    """One more part; named again, its quantity is said anew."""

    item_id = forms.UUIDField(label=gettext_lazy("Part"), widget=LookUp(later("stock_item_lookup")))
    quantity = forms.IntegerField(
        label=gettext_lazy("In one kit"), min_value=1, max_value=MOST_OF_A_PART, initial=1,
        help_text=gettext_lazy("In base units of the part."),
    )  # fmt: skip


class NoPartForm(ScreenForm):
    item_id = forms.ChoiceField(label=gettext_lazy("Part"))

    def __init__(self, *args: Any, parts: Sequence[Part], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "item_id", [(str(part.item_id), f"{part.sku} {part.name}") for part in parts])


def kit_sections(by: By, item: Item, kit: KitOf) -> list[Section]:
    """Of a kit how many there are, and its parts in each warehouse, two statements; of others their kits."""
    parts = kit.parts
    verbs = list(_verbs(by, item, parts))
    if not parts:
        return [Section(_("Part of kits"), PART_OF, kit.kits, name="kits")] if kit.kits else []
    if not access_queries.may(by, "inventory.read"):
        return [Section(_("Parts of the kit"), PARTS, parts, verbs=verbs, name="parts")]
    houses = inventory_queries.kit_by_house(by, item.pk, parts, today_of(by))
    empty = _("Nothing of its parts was ever in stock.")
    if not houses:
        return [Section(_("Parts of the kit"), PARTS, parts, note=empty, verbs=verbs, name="parts")]
    return [
        Section(
            _("Whole kits"), KITS, houses, empty, name="stock",
            note=_("A kit has no stock of its own: there are as many as of its scarcest part."),
        ),
        Section(_("Parts of the kit"), IN_HOUSES, _rows(houses), verbs=verbs, name="parts"),
    ]  # fmt: skip


def _rows(houses: Sequence[KitInHouse]) -> list[Any]:
    return [row for house in houses for row in house.parts]


def kit_verbs(by: By, item: Item, parts: Sequence[Part]) -> Iterator[Verb]:
    """Among the verbs of an item that is no kit yet; a kit has them at its parts."""
    if not parts:
        yield from _verbs(by, item, parts)


def _verbs(by: By, item: Item, parts: Sequence[Part]) -> Iterator[Verb]:
    if not access_queries.may(by, "inventory.define_kit"):
        return
    label = _("Add part") if parts else _("Make it a kit")
    form = PartForm(auto_id="id_part_%s")
    yield Verb("part", label, address("item_part", item.pk), form=form, icon="boxes")
    if parts:
        gone = NoPartForm(parts=parts, auto_id="id_no_part_%s")
        yield Verb("no_part", _("Remove part"), address("item_no_part", item.pk), form=gone, icon="x")


def _of_kit(data: Any, *, by: By, pk: UUID) -> NoPartForm:
    return NoPartForm(data, parts=catalog_queries.parts_of([pk]).get(pk, []))


@verb("inventory.define_kit", back="office:item", form=PartForm)
def item_part(request: HttpRequest, by: By, form: PartForm, pk: UUID) -> str:
    asked, standing = form.cleaned_data, _standing(pk)
    parts = standing | {asked["item_id"]: asked["quantity"]}
    inventory.define_kit(by, item_id=pk, parts=[*parts.items()], instead_of=[*standing.items()])
    return done(
        request, _("The kit has %s parts.") % len(parts) if len(parts) > 1 else _("The kit has one part.")
    )


@verb("inventory.define_kit", back="office:item", form=_of_kit)
def item_no_part(request: HttpRequest, by: By, form: NoPartForm, pk: UUID) -> str:
    standing, gone = _standing(pk), id_of(form.cleaned_data["item_id"])
    parts = {item_id: quantity for item_id, quantity in standing.items() if item_id != gone}
    inventory.define_kit(by, item_id=pk, parts=[*parts.items()], instead_of=[*standing.items()])
    return done(request, _("Saved.") if parts else _("It is a kit no more."))


def _standing(pk: UUID) -> dict[UUID, int]:
    return {part.item_id: part.quantity for part in catalog_queries.parts_of([pk]).get(pk, [])}
