"""Categories: a tree on one page, and the look-up of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.access import queries as access_queries
from tradepost.domain.catalog import commands as catalog
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.catalog.models import Category
from tradepost.doors.office.catalog.forms import CategoryForm
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.posted import minted
from tradepost.doors.office.parts.views import answer_document
from tradepost.doors.office.verbs import done, verb
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import DocumentPage, Section, Verb

FOUND = 20


@dataclass(frozen=True, slots=True)
class Branch:
    """A category with the way to it."""

    id: UUID
    path: str
    items: int


COLUMNS = (
    Column("path", gettext_lazy("Category"), link=lambda row: f"{address('items')}?category={row.id}"),
    Column("items", gettext_lazy("Items"), "quantity"),
)


def branches() -> list[Branch]:
    """All categories with their full names, in the order of the tree; two statements."""
    rows = list(catalog_queries.categories())
    counts = catalog_queries.items_per_category()
    names = _paths(rows)
    made = [Branch(row.pk, names[row.pk], counts.get(row.pk, 0)) for row in rows]
    return sorted(made, key=lambda branch: branch.path.lower())


def _paths(rows: Iterable[Category]) -> dict[UUID, str]:
    by_id = {row.pk: row for row in rows}
    paths: dict[UUID, str] = {}
    for row in by_id.values():
        way = [row.name]
        above = row.parent_id
        while above is not None and len(way) < len(by_id) + 1:
            way.append(by_id[above].name)
            above = by_id[above].parent_id
        paths[row.pk] = " › ".join(reversed(way))
    return paths


@page("catalog.read")
def categories(request: HttpRequest, by: By) -> HttpResponseBase:
    found = branches()
    verbs = [
        Verb(
            "category",
            _("New category"),
            address("category_new"),
            strong=True,
            form=CategoryForm(auto_id="id_category_%s"),
            hidden={"category_id": new_id(by.now)},
            icon="plus",
        )
    ]
    shown = DocumentPage(
        title=_("Categories"),
        back_url=address("items"),
        back_label=_("Items"),
        verbs=verbs if access_queries.may(by, "catalog.create_category") else [],
        sections=[Section(_("All categories"), COLUMNS, found, _("Categories group what you sell."))],
    )
    return answer_document(request, shown)


@verb("catalog.create_category", back="office:categories", form=CategoryForm)
def category_new(request: HttpRequest, by: By, form: CategoryForm) -> str:
    catalog.create_category(by, category_id=minted(request, "category_id"), **form.cleaned_data)
    return done(request, _("Category added."))


@page("catalog.read")
def category_lookup(request: HttpRequest, by: By) -> HttpResponseBase:
    words = request.GET.get("q", "").lower().split()
    found = [one for one in branches() if all(word in one.path.lower() for word in words)][:FOUND]
    return JsonResponse({"items": [{"id": str(one.id), "label": one.path, "detail": ""} for one in found]})
