"""Warehouses and their places: the page of each, new places by a pattern, their labels, the look-ups."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tradepost.base.by import By
from tradepost.base.errors import Refusal
from tradepost.base.ids import new_id
from tradepost.domain.access import queries as access_queries
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.models import Warehouse
from tradepost.doors.office.inventory.forms import PlacesForm, WarehouseChangeForm, WarehouseForm, place_text
from tradepost.doors.office.inventory.words import PLACE_KINDS, POLICIES
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.correcting import correction_verbs
from tradepost.doors.office.parts.papers import answer_pdf
from tradepost.doors.office.parts.posted import id_of, ids_of, minted
from tradepost.doors.office.parts.stocked import SHELVES
from tradepost.doors.office.parts.timeline import Subject, timeline
from tradepost.doors.office.parts.views import answer_document
from tradepost.doors.office.verbs import done, verb
from tradepost.render.documents.catalog import usual_sheet
from tradepost.render.papers import LAYOUTS, Label, render_labels
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import DocumentPage, Fact, FactGroup, Section, Verb
from tradepost.render.sentences import spoken

WAREHOUSES = (
    Column("code", gettext_lazy("Code"), "code", link=lambda row: address("warehouse", row.pk)),
    Column("name", gettext_lazy("Name")),
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
STORED = (
    Column(
        "item.sku", gettext_lazy("Item"), "code", link=lambda row: address("item", row.item_id),
        note=lambda row: row.item.name,
    ),
    *SHELVES[2:],
)  # fmt: skip
SHOWN = 200


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
    if access_queries.may(by, "inventory.create_places"):
        form = PlacesForm(auto_id="id_place_%s", look=address("places_look", pk))
        verbs.append(
            Verb("places", _("New places"), address("places_new", pk), strong=True, form=form, icon="plus")
        )
    if access_queries.may(by, "inventory.change_warehouse"):
        verbs.append(_edit(found))
    verbs.append(
        Verb("stock", _("Stock here"), f"{address('stock')}?warehouse={pk}", method="get", icon="boxes")
    )
    shown = DocumentPage(
        kind=_("Warehouse"),
        title=found.code,
        subtitle=found.name,
        back_url=address("warehouses"),
        back_label=_("Warehouses"),
        verbs=verbs,
        history_url=address("warehouse_history", pk),
        facts=(
            FactGroup(
                _("When goods come"),
                (Fact(_("Who is served first"), *_served(found.allocation)),),
            ),
        ),
        sections=[
            Section(
                _("Places"),
                KINDS,
                [
                    {"kind": kind, "count": count, "url": f"{address('places')}?warehouse={pk}&kind={kind}"}
                    for kind, count in inventory_queries.count_by_kind(pk)
                ],
                link=f"{address('places')}?warehouse={pk}",
                link_label=_("All places"),
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
        verbs=list(correction_verbs(f"place={pk}"))
        if access_queries.may(by, "corrections.correct_stock")
        else [],
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
            Section(
                _("What lies there"),
                STORED,
                _stored(by, pk),
                _("The place is empty."),
                link=f"{address('shelves')}?place={pk}",
                link_label=_("All of it"),
            )
        ],
    )
    return answer_document(request, shown)


def _stored(by: By, place_id: UUID) -> Sequence[Any]:
    asked = {"place": [str(place_id)]}
    return inventory_queries.BALANCES.page(by, filters=asked, sort="sku", limit=SHOWN).rows


def _edit(found: Warehouse) -> Verb:
    given = {"name": found.name, "allocation": found.allocation}
    form = WarehouseChangeForm(initial=given, auto_id="id_edit_%s")
    url = address("warehouse_edit", found.pk)
    return Verb("edit", _("Edit"), url, form=form, hidden={"version": found.version}, icon="pencil", key="l")


def _served(policy: str) -> tuple[str, str, str, str]:
    """The policy as a fact: its name, no kind or link, and what it means."""
    name, what = POLICIES[policy]
    return str(name), "text", "", str(what)


@verb("inventory.change_warehouse", back="office:warehouse", form=WarehouseChangeForm)
def warehouse_edit(request: HttpRequest, by: By, form: WarehouseChangeForm, pk: UUID) -> str:
    inventory_queries.visible_warehouse(by, pk)
    version = request.POST.get("version", "")
    inventory.change_warehouse(
        by, warehouse_id=pk, version=int(version) if version.isdigit() else None, **form.cleaned_data
    )
    return done(request, _("Saved."))


@verb("inventory.create_warehouse", back="office:warehouses", form=WarehouseForm)
def warehouse_new(request: HttpRequest, by: By, form: WarehouseForm) -> str:
    made = inventory.create_warehouse(by, warehouse_id=minted(request, "warehouse_id"), **form.cleaned_data)
    return done(request, _("Warehouse made."), address("warehouse", made.pk))


@verb("inventory.create_places", back="office:warehouse", form=PlacesForm)
def places_new(request: HttpRequest, by: By, form: PlacesForm, pk: UUID) -> str:
    home = inventory_queries.visible_warehouse(by, pk)
    told = inventory.create_places(by, warehouse_id=home.pk, **form.cleaned_data)
    made = ngettext("%(n)s place made.", "%(n)s places made.", told.made) % {"n": told.made}
    known = ngettext("%(n)s was there already.", "%(n)s were there already.", told.known) % {"n": told.known}
    return done(request, f"{made} {known}" if told.known else made)


@page("inventory.create_places")
def places_look(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    """What the typed codes name, in a sentence under the field, before anything is made."""
    home = inventory_queries.visible_warehouse(by, pk)
    try:
        codes = inventory_queries.codes_named(request.GET.get("codes", ""))
    except Refusal as refusal:
        return HttpResponse(escape(spoken(refusal).message))
    known = inventory_queries.known_codes(home.pk, codes)
    said = ngettext("%(n)s place", "%(n)s places", len(codes)) % {"n": len(codes)}
    ends = codes[0] if len(codes) == 1 else f"{codes[0]}, {codes[1]} … {codes[-1]}"
    there = ngettext("%(n)s was there already.", "%(n)s were there already.", known) % {"n": known}
    return HttpResponse(escape(f"{said}: {ends}. {there}" if known else f"{said}: {ends}."))


@verb("inventory.read", back="office:places")
def place_labels(request: HttpRequest, by: By) -> str:
    """One label for each chosen place of the list."""
    return f"{address('place_labels_pdf')}?{urlencode([('id', one) for one in ids_of(request)])}"


@page("inventory.read")
def place_labels_pdf(request: HttpRequest, by: By) -> HttpResponseBase:
    chosen = inventory_queries.places_of(by, [id_of(text) for text in request.GET.getlist("id")])
    layout = LAYOUTS.get(request.GET.get("layout", ""), LAYOUTS[usual_sheet()])
    printed = [
        Label(name=one.code, code=one.warehouse.code, barcode=one.code, detail=str(PLACE_KINDS[one.kind]))
        for one in chosen
    ]
    return answer_pdf(render_labels(printed, layout), "places")


@page("inventory.read")
def place_lookup(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    """The places of a warehouse by a part of their code."""
    inventory_queries.visible_warehouse(by, pk)
    asked = {"warehouse": [str(pk)]}
    found = inventory_queries.PLACES.page(by, filters=asked, search=request.GET.get("q", ""), limit=20).rows
    return JsonResponse(
        {"items": [{"id": str(one.pk), "label": place_text(one), "detail": ""} for one in found]}
    )


@page("inventory.read")
def warehouse_lookup(request: HttpRequest, by: By) -> HttpResponseBase:
    text = request.GET.get("q", "").lower()
    found = [
        one for one in inventory_queries.visible_warehouses(by) if text in f"{one.code} {one.name}".lower()
    ]
    return JsonResponse(
        {"items": [{"id": str(one.pk), "label": one.name, "detail": one.code} for one in found]}
    )
