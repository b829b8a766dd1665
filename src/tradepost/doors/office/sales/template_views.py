"""Templates of quotes: their list, their page, the grid that writes them, and what a new quote begins with."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.base.errors import Invalid
from tradepost.base.ids import new_id
from tradepost.domain.access import queries as access_queries
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.models import QuoteTemplate, QuoteTemplateLine
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.conflicts import telling_theirs
from tradepost.doors.office.parts.figures import plain
from tradepost.doors.office.parts.posted import Posted, minted, posted, version_of
from tradepost.doors.office.parts.standing import today_of
from tradepost.doors.office.parts.timeline import Subject, timeline
from tradepost.doors.office.parts.views import answer_document
from tradepost.doors.office.sales.entry import Sheet, columns, in_cells
from tradepost.doors.office.sales.forms import KeepTemplateForm, TemplateHead
from tradepost.doors.office.sales.offered import as_offered, option_words, stand_text
from tradepost.doors.office.sales.preview import previewed
from tradepost.doors.office.verbs import done, grid_verb, verb
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import DocumentPage, Fact, FactGroup, Section, Verb
from tradepost.render.screens.grid import OrderGrid

TEMPLATES = (
    Column("name", gettext_lazy("Template"), link=lambda row: address("quote_template", row.pk)),
    Column("lines_count", gettext_lazy("Lines"), "number"),
    Column("valid_days", gettext_lazy("Valid for, days"), "number", priority=2),
    Column("note", gettext_lazy("Note"), priority=3),
)
LINES = (
    Column("position", "#", "number", priority=3),
    Column(
        "item.sku",
        gettext_lazy("Item"),
        "code",
        link=lambda line: address("item", line.item_id),
        note=lambda line: " · ".join(
            part for part in (line.item.name, option_words(line), line.note) if part
        ),
    ),
    Column("section", gettext_lazy("Section"), priority=2),
    Column("typed_quantity", gettext_lazy("Quantity"), "quantity", unit="unit"),
    Column("unit_price", gettext_lazy("Price"), "price", currency=""),
    Column(
        "discount_percent",
        gettext_lazy("Disc."),
        "percent",
        value=lambda line: None if line.discount_percent is None else line.discount_percent / 100,
        priority=2,
    ),
)


@page("sales.read")
def quote_templates(request: HttpRequest, by: By) -> HttpResponseBase:
    verbs = []
    if access_queries.may(by, "sales.keep_quote_template"):
        verbs.append(
            Verb(
                "new",
                _("New template"),
                address("quote_template_new"),
                strong=True,
                method="get",
                icon="plus",
            )
        )
    empty = _("No templates yet. Write one, or keep a quote as one from its page.")
    shown = DocumentPage(
        title=_("Templates of quotes"),
        back_url=address("quotes"),
        back_label=_("Quotes"),
        verbs=verbs,
        sections=[Section(_("Templates"), TEMPLATES, sales_queries.templates(by), empty)],
    )
    return answer_document(request, shown)


@page("sales.read")
def quote_template(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    found = sales_queries.template(by, pk)
    facts = [
        Fact(_("Valid for, days"), found.valid_days, "number"),
        Fact(_("Note"), found.note, hides=True),
        Fact(_("Terms"), found.terms_text, hides=True),
    ]
    note = _(
        "A price stands here only where one was typed; the others are those of the customer and the day."
    )
    shown = DocumentPage(
        kind=_("Template of quotes"),
        title=found.name,
        back_url=address("quote_templates"),
        back_label=_("Templates of quotes"),
        verbs=_verbs(by, found),
        facts=[FactGroup(_("Offer"), facts)],
        sections=[Section(_("Lines"), LINES, sales_queries.template_lines(pk), note=note, name="lines")],
        timeline=timeline({pk: Subject()}, 20),
        version=found.version,
    )
    return answer_document(request, shown)


def _verbs(by: By, found: QuoteTemplate) -> list[Verb]:
    verbs = []
    if access_queries.may(by, "sales.make_quote"):
        url = f"{address('quote_new')}?template={found.pk}"
        verbs.append(
            Verb("quote", _("New quote of it"), url, strong=True, method="get", icon="file-pen-line")
        )
    if access_queries.may(by, "sales.keep_quote_template"):
        url = address("quote_template_edit", found.pk)
        verbs.append(Verb("edit", _("Edit"), url, method="get", icon="pencil", key="l"))
    if access_queries.may(by, "sales.remove_quote_template"):
        verbs.append(
            Verb("remove", _("Remove"), address("quote_template_remove", found.pk), danger=True, icon="trash-2",
                 confirm=_("Nothing begins with it any more. Quotes that were made of it stay."))
        )  # fmt: skip
    return verbs


def begun_with(by: By, template_id: UUID) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What a new quote has of a template: fields over the grid, and lines in it. Raises NotFound."""
    found = sales_queries.template(by, template_id)
    lines = [{**line, "key": f"t{place}"} for place, line in enumerate(_shown(template_id))]
    return {"note": found.note, "terms_text": found.terms_text}, lines


def _shown(template_id: UUID) -> list[dict[str, Any]]:
    return [_line(line) for line in sales_queries.template_lines(template_id)]


def _line(line: QuoteTemplateLine) -> dict[str, Any]:
    return {
        "key": str(line.pk),
        "item": line.item.sku,
        "quantity": plain(line.typed_quantity),
        "unit": line.unit,
        "price": "" if line.unit_price is None else plain(line.unit_price),
        "discount": "" if line.discount_percent is None else plain(line.discount_percent),
        "section": line.section,
        "option": stand_text(line),
        "note": line.note,
    }


@page("sales.keep_quote_template")
def quote_template_new(request: HttpRequest, by: By) -> HttpResponseBase:
    minted_id = new_id(by.now)
    return _grid(request, by, TemplateHead(auto_id="head_%s"), minted_id, None, _("New template"))


@page("sales.keep_quote_template")
def quote_template_edit(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    found = sales_queries.template(by, pk)
    initial = {name: getattr(found, name) for name in ("name", "valid_days", "note", "terms_text")}
    head = TemplateHead(auto_id="head_%s", initial=initial)
    return _grid(request, by, head, pk, found, found.name)


def _grid(
    request: HttpRequest, by: By, head: TemplateHead, pk: UUID, found: QuoteTemplate | None, title: str
) -> HttpResponseBase:
    left_out = ("wanted", "stock", "net")
    grid = OrderGrid(
        id=str(pk),
        label=_("Lines of the template"),
        columns=[one for one in columns(promises=False, options=True) if one.key not in left_out],
        preview_url=address("quote_template_preview"),
        submit_url=address("quote_template_submit"),
        lookup_url=address("order_items"),
        draft_key=f"quote-template-{pk if found else 'new'}:{by.actor_id}",
        of_document=found is not None,
        lines=_shown(pk) if found else [],
        submit=_("Save template"),
        scans=True,
        extra={"version": str(found.version)} if found else {},
    )
    back = ("quote_template", pk) if found else ("quote_templates",)
    context = {
        "grid": grid,
        "head": head,
        "title": title,
        "back_url": address(*back),
        "back_label": found.name if found else _("Templates of quotes"),
    }
    return render(request, "office/grid.html", context)


@grid_verb("sales.keep_quote_template")
def quote_template_preview(request: HttpRequest, by: By, asked: dict[str, Any]) -> dict[str, Any]:
    """Names, units and faults; a template is nobody's, so that it has no prices."""
    sent = posted(asked)
    told = previewed(by, Posted(sent.id, {}, sent.lines), promises=False, delivers=False)
    return {**told, "notices": []}


@grid_verb("sales.keep_quote_template")
def quote_template_submit(request: HttpRequest, by: By, asked: dict[str, Any]) -> dict[str, Any]:
    sent = posted(asked)
    form = TemplateHead(dict(sent.head))
    if not form.is_valid():
        wrong = {name: " ".join(str(error) for error in errors) for name, errors in form.errors.items()}
        raise Invalid(_("This cannot be sent yet."), fields=wrong)
    lines = as_offered(Sheet(None, sent.lines, today_of(by)).inputs(), sent.lines)
    try:
        with telling_theirs(sent.id, lambda: _shown(sent.id)):
            kept = sales.keep_quote_template(
                by, template_id=sent.id, lines=lines, version=version_of(asked), **form.cleaned_data
            )
    except Invalid as refusal:
        raise in_cells(refusal) from None
    messages.success(request, _("Template %s saved.") % kept)
    return {"url": address("quote_template", kept.pk)}


@verb("sales.keep_quote_template", back="office:quote", form=KeepTemplateForm)
def quote_keep_template(request: HttpRequest, by: By, form: KeepTemplateForm, pk: UUID) -> str:
    found = sales_queries.quote(by, pk)
    kept = sales.keep_quote_template(
        by,
        template_id=minted(request, "template_id"),
        name=form.cleaned_data["name"],
        lines=sales_queries.quote_as_typed(pk),
        valid_days=max((found.valid_until - found.made_at.date()).days, 0),
        note=found.note,
        terms_text=found.terms_text,
    )
    return done(request, _("Kept as template %s.") % kept, address("quote_template", kept.pk))


@verb("sales.remove_quote_template", back="office:quote_template")
def quote_template_remove(request: HttpRequest, by: By, pk: UUID) -> str:
    found = sales_queries.template(by, pk)
    sales.remove_quote_template(by, template_id=pk)
    return done(request, _("Template %s is removed.") % found, address("quote_templates"))
