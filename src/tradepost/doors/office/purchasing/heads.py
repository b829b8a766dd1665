"""What of a supplier and of a purchase order is changed where it stands."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from tradepost.base.by import By
from tradepost.domain.parties import commands as parties
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.parties.models import Supplier
from tradepost.domain.purchasing import commands as purchasing
from tradepost.domain.purchasing import queries as purchasing_queries
from tradepost.domain.purchasing.flows import PURCHASE_ORDER
from tradepost.domain.purchasing.models import PurchaseOrder
from tradepost.doors.office.parts.editing import Head, some_of
from tradepost.doors.office.purchasing.order_page import purchase_order_page
from tradepost.doors.office.purchasing.supplier_forms import SupplierForm
from tradepost.doors.office.purchasing.supplier_page import supplier_page
from tradepost.render.screens.document import DocumentPage
from tradepost.render.screens.form import ScreenForm

OF_PARTY = ("email", "phone", "website", "tax_number")
OF_SUPPLIER = ("lead_days", "terms_days", "minimum_order")
WORDS = ("supplier_reference", "note")


def _of_supplier(by: By, supplier: Supplier) -> type[ScreenForm]:
    return some_of(SupplierForm, *OF_PARTY, *OF_SUPPLIER)


def _supplier_values(supplier: Supplier) -> dict[str, Any]:
    found = {name: getattr(supplier.party, name) for name in OF_PARTY}
    found |= {name: getattr(supplier, name) for name in OF_SUPPLIER}
    return found | {"minimum_order": supplier.minimum_order or None}


def _save_supplier(by: By, supplier: Supplier, version: int, changed: dict[str, Any]) -> None:
    if "minimum_order" in changed:
        changed["minimum_order"] = changed["minimum_order"] or 0
    parties.change_supplier(by, supplier_id=supplier.pk, version=version, **changed)


def _supplier_page(by: By, pk: UUID) -> DocumentPage:
    return supplier_page(by, parties_queries.supplier(by, pk))


SUPPLIER_HEAD = Head(
    page="supplier",
    may="parties.change_supplier",
    find=parties_queries.supplier,
    form=_of_supplier,
    values=_supplier_values,
    save=_save_supplier,
    shown=_supplier_page,
)


class InPlaceForm(ScreenForm):
    expected_on = forms.DateField(label=_("Expected"))
    supplier_reference = forms.CharField(label=_("Their reference"), required=False, max_length=80)
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


def _of_order(by: By, order: PurchaseOrder) -> type[ScreenForm]:
    if order.state == PURCHASE_ORDER.initial:
        return some_of(InPlaceForm, "expected_on", *WORDS)
    return some_of(InPlaceForm, *(() if order.state in ("closed", "cancelled") else WORDS))


def _order_values(order: PurchaseOrder) -> dict[str, Any]:
    return {name: getattr(order, name) for name in ("expected_on", *WORDS)}


def _save_order(by: By, order: PurchaseOrder, version: int, changed: dict[str, Any]) -> None:
    purchasing.change_purchase_order(by, purchase_order_id=order.pk, version=version, **changed)


def _order_page(by: By, pk: UUID) -> DocumentPage:
    return purchase_order_page(by, purchasing_queries.purchase_order(by, pk))


PURCHASE_ORDER_HEAD = Head(
    page="purchase_order",
    may="purchasing.change_purchase_order",
    find=purchasing_queries.purchase_order,
    form=_of_order,
    values=_order_values,
    save=_save_order,
    shown=_order_page,
)
