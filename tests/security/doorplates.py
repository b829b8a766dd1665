"""Every address of the office and every operation of the API, read from the program itself.

A new address is walked without a line here. One whose address names a kind of document that nobody knows yet
fails with a sentence: tell `KINDS` what stands behind it, and `company.py` how to make one.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver

from security.company import Company
from tradepost.doors.api.document import openapi

KINDS = {
    # the part of an address before the id, or the name of the id: the kind of document
    "orders": "order",
    "order-changes": "order_change",
    "change_id": "order_change",
    "quotes": "quote",
    "compare": "quote",
    "quote-links": "quote_share",
    "other_id": "quote",
    "templates": "quote_template",
    "template_id": "quote_template",
    "order-templates": "order_template",
    "order_template_id": "order_template",
    "standing-orders": "standing_order",
    "standing_id": "standing_order",
    "blankets": "blanket",
    "blanket-orders": "blanket",
    "blanket_id": "blanket",
    "terms": "terms_text",
    "customers": "customer",
    "addresses": "address",
    "items": "item",
    "stock": "item",
    "counts": "count",
    "corrections": "correction",
    "transfers": "transfer",
    "discrepancies": "discrepancy",
    "transfer-discrepancies": "discrepancy",
    "categories": "category",
    "brands": "brand",
    "brand_id": "brand",
    "shipments": "shipment",
    "invoices": "invoice",
    "payments": "payment",
    "matches": "allocation",
    "holds": "hold",
    "returns": "return",
    "disputes": "dispute",
    "purchase-orders": "purchase_order",
    "receipts": "receipt",
    "announced": "announced",
    "announced_id": "announced",
    "packages": "announced",
    "parcels": "parcel",
    "package_id": "parcel",
    "landed-costs": "landed_cost",
    "stores": "store",
    "store-deliveries": "store_delivery",
    "store-withdrawals": "store_withdrawal",
    "store-statements": "store_statement",
    "differences": "variance",
    "suppliers": "supplier",
    "warehouses": "warehouse",
    "places": "place",
    "zones": "zone",
    "place_id": "place",
    "zone_id": "zone",
    "calendars": "calendar",
    "calendar_id": "calendar",
    "closed_id": "closed_days",
    "carriers": "carrier",
    "carrier_id": "carrier",
    "transit_id": "transit",
    "lots": "lot",
    "users": "user",
    "tokens": "token",
    "price-lists": "price_list",
    "price-versions": "price_version",
    "charges": "charge",
    "discounts": "discount",
    "promotions": "promotion",
    "tax-exemptions": "tax_exemption",
    "import": "import",
    "import_id": "import",
    "jobs": "job",
    "documents": "order",
    "notes": "note",
    "files": "file",
    "mails": "mail",
    "statement": "customer",
    "order_id": "order",
    "quote_id": "quote",
    "customer_id": "customer",
    "address_id": "address",
    "item_id": "item",
    "shipment_id": "shipment",
    "invoice_id": "invoice",
    "credit_note_id": "credit_note",
    "payment_id": "payment",
    "allocation_id": "allocation",
    "hold_id": "hold",
    "return_id": "return",
    "dispute_id": "dispute",
    "purchase_order_id": "purchase_order",
    "receipt_id": "receipt",
    "landed_cost_id": "landed_cost",
    "delivery_id": "store_delivery",
    "withdrawal_id": "store_withdrawal",
    "statement_id": "store_statement",
    "variance_id": "variance",
    "supplier_id": "supplier",
    "warehouse_id": "warehouse",
    "lot_id": "lot",
    "user_id": "user",
    "token_id": "token",
    "price_list_id": "price_list",
    "version_id": "price_version",
    "charge_id": "charge",
    "discount_id": "discount",
    "promotion_id": "promotion",
    "exemption_id": "tax_exemption",
    "note_id": "note",
    "count_id": "count",
    "correction_id": "correction",
    "transfer_id": "transfer",
    "discrepancy_id": "discrepancy",
    "file_id": "file",
    "subject_id": "invoice",
    "mail_id": "mail",
    "invitation_id": "invitation",
    "session_id": "session",
}
OF_SUPPLIERS = {"address": "supplier_address"}
_PLACE = re.compile(r"<(?:(?P<converter>\w+):)?(?P<name>\w+)>|\{(?P<braced>\w+)\}")


@dataclass(frozen=True)
class Doorplate:
    """One address (and, in the API, one method): its places for ids, and the verb that opens it."""

    door: str
    name: str
    template: str
    methods: tuple[str, ...]
    may: str | None

    def __str__(self) -> str:
        return f"{self.door} {'/'.join(self.methods)} {self.template}"

    @property
    def kinds(self) -> list[str]:
        return [kind for _, kind in self._places]

    @functools.cached_property
    def _places(self) -> list[tuple[str, str]]:
        found = []
        for place in _PLACE.finditer(self.template):
            word = place["braced"] or ""
            if not word:
                before = [part for part in self.template[: place.start()].split("/") if part]
                before = [part for part in before if "<" not in part]
                word = place["name"] if place["name"] in KINDS else before[-1]
            assert word in KINDS, f"{self}: what stands behind “{word}”? Say it in {__name__}.KINDS."
            kind = KINDS[word]
            if "suppliers/" in self.template[: place.start()]:
                kind = OF_SUPPLIERS.get(kind, kind)
            found.append((place[0], kind))
        return found

    def at(self, *ids: UUID | str) -> str:
        """The address with these ids in its places."""
        path = self.template
        for (place, _), value in zip(self._places, ids, strict=True):
            path = path.replace(place, str(value), 1)
        return path

    def visits(self, company: Company, world: str, most: int = 100) -> Iterator[str]:
        """Its addresses for the documents of a world, shared ones included."""
        documents = [company.document(kind, world) for kind in self.kinds]
        assert all(documents), f"{self}: company.py makes nothing of {self.kinds}"
        together = itertools.product(*documents)
        if "order_change" in self.kinds:  # a change first under its own order
            together = iter(sorted(together, key=lambda ids: company.changed.get(ids[-1]) != ids[0]))
        for ids in itertools.islice(together, most):
            yield self.at(*ids)

    def is_of_worlds(self, company: Company) -> bool:
        """Whether its documents belong to a customer or a warehouse."""
        return any(kind in company.alpha.ids for kind in self.kinds)


@functools.cache
def office() -> tuple[Doorplate, ...]:
    """From the URL resolver. The verb is the one that the page's or verb's decorator was given."""
    return tuple(
        Doorplate("office", name, f"/{route}", ("GET", "POST"), permission_of(view))
        for route, name, view in _walk(get_resolver(), "")
        if route.startswith("office/")
    )


def accounts() -> list[Doorplate]:
    """Sign-in and what belongs to it, as far as an address needs nothing filled in."""
    return [
        Doorplate("accounts", name, f"/{route}", ("GET", "POST"), None)
        for route, name, _ in _walk(get_resolver(), "")
        if route.startswith("accounts/") and "<" not in route and "(" not in route
    ]


@functools.cache
def api() -> tuple[Doorplate, ...]:
    """From the OpenAPI document, which is dear to make and made once."""
    return tuple(
        Doorplate("api", operation["operationId"], path, (method.upper(),), operation["x-permission"])
        for path, operations in openapi()["paths"].items()
        for method, operation in operations.items()
    )


def _walk(resolver: URLResolver, before: str) -> Iterator[tuple[str, str, Any]]:
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route, pattern.name or route, pattern.callback
        else:
            yield from _walk(pattern, route)


def permission_of(view: Any) -> str | None:
    """The `may` of @page, @verb or @grid_verb; None when no decorator of ours is around the view."""
    while view is not None:
        code = getattr(view, "__code__", None)
        if code is not None and "may" in code.co_freevars:
            return str(view.__closure__[code.co_freevars.index("may")].cell_contents)
        for name, cell in zip(
            getattr(code, "co_freevars", ()), getattr(view, "__closure__", None) or (), strict=False
        ):
            # require_POST and login_required keep the view in their closure as well as in __wrapped__
            if name in ("view_func", "func") and callable(cell.cell_contents):
                found = permission_of(cell.cell_contents)
                if found is not None:
                    return found
        view = getattr(view, "__wrapped__", None)
    return None
