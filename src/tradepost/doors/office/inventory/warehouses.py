"""Warehouses and their places."""

from uuid import UUID

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.access import queries as access_queries
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.doors.office.inventory.forms import PlaceForm, WarehouseForm
from tradepost.doors.office.inventory.words import PLACE_KINDS
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.posted import minted
from tradepost.doors.office.parts.timeline import Subject, timeline
from tradepost.doors.office.parts.views import answer_document
from tradepost.doors.office.verbs import done, verb
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import DocumentPage, Fact, FactGroup, Section, Verb

WAREHOUSES = (
    Column("code", gettext_lazy("Code"), "code", link=lambda row: address("warehouse", row.pk)),
    Column("name", gettext_lazy("Name")),
)
PLACES = (
    Column("code", gettext_lazy("Place"), "code", link=lambda row: address("place", row.pk)),
    Column("kind", gettext_lazy("Kind"), value=lambda row: PLACE_KINDS.get(row.kind, row.kind)),
    Column("pick_sequence", gettext_lazy("Picking walk"), "number", priority=2),
)
STORED = (
    Column("sku", gettext_lazy("Item"), "code", link=lambda row: address("item", row.item_id)),
    Column("name", gettext_lazy("Name")),
    Column("lot_code", gettext_lazy("Lot"), "code"),
    Column("expires_on", gettext_lazy("Expires"), "day"),
    Column("on_hand", gettext_lazy("On hand"), "quantity", unit="base_unit"),
    Column("reserved", gettext_lazy("Set aside"), "quantity", priority=2),
)


@page("inventory.read")
def warehouses(request: HttpRequest, by: By) -> HttpResponseBase:
    found = inventory_queries.visible_warehouses(by)
    verbs = []
    if access_queries.may(by, "inventory.create_warehouse"):
        verbs.append(
            Verb(
                "warehouse",
                _("New warehouse"),
                address("warehouse_new"),
                strong=True,
                form=WarehouseForm(auto_id="id_warehouse_%s"),
                hidden={"warehouse_id": new_id(by.now)},
                icon="plus",
            )
        )
    shown = DocumentPage(
        title=_("Warehouses"),
        back_url=address("stock"),
        back_label=_("Stock"),
        verbs=verbs,
        sections=[
            Section(_("All warehouses"), WAREHOUSES, found, _("Make the first one: stock needs a place."))
        ],
    )
    return answer_document(request, shown)


@page("inventory.read")
def warehouse(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    found = inventory_queries.visible_warehouse(by, pk)
    verbs = []
    if access_queries.may(by, "inventory.create_place"):
        verbs.append(
            Verb(
                "place",
                _("New place"),
                address("place_new", pk),
                strong=True,
                form=PlaceForm(auto_id="id_place_%s"),
                hidden={"place_id": new_id(by.now)},
                icon="plus",
            )
        )
    shown = DocumentPage(
        kind=_("Warehouse"),
        title=found.code,
        subtitle=found.name,
        back_url=address("warehouses"),
        back_label=_("Warehouses"),
        verbs=verbs,
        history_url=address("warehouse_history", pk),
        sections=[
            Section(
                _("Places"),
                PLACES,
                inventory_queries.places(pk),
                link=f"{address('stock')}?warehouse={pk}",
                link_label=_("Stock here"),
            )
        ],
        timeline=timeline({found.pk: Subject()}, 10),
    )
    return answer_document(request, shown)


@page("inventory.read")
def place(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    found = inventory_queries.place(pk)
    home = inventory_queries.visible_warehouse(by, found.warehouse_id)
    shown = DocumentPage(
        kind=_("Place"),
        title=found.code,
        subtitle=home.name,
        subtitle_url=address("warehouse", home.pk),
        back_url=address("warehouse", home.pk),
        back_label=home.code,
        facts=(
            FactGroup(
                _("What it is"),
                (
                    Fact(_("Kind"), PLACE_KINDS.get(found.kind, found.kind)),
                    Fact(_("Picking walk"), found.pick_sequence, "number"),
                ),
            ),
        ),
        sections=[
            Section(_("What lies there"), STORED, inventory_queries.stored_in(pk), _("The place is empty."))
        ],
    )
    return answer_document(request, shown)


@verb("inventory.create_warehouse", back="office:warehouses", form=WarehouseForm)
def warehouse_new(request: HttpRequest, by: By, form: WarehouseForm) -> str:
    made = inventory.create_warehouse(by, warehouse_id=minted(request, "warehouse_id"), **form.cleaned_data)
    return done(request, _("Warehouse made."), address("warehouse", made.pk))


@verb("inventory.create_place", back="office:warehouse", form=PlaceForm)
def place_new(request: HttpRequest, by: By, form: PlaceForm, pk: UUID) -> str:
    home = inventory_queries.visible_warehouse(by, pk)
    inventory.create_place(
        by, place_id=minted(request, "place_id"), warehouse_id=home.pk, **form.cleaned_data
    )
    return done(request, _("Place made."))


@page("inventory.read")
def warehouse_lookup(request: HttpRequest, by: By) -> HttpResponseBase:
    text = request.GET.get("q", "").lower()
    found = [
        one for one in inventory_queries.visible_warehouses(by) if text in f"{one.code} {one.name}".lower()
    ]
    return JsonResponse(
        {"items": [{"id": str(one.pk), "label": one.name, "detail": one.code} for one in found]}
    )
