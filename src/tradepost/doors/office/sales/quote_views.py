"""Quotes: the page, the grid for new ones, drafts and revisions, and the verbs."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from tradepost.base.by import By
from tradepost.base.errors import Invalid
from tradepost.base.ids import new_id
from tradepost.domain.access import queries as access_queries
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.commands import OfferedInput
from tradepost.domain.sales.models import Quote
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.charged import typed_figure
from tradepost.doors.office.parts.conflicts import telling_theirs
from tradepost.doors.office.parts.figures import typed
from tradepost.doors.office.parts.posted import Posted, id_of, minted, posted, version_of
from tradepost.doors.office.parts.views import answer_document
from tradepost.doors.office.sales.entry import (
    columns,
    customer_of,
    head_values,
    in_cells,
    shown_lines,
    typed_sheet,
)
from tradepost.doors.office.sales.forms import (
    AcceptForm,
    DeclineForm,
    OrderQuoteForm,
    QuoteDraftHead,
    QuoteHead,
)
from tradepost.doors.office.sales.heads import QUOTE_HEAD
from tradepost.doors.office.sales.offered import as_offered
from tradepost.doors.office.sales.pasting import read_pasted
from tradepost.doors.office.sales.preview import previewed
from tradepost.doors.office.sales.quote_page import accept_form, quote_page
from tradepost.doors.office.sales.template_views import begun_with
from tradepost.doors.office.verbs import done, grid_verb, verb
from tradepost.render.screens.form import ScreenForm
from tradepost.render.screens.grid import OrderGrid


@page("sales.read")
def quote(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    found = sales_queries.quote(by, pk)
    return answer_document(request, quote_page(by, pk), QUOTE_HEAD.editing(request, by, found))


# ---- the grid


@page("sales.make_quote")
def quote_new(request: HttpRequest, by: By) -> HttpResponseBase:
    chosen = customer_of(by, request.GET.get("customer", ""))
    initial: dict[str, Any] = {"customer": chosen.customer_id} if chosen else {}
    lines: list[dict[str, Any]] = []
    if template := request.GET.get("template", ""):
        begun, lines = begun_with(by, id_of(template))
        initial |= begun
    head = QuoteHead(auto_id="head_%s", initial=initial, customer_name=chosen.name if chosen else "")
    grid = OrderGrid(
        id=str(new_id(by.now)),
        submit_url=address("quote_submit_new"),
        lines=lines,
        draft_key=f"quote{f'-{template}' if template else ''}:{by.actor_id}",
        submit=_("Save quote"),
        **_common(by),
    )
    return _grid(request, grid, head, _("New quote"), address("quotes"), _("Quotes"))


@page("sales.change_quote")
def quote_edit(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    found = sales_queries.quote(by, pk)
    return _standing(
        request, by, found, str(pk), address("quote_submit_edit", pk), _("Save quote"), f"{found}"
    )


@page("sales.revise_quote")
def quote_revise(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    found = sales_queries.quote(by, pk)
    title = _("New revision of %s") % found
    return _standing(
        request, by, found, str(new_id(by.now)), address("quote_submit_revise", pk), _("Save revision"), title
    )


def _common(by: By) -> dict[str, Any]:
    return {
        "label": _("Lines of the quote"),
        "columns": columns(promises=False, options=True, margin=access_queries.may(by, "catalog.read_cost")),
        "scans": True,
        "remembers": True,
        "lookup_url": address("order_items"),
        "preview_url": address("quote_preview"),
    }


def _standing(
    request: HttpRequest, by: By, found: Quote, grid_id: str, submit_url: str, submit: str, title: str
) -> HttpResponseBase:
    """The grid over the lines of a quote that stands."""
    is_revision = found.state != "draft"
    initial = {
        "customer": found.customer_id,
        "customer_po": found.customer_po,
        "requested_on": found.requested_on,
        "valid_until": None if is_revision else found.valid_until,
        "order_discount_percent": typed(found.order_discount_percent),
        "freight": typed_figure(found),
        "note": found.note,
        "terms_text": found.terms_text,
    }
    # A revision begins with the offered prices, as new rows.
    lines = shown_lines(sales_queries.quote_lines(found.pk), offered=is_revision)
    if is_revision:
        lines = [{**line, "key": f"r{place}"} for place, line in enumerate(lines)]
    grid = OrderGrid(
        id=grid_id,
        submit_url=submit_url,
        submit=submit,
        lines=lines,
        draft_key=f"quote-{found.pk if is_revision else 'edit'}:{by.actor_id}",
        extra={} if is_revision else {"version": str(found.version)},
        **_common(by),
    )
    head = QuoteDraftHead(auto_id="head_%s", initial=initial)
    return _grid(
        request, grid, head, f"{title} · {found.customer_name}", address("quote", found.pk), str(found)
    )


def _shown(pk: UUID) -> list[dict[str, Any]]:
    return shown_lines(sales_queries.quote_lines(pk))


def _grid(
    request: HttpRequest, grid: OrderGrid, head: ScreenForm, title: str, back_url: str, back_label: str
) -> HttpResponseBase:
    context = {"grid": grid, "head": head, "title": title, "back_url": back_url, "back_label": back_label}
    return render(request, "office/grid.html", context)


@grid_verb("sales.read")
def quote_preview(request: HttpRequest, by: By, asked: dict[str, Any]) -> dict[str, Any]:
    sent, read = read_pasted(by, asked, posted(asked))
    return {**previewed(by, sent, promises=False), **read}


@grid_verb("sales.make_quote")
def quote_submit_new(request: HttpRequest, by: By, asked: dict[str, Any]) -> dict[str, Any]:
    sent = posted(asked)
    head = head_values(QuoteHead(dict(sent.head)))
    try:
        made = sales.make_quote(
            by,
            quote_id=sent.id,
            customer_id=head.pop("customer"),
            lines=_offered(by, sent),
            **head,
        )
    except Invalid as refusal:
        raise in_cells(refusal) from None
    messages.success(request, _("Quote %s saved.") % made)
    return {"url": address("quote", made.pk)}


@grid_verb("sales.change_quote")
def quote_submit_edit(request: HttpRequest, by: By, asked: dict[str, Any], pk: UUID) -> dict[str, Any]:
    found = sales_queries.quote(by, pk)
    head, sent = _head_of(found, posted(asked))
    try:
        with telling_theirs(pk, lambda: _shown(pk)):
            sales.change_quote(by, quote_id=pk, version=version_of(asked), lines=_offered(by, sent), **head)
    except Invalid as refusal:
        raise in_cells(refusal) from None
    messages.success(request, _("Saved."))
    return {"url": address("quote", pk)}


@grid_verb("sales.revise_quote")
def quote_submit_revise(request: HttpRequest, by: By, asked: dict[str, Any], pk: UUID) -> dict[str, Any]:
    found = sales_queries.quote(by, pk)
    head, sent = _head_of(found, posted(asked))
    try:
        made = sales.revise_quote(by, quote_id=pk, revision_id=sent.id, lines=_offered(by, sent), **head)
    except Invalid as refusal:
        raise in_cells(refusal) from None
    messages.success(request, _("Revision %s saved.") % made)
    return {"url": address("quote", made.pk)}


def _head_of(found: Quote, sent: Posted) -> tuple[Mapping[str, Any], Posted]:
    """What was typed over the lines; the customer is the quote's, whatever came. Emptied texts are empty."""
    whole = Posted(sent.id, {**sent.head, "customer": str(found.customer_id)}, sent.lines)
    head = head_values(QuoteDraftHead(dict(whole.head)))
    head.pop("customer")
    without = [] if "freight" in head else ["freight"]
    return {"customer_po": "", "note": "", "terms_text": "", "without": without, **head}, whole


def _offered(by: By, sent: Posted) -> list[OfferedInput]:
    return as_offered(typed_sheet(by, sent).inputs(), sent.lines)


# ---- verbs


def _own(by: By, pk: UUID) -> UUID:
    """The quote's id, when it is theirs to see. Raises NotFound."""
    return sales_queries.quote(by, pk).pk


@verb("sales.send_quote", back="office:quote")
def quote_send(request: HttpRequest, by: By, pk: UUID) -> str:
    sales.send_quote(by, quote_id=_own(by, pk))
    return done(request, _("Sent: from here on it is revised, not changed."))


def _accept_form(data: QueryDict, *, by: By, pk: UUID) -> AcceptForm:
    return accept_form(sales_queries.quote(by, pk), sales_queries.quote_lines(pk), data)


@verb("sales.accept_quote", back="office:quote", form=_accept_form)
def quote_accept(request: HttpRequest, by: By, form: AcceptForm, pk: UUID) -> str:
    sales.accept_quote(by, quote_id=_own(by, pk), **form.cleaned_data)
    return done(request, _("Accepted. Make the order of it next."))


@verb("sales.decline_quote", back="office:quote", form=DeclineForm)
def quote_decline(request: HttpRequest, by: By, form: DeclineForm, pk: UUID) -> str:
    sales.decline_quote(by, quote_id=_own(by, pk), **form.cleaned_data)
    return done(request, _("Declined."))


@verb("sales.order_quote", back="office:quote", form=OrderQuoteForm)
def quote_order(request: HttpRequest, by: By, form: OrderQuoteForm, pk: UUID) -> str:
    made = sales.order_quote(
        by, quote_id=_own(by, pk), order_id=minted(request, "order_id"), **form.cleaned_data
    )
    return done(request, _("Order %s placed.") % made.number, address("order", made.pk))
