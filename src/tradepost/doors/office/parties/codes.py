"""What a customer calls our items: learned from their orders, and taken back here."""

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.domain.catalog import commands as catalog
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.parties import queries as parties_queries
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.views import answer_document
from tradepost.doors.office.verbs import done, verb
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import DocumentPage, Section, Verb
from tradepost.render.screens.form import ScreenForm

CODES = (
    Column("code", gettext_lazy("Their code"), "code"),
    Column(
        "item.sku", gettext_lazy("Item"), "code",
        link=lambda row: address("item", row.item_id), note=lambda row: row.item.name,
    ),
    Column("unit", gettext_lazy("Stands for one"), value=lambda row: row.unit or row.item.base_unit),
)  # fmt: skip


class ForgetCodeForm(ScreenForm):
    code = forms.CharField(
        label=gettext_lazy("Their code"), max_length=80,
        help_text=gettext_lazy("It stands for nothing any more. Orders that were placed stay as they are."),
    )  # fmt: skip


@page("parties.read")
def customer_codes(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    customer = parties_queries.customer(by, pk)
    rows = catalog_queries.codes_of_party(customer.party_id)
    verbs = []
    if rows and access_queries.may(by, "parties.change_customer"):
        form = ForgetCodeForm(auto_id="id_code_%s")
        url = address("customer_code_forget", pk)
        verbs.append(Verb("forget", _("Take back a code"), url, form=form, icon="undo-2"))
    empty = _(
        "Nothing is learned yet. Choose an item for a pasted code, and confirm the order: it stands here."
    )
    shown = DocumentPage(
        title=_("What %s calls our items") % customer.party.name,
        back_url=address("customer", pk),
        back_label=customer.party.name,
        verbs=verbs,
        sections=[Section(_("Codes"), CODES, rows, empty=empty, name="codes")],
    )
    return answer_document(request, shown)


@verb("parties.change_customer", back="office:customer_codes", form=ForgetCodeForm)
def customer_code_forget(request: HttpRequest, by: By, form: ForgetCodeForm, pk: UUID) -> str:
    customer = parties_queries.customer(by, pk)
    catalog.forget_code(by, party_id=customer.party_id, code=form.cleaned_data["code"])
    return done(request, _("Taken back."))
