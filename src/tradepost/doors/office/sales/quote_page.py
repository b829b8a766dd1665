"""The page of a quote: one revision, what it changed, its answers."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.base.ids import new_id
from tradepost.domain.access import queries as access_queries
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.flows import QUOTE
from tradepost.domain.sales.models import Order, Quote, QuoteLine
from tradepost.domain.sales.rules import LineChange
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.figures import plain
from tradepost.doors.office.parts.mailing import mail_url
from tradepost.doors.office.parts.standing import today_of
from tradepost.doors.office.parts.timeline import Subject, timeline
from tradepost.doors.office.parts.trail import trail
from tradepost.doors.office.sales.forms import AcceptForm, DeclineForm, OrderQuoteForm
from tradepost.doors.office.sales.why import discounted, why_price
from tradepost.render.formats import day_text, money_text, number_text
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import (
    Badge,
    DocumentPage,
    Fact,
    FactGroup,
    Notice,
    Paper,
    Section,
    Total,
    Verb,
)


def quote_page(by: By, pk: UUID) -> DocumentPage:
    """Raises NotFound."""
    quote = sales_queries.quote(by, pk)
    order = _order_of(by, pk)
    around = trail(by, order=order, quote=quote, here=pk)
    revisions = sales_queries.revisions_of(by, quote.number)
    for one in revisions:
        around.subjects.setdefault(one.pk, Subject(str(one), address("quote", one.pk)))
    return DocumentPage(
        kind=_("Quote"),
        title=str(quote),
        subtitle=quote.customer_name,
        subtitle_url=address("customer", quote.customer_id),
        state=quote.state,
        badges=_badges(by, quote),
        verbs=_verbs(by, quote),
        notices=_notices(quote, revisions),
        facts=_facts(quote),
        sections=_sections(quote, revisions),
        related=around.stages,
        timeline=timeline(around.subjects),
        papers=[Paper(_("Quote"), address("quote_pdf", pk))],
        mail_url=mail_url(by, "quote", pk, ready=quote.state not in ("superseded", "declined", "expired")),
        back_url=address("quotes"),
        back_label=_("Quotes"),
        version=quote.version,
        subject=("quote", quote.pk),
    )


def _order_of(by: By, pk: UUID) -> Order | None:
    """The order made of it, when this person may see it."""
    placed = sales_queries.order_of_quote(pk)
    try:
        return sales_queries.order(by, placed.pk) if placed else None
    except NotFound:
        return None


def _badges(by: By, quote: Quote) -> list[Badge]:
    is_past = quote.state == "sent" and quote.valid_until < today_of(by)
    return [Badge("expired")] if is_past else []


def _verbs(by: By, quote: Quote) -> list[Verb]:
    allowed = QUOTE.allowed(quote.state)
    pk = quote.pk

    def may(verb: str, name: str) -> bool:
        return verb in allowed and access_queries.may(by, f"sales.{name}")

    found = [
        Verb("send", _("Mark as sent"), address("quote_send", pk), strong=True, icon="send", key="s")
        if may("send", "send_quote") else None,
        Verb("edit", _("Edit"), address("quote_edit", pk), method="get", icon="pencil", key="l")
        if may("change", "change_quote") else None,
        Verb("accept", _("Accepted"), address("quote_accept", pk), form=AcceptForm(auto_id="id_accept_%s"), strong=True,
             icon="check") if may("accept", "accept_quote") else None,
        Verb("order", _("Make the order"), address("quote_order", pk), form=_order_form(quote), strong=True,
             icon="shopping-basket", hidden={"order_id": new_id(by.now)}) if may("order", "order_quote") else None,
        Verb("revise", _("Revise"), address("quote_revise", pk), method="get", icon="git-branch", key="e")
        if may("revise", "revise_quote") else None,
        Verb("decline", _("Declined"), address("quote_decline", pk), form=DeclineForm(auto_id="id_decline_%s"),
             danger=True, icon="x") if may("decline", "decline_quote") else None,
    ]  # fmt: skip
    return [verb for verb in found if verb is not None]


def _order_form(quote: Quote) -> OrderQuoteForm:
    return OrderQuoteForm(initial={"customer_po": quote.customer_po, "confirm": True}, auto_id="id_order_%s")


def _notices(quote: Quote, revisions: list[Quote]) -> list[Notice]:
    newest = revisions[0] if revisions else quote
    if newest.pk != quote.pk:
        text = _("A newer revision stands: %s.") % newest
        return [Notice(text, "info", link=address("quote", newest.pk), link_label=_("Open it"))]
    return []


def _facts(quote: Quote) -> list[FactGroup]:
    answer = [
        Fact(_("Sent"), quote.sent_at, "moment"),
        *([Fact(_("Answered"), quote.answered_at, "moment")] if quote.answered_at else []),
        *([Fact(_("By"), quote.answered_by)] if quote.answered_by else []),
        *([Fact(_("They said"), quote.answer_note)] if quote.answer_note else []),
    ]  # fmt: skip
    return [
        FactGroup(
            _("Customer"),
            [
                Fact(_("Customer's PO"), quote.customer_po, "code", edit="customer_po"),
                Fact(_("Bill to"), quote.billing_address or None),
            ],
        ),
        FactGroup(
            _("Offer"),
            [
                Fact(_("Valid until"), quote.valid_until, "day", edit="valid_until"),
                Fact(_("Wanted"), quote.requested_on, "day"),
                Fact(_("Pays within"), quote.terms_days, "quantity", unit=_("days")),
                Fact(_("Ship to"), quote.shipping_address or None, edit="shipping_address"),
                Fact(_("Note"), quote.note, edit="note", hides=True),
            ],
        ),
        FactGroup(_("Answer"), answer),
    ]


def _sections(quote: Quote, revisions: list[Quote]) -> list[Section]:
    rows = [_row(line, quote) for line in sales_queries.quote_lines(quote.pk)]
    sections = [Section(_("Lines"), LINES, rows, totals=_totals(quote), name="lines")]
    changes = [_change(change) for change in sales_queries.changes_of(quote)] + _term_rows(quote)
    if changes:
        sections.append(Section(_("What this revision changed"), CHANGES, changes, name="changes"))
    if len(revisions) > 1:
        sections.append(Section(_("Revisions"), REVISIONS, revisions, name="revisions"))
    return sections


def _row(line: QuoteLine, quote: Quote) -> dict[str, Any]:
    return {
        "position": line.position,
        "sku": line.sku,
        "name": "\n".join(part for part in (line.name, line.note) if part),
        "url": address("item", line.item_id),
        "quantity": line.typed_quantity,
        "unit": line.unit,
        "wanted": line.requested_on,
        "price": line.unit_price,
        "why": why_price(line.price_trace, quote.currency),
        "discount": line.discount_percent / 100 if line.discount_percent else None,
        "tax": line.tax_rate / 100,
        "net": line.net,
        "currency": quote.currency,
    }


def _totals(quote: Quote) -> list[Total]:
    totals = [Total(_("Net"), quote.net_total, quote.currency, note=discounted(quote))]
    if quote.freight:
        totals.append(Total(_("Freight"), quote.freight, quote.currency))
    totals.append(Total(_("Tax"), quote.tax_total, quote.currency))
    return [*totals, Total(_("Total"), quote.total, quote.currency, strong=True)]


FIELDS = {
    "typed_quantity": gettext_lazy("Quantity"),
    "unit": gettext_lazy("Unit"),
    "unit_price": gettext_lazy("Price"),
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
    if name in MONEY:
        return money_text(value, "")
    if name == "unit_price":
        return money_text(value, "", finest=4)
    if name in ("typed_quantity", "discount_percent", "order_discount_percent", "value_discount_percent"):
        return number_text(plain(value))
    if name in ("requested_on", "valid_until"):
        return day_text(value, None)
    return str(value)


def _term_rows(quote: Quote) -> list[dict[str, Any]]:
    kind = KINDS["changed"]
    return [
        {
            "sku": "",
            "name": FIELDS.get(name, name),
            "kind": kind,
            "what": f"{_value(name, old)} → {_value(name, new)}",
        }
        for name, (old, new) in sales_queries.terms_changed(quote).items()
    ]


KINDS = {
    "added": gettext_lazy("Added"),
    "removed": gettext_lazy("Removed"),
    "changed": gettext_lazy("Changed"),
}
LINES = (
    Column("position", "#", "number", priority=3),
    Column("sku", gettext_lazy("Item"), "code", link=lambda row: row["url"], note=lambda row: row["name"]),
    Column("quantity", gettext_lazy("Quantity"), "quantity", unit="unit"),
    Column("wanted", gettext_lazy("Wanted"), "day", priority=3),
    Column("price", gettext_lazy("Price"), "price", why=lambda row: row["why"]),
    Column("discount", gettext_lazy("Disc."), "percent", priority=2),
    Column("tax", gettext_lazy("Tax"), "percent", priority=3),
    Column("net", gettext_lazy("Net"), "money"),
)
CHANGES = (
    Column("kind", gettext_lazy("Change")),
    Column("sku", gettext_lazy("Item"), "code", note=lambda row: row["name"]),
    Column("what", gettext_lazy("What")),
)
REVISIONS = (
    Column("number", gettext_lazy("Revision"), "code", value=str, link=lambda q: address("quote", q.pk)),
    Column("state", gettext_lazy("State"), "state"),
    Column("made_at", gettext_lazy("Made"), "moment"),
    Column("valid_until", gettext_lazy("Valid until"), "day"),
    Column("total", gettext_lazy("Total"), "money"),
)
