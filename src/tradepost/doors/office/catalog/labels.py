"""Barcode labels: the dialog of an item, the bulk verb of the list, the file."""

from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.pricing import queries as pricing_queries
from tradepost.doors.office.catalog.forms import LabelsForm
from tradepost.doors.office.catalog.views import form_of_item
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.papers import answer_pdf
from tradepost.doors.office.parts.posted import id_of, ids_of
from tradepost.doors.office.verbs import verb
from tradepost.render.documents.catalog import item_labels, usual_sheet
from tradepost.render.papers import LAYOUTS, render_labels

MOST = 1000


@verb("catalog.read", back="office:item", form=form_of_item(LabelsForm))
def label(request: HttpRequest, by: By, form: LabelsForm, pk: UUID) -> str:
    """The dialog leads to the file's own address, which can be opened again."""
    asked = {name: value for name, value in form.cleaned_data.items() if value}
    return f"{address('item_labels_pdf')}?{urlencode({'id': pk, **asked})}"


@verb("catalog.read", back="office:items")
def labels(request: HttpRequest, by: By) -> str:
    """One label for each chosen item of the list."""
    return f"{address('item_labels_pdf')}?{urlencode([('id', one) for one in ids_of(request)])}"


@page("catalog.read")
def labels_pdf(request: HttpRequest, by: By) -> HttpResponseBase:
    asked = request.GET
    chosen = catalog_queries.items_of(by, [id_of(text) for text in asked.getlist("id")])
    ids = [one.pk for one in chosen]
    with_price = asked.get("with_price") and access_queries.may(by, "pricing.read")
    today = timezone.localtime(by.now).date()
    prices = pricing_queries.list_prices(ids, settings.BASE_CURRENCY, on=today) if with_price else None
    copies = asked.get("copies", "")
    printed = item_labels(
        chosen,
        unit=asked.get("unit", ""),
        copies=max(1, min(int(copies) if copies.isdigit() else 1, MOST)),
        prices=prices,
    )
    layout = LAYOUTS.get(asked.get("layout", ""), LAYOUTS[usual_sheet()])
    name = f"labels-{chosen[0].sku}" if len(chosen) == 1 else "labels"
    return answer_pdf(render_labels(printed, layout), name)
