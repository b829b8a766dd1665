"""Dates that moved: the list of lines, the customers to tell, and the page of one customer with its notice."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.parties.models import Customer
from tradepost.domain.purchasing.models import StoreDelivery
from tradepost.domain.purchasing.queries import PURCHASE_ORDERS
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.models import OrderLine
from tradepost.domain.transfers.models import Transfer
from tradepost.doors.office.inventory.screens import item_names, warehouse_names
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address, bulk, later
from tradepost.doors.office.parts.filters import CUSTOMER, ORDER, REP, known_ids, supplier_names
from tradepost.doors.office.parts.mailing import mail_url
from tradepost.doors.office.parts.papers import answer_pdf
from tradepost.doors.office.parts.promised import bringing
from tradepost.doors.office.parts.standing import today_of
from tradepost.doors.office.parts.views import answer_document
from tradepost.doors.office.sales.forms import ToldForm
from tradepost.doors.office.verbs import done, verb
from tradepost.render.documents.dates import new_dates_paper
from tradepost.render.letters import about
from tradepost.render.papers import render_pdf
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import DocumentPage, Notice, Paper, Section, Verb
from tradepost.render.screens.listing import Empty, FilterField, ListScreen, ListVerb, Preset, SumField
from tradepost.render.states import look_of

DAYS_WORDS = {
    "2": gettext_lazy("2 days or more"),
    "4": gettext_lazy("4 days or more"),
    "8": gettext_lazy("8 days or more"),
    "15": gettext_lazy("15 days or more"),
    "31": gettext_lazy("31 days or more"),
}


def with_sources(by: By, rows: Sequence[Any]) -> list[Any]:
    """Each line with the number of what brings the last of it, order or transfer, as far as one may know it."""
    ids = {row.source_id for row in rows if row.source_id}
    found = bringing(by, ids)
    for row in rows:
        row.source = found.get(row.source_id)
    return list(rows)


def _source_number(line: Any) -> str:
    if line.source:
        return str(line.source.number)
    if line.new_on is None:
        return _("nothing on its way")
    return _("goods on their way") if line.source_id else _("stock")


def _source_url(line: Any) -> str:
    if not line.source:
        return ""
    if isinstance(line.source, StoreDelivery):
        return address("store_delivery", line.source.pk)
    return address("transfer" if isinstance(line.source, Transfer) else "purchase_order", line.source.pk)


def purchase_numbers(by: By, ids: Sequence[str]) -> dict[str, str]:
    found = PURCHASE_ORDERS.rows(by).in_bulk(known_ids(ids))
    return {str(pk): order.number for pk, order in found.items()}


_MOVE = Column("move", gettext_lazy("What happened"), "state")
_TOLD = Column("promised_on", gettext_lazy("Told so far"), "day", sort="told")
_NEW = Column("new_on", gettext_lazy("New day"), "day", sort="new")
_OPEN = Column("left_over", gettext_lazy("Open"), "quantity")
_ITEM = Column(
    "sku",
    gettext_lazy("Item"),
    "code",
    link=lambda row: address("item", row.item_id),
    note=lambda row: row.name,
)
_WHY = Column("source", gettext_lazy("Comes with"), value=_source_number, link=_source_url, priority=2)
_ORDER = Column(
    "order.number",
    gettext_lazy("Order"),
    "code",
    link=lambda row: address("order", row.order_id),
    sort="order",
)

MOVED_DATES = ListScreen(
    name="moved_dates",
    title=gettext_lazy("Dates that moved"),
    noun=gettext_lazy("lines"),
    listing=reports_queries.MOVED_DATES,
    may="sales.read",
    search_hint=gettext_lazy("Order, customer, item"),
    decorate=with_sources,
    columns=(
        _ORDER,
        Column(
            "order.customer_name", gettext_lazy("Customer"), sort="customer",
            link=lambda row: address("customer_dates", row.order.customer_id),
        ),
        _ITEM, _OPEN, _TOLD, _NEW, _MOVE, _WHY,
    ),
    filters=(
        FilterField("move", choices=[(move, look_of(move).label) for move in sales_queries.MOVES]),
        FilterField("days", choices=list(DAYS_WORDS.items())),
        CUSTOMER,
        FilterField("told"),
        FilterField("new"),
        FilterField("item", url=later("stock_item_lookup"), text_of=item_names),
        FilterField("supplier", url=later("supplier_lookup"), text_of=supplier_names),
        FilterField("purchase_order", text_of=purchase_numbers),
        FilterField("warehouse", url=later("warehouse_lookup"), text_of=warehouse_names),
        REP,
        ORDER,
    ),
    presets=(
        Preset(gettext_lazy("Later"), "move=slipped"),
        Preset(gettext_lazy("No day any more"), "move=no_day"),
        Preset(gettext_lazy("Earlier"), "move=earlier"),
    ),
    sums=(
        SumField("customers", gettext_lazy("Customers"), "quantity"),
        SumField("quantity", gettext_lazy("Open"), "quantity"),
    ),
    verbs=(ListVerb(gettext_lazy("Customers to tell"), later("dates_to_tell"), "users", strong=True),),
    empty=Empty(
        gettext_lazy("Every date is as it was told"),
        gettext_lazy("When supply slips, is cut or comes early, the lines it hits stand here until somebody tells."),
        icon="calendar-check",
    ),
)  # fmt: skip


def with_counts(by: By, rows: Sequence[Any]) -> list[Any]:
    """Each customer with the number of lines to tell, by what happened; one statement."""
    counts = sales_queries.moved_counts(by, [row.pk for row in rows])
    for row in rows:
        found = counts.get(row.pk, {})
        row.moved = {"lines": sum(found.values()), **{move: found.get(move) for move in sales_queries.MOVES}}
    return list(rows)


TO_TELL = ListScreen(
    name="dates_to_tell",
    title=gettext_lazy("Customers to tell"),
    noun=gettext_lazy("customers"),
    listing=sales_queries.TO_TELL,
    may="sales.read",
    search_hint=gettext_lazy("Name, number, city"),
    decorate=with_counts,
    columns=(
        Column(
            "party.name", gettext_lazy("Customer"), link=lambda row: address("customer_dates", row.pk), sort="name",
            note=lambda row: "" if row.reachable else _("No e-mail address"),
        ),
        Column("number", gettext_lazy("Number"), "code", sort="number", priority=2),
        Column(
            "moved.lines", gettext_lazy("Lines"), "quantity",
            link=lambda row: f"{address('moved_dates')}?customer={row.pk}",
        ),
        Column("moved.slipped", gettext_lazy("Later"), "quantity"),
        Column("moved.no_day", gettext_lazy("No day any more"), "quantity"),
        Column("moved.earlier", gettext_lazy("Earlier"), "quantity", priority=2),
        Column("moved.first_day", gettext_lazy("First day"), "quantity", priority=2),
    ),
    filters=(FilterField("reachable"), REP),
    verbs=(
        ListVerb(gettext_lazy("Dates that moved"), later("moved_dates"), "list"),
        ListVerb(
            gettext_lazy("Send new dates"), bulk("dates.send"), "send", strong=True, bulk=True,
            may="mails.send_new_dates",
        ),
    ),
    empty=Empty(
        gettext_lazy("Every customer knows their dates"),
        gettext_lazy("Customers of lines whose day moved stand here until they are told."),
        icon="calendar-check",
    ),
)  # fmt: skip

LINES = (_ORDER, _ITEM, _OPEN, _TOLD, _NEW, _MOVE, _WHY)


@page("sales.read")
def customer_dates(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    customer = parties_queries.customer(by, pk)
    lines = with_sources(by, sales_queries.moved_of_customer(by, pk))
    return answer_document(request, customer_dates_page(by, customer, lines))


def customer_dates_page(by: By, customer: Customer, lines: list[OrderLine]) -> DocumentPage:
    """What to tell a customer, and the ways to do so. Nothing is sent before somebody sends it."""
    notices = []
    mail = mail_url(by, "new_dates", customer.pk, ready=bool(lines)) if _tells(by) else ""
    if not lines:
        notices.append(Notice(_("Every date of this customer is as it was told."), "good"))
    elif not parties_queries.people_of(customer.party_id):
        text = _("Print the list, or say how they were told.")
        notices.append(Notice(text, "warn", _("Nobody here has an e-mail address.")))
    return DocumentPage(
        kind=_("New dates"),
        title=customer.party.name,
        subtitle=customer.number,
        subtitle_url=address("customer", customer.pk),
        back_url=address("dates_to_tell"),
        back_label=_("Customers to tell"),
        verbs=list(_verbs(by, customer, lines, mail)),
        notices=notices,
        sections=[Section(_("Dates that moved"), LINES, lines, _("Nothing is to be told."), name="lines")],
        papers=[Paper(_("New dates"), address("customer_dates_pdf", customer.pk))] if lines else [],
        mail_url=mail,
    )


def _tells(by: By) -> bool:
    return access_queries.may(by, "sales.tell_new_dates")


def _verbs(by: By, customer: Customer, lines: list[OrderLine], mail: str) -> list[Verb]:
    if not lines or not _tells(by):
        return []
    found = (
        [Verb("mail", _("Write the notice"), mail, strong=True, method="get", icon="mail")] if mail else []
    )
    told = Verb(
        "tell", _("Told otherwise"), address("customer_dates_tell", customer.pk), strong=not found, icon="check",
        form=ToldForm(auto_id="id_tell_%s"), hidden={"mark": about(by, "new_dates", customer.pk).mark},
    )  # fmt: skip
    return [*found, told]


@verb("sales.tell_new_dates", back="office:customer_dates", form=ToldForm)
def customer_dates_tell(request: HttpRequest, by: By, form: ToldForm, pk: UUID) -> str:
    """By telephone, on paper, or not at all: they are the told days from now on."""
    found = about(by, "new_dates", pk)
    if request.POST.get("mark", "") != found.mark:
        raise sales.MovedAgain("The dates moved again meanwhile. Look at them once more, then tell them.")
    sales.tell_new_dates(by, days=found.days, reason=form.cleaned_data["reason"])
    return done(request, _("These are the told dates now."), address("customer_dates", pk))


@page("sales.read")
def customer_dates_pdf(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    customer = parties_queries.customer(by, pk)
    paper = new_dates_paper(customer, sales_queries.moved_of_customer(by, pk), today_of(by))
    return answer_pdf(render_pdf(paper), f"{_('New dates')} {customer.number}")
