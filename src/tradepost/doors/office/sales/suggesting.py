"""What may be missing from an order while it is typed: asked for by a key, added by one."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tradepost.base.by import By
from tradepost.base.money import ZERO
from tradepost.domain.parties.queries import CustomerTerms
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.rules.suggestions import NEW, SUBSTITUTE, USUAL, Suggestion
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.figures import figure, plain
from tradepost.doors.office.parts.posted import Posted, posted
from tradepost.doors.office.parts.standing import today_of
from tradepost.doors.office.sales.checking import in_its_place, to_check
from tradepost.doors.office.sales.entry import Sheet, customer_of
from tradepost.doors.office.verbs import grid_verb
from tradepost.render.formats import number_text
from tradepost.render.sentences import said

HEADINGS = {
    SUBSTITUTE: gettext_lazy("Instead of what is short or late"),
    USUAL: gettext_lazy("They order it again and again"),
    NEW: gettext_lazy("New where they buy"),
}


@grid_verb("sales.read")
def order_suggestions(request: HttpRequest, by: By, asked: dict[str, Any]) -> dict[str, Any]:
    """What the grid is told: suggestions with the cells that taking one fills, or a sentence why there is none."""
    sent = posted(asked)
    customer = customer_of(by, sent.head.get("customer", ""))
    if customer is None:
        return {
            "suggestions": [],
            "says": _("Choose a customer: what they ordered before is looked through."),
        }
    discount = figure(sent.head.get("order_discount_percent")) or ZERO
    sheet = Sheet(customer, sent.lines, today_of(by), min(max(discount, ZERO), 100 + ZERO))
    found = sales_queries.suggestions(by, to_check(sent, sheet, customer))
    nothing = _(
        "Nothing is missing: what %s orders again and again is in this order, or they ordered too little so far."
    )
    return {
        "suggestions": [_told(one, sent, customer) for one in found],
        "says": "" if found else nothing % customer.name,
    }


def _told(one: Suggestion, sent: Posted, customer: CustomerTerms) -> dict[str, Any]:
    url, link = _rows(one, customer)
    return {
        "heading": str(HEADINGS[one.kind]),
        "code": one.sku,
        "name": one.name,
        "amount": f"{number_text(one.quantity)} {one.unit}",
        "reason": said(one.reason),
        "url": url,
        "link": link,
        "key": None if one.line is None else sent.lines[one.line].get("key"),
        "values": _values(one),
    }


def _values(one: Suggestion) -> Mapping[str, str]:
    """The cells of the line it becomes."""
    if one.instead:
        fix = in_its_place(one.instead)
        return {fix["cell"]: fix["value"], **fix["others"]}
    return {"item": one.sku, "quantity": plain(one.quantity), "unit": one.unit}


def _rows(one: Suggestion, customer: CustomerTerms) -> tuple[str, str]:
    """Where its figures come from."""
    if one.kind == USUAL:
        asked = {"customer": customer.customer_id, "item": one.item_id}
        label = ngettext("%(n)s order", "%(n)s orders", one.orders) % {"n": number_text(one.orders)}
        return f"{address('orders')}?{urlencode(asked)}", label
    if one.kind == NEW:
        return f"{address('items')}?{urlencode({'category': one.category_id})}", _("Its category")
    return address("item", one.item_id), one.sku
