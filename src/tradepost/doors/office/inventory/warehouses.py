"""Warehouses: all of them, the page of each with its zones and places, the look-up."""

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase, JsonResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.access import queries as access_queries
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.models import Warehouse
from tradepost.domain.inventory.queries import ZoneFill
from tradepost.doors.office.delivery.parts import days_facts
from tradepost.doors.office.inventory.place_forms import (
    PlacesForm,
    WarehouseChangeForm,
    WarehouseForm,
    ZoneForm,
)
from tradepost.doors.office.inventory.store_parts import (
    beside_facts,
    store_facts,
    store_sections,
    store_verbs,
)
from tradepost.doors.office.inventory.words import RECEIVES_INTO
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.posted import minted, version_of
from tradepost.doors.office.parts.promised import POLICIES
from tradepost.doors.office.parts.timeline import Subject, timeline
from tradepost.doors.office.parts.views import answer_document
from tradepost.doors.office.verbs import done, verb
from tradepost.render.documents.places import PLACE_KINDS
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import DocumentPage, Fact, FactGroup, Section, Verb

NONE = "none"
"""In addresses: what stands in no zone."""


def customer_url(row: Warehouse) -> str:
    """The page of the customer with whom a warehouse stands."""
    return address("customer", row.customer_id) if row.customer_id else ""


def supplier_url(row: Warehouse) -> str:
    """The page of the supplier whose store it is."""
    return address("supplier", row.supplier_id) if row.supplier_id else ""


WAREHOUSES = (
    Column("code", gettext_lazy("Code"), "code", link=lambda row: address("warehouse", row.pk)),
    Column("name", gettext_lazy("Name")),
    Column("customer.party.name", gettext_lazy("With customer"), link=customer_url),
    Column(
        "supplier.party.name",
        gettext_lazy("Store of"),
        link=supplier_url,
        note=lambda row: _("beside %s") % row.beside.code if row.beside else "",
    ),
)
ZONES = (
    Column(
        "zone.code",
        gettext_lazy("Zone"),
        "code",
        value=lambda row: row["zone"].code or _("None"),
        link=lambda row: address("zone", row["zone"].zone_id) if row["zone"].zone_id else row["plan"],
    ),
    Column("zone.name", gettext_lazy("Name")),
    Column("zone.places", gettext_lazy("Places"), "number", link=lambda row: row["plan"]),
    Column("zone.empty", gettext_lazy("Empty"), "number"),
)
KINDS = (
    Column(
        "kind",
        gettext_lazy("Kind"),
        value=lambda row: PLACE_KINDS.get(row["kind"], row["kind"]),
        link=lambda row: row["url"],
    ),
    Column("count", gettext_lazy("Places"), "number"),
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
                form=WarehouseForm(auto_id="id_warehouse_%s", houses=[one for one in found if one.is_own]),
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
    zones = inventory_queries.zones_of(pk)
    # Nothing is shipped from a supplier's store, and nobody is promised anything there.
    leaving, leaving_verbs = days_facts(by, found) if found.supplier_id is None else ([], [])
    shown = DocumentPage(
        kind=_("Warehouse"),
        title=found.code,
        subtitle=found.name,
        back_url=address("warehouses"),
        back_label=_("Warehouses"),
        verbs=[*_verbs(by, found, zones), *leaving_verbs],
        history_url=address("warehouse_history", pk),
        facts=[*_facts(found), *leaving],
        sections=[
            *store_sections(by, found),
            Section(
                _("Zones"),
                ZONES,
                [{"zone": one, "plan": f"{address('plan', pk)}?zone={one.zone_id or NONE}"} for one in zones],
                _("Places stand here when they are made."),
                link=address("plan", pk),
                link_label=_("Plan"),
            ),
            Section(
                _("Places"),
                KINDS,
                [
                    {"kind": kind, "count": count, "url": f"{address('places')}?warehouse={pk}&kind={kind}"}
                    for kind, count in inventory_queries.count_by_kind(pk)
                ],
                link=f"{address('places')}?warehouse={pk}",
                link_label=_("All places"),
            ),
        ],
        timeline=timeline({found.pk: Subject()}, 10),
    )
    return answer_document(request, shown)


def _facts(found: Warehouse) -> list[FactGroup]:
    comes = FactGroup(
        _("When goods come"),
        (
            Fact(_("Deliveries go"), RECEIVES_INTO[found.receives_into]),
            Fact(_("Who is served first"), *_served(found.allocation)),
        ),
    )
    if found.supplier is not None:
        return [*store_facts(found), FactGroup(_("When goods come"), [comes.facts[0]])]
    if found.customer is None:
        return [*beside_facts(found), comes]
    held = (
        Fact(
            _("With customer"),
            found.customer.party.name,
            link=customer_url(found),
            why=_("What lies here is ours until they use it, and is sold to nobody else."),
        ),
        Fact(
            _("Sold from here"),
            _("Orders"),
            link=f"{address('orders')}?warehouse={found.pk}",
        ),
    )
    return [FactGroup(_("Consignment"), held), comes]


def _consigned(by: By, pk: UUID) -> list[Verb]:
    """What is done with goods that lie with a customer."""
    verbs = []
    if access_queries.may(by, "fulfilment.record_usage"):
        verbs.append(
            Verb(
                "usage", _("What was used"), address("usage", pk), method="get", strong=True,
                icon="clipboard-check", key="s",
            )
        )  # fmt: skip
    if access_queries.may(by, "transfers.draft_transfer") and not by.scope:
        new = address("transfer_new")
        verbs += [
            Verb("send", _("Send goods"), f"{new}?to={pk}", method="get", icon="truck"),
            Verb("bring_back", _("Bring goods back"), f"{new}?from={pk}", method="get", icon="undo-2"),
        ]
    return verbs


def _verbs(by: By, found: Warehouse, zones: Sequence[ZoneFill]) -> list[Verb]:
    pk = found.pk
    verbs = _consigned(by, pk) if found.customer_id else store_verbs(by, found)
    if access_queries.may(by, "inventory.create_places"):
        form = PlacesForm(auto_id="id_places_%s", look=address("places_look", pk), zones=zones)
        verbs.append(
            Verb(
                "places", _("New places"), address("places_new", pk), strong=not verbs, form=form, icon="plus"
            )
        )
    verbs.append(Verb("plan", _("Plan"), address("plan", pk), method="get", icon="layout-grid", key="p"))
    verbs.append(
        Verb("stock", _("Stock here"), f"{address('stock')}?warehouse={pk}", method="get", icon="boxes")
    )
    if access_queries.may(by, "inventory.create_zone"):
        verbs.append(
            Verb(
                "zone", _("New zone"), address("zone_new", pk), form=ZoneForm(auto_id="id_zone_%s"),
                hidden={"zone_id": new_id(by.now)}, icon="plus",
            )
        )  # fmt: skip
    verbs.append(
        Verb(
            "put_away", _("Put away"), f"{address('put_away')}?warehouse={pk}", method="get", icon="forklift"
        )
    )
    if access_queries.may(by, "inventory.change_warehouse"):
        initial = {name: getattr(found, name) for name in ("name", "receives_into", "allocation")}
        form = WarehouseChangeForm(initial=initial, auto_id="id_change_%s")
        verbs.append(
            Verb(
                "change", _("Edit"), address("warehouse_edit", pk), form=form,
                hidden={"version": found.version}, icon="pencil",
            )
        )  # fmt: skip
    return verbs


def _served(policy: str) -> tuple[str, str, str, str]:
    """The policy as a fact: its name, no kind or link, and what it means."""
    name, what = POLICIES[policy]
    return str(name), "text", "", str(what)


def _new_form(data: QueryDict, *, by: By) -> WarehouseForm:
    own = [one for one in inventory_queries.visible_warehouses(by) if one.is_own]
    return WarehouseForm(data, houses=own)


@verb("inventory.create_warehouse", back="office:warehouses", form=_new_form)
def warehouse_new(request: HttpRequest, by: By, form: WarehouseForm) -> str:
    made = inventory.create_warehouse(by, warehouse_id=minted(request, "warehouse_id"), **form.cleaned_data)
    return done(request, _("Warehouse made."), address("warehouse", made.pk))


@verb("inventory.change_warehouse", back="office:warehouse", form=WarehouseChangeForm)
def warehouse_edit(request: HttpRequest, by: By, form: WarehouseChangeForm, pk: UUID) -> str:
    inventory_queries.visible_warehouse(by, pk)
    inventory.change_warehouse(by, warehouse_id=pk, version=version_of(request.POST), **form.cleaned_data)
    return done(request, _("Saved."))


@page("inventory.read")
def warehouse_lookup(request: HttpRequest, by: By) -> HttpResponseBase:
    text = request.GET.get("q", "").lower()
    found = [
        one for one in inventory_queries.visible_warehouses(by) if text in f"{one.code} {one.name}".lower()
    ]
    return JsonResponse(
        {"items": [{"id": str(one.pk), "label": one.name, "detail": one.code} for one in found]}
    )
