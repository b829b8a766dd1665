"""The page of a dispute: what is wrong, whose turn it is, about how much money, what came of it."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.base.money import ZERO
from tradepost.base.units import UnitFactor
from tradepost.domain.access import queries as access_queries
from tradepost.domain.service import queries as service_queries
from tradepost.domain.service.flows import DISPUTE
from tradepost.domain.service.models import Dispute, DisputeLine
from tradepost.doors.office.disputes.forms import AskForm, ReopenForm, TakeUpForm, settle_form
from tradepost.doors.office.disputes.screens import is_overdue, owner_name
from tradepost.doors.office.disputes.words import KIND_WORDS, LED_TO_WORDS, OUTCOME_WORDS, REASON_WORDS
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.figures import in_unit
from tradepost.doors.office.parts.mailing import mail_url
from tradepost.doors.office.parts.standing import dispute_standing
from tradepost.doors.office.parts.timeline import timeline
from tradepost.doors.office.parts.trail import trail
from tradepost.render.formats import day_text
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


def dispute_page(by: By, pk: UUID) -> DocumentPage:
    """Raises NotFound."""
    found = service_queries.dispute(by, pk)
    lines = service_queries.dispute_lines(pk)
    around = trail(by, order=found.order, here=pk)
    return DocumentPage(
        kind=_("Dispute"),
        title=found.number,
        subtitle=found.customer_name,
        subtitle_url=address("customer", found.customer_id),
        state=dispute_standing(found),
        badges=[Badge("overdue")] if is_overdue(found, by) else [],
        verbs=_verbs(by, found),
        notices=_notices(by, found),
        facts=_facts(found),
        sections=[_lines(found, lines)],
        related=around.stages,
        timeline=timeline({**around.subjects}),
        papers=[Paper(_("Letter about the dispute"), address("dispute_pdf", pk))],
        mail_url=mail_url(by, "dispute", pk),
        back_url=address("disputes"),
        back_label=_("Disputes"),
        version=found.version,
        subject=("dispute", found.pk),
    )


def _verbs(by: By, found: Dispute) -> list[Verb]:
    allowed, pk = DISPUTE.allowed(found.state), found.pk

    def may(verb: str, name: str) -> bool:
        return verb in allowed and access_queries.may(by, f"service.{name}")

    live = found.state != "settled"
    ours = found.state == "open"
    verbs = [
        Verb("settle", _("Settle"), address("dispute_settle", pk), form=settle_form(by, found), strong=ours,
             icon="check", key="s") if may("settle", "settle_dispute") else None,
        Verb("take_up", _("Take up again"), address("dispute_take_up", pk), form=TakeUpForm(auto_id="id_take_up_%s"),
             strong=True, icon="undo-2", key="a") if may("take_up", "take_up") else None,
        Verb("ask", _("Ask the customer"), address("dispute_ask", pk), form=AskForm(auto_id="id_ask_%s"),
             icon="message-square", key="a") if may("ask", "ask_customer") else None,
        Verb("lines", _("Choose lines"), address("dispute_lines", pk), method="get", icon="list-checks", key="l")
        if live and access_queries.may(by, "service.change_dispute") else None,
        *(_ways_out(by, found) if live else []),
        Verb("reopen", _("Reopen"), address("dispute_reopen", pk), form=ReopenForm(auto_id="id_reopen_%s"),
             icon="undo-2") if may("reopen", "reopen_dispute") else None,
    ]  # fmt: skip
    return [verb for verb in verbs if verb is not None]


def _ways_out(by: By, found: Dispute) -> list[Verb]:
    """Where what is given back, sent back or sent again is made: its own room, for that document."""
    may, order = access_queries.may, found.order
    out = []
    if may(by, "billing.credit_lines") and order.invoiced_total:
        url = f"{address('invoices')}?order={order.pk}"
        if found.kind == "invoice":
            url = address("invoice_credit_lines", found.document_id)
        out.append(Verb("credit", _("Credit"), url, method="get", icon="receipt-text"))
    if may(by, "returns.request_return") and order.shipped_total:
        url = address("return_new", order.pk)
        out.append(Verb("return", _("Make a return"), url, method="get", icon="package-open"))
    if may(by, "sales.place_order"):
        url = address("order_again", order.pk)
        out.append(Verb("again", _("Order a part again"), url, method="get", icon="repeat"))
    return out


def _notices(by: By, found: Dispute) -> list[Notice]:
    if found.state == "waiting":
        return [Notice(found.question, "info", _("The customer’s turn."))]
    if is_overdue(found, by):
        text = _("The customer should have had an answer by %s.") % day_text(found.due_on, None)
        return [Notice(text, "bad", _("Overdue."))]
    return []


def _facts(found: Dispute) -> list[FactGroup]:
    document = Fact(
        KIND_WORDS[found.kind], found.document_number, "code", link=address(found.kind, found.document_id)
    )
    order = Fact(_("Order"), found.order.number, "code", link=address("order", found.order_id))
    return [
        FactGroup(
            _("What is wrong"),
            [
                Fact(_("Reason"), REASON_WORDS[found.reason], edit="reason"),
                Fact(_("What the customer says"), found.said, edit="said"),
            ],
        ),
        FactGroup(
            _("About"),
            [
                document,
                *([order] if found.kind != "order" else []),
                Fact(_("Customer's PO"), found.order.customer_po, "code"),
                Fact(_("In dispute, with tax"), found.amount, "money", currency=found.currency, edit="amount"),
            ],
            f"{address('disputes')}?customer={found.customer_id}",
            _("All disputes"),
        ),
        FactGroup(_("Who and when"), _course(found)),
    ]  # fmt: skip


def _course(found: Dispute) -> list[Fact]:
    facts = [
        Fact(_("Who cares for it"), owner_name(found) or _("nobody so far"), edit="owner_id"),
        Fact(_("Opened"), found.opened_at, "moment"),
    ]
    if found.state != "settled":
        facts.insert(1, Fact(_("Answer due"), found.due_on, "day", edit="due_on"))
        if found.asked_at:
            facts.append(Fact(_("The customer was asked"), found.asked_at, "moment"))
        return facts
    facts += [
        Fact(_("Settled"), found.settled_at, "moment"),
        Fact(_("How it ended"), OUTCOME_WORDS[found.outcome], note=found.explanation),
    ]
    if found.led_to_id:
        url = address(found.led_to_kind, found.led_to_id)
        facts.append(Fact(LED_TO_WORDS[found.led_to_kind], found.led_to_number, "code", link=url))
    return facts


def _lines(found: Dispute, lines: list[DisputeLine]) -> Section:
    rows = [_row(line, found.currency) for line in lines]
    if not rows:
        return Section(_("Lines"), LINES, [], _("It is about the whole document."), name="lines")
    worth = sum((line.worth for line in lines), ZERO)
    total = Total(_("Worth of these lines, with tax"), worth, found.currency, strong=True)
    return Section(_("Lines"), LINES, rows, totals=[total], name="lines")


def _row(line: DisputeLine, currency: str) -> dict[str, Any]:
    factor = UnitFactor(line.unit_numerator, line.unit_denominator)
    return {
        "position": line.position,
        "sku": line.sku or line.name,
        "name": line.name if line.sku else "",
        "url": address("item", line.item_id) if line.item_id else "",
        "quantity": in_unit(line.quantity, factor),
        "of": in_unit(line.of_quantity, factor),
        "unit": line.unit or (line.item.base_unit if line.item else ""),
        "worth": line.worth,
        "currency": currency,
    }


LINES = (
    Column("position", "#", "number", priority=3),
    Column("sku", gettext_lazy("Item"), "code", link=lambda row: row["url"], note=lambda row: row["name"]),
    Column("quantity", gettext_lazy("In dispute"), "quantity", unit="unit"),
    Column("of", gettext_lazy("On the document"), "quantity", unit="unit", priority=2),
    Column("worth", gettext_lazy("Worth, with tax"), "money"),
)
