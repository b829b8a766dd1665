"""Brands: their list, the page of one, and the look-up."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.base.errors import Refusal
from tradepost.base.ids import new_id
from tradepost.domain.access import queries as access_queries
from tradepost.domain.catalog import commands as catalog
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.catalog.models import Brand
from tradepost.doors.office.catalog.forms import BrandForm
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address, later
from tradepost.doors.office.parts.posted import id_of
from tradepost.doors.office.parts.timeline import Subject, timeline
from tradepost.doors.office.parts.views import answer_document, answer_form
from tradepost.doors.office.verbs import done, verb
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import DocumentPage, Fact, FactGroup, Verb
from tradepost.render.screens.form import FormPage
from tradepost.render.screens.listing import Empty, ListScreen, ListVerb

FOUND = 20


def _with_items(by: By, rows: list[Any]) -> list[Any]:
    """Beside each brand how many items bear it, in one statement."""
    counts = catalog_queries.items_per_brand([row.pk for row in rows])
    for row in rows:
        row.items = counts.get(row.pk, 0)
    return rows


def _items_of(row: Brand) -> str:
    return f"{address('items')}?brand={row.pk}"


BRANDS = ListScreen(
    name="brands",
    title=gettext_lazy("Brands"),
    noun=gettext_lazy("brands"),
    listing=catalog_queries.BRANDS,
    may="catalog.read",
    search_hint=gettext_lazy("Name"),
    decorate=_with_items,
    columns=(
        Column("name", gettext_lazy("Brand"), link=lambda row: address("brand", row.pk), sort="name"),
        Column("items", gettext_lazy("Items"), "quantity", link=_items_of),
        Column("made_at", gettext_lazy("Since"), "moment", sort="made", priority=3),
    ),
    verbs=(
        ListVerb(
            gettext_lazy("New brand"), later("brand_new"), "plus", strong=True, may="catalog.create_brand"
        ),
        ListVerb(gettext_lazy("Items"), later("items"), "package"),
    ),
    empty=Empty(
        gettext_lazy("No brands yet"),
        gettext_lazy("Write a brand on an item, or bring items in from a file: its name makes the brand."),
        gettext_lazy("Enter the first brand"),
        later("brand_new"),
        "tags",
    ),
)


@page("catalog.read")
def brand(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    found = catalog_queries.brand(pk)
    borne_by = catalog_queries.items_per_brand([pk]).get(pk, 0)
    shown = DocumentPage(
        kind=_("Brand"),
        title=found.name,
        back_url=address("brands"),
        back_label=_("Brands"),
        verbs=_verbs(by, found),
        history_url=address("brand_history", pk),
        facts=(
            FactGroup(
                _("What it is"),
                (
                    Fact(_("Items"), borne_by, "quantity", link=_items_of(found)),
                    Fact(_("Since"), found.made_at, "moment"),
                ),
            ),
        ),
        timeline=timeline({found.pk: Subject()}, 20),
    )
    return answer_document(request, shown)


def _verbs(by: By, found: Brand) -> list[Verb]:
    verbs = []
    if access_queries.may(by, "catalog.rename_brand"):
        form = BrandForm(auto_id="id_rename_%s", initial={"name": found.name})
        verbs.append(Verb("rename", _("Rename"), address("brand_rename", found.pk), form=form, icon="pencil"))
    if access_queries.may(by, "catalog.remove_brands"):
        verbs.append(
            Verb(
                "remove",
                _("Remove"),
                address("brand_remove", found.pk),
                confirm=_("It is removed when no item bears it and nothing is agreed for it."),
                danger=True,
                icon="trash-2",
            )
        )
    return verbs


@page("catalog.create_brand")
def brand_new(request: HttpRequest, by: By) -> HttpResponseBase:
    minted = request.POST.get("brand_id") or str(new_id(by.now))
    form = BrandForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = catalog.create_brand(by, brand_id=id_of(minted), **form.cleaned_data)
            done(request, _("%s was entered.") % made.name)
            return redirect(address("brand", made.pk))
        except Refusal as refusal:
            form.refuse(refusal)
    shown = FormPage(
        _("New brand"), form, _("Save"), address("brands"), hidden={"brand_id": minted},
        back_url=address("brands"), back_label=_("Brands"),
    )  # fmt: skip
    return answer_form(request, shown)


@verb("catalog.rename_brand", back="office:brand", form=BrandForm)
def brand_rename(request: HttpRequest, by: By, form: BrandForm, pk: UUID) -> str:
    found = catalog.rename_brand(by, brand_id=pk, **form.cleaned_data)
    return done(request, _("It is called %s now.") % found.name)


@verb("catalog.remove_brands", back="office:brand")
def brand_remove(request: HttpRequest, by: By, pk: UUID) -> str:
    found = catalog_queries.brand(pk)
    catalog.remove_brands(by, brand_ids=[pk])
    return done(request, _("%s is removed.") % found.name, address("brands"))


@page("catalog.read")
def brand_lookup(request: HttpRequest, by: By) -> HttpResponseBase:
    found = catalog_queries.BRANDS.page(by, search=request.GET.get("q", ""), limit=FOUND)
    return JsonResponse(
        {"items": [{"id": str(row.pk), "label": row.name, "detail": ""} for row in found.rows]}
    )
