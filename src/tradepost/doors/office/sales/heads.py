"""What of an order and of a quote is changed where it stands."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from tradepost.base.by import By
from tradepost.domain.delivery import queries as delivery_queries
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.models import Order, Quote
from tradepost.doors.office.parts.editing import Head, some_of
from tradepost.doors.office.sales.order_page import order_page
from tradepost.doors.office.sales.order_view import order_view
from tradepost.doors.office.sales.quote_page import quote_page
from tradepost.render.screens.document import DocumentPage
from tradepost.render.screens.form import ScreenForm

WORDS = ("customer_po", "shipping_address", "note")
QUOTE_WORDS = (*WORDS, "terms_text")


class InPlaceForm(ScreenForm):
    carrier_id = forms.TypedChoiceField(label=_("Sent by"), required=False, coerce=UUID, empty_value=None)
    customer_po = forms.CharField(label=_("Customer's PO"), required=False, max_length=80)
    requested_on = forms.DateField(label=_("Wanted"), required=False)
    valid_until = forms.DateField(label=_("Valid until"))
    shipping_address = forms.CharField(
        label=_("Ship to"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"})
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    terms_text = forms.CharField(
        label=_("Terms"),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "carrier_id" in self.fields:
            known = [(str(one.pk), one.name) for one in delivery_queries.carriers()]
            self.fields["carrier_id"].choices = [("", _("nothing in particular")), *known]  # type: ignore[attr-defined]


def _of_order(by: By, order: Order) -> type[ScreenForm]:
    if order.state in ("draft", "submitted"):
        return some_of(InPlaceForm, "requested_on", "carrier_id", *WORDS)
    return some_of(InPlaceForm, *(("carrier_id", *WORDS) if order.state == "confirmed" else ()))


def _save_order(by: By, order: Order, version: int, changed: dict[str, Any]) -> None:
    without = [name for name, value in changed.items() if value is None]
    sales.change_order(by, order_id=order.pk, version=version, without=without, **changed)


def _order_page(by: By, pk: UUID) -> DocumentPage:
    return order_page(order_view(by, pk))


def _order_values(order: Order) -> dict[str, Any]:
    return {name: getattr(order, name) for name in ("requested_on", "carrier_id", *WORDS)}


ORDER_HEAD = Head(
    page="order",
    may="sales.change_order",
    find=sales_queries.order,
    form=_of_order,
    values=_order_values,
    save=_save_order,
    shown=_order_page,
)


def _of_quote(by: By, quote: Quote) -> type[ScreenForm]:
    return some_of(InPlaceForm, *(("valid_until", *QUOTE_WORDS) if quote.state == "draft" else ()))


def _quote_values(quote: Quote) -> dict[str, Any]:
    return {name: getattr(quote, name) for name in ("valid_until", *QUOTE_WORDS)}


def _save_quote(by: By, quote: Quote, version: int, changed: dict[str, Any]) -> None:
    sales.change_quote(by, quote_id=quote.pk, version=version, **changed)


QUOTE_HEAD = Head(
    page="quote",
    may="sales.change_quote",
    find=sales_queries.quote,
    form=_of_quote,
    values=_quote_values,
    save=_save_quote,
    shown=quote_page,
)
