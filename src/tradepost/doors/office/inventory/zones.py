"""A zone with its aisles, and the plan of a warehouse: every place where it stands, and whether it is full."""

import itertools
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.models import Zone
from tradepost.domain.inventory.queries import AisleFill, Cell, ZoneFill
from tradepost.domain.inventory.queries.zones import CELLS
from tradepost.doors.office.inventory.place_forms import ZoneForm, ZonePlacesForm
from tradepost.doors.office.inventory.places import LABELS_AT_ONCE
from tradepost.doors.office.inventory.warehouses import NONE
from tradepost.doors.office.inventory.words import FILLS
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.posted import id_of, minted, version_of
from tradepost.doors.office.parts.timeline import Subject, timeline
from tradepost.doors.office.parts.views import answer_document
from tradepost.doors.office.verbs import done, verb
from tradepost.render.documents.places import PLACE_KINDS
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import DocumentPage, Paper, Section, Verb

MOST_AISLES = 200
"""Aisles shown on a zone's page; a hall with more has zones."""
AISLES = (
    Column("aisle", gettext_lazy("Aisle"), "code", link=lambda row: row["url"]),
    Column("places", gettext_lazy("Places"), "number"),
    Column("empty", gettext_lazy("Empty"), "number"),
    Column("labels", gettext_lazy("Labels"), value=lambda row: _("PDF"), link=lambda row: row["labels"]),
)


@page("inventory.read")
def zone(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    found = inventory_queries.zone(by, pk)
    aisles = inventory_queries.aisles_in(found.warehouse_id, pk)
    count = sum(one.places for one in aisles)
    shown = DocumentPage(
        kind=_("Zone"),
        title=found.code,
        subtitle=found.name,
        back_url=address("warehouse", found.warehouse_id),
        back_label=found.warehouse.code,
        verbs=_verbs(by, found),
        sections=[
            Section(
                _("Aisles"),
                AISLES,
                [_aisle(found, one) for one in aisles[:MOST_AISLES]],
                _("Say which places stand here: all between two codes in one go."),
                link=f"{address('places')}?zone={pk}",
                link_label=_("All places"),
            )
        ],
        papers=_labels(pk, count),
        timeline=timeline({found.pk: Subject()}, 10),
        version=found.version,
    )
    return answer_document(request, shown)


def _aisle(found: Zone, one: AisleFill) -> dict[str, Any]:
    asked = {"zone": found.pk, "aisle": one.aisle}
    return {
        "aisle": one.aisle or _("None"),
        "places": one.places,
        "empty": one.empty,
        "url": f"{address('places')}?{urlencode(asked)}",
        "labels": f"{address('place_labels_pdf')}?{urlencode(asked)}",
    }


def _labels(pk: UUID, count: int) -> list[Paper]:
    """One PDF after the other, each of so many labels that it is made at once."""
    parts = -(-count // LABELS_AT_ONCE)
    url = f"{address('place_labels_pdf')}?zone={pk}"
    if parts < 2:
        return [Paper(_("Labels"), url)] if count else []
    return [
        Paper(
            _("Labels %(first)s to %(last)s")
            % {"first": n * LABELS_AT_ONCE + 1, "last": min((n + 1) * LABELS_AT_ONCE, count)},
            f"{url}&part={n + 1}",
        )
        for n in range(parts)
    ]


def _verbs(by: By, found: Zone) -> list[Verb]:
    plan = f"{address('plan', found.warehouse_id)}?zone={found.pk}"
    verbs = [Verb("plan", _("Plan"), plan, method="get", icon="layout-grid", key="p")]
    if access_queries.may(by, "inventory.zone_places"):
        form = ZonePlacesForm(auto_id="id_zoned_%s")
        verbs.append(
            Verb(
                "zoned", _("Places of this zone"), address("zone_places", found.pk), strong=True, form=form,
                icon="map-pin",
            )
        )  # fmt: skip
    if access_queries.may(by, "inventory.change_zone"):
        form_of = ZoneForm(initial={"code": found.code, "name": found.name}, auto_id="id_zone_%s")
        verbs.append(
            Verb(
                "edit", _("Edit"), address("zone_edit", found.pk), form=form_of,
                hidden={"version": found.version}, icon="pencil",
            )
        )  # fmt: skip
    return verbs


@verb("inventory.create_zone", back="office:warehouse", form=ZoneForm)
def zone_new(request: HttpRequest, by: By, form: ZoneForm, pk: UUID) -> str:
    home = inventory_queries.visible_warehouse(by, pk)
    zone_id = minted(request, "zone_id")
    made = inventory.create_zone(by, zone_id=zone_id, warehouse_id=home.pk, **form.cleaned_data)
    return done(request, _("Zone made. Now say which places stand in it."), address("zone", made.pk))


@verb("inventory.change_zone", back="office:zone", form=ZoneForm)
def zone_edit(request: HttpRequest, by: By, form: ZoneForm, pk: UUID) -> str:
    found = inventory_queries.zone(by, pk)
    inventory.change_zone(by, zone_id=found.pk, version=version_of(request.POST), **form.cleaned_data)
    return done(request, _("Saved."))


@verb("inventory.zone_places", back="office:zone", form=ZonePlacesForm)
def zone_places(request: HttpRequest, by: By, form: ZonePlacesForm, pk: UUID) -> str:
    found = inventory_queries.zone(by, pk)
    count = inventory.zone_places(by, zone_id=found.pk, **form.cleaned_data)
    return done(
        request, ngettext("%(n)s place stands here.", "%(n)s places stand here.", count) % {"n": count}
    )


# ---- the plan


@page("inventory.read")
def plan(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    """`?zone=` one of the warehouse, or `none`; `part` the next places of a large one."""
    home = inventory_queries.visible_warehouse(by, pk)
    zones = inventory_queries.zones_of(pk)
    chosen = _chosen(zones, request.GET.get("zone", ""))
    asked = request.GET.get("part", "")
    part = max(1, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
    zone_id = chosen.zone_id if chosen else None
    cells, count = inventory_queries.plan_of(pk, zone_id, part=part)
    here = f"{address('plan', pk)}?zone={zone_id or NONE}"
    context = {
        "warehouse": home,
        "back_url": address("warehouse", pk),
        "zones": [
            {"zone": one, "url": f"{address('plan', pk)}?zone={one.zone_id or NONE}", "active": one is chosen}
            for one in zones
        ],
        "chosen": chosen,
        "aisles": _aisles(cells),
        "fills": FILLS.items(),
        "first": (part - 1) * CELLS + 1,
        "last": (part - 1) * CELLS + len(cells),
        "count": count,
        "previous": f"{here}&part={part - 1}" if part > 1 else "",
        "next": f"{here}&part={part + 1}" if part * CELLS < count else "",
    }
    return render(request, "office/inventory/plan.html", context)


def _chosen(zones: list[ZoneFill], asked: str) -> ZoneFill | None:
    wanted = None if asked in ("", NONE) else id_of(asked)
    named = (one for one in zones if one.zone_id == wanted)
    return next(named, None) or next(iter(zones), None) if asked else next(iter(zones), None)


def _aisles(cells: list[Cell]) -> list[dict[str, Any]]:
    """Rows of the plan: an aisle with its places, each by the end of its code."""
    return [
        {"aisle": aisle, "cells": [_cell(one) for one in row]}
        for aisle, row in itertools.groupby(cells, key=lambda one: one.aisle)
    ]


def _cell(one: Cell) -> dict[str, Any]:
    words = [FILLS[one.fill], *([] if one.kind == "bin" else [PLACE_KINDS[one.kind]])]
    return {
        "url": address("place", one.place_id),
        "text": one.code[len(one.aisle) + 1 :] if one.aisle else one.code,
        "says": f"{one.code}: {', '.join(str(word) for word in words)}",
        "fill": one.fill,
        "kind": one.kind,
    }
