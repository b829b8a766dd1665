"""The page of a quote: one revision, what it changed, its answers."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.base.money import ZERO
from tradepost.base.units import UnitFactor
from tradepost.domain.access import queries as access_queries
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.flows import QUOTE
from tradepost.domain.sales.models import Order, Quote, QuoteLine
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.charged import charge_totals
from tradepost.doors.office.parts.figures import in_unit, plain
from tradepost.doors.office.parts.mailing import mail_url
from tradepost.doors.office.parts.rounded import rounded_note
from tradepost.doors.office.parts.standing import today_of
from tradepost.doors.office.parts.timeline import Subject, timeline
from tradepost.doors.office.parts.trail import trail
from tradepost.doors.office.parts.weighed import about_note, pieces_text
from tradepost.doors.office.parts.with_tax import gross_price_text, gross_text
from tradepost.doors.office.sales.forms import AcceptForm, DeclineForm, KeepTemplateForm, OrderQuoteForm
from tradepost.doors.office.sales.margins import Earned, earned_by
from tradepost.doors.office.sales.offered import option_words
from tradepost.doors.office.sales.quote_changes import CHANGES, changes_of
from tradepost.doors.office.sales.quote_supply import NOTHING, SUPPLY, supply_of
from tradepost.doors.office.sales.sharing import share_sections, share_verbs
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
from tradepost.render.sentences import named

Supply = Mapping[UUID, Mapping[str, Any]]


def quote_page(by: By, pk: UUID) -> DocumentPage:
    """Raises NotFound."""
    quote = sales_queries.quote(by, pk)
    orders = _orders_of(by, pk)
    lines = sales_queries.quote_lines(pk)
    alone = orders[0] if len(orders) == 1 else None
    around = trail(by, order=alone, quote=quote, here=pk, orders=orders)
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
        verbs=_verbs(by, quote, lines),
        notices=_notices(by, quote, revisions, lines),
        facts=_facts(quote),
        sections=_sections(by, quote, revisions, lines),
        related=around.stages,
        timeline=timeline(around.subjects),
        papers=[Paper(_("Quote"), address("quote_pdf", pk))],
        mail_url=mail_url(by, "quote", pk, ready=quote.state not in ("superseded", "declined", "expired")),
        back_url=address("quotes"),
        back_label=_("Quotes"),
        version=quote.version,
        subject=("quote", quote.pk),
    )


def _orders_of(by: By, pk: UUID) -> list[Order]:
    """The orders made of it that this person may see, the oldest first."""
    if not access_queries.may(by, "sales.read"):
        return []
    placed = sales_queries.orders_of_quote(pk)
    seen = (
        set(sales_queries.visible_orders(by).filter(quote_id=pk).values_list("pk", flat=True))
        if placed
        else set()
    )
    return [order for order in placed if order.pk in seen]


def _badges(by: By, quote: Quote) -> list[Badge]:
    is_past = quote.state == "sent" and quote.valid_until < today_of(by)
    return [Badge("expired")] if is_past else []


def _verbs(by: By, quote: Quote, lines: Sequence[QuoteLine]) -> list[Verb]:
    allowed = QUOTE.allowed(quote.state)
    pk = quote.pk

    def may(verb: str, name: str) -> bool:
        return verb in allowed and access_queries.may(by, f"sales.{name}")

    found = [
        Verb("send", _("Mark as sent"), address("quote_send", pk), strong=True, icon="send", key="s")
        if may("send", "send_quote") else None,
        Verb("edit", _("Edit"), address("quote_edit", pk), method="get", icon="pencil", key="l")
        if may("change", "change_quote") else None,
        Verb("accept", _("Accepted"), address("quote_accept", pk),
             form=accept_form(quote, lines, auto_id="id_accept_%s"), strong=True, icon="check")
        if may("accept", "accept_quote") else None,
        Verb("order", _("Make the order"), address("quote_order", pk), form=_order_form(quote), strong=True,
             icon="shopping-basket", hidden={"order_id": new_id(by.now)}) if may("order", "order_quote") else None,
        Verb("order_part", _("Order a part"), address("quote_order_part", pk), method="get", icon="split")
        if may("order", "order_quote") else None,
        Verb("revise", _("Revise"), address("quote_revise", pk), method="get", icon="git-branch", key="e")
        if may("revise", "revise_quote") else None,
        Verb("decline", _("Declined"), address("quote_decline", pk), form=DeclineForm(auto_id="id_decline_%s"),
             danger=True, icon="x") if may("decline", "decline_quote") and not any(x.ordered for x in lines) else None,
        Verb("template", _("Keep as template"), address("quote_keep_template", pk),
             form=KeepTemplateForm(auto_id="id_template_%s"), icon="copy", hidden={"template_id": new_id(by.now)})
        if access_queries.may(by, "sales.keep_quote_template") else None,
    ]  # fmt: skip
    return [*(verb for verb in found[:2] if verb is not None), *share_verbs(by, quote),
            *(verb for verb in found[2:] if verb is not None)]  # fmt: skip


def accept_form(quote: Quote, lines: Sequence[QuoteLine], *args: Any, **kwargs: Any) -> AcceptForm:
    """The form of an answer; where there are options it asks which of them they take."""
    options = [line for line in lines if line.kind != "firm"]
    kwargs.setdefault("initial", {"chosen": [str(line.pk) for line in options if line.chosen]})
    return AcceptForm(
        *args, options=[(str(line.pk), _option(line, quote.currency)) for line in options], **kwargs
    )


def _option(line: QuoteLine, currency: str) -> str:
    words = {
        "group": f"{line.choice}: " if line.choice else "",
        "quantity": number_text(plain(line.typed_quantity)),
        "unit": line.unit,
        "item": line.name,
        "net": money_text(line.net, currency),
        "currency": currency,
    }
    return "{group}{quantity} {unit} {item}, {net} {currency}".format(**words)


def _order_form(quote: Quote) -> OrderQuoteForm:
    return OrderQuoteForm(initial={"customer_po": quote.customer_po, "confirm": True}, auto_id="id_order_%s")


def _notices(by: By, quote: Quote, revisions: list[Quote], lines: Sequence[QuoteLine]) -> list[Notice]:
    newest = revisions[0] if revisions else quote
    if newest.pk != quote.pk:
        text = _("A newer revision stands: %s.") % newest
        return [Notice(text, "info", link=address("quote", newest.pk), link_label=_("Open it"))]
    if quote.state == "accepted" and any(line.ordered for line in lines):
        day = day_text(quote.valid_until, today_of(by))
        return [Notice(_("Ordered in part. What is left may be ordered until %s.") % day, "info")]
    if quote.state == "ordered" and sales_queries.lines_left(lines):
        return [Notice(_("Ordered in part. What was left has lapsed with the last day."), "info")]
    return []


def _facts(quote: Quote) -> list[FactGroup]:
    answer = [
        Fact(_("Sent"), quote.sent_at, "moment"),
        *([Fact(_("Answered"), quote.answered_at, "moment")] if quote.answered_at else []),
        *([Fact(_("By"), quote.answered_by)] if quote.answered_by else []),
        *([Fact(_("Reason"), lost_name(quote.lost_for))] if quote.lost_for else []),
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
                Fact(_("Terms"), quote.terms_text, edit="terms_text", hides=True),
            ],
        ),
        FactGroup(_("Answer"), answer),
    ]


def lost_name(code: str) -> str:
    """A reason as people read it."""
    return next(
        (named(one.name) for one in sales_queries.lost_reasons(closed=True) if one.code == code), code
    )


def _sections(by: By, quote: Quote, revisions: list[Quote], lines: Sequence[QuoteLine]) -> list[Section]:
    sections = _parts(quote, lines, earned_by(by, quote, lines), supply_of(by, quote, lines))
    sections += share_sections(by, quote)
    if changes := changes_of(quote):
        sections.append(Section(_("What this revision changed"), CHANGES, changes, name="changes"))
    if len(revisions) > 1:
        columns = (*REVISIONS, _compare(quote))
        sections.append(Section(_("Revisions"), columns, revisions, name="revisions"))
    return sections


def _compare(quote: Quote) -> Column:
    """Leads from every other revision to what is different here."""
    return Column(
        "compare",
        gettext_lazy("Difference"),
        value=lambda other: _("Compare") if other.pk != quote.pk else "",
        link=lambda other: address("quote_compare", quote.pk, other.pk) if other.pk != quote.pk else None,
    )


def _parts(quote: Quote, lines: Sequence[QuoteLine], earned: Earned, supply: Supply) -> list[Section]:
    """The lines under their headings, each with its sum; the totals under the last."""
    columns = _columns(lines, earned, supply)
    parts = [(heading, list(rows)) for heading, rows in groupby(lines, key=lambda line: line.section)]
    sections = []
    for place, (heading, rows) in enumerate(parts):
        is_last = place == len(parts) - 1
        net = sum((line.net for line in rows if line.chosen), ZERO)
        subtotal = [Total(_("Subtotal"), net, quote.currency)] if len(parts) > 1 else []
        totals = [*subtotal, *(_totals(quote, lines, earned) if is_last else [])]
        shown = [{**_row(line, quote, earned), **supply.get(line.pk, NOTHING)} for line in rows]
        name = "lines" if place == 0 else f"lines-{place + 1}"
        sections.append(Section(heading or _("Lines"), columns, shown, totals=totals, name=name))
    return sections


def _columns(lines: Sequence[QuoteLine], earned: Earned, supply: Supply) -> tuple[Column, ...]:
    margin = Column("margin", gettext_lazy("Margin"), "percent", priority=2)
    ordered = Column("ordered", gettext_lazy("Ordered"), "quantity", unit="unit", priority=2)
    return (
        *LINES[:4],
        *(SUPPLY if supply else ()),
        *LINES[4:],
        *([margin] if earned.by_line else []),
        *([ordered] if any(line.ordered for line in lines) else []),
    )


def _row(line: QuoteLine, quote: Quote, earned: Earned) -> dict[str, Any]:
    return {
        "position": line.position,
        "sku": line.sku,
        "name": " · ".join(part for part in (line.name, option_words(line), line.note) if part),
        "url": address("item", line.item_id),
        "quantity": line.typed_quantity,
        "unit": line.unit,
        "pieces": pieces_text(line.price_trace, line.quantity),
        "wanted": line.requested_on,
        "price": line.unit_price,
        "gross_price": gross_price_text(line.gross_price, quote.currency),
        "gross": gross_text(line.gross, quote.currency),
        "why": why_price(line.price_trace, quote.currency),
        "discount": line.discount_percent / 100 if line.discount_percent else None,
        "tax": line.tax_rate / 100,
        "net": line.net,
        "apart": not line.chosen,
        "margin": earned.by_line.get(line.pk),
        "ordered": in_unit(line.ordered, UnitFactor(line.unit_numerator, line.unit_denominator)),
        "currency": quote.currency,
    }


def _totals(quote: Quote, lines: Sequence[QuoteLine], earned: Earned) -> list[Total]:
    apart = sales_queries.options_of(lines)
    totals = [Total(_("Net"), quote.net_total, quote.currency, note=discounted(quote))]
    totals += charge_totals(quote.charges, quote.freight, quote.currency)
    totals.append(Total(_("Tax"), quote.tax_total, quote.currency, note=rounded_note(quote.tax_rounding)))
    totals.append(Total(_("Total"), quote.total, quote.currency, strong=True, note=about_note(lines)))
    if not all(line.chosen for line in lines):
        note = _("not in the total; of alternatives the dearest")
        totals.append(Total(_("Options, net"), apart, quote.currency, note=note))
    if earned.whole is not None:
        totals.append(Total(_("Margin"), earned.whole, kind="percent"))
    return totals


LINES = (
    Column("position", "#", "number", priority=3),
    Column("sku", gettext_lazy("Item"), "code", link=lambda row: row["url"], note=lambda row: row["name"]),
    Column("quantity", gettext_lazy("Quantity"), "quantity", unit="unit", note=lambda row: row["pieces"]),
    Column("wanted", gettext_lazy("Wanted"), "day", priority=3),
    Column(
        "price",
        gettext_lazy("Price"),
        "price",
        note=lambda row: row["gross_price"],
        why=lambda row: row["why"],
    ),
    Column("discount", gettext_lazy("Disc."), "percent", priority=2),
    Column("tax", gettext_lazy("Tax"), "rate", priority=3),
    Column(
        "net",
        gettext_lazy("Net"),
        "money",
        note=lambda row: row["gross"],
        tone=lambda row: "quiet" if row["apart"] else "",
    ),
)
REVISIONS = (
    Column("number", gettext_lazy("Revision"), "code", value=str, link=lambda q: address("quote", q.pk)),
    Column("state", gettext_lazy("State"), "state"),
    Column("made_at", gettext_lazy("Made"), "moment"),
    Column("valid_until", gettext_lazy("Valid until"), "day"),
    Column("total", gettext_lazy("Total"), "money"),
)
