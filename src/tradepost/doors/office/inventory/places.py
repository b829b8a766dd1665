"""One place and what may be done with it, many new ones by a pattern, their labels, the look-up."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tradepost.base.by import By
from tradepost.base.errors import Refusal
from tradepost.domain.access import queries as access_queries
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.models import Place
from tradepost.domain.inventory.queries import ZoneFill
from tradepost.doors.office.inventory.forms import place_text
from tradepost.doors.office.inventory.place_forms import FixedBinForm, PlaceForm, PlacesForm
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.correcting import correction_verbs
from tradepost.doors.office.parts.papers import answer_pdf
from tradepost.doors.office.parts.posted import id_of, ids_of, version_of
from tradepost.doors.office.parts.stocked import SHELVES
from tradepost.doors.office.parts.timeline import Subject, timeline
from tradepost.doors.office.parts.views import answer_document
from tradepost.doors.office.verbs import done, verb
from tradepost.render.documents.catalog import usual_sheet
from tradepost.render.documents.places import LABELS_AT_ONCE, PLACE_KINDS, labels_of_places
from tradepost.render.papers import LAYOUTS, render_labels
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import Badge, DocumentPage, Fact, FactGroup, Section, Verb
from tradepost.render.sentences import spoken

STORED = (
    Column(
        "item.sku", gettext_lazy("Item"), "code", link=lambda row: address("item", row.item_id),
        note=lambda row: row.item.name,
    ),
    *SHELVES[2:],
)  # fmt: skip
SHOWN = 200
FIXED = (
    Column("item.sku", gettext_lazy("Item"), "code", link=lambda row: address("item", row.item_id)),
    Column("item.name", gettext_lazy("Name")),
    Column("on_hand", gettext_lazy("On hand"), "quantity", unit="item.base_unit"),
    Column("max_quantity", gettext_lazy("At most"), "quantity"),
)


@page("inventory.read")
def place(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    found = inventory_queries.place(pk)
    home = inventory_queries.visible_warehouse(by, found.warehouse_id)
    fixed = inventory_queries.FIXED_BINS.page(by, filters={"place": [str(pk)]}, sort="sku", limit=50).rows
    zones = inventory_queries.zones_of(home.pk) if access_queries.may(by, "inventory.change_place") else []
    zone = Fact(
        _("Zone"),
        found.zone.name if found.zone else _("None"),
        link=address("zone", found.zone_id) if found.zone_id else "",
    )
    sections = [
        Section(
            _("What lies there"),
            STORED,
            _stored(by, pk),
            _("The place is empty."),
            link=f"{address('shelves')}?place={pk}",
            link_label=_("All of it"),
        )
    ]
    if found.kind == "bin":
        says = _("Of an item that has a bin of its own, deliveries are put away here first.")
        fixed_url = f"{address('fixed_bins')}?place={pk}"
        sections.append(
            Section(_("Kept here"), FIXED, fixed, says, link=fixed_url, link_label=_("All fixed bins"))
        )
    shown = DocumentPage(
        kind=_("Place"),
        title=found.code,
        subtitle=home.name,
        subtitle_url=address("warehouse", home.pk),
        back_url=address("warehouse", home.pk),
        back_label=home.code,
        badges=[Badge("closed", _("Closed"))] if found.closed_at else [],
        verbs=_verbs(by, found, zones, fixed),
        facts=(
            FactGroup(
                _("What it is"),
                (
                    Fact(_("Kind"), PLACE_KINDS.get(found.kind, found.kind)),
                    zone,
                    Fact(_("Picking walk"), found.pick_sequence, "number"),
                ),
            ),
        ),
        sections=sections,
        timeline=timeline({found.pk: Subject()}, 10),
        version=found.version,
    )
    return answer_document(request, shown)


def _stored(by: By, place_id: UUID) -> Sequence[Any]:
    asked = {"place": [str(place_id)]}
    return inventory_queries.BALANCES.page(by, filters=asked, sort="sku", limit=SHOWN).rows


def _verbs(by: By, found: Place, zones: list[ZoneFill], fixed: list[Any]) -> list[Verb]:
    """What somebody may do with it; an imagined place is nobody's to change."""
    pk, may = found.pk, lambda name: access_queries.may(by, f"inventory.{name}")
    if found.kind not in PLACE_KINDS:
        return []
    label = Verb(
        "label", _("Label"), f"{address('place_labels_pdf')}?id={pk}", method="get", icon="scan-barcode"
    )
    verbs = [label]
    if access_queries.may(by, "corrections.correct_stock"):
        verbs += correction_verbs(f"place={pk}")
    if may("fix_bin") and found.kind == "bin" and not found.closed_at:
        form = FixedBinForm(auto_id="id_fix_%s")
        verbs.append(Verb("fix", _("Keep an item here"), address("bin_fix", pk), form=form, icon="pin"))
    if may("free_bin"):
        for one in fixed[:5]:
            says = _("Keep %s elsewhere") % one.item.sku
            hidden = {"item_id": one.item_id}
            verbs.append(
                Verb(f"free_{one.item_id}", says, address("bin_free", pk), hidden=hidden, icon="pin-off")
            )
    if may("change_place"):
        initial = {name: getattr(found, name) for name in ("code", "kind", "zone_id", "pick_sequence")}
        form = PlaceForm(initial=initial, auto_id="id_place_%s", zones=zones)
        hidden = {"version": found.version}
        verbs.append(
            Verb("edit", _("Edit"), address("place_edit", pk), form=form, hidden=hidden, icon="pencil")
        )
    if found.closed_at and may("reopen_place"):
        verbs.append(
            Verb("reopen", _("Open again"), address("place_reopen", pk), strong=True, icon="circle-play")
        )
    elif may("close_place") and not found.closed_at:
        says = _("It is offered no more. What happened here stays.")
        verbs.append(
            Verb("close", _("Close"), address("place_close", pk), confirm=says, danger=True, icon="ban")
        )
    return verbs


def _place_form(data: Mapping[str, Any], *, by: By, pk: UUID) -> PlaceForm:
    found = inventory_queries.place(pk)
    inventory_queries.visible_warehouse(by, found.warehouse_id)
    return PlaceForm(data, zones=inventory_queries.zones_of(found.warehouse_id))


def _seen(by: By, pk: UUID) -> Place:
    """A place of a warehouse that this person works in. Raises NotFound."""
    found = inventory_queries.place(pk)
    inventory_queries.visible_warehouse(by, found.warehouse_id)
    return found


@verb("inventory.change_place", back="office:place", form=_place_form)
def place_edit(request: HttpRequest, by: By, form: PlaceForm, pk: UUID) -> str:
    inventory.change_place(by, place_id=pk, version=version_of(request.POST), **form.cleaned_data)
    return done(request, _("Saved."))


@verb("inventory.close_place", back="office:place")
def place_close(request: HttpRequest, by: By, pk: UUID) -> str:
    inventory.close_place(by, place_id=_seen(by, pk).pk)
    return done(request, _("Closed."))


@verb("inventory.reopen_place", back="office:place")
def place_reopen(request: HttpRequest, by: By, pk: UUID) -> str:
    inventory.reopen_place(by, place_id=_seen(by, pk).pk)
    return done(request, _("Open again."))


@verb("inventory.fix_bin", back="office:place", form=FixedBinForm)
def bin_fix(request: HttpRequest, by: By, form: FixedBinForm, pk: UUID) -> str:
    inventory.fix_bin(by, place_id=_seen(by, pk).pk, **form.cleaned_data)
    return done(request, _("It is kept here from now on."))


@verb("inventory.free_bin", back="office:place")
def bin_free(request: HttpRequest, by: By, pk: UUID) -> str:
    inventory.free_bin(by, place_id=_seen(by, pk).pk, item_id=id_of(request.POST.get("item_id")))
    return done(request, _("The bin is free for others."))


def _places_form(data: Mapping[str, Any], *, by: By, pk: UUID) -> PlacesForm:
    inventory_queries.visible_warehouse(by, pk)
    return PlacesForm(data, zones=inventory_queries.zones_of(pk))


@verb("inventory.create_places", back="office:warehouse", form=_places_form)
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
    """Labels of chosen places (`id`), or of a warehouse, zone or aisle in the order of the walk, `part` by part."""
    asked = request.GET
    if "id" in asked:
        chosen = inventory_queries.places_of(by, [id_of(text) for text in asked.getlist("id")])
    else:
        part = asked.get("part", "1")
        number = int(part) if part.isascii() and part.isdigit() and len(part) < 6 else 1
        filters = {name: asked.getlist(name) for name in ("warehouse", "zone", "aisle") if name in asked}
        chosen = inventory_queries.walked_places(by, filters, (number - 1) * LABELS_AT_ONCE, LABELS_AT_ONCE)
    layout = LAYOUTS.get(asked.get("layout", ""), LAYOUTS[usual_sheet()])
    return answer_pdf(render_labels(labels_of_places(chosen), layout), "places")


@page("inventory.read")
def place_lookup(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    """The places of a warehouse by a part of their code."""
    inventory_queries.visible_warehouse(by, pk)
    asked = {"warehouse": [str(pk)], "closed": ["no"]}
    found = inventory_queries.PLACES.page(by, filters=asked, search=request.GET.get("q", ""), limit=20).rows
    return JsonResponse(
        {"items": [{"id": str(one.pk), "label": place_text(one), "detail": ""} for one in found]}
    )
