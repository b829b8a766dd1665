"""What a customer orders again and again: kept from an order under a name, opened into the grid at today's prices."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.models import OrderTemplate
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.figures import plain
from tradepost.doors.office.parts.posted import minted
from tradepost.doors.office.parts.timeline import Subject, timeline
from tradepost.doors.office.parts.views import answer_document
from tradepost.doors.office.verbs import done, verb
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import DocumentPage, Fact, FactGroup, Section, Verb
from tradepost.render.screens.form import ScreenForm

TEMPLATES = (
    Column("name", gettext_lazy("Template"), link=lambda row: address("order_template", row.pk)),
    Column("lines_count", gettext_lazy("Lines"), "number"),
    Column("note", gettext_lazy("Note"), priority=2),
)
LINES = (
    Column("position", "#", "number", priority=3),
    Column(
        "item.sku", gettext_lazy("Item"), "code", link=lambda line: address("item", line.item_id),
        note=lambda line: " · ".join(part for part in (line.item.name, line.note) if part),
    ),
    Column("typed_quantity", gettext_lazy("Quantity"), "quantity", unit="unit"),
)  # fmt: skip


class KeepOrderTemplateForm(ScreenForm):
    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=80,
        help_text=gettext_lazy("It keeps items and quantities; prices are those of the day it is ordered."),
    )  # fmt: skip


@page("sales.read")
def customer_templates(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    customer = parties_queries.customer(by, pk)
    empty = _("No templates yet. Open an order of theirs and choose “Keep as template”.")
    rows = sales_queries.order_templates(by, pk)
    shown = DocumentPage(
        title=_("Templates of %s") % customer.party.name,
        back_url=address("customer", pk),
        back_label=customer.party.name,
        sections=[Section(_("Templates"), TEMPLATES, rows, empty=empty, name="templates")],
    )
    return answer_document(request, shown)


@page("sales.read")
def order_template(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    found = sales_queries.order_template(by, pk)
    customer = found.customer.party.name
    facts = [Fact(_("Customer"), customer), Fact(_("Note"), found.note, hides=True)]
    shown = DocumentPage(
        kind=_("Template of orders"),
        title=found.name,
        back_url=address("customer_templates", found.customer_id),
        back_label=_("Templates of %s") % customer,
        verbs=_verbs(by, found),
        facts=[FactGroup(_("Order"), facts)],
        sections=[Section(_("Lines"), LINES, sales_queries.order_template_lines(pk), name="lines")],
        timeline=timeline({pk: Subject()}, 20),
        version=found.version,
    )
    return answer_document(request, shown)


def _verbs(by: By, found: OrderTemplate) -> list[Verb]:
    verbs = []
    if access_queries.may(by, "sales.place_order"):
        url = f"{address('order_new')}?template={found.pk}"
        verbs.append(
            Verb("order", _("New order of it"), url, strong=True, method="get", icon="shopping-basket")
        )
    if access_queries.may(by, "sales.keep_standing_order"):
        url = address("standing_new", found.pk)
        verbs.append(Verb("standing", _("Standing order"), url, method="get", icon="repeat"))
    if access_queries.may(by, "sales.remove_order_template"):
        verbs.append(
            Verb("remove", _("Remove"), address("order_template_remove", found.pk), danger=True, icon="trash-2",
                 confirm=_("Nothing is ordered by it any more. Orders that were made of it stay."))
        )  # fmt: skip
    return verbs


def lines_of_template(by: By, template_id: UUID) -> tuple[OrderTemplate, list[dict[str, Any]]]:
    """A template, and its lines as the grid loads them. Raises NotFound."""
    found = sales_queries.order_template(by, template_id)
    lines = [
        {
            "key": f"t{line.position}",
            "item": line.item.sku,
            "quantity": plain(line.typed_quantity),
            "unit": line.unit,
            "note": line.note,
        }
        for line in sales_queries.order_template_lines(template_id)
    ]
    return found, lines


@verb("sales.keep_order_template", back="office:order", form=KeepOrderTemplateForm)
def order_keep_template(request: HttpRequest, by: By, form: KeepOrderTemplateForm, pk: UUID) -> str:
    order = sales_queries.order(by, pk)
    kept = sales.keep_order_template(
        by,
        template_id=minted(request, "template_id"),
        customer_id=order.customer_id,
        name=form.cleaned_data["name"],
        lines=sales_queries.as_typed(pk),
        note=order.note,
    )
    return done(request, _("Kept as template %s.") % kept, address("order_template", kept.pk))


@verb("sales.remove_order_template", back="office:order_template")
def order_template_remove(request: HttpRequest, by: By, pk: UUID) -> str:
    found = sales_queries.order_template(by, pk)
    sales.remove_order_template(by, template_id=pk)
    back = address("customer_templates", found.customer_id)
    return done(request, _("Template %s is removed.") % found, back)
