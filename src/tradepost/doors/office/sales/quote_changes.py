"""What one revision of a quote changed against another, in words; and the page that compares any two."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.models import Quote
from tradepost.domain.sales.rules import LineChange
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.figures import plain
from tradepost.doors.office.parts.views import answer_document
from tradepost.render.formats import day_text, money_text, number_text
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import DocumentPage, Section


def changes_of(quote: Quote) -> list[dict[str, Any]]:
    """What a revision changed against the one before; two statements."""
    changes = [_change(change) for change in sales_queries.changes_of(quote)]
    return changes + _term_rows(sales_queries.terms_changed(quote))


@page("sales.read")
def quote_compare(request: HttpRequest, by: By, pk: UUID, other: UUID) -> HttpResponseBase:
    """From one revision of a quote to another, line by line."""
    before, after = sales_queries.quote(by, other), sales_queries.quote(by, pk)
    if before.number != after.number:
        raise NotFound("There is no such quote.")
    lines = [_change(change) for change in sales_queries.changes_between(before.pk, after.pk)]
    terms = _term_rows(sales_queries.terms_between(before, after))
    words = {"before": before, "after": after}
    shown = DocumentPage(
        kind=_("Quote"),
        title=_("From %(before)s to %(after)s") % words,
        subtitle=after.customer_name,
        subtitle_url=address("customer", after.customer_id),
        back_url=address("quote", pk),
        back_label=str(after),
        sections=[
            Section(_("Lines"), CHANGES, lines, _("The lines are the same."), name="lines"),
            Section(_("Terms and totals"), CHANGES, terms, _("Nothing else is different."), name="terms"),
        ],
    )
    return answer_document(request, shown)


FIELDS = {
    "typed_quantity": gettext_lazy("Quantity"),
    "unit": gettext_lazy("Unit"),
    "name": gettext_lazy("Name"),
    "unit_price": gettext_lazy("Price"),
    "section": gettext_lazy("Section"),
    "kind": gettext_lazy("Stands"),
    "choice": gettext_lazy("Alternatives"),
    "chosen": gettext_lazy("Chosen"),
    "terms_text": gettext_lazy("Terms"),
    "discount_percent": gettext_lazy("Discount %"),
    "requested_on": gettext_lazy("Wanted"),
    "note": gettext_lazy("Note"),
    "net": gettext_lazy("Net"),
    "valid_until": gettext_lazy("Valid until"),
    "order_discount_percent": gettext_lazy("Discount on all, %"),
    "value_discount_percent": gettext_lazy("Discount for the value, %"),
    "freight": gettext_lazy("Freight"),
    "shipping_address": gettext_lazy("Ship to"),
    "net_total": gettext_lazy("Net"),
    "tax_total": gettext_lazy("Tax"),
    "total": gettext_lazy("Total"),
}
MONEY = {"net", "freight", "net_total", "tax_total", "total"}


WORDS: dict[str, dict[Any, Any]] = {
    "kind": {
        "firm": gettext_lazy("firm"),
        "optional": gettext_lazy("optional"),
        "alternative": gettext_lazy("alternative"),
    },
    "chosen": {True: gettext_lazy("yes"), False: gettext_lazy("no")},
}


def _change(change: LineChange) -> dict[str, Any]:
    fields = change.fields if change.kind == "changed" else _whole(change)
    told = [_told(name, before, after) for name, (before, after) in fields.items()]
    return {"sku": change.sku, "name": change.name, "kind": KINDS[change.kind], "what": "; ".join(told)}


def _whole(change: LineChange) -> dict[str, tuple[object, object]]:
    """A line that came or went is told by its quantity and price."""
    return {name: change.fields[name] for name in ("typed_quantity", "unit_price") if name in change.fields}


def _told(name: str, before: object, after: object) -> str:
    label = FIELDS.get(name, name)
    if before is None or after is None:
        return f"{label} {_value(name, before if after is None else after)}"
    return f"{label} {_value(name, before)} → {_value(name, after)}"


def _value(name: str, value: Any) -> str:
    if value is None or value == "":
        return "–"
    if name in WORDS:
        return str(WORDS[name].get(value, value))
    if name in MONEY:
        return money_text(value, "")
    if name == "unit_price":
        return money_text(value, "", finest=4)
    if name in ("typed_quantity", "discount_percent", "order_discount_percent", "value_discount_percent"):
        return number_text(plain(value))
    if name in ("requested_on", "valid_until"):
        return day_text(value, None)
    return str(value)


def _term_rows(changed: Mapping[str, tuple[object, object]]) -> list[dict[str, Any]]:
    kind = KINDS["changed"]
    return [
        {
            "sku": "",
            "name": FIELDS.get(name, name),
            "kind": kind,
            "what": f"{_value(name, old)} → {_value(name, new)}",
        }
        for name, (old, new) in changed.items()
    ]


KINDS = {
    "added": gettext_lazy("Added"),
    "removed": gettext_lazy("Removed"),
    "changed": gettext_lazy("Changed"),
}
CHANGES = (
    Column("kind", gettext_lazy("Change")),
    Column("sku", gettext_lazy("Item"), "code", note=lambda row: row["name"]),
    Column("what", gettext_lazy("What")),
)
