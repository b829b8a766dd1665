"""The statement to a supplier of what became ours of their goods: its page, paper and file; made from their page."""

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.access import queries as access_queries
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.purchasing import commands as purchasing
from tradepost.domain.purchasing import queries as purchasing_queries
from tradepost.domain.purchasing.models import StoreStatement, StoreWithdrawalLine
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.papers import answer_pdf
from tradepost.doors.office.parts.posted import minted
from tradepost.doors.office.parts.standing import today_of
from tradepost.doors.office.parts.timeline import Subject, timeline
from tradepost.doors.office.parts.views import answer_document
from tradepost.doors.office.purchasing.store_screens import kind_of
from tradepost.doors.office.verbs import done, verb
from tradepost.render.documents.purchasing import store_statement_paper
from tradepost.render.papers import render_pdf
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import DocumentPage, Fact, FactGroup, Paper, Section, Total, Verb
from tradepost.render.screens.export import plain
from tradepost.render.screens.form import ScreenForm

STATED = (
    Column("withdrawal.left_on", gettext_lazy("Day"), "day"),
    Column(
        "withdrawal.number", gettext_lazy("Document"), "code",
        link=lambda row: address("store_withdrawal", row.withdrawal_id), note=lambda row: kind_of(row.withdrawal),
    ),
    Column("item.sku", gettext_lazy("Item"), "code", link=lambda row: address("item", row.item_id),
           note=lambda row: row.item.name),
    Column("supplier_sku", gettext_lazy("Their number"), "code", priority=3),
    Column("lot.code", gettext_lazy("Lot"), "code", priority=2),
    Column("store_line.delivery.delivery_note", gettext_lazy("Delivery note"), "code", priority=3),
    Column("quantity", gettext_lazy("Quantity"), "quantity", unit="item.base_unit"),
    Column("price", gettext_lazy("Price"), "price", currency="withdrawal.currency", priority=2,
           note=lambda row: row.unit or row.item.base_unit),
    Column("amount", gettext_lazy("Amount"), "money", currency="withdrawal.currency"),
)  # fmt: skip


class StatementForm(ScreenForm):
    """Up to which day."""

    until_on = forms.DateField(
        label=gettext_lazy("Up to and with"),
        help_text=gettext_lazy("All that became ours until then and was not told yet stands on it, once."),
    )


def statement_verb(by: By, supplier_id: UUID) -> Iterator[Verb]:
    """To make one, for those who may, where something was not told yet; of each currency."""
    if not access_queries.may(by, "purchasing.state_store") or by.scope:
        return
    for one in purchasing_queries.unstated_of(supplier_id):
        form = StatementForm(initial={"until_on": today_of(by)}, auto_id=f"id_statement_{one.currency}_%s")
        yield Verb(
            f"statement_{one.currency}",
            _("Statement of goods taken over (%s)") % one.currency,
            address("store_statement_new", supplier_id),
            form=form,
            hidden={"statement_id": new_id(by.now), "currency": one.currency},
            icon="file-text",
        )


@verb("purchasing.state_store", back="office:supplier", form=StatementForm)
def store_statement_new(request: HttpRequest, by: By, form: StatementForm, pk: UUID) -> str:
    made = purchasing.state_store(
        by,
        statement_id=minted(request, "statement_id"),
        supplier_id=parties_queries.supplier(by, pk).pk,
        until_on=form.cleaned_data["until_on"],
        currency=request.POST.get("currency", "")[:3],
    )
    return done(
        request, _("%s: ready to be sent to the supplier.") % made.number, address("store_statement", made.pk)
    )


def _found(by: By, pk: UUID) -> StoreStatement:
    access_queries.require(by, "purchasing.read")
    return purchasing_queries.store_statement(by, pk)


@page("catalog.read_cost")
def store_statement(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    return answer_document(request, statement_page(_found(by, pk)))


def statement_page(found: StoreStatement) -> DocumentPage:
    return DocumentPage(
        kind=_("Statement to a supplier"),
        title=found.number,
        subtitle=found.supplier_name,
        subtitle_url=address("supplier", found.supplier_id),
        back_url=address("store_statements"),
        back_label=_("Statements to suppliers"),
        facts=[
            FactGroup(
                _("Statement"),
                (
                    Fact(_("Up to and with"), found.until_on, "day"),
                    Fact(_("Made"), found.made_at, "moment"),
                    Fact(
                        _("Withdrawals"),
                        found.withdrawals_count,
                        "quantity",
                        link=f"{address('store_withdrawals')}?statement={found.pk}",
                    ),
                    Fact(
                        _("Amount"),
                        found.amount,
                        "money",
                        currency=found.currency,
                        why=_("It is owed since each of them left the store; the statement posts nothing."),
                    ),
                ),
            )
        ],
        sections=[
            Section(
                _("What became ours"),
                STATED,
                purchasing_queries.stated_lines_of(found.pk),
                totals=[Total(_("Amount"), found.amount, found.currency, strong=True)],
            )
        ],
        papers=[
            Paper(_("Statement as PDF"), address("store_statement_pdf", found.pk)),
            Paper(_("Statement as CSV"), address("store_statement_csv", found.pk)),
        ],
        timeline=timeline({found.pk: Subject()}, 10),
    )


@page("catalog.read_cost")
def store_statement_pdf(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    found = _found(by, pk)
    return answer_pdf(render_pdf(store_statement_paper(found)), found.number)


CSV_COLUMNS = (
    "statement", "until_on", "day", "document", "kind", "delivery", "delivery_note", "supplier_sku", "sku", "name",
    "lot", "quantity", "base_unit", "price", "price_per", "price_unit", "currency", "amount",
)  # fmt: skip


@page("catalog.read_cost")
def store_statement_csv(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    """For the supplier's own books: names of columns are fixed, numbers plain."""
    found = _found(by, pk)
    file = StringIO()
    write = csv.writer(file).writerow
    write(CSV_COLUMNS)
    for line in purchasing_queries.stated_lines_of(pk):
        write([plain(value) for value in _record(found, line)])
    answer = HttpResponse("\ufeff" + file.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = content_disposition_header(True, f"{found.number}.csv") or ""
    return answer


def _record(found: StoreStatement, line: StoreWithdrawalLine) -> list[Any]:
    out, came = line.withdrawal, line.store_line.delivery
    return [
        found.number, found.until_on, out.left_on, out.number, out.kind, came.number, came.delivery_note,
        line.supplier_sku, line.item.sku, line.item.name, line.lot.code if line.lot else "", line.quantity,
        line.item.base_unit, line.price.normalize(), line.pack, line.unit or line.item.base_unit,
        found.currency, line.amount.normalize(),
    ]  # fmt: skip
