"""What the page of a shared quote shows: its lines, what is there of them, what was said; never a cost."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.base.units import UnitFactor, from_base
from tradepost.domain.delivery import queries as delivery_queries
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.models import Quote, QuoteAsk, QuoteLine, QuoteShare
from tradepost.domain.sales.queries import Totals
from tradepost.domain.sales.rules.charging import shown_charges
from tradepost.doors.portal.forms import AskForm, DeclineForm, SignForm
from tradepost.render.screens.charged import charge_name


@dataclass(frozen=True, slots=True)
class OfferLine:
    """One line with what is there of it now, when it could arrive, and what was said about it."""

    line: QuoteLine
    available: int | None
    arrives_on: date | None
    asks: Sequence[QuoteAsk]
    form: AskForm | None
    is_chosen: bool
    group: str = ""


@dataclass(frozen=True, slots=True)
class OfferPage:
    link: QuoteShare
    quote: Quote
    parts: Sequence[tuple[str, Sequence[OfferLine]]]
    totals: Totals
    charges: Sequence[tuple[str, Decimal]]
    asks: Sequence[QuoteAsk]
    is_open: bool
    ask_form: AskForm | None
    sign_form: SignForm | None
    decline_form: DeclineForm | None
    changes: Sequence[Any] = field(default_factory=list)
    refused: str = ""


def offer_page(
    by: By,
    link: QuoteShare,
    chosen: Collection[UUID] | None = None,
    bound: AskForm | SignForm | DeclineForm | None = None,
    refused: str = "",
) -> OfferPage:
    """The number of statements is the same for any number of lines."""
    quote = sales_queries.shared_quote(link)
    lines = sales_queries.quote_lines(quote.pk)
    asks = sales_queries.asks_of(quote.pk)
    is_open = quote.state == "sent" and by.now.date() <= quote.valid_until
    taken = {line.pk for line in lines if line.chosen} if chosen is None or not is_open else set(chosen)
    there = _there(by, quote, lines) if is_open else {}
    name = next((ask.by for ask in reversed(asks) if ask.from_buyer), link.sent_to)
    groups: dict[str, str] = {}
    shown = []
    for line in lines:
        group = groups.setdefault(line.choice, f"chosen-{len(groups)}") if line.choice else ""
        form = _ask_form(by, bound, name, line) if is_open else None
        said = [ask for ask in asks if ask.line_id == line.pk]
        available, arrives_on = there.get(line.pk, (None, None))
        shown.append(
            OfferLine(line, available, arrives_on, said, form, line.kind == "firm" or line.pk in taken, group)
        )
    totals = sales_queries.totals_if(quote, lines, taken)
    return OfferPage(
        link,
        quote,
        [(heading, list(rows)) for heading, rows in groupby(shown, key=lambda one: one.line.section)],
        totals,
        [(charge_name(one), one.amount) for one in shown_charges(quote.charges, quote.freight)],
        [ask for ask in asks if ask.line_id is None],
        is_open,
        _ask_form(by, bound, name, None) if is_open else None,
        _sign_form(by, bound, quote, totals, name) if is_open else None,
        _decline_form(bound, quote, name) if is_open else None,
        refused=refused,
    )


def _ask_form(by: By, bound: Any, name: str, line: QuoteLine | None) -> AskForm:
    place = str(line.pk) if line else ""
    if isinstance(bound, AskForm) and bound.data.get("line", "") == place:
        bound.auto_id = f"ask_{place}_%s"
        return bound
    initial = {"ask_id": new_id(by.now), "line": place, "name": name}
    form = AskForm(initial=initial, auto_id=f"ask_{place}_%s")
    if line is None:
        del form.fields["quantity"], form.fields["unit_price"]
    return form


def _sign_form(by: By, bound: Any, quote: Quote, totals: Totals, name: str) -> SignForm:
    initial = {"quote": quote.pk, "order_id": new_id(by.now), "total": totals.total,
               "signed_by": name, "customer_po": quote.customer_po}  # fmt: skip
    if isinstance(bound, SignForm):
        # What was typed stays; what was read is what stands here now.
        initial |= {one: bound.data.get(one, "") for one in ("signed_by", "customer_po", "order_id")}
    form = SignForm(initial=initial, auto_id="sign_%s")
    if isinstance(bound, SignForm) and bound.errors.get("signed_by"):
        form.fields["signed_by"].help_text = " ".join(str(one) for one in bound.errors["signed_by"])
    return form


def _decline_form(bound: Any, quote: Quote, name: str) -> DeclineForm:
    if isinstance(bound, DeclineForm):
        # What was typed stays; what was read is what stands here now.
        return DeclineForm({**bound.data.dict(), "quote": str(quote.pk)}, auto_id="decline_%s")
    return DeclineForm(initial={"quote": quote.pk, "declined_by": name}, auto_id="decline_%s")


def _there(by: By, quote: Quote, lines: Sequence[QuoteLine]) -> dict[UUID, tuple[int, date | None]]:
    """What is there of each line now, in its unit, and when all of it could arrive; holds nothing."""
    customer = parties_queries.customer_terms(quote.customer_id)
    goes = delivery_queries.way_to(customer, customer.warehouse_id)
    own, rule = sales_queries.served_as(by, customer, None, None, goes.sent.warehouse_id)
    ships = (customer.ship_complete, customer.minimum_fill_percent)
    asked = sales_queries.basket(
        by,
        rule,
        own,
        customer.country,
        ships,
        quote.requested_on,
        [(line.pk, line.item_id, line.quantity, line.requested_on, _factor(line), None) for line in lines],
    )
    found = sales_queries.foreseen(by, asked, customer, None, goes)
    return {
        line.pk: (
            max(int(from_base(seen.available.available, _factor(line))), 0),
            seen.last.arrives_on if seen.last else None,
        )
        for line, seen in zip(lines, found, strict=True)
    }


def _factor(line: QuoteLine) -> UnitFactor:
    return UnitFactor(line.unit_numerator, line.unit_denominator)
