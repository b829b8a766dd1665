"""Customers while somebody types."""

from django.http import HttpRequest, HttpResponseBase, JsonResponse

from tradepost.base.by import By
from tradepost.domain.parties import queries as parties_queries
from tradepost.doors.office.pages import page


@page("parties.read")
def customer_lookup(request: HttpRequest, by: By) -> HttpResponseBase:
    """The number first, then names; only those this person may see."""
    found = parties_queries.find_customers(by, request.GET.get("q", ""), 12)
    items = [
        {
            "id": str(hit.id),
            "code": hit.number,
            "label": hit.name,
            "name": hit.name,
            "detail": hit.city if hit.state == "active" else hit.state,
        }
        for hit in found
    ]
    return JsonResponse({"items": items})


@page("parties.read")
def group_lookup(request: HttpRequest, by: By) -> HttpResponseBase:
    words = request.GET.get("q", "").lower().split()
    groups = [
        group for group in parties_queries.groups() if all(word in group.name.lower() for word in words)
    ]
    return JsonResponse(
        {"items": [{"id": str(group.pk), "label": group.name, "detail": ""} for group in groups[:12]]}
    )
