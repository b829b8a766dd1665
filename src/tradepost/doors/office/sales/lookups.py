"""What the fields of orders find while somebody types."""

from django.http import HttpRequest, HttpResponseBase, JsonResponse

from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.domain.access import queries as access_queries
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.doors.office.pages import page
from tradepost.doors.office.sales.entry import customer_of
from tradepost.render.formats import number_text

MOST = 12


@page("sales.read")
def order_items(request: HttpRequest, by: By) -> HttpResponseBase:
    """Items by SKU, name, barcode and the customer's own code, with their units and what is available."""
    customer = customer_of(by, request.GET.get("customer", ""))
    party = customer.party_id if customer else None
    found = [
        hit
        for hit in catalog_queries.find_items(request.GET.get("q", ""), MOST, party)
        if hit.state == "active"
    ]
    units: dict[object, list[str]] = {hit.item_id: [hit.base_unit] for hit in found}
    for unit in catalog_queries.units_of([hit.item_id for hit in found]):
        units[unit.item_id].append(unit.name)
    try:
        warehouse = inventory_queries.default_warehouse()
        stock = inventory_queries.availability(
            warehouse.pk, wanted=[(hit.item_id, 1) for hit in found], on=by.now.date()
        )
    except NotFound:
        stock = []
    free = {row.item_id: row.available for row in stock}
    items = [
        {
            "id": str(hit.item_id),
            "code": hit.sku,
            "name": hit.name,
            "unit": hit.unit or hit.base_unit,
            "units": units[hit.item_id],
            "detail": f"{number_text(max(free.get(hit.item_id, 0), 0))} {hit.base_unit}",
        }
        for hit in found
    ]
    return JsonResponse({"items": items})


@page("sales.read")
def rep_lookup(request: HttpRequest, by: By) -> HttpResponseBase:
    words = request.GET.get("q", "").lower().split()
    found = [
        rep
        for rep in access_queries.reps()
        if all(word in f"{rep.name} {rep.email}".lower() for word in words)
    ]
    items = [{"id": str(rep.pk), "label": rep.get_full_name(), "detail": rep.email} for rep in found[:MOST]]
    return JsonResponse({"items": items})
