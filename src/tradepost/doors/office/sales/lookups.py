"""What the fields of orders find while somebody types."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.utils.translation import gettext as _

from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.domain.access import queries as access_queries
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.catalog.queries import FoundItem
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.queries import LastBought
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.amounts import units_by_item
from tradepost.doors.office.parts.scanned import scanned_item
from tradepost.doors.office.parts.standing import today_of
from tradepost.doors.office.sales.entry import customer_of
from tradepost.render.formats import day_text, money_text, number_text

MOST = 12


@page("sales.read")
def order_items(request: HttpRequest, by: By) -> HttpResponseBase:
    """Items by SKU, name, barcode and the customer's own code, with their units and what is available.

    What this customer bought before comes first, with when and at what price; with nothing typed, only that.
    `?code=` is a scanned code: the one item it names, and how many base units its packing holds.
    """
    customer = customer_of(by, request.GET.get("customer", ""))
    party = customer.party_id if customer else None
    if code := request.GET.get("code", ""):
        return JsonResponse(scanned_item(by, code, party))
    bought = sales_queries.last_bought(customer.customer_id) if customer else {}
    if text := request.GET.get("q", "").strip():
        hits = catalog_queries.find_items(text, MOST, party, list(bought))
    else:
        hits = catalog_queries.active_items(list(bought), MOST)
    found = [hit for hit in hits if hit.state == "active"]
    units = units_by_item(hit.item_id for hit in found) if found else {}
    free = _available(by, found) if found else {}
    items = [
        {
            "id": str(hit.item_id),
            "code": hit.sku,
            "name": hit.name,
            "unit": hit.unit or hit.base_unit,
            "units": units.get(hit.item_id, []),
            "detail": f"{number_text(max(free.get(hit.item_id, 0), 0))} {hit.base_unit}",
            **_last(by, bought.get(hit.item_id)),
        }
        for hit in found
    ]
    return JsonResponse({"items": items})


def _available(by: By, found: list[FoundItem]) -> dict[UUID, int]:
    try:
        warehouse = inventory_queries.default_warehouse()
    except NotFound:
        return {}
    wanted = [(hit.item_id, 1) for hit in found]
    stock = inventory_queries.availability(warehouse.pk, wanted=wanted, on=by.now.date())
    return {row.item_id: row.available for row in stock}


def _last(by: By, bought: LastBought | None) -> dict[str, Any]:
    """`last 12 Mar: 2 case at 10.00 EUR`, as a second note of a hit."""
    if bought is None:
        return {}
    words = {
        "day": day_text(bought.placed_at.date(), today_of(by)),
        "quantity": f"{number_text(bought.typed_quantity)} {bought.unit}".strip(),
        "price": f"{money_text(bought.unit_price, bought.currency, finest=4)} {bought.currency}",
    }
    if bought.discount_percent:
        words["discount"] = number_text(bought.discount_percent)
        return {"last": _("last %(day)s: %(quantity)s at %(price)s less %(discount)s%%") % words}
    return {"last": _("last %(day)s: %(quantity)s at %(price)s") % words}


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
