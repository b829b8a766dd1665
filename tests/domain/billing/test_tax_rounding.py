"""How tax is rounded is said of the company or a customer, and stays with what was made."""

from dataclasses import replace
from decimal import Decimal as D
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradepost.base.errors import Invalid
from tradepost.base.ids import new_id
from tradepost.base.money import ZERO, minor_units
from tradepost.domain.billing import commands as billing
from tradepost.domain.billing.models import Invoice
from tradepost.domain.billing.rules import FREIGHT, LineToCredit, credit_amounts
from tradepost.domain.parties import commands as parties
from tradepost.domain.pricing.rules import Taxed, tax_lines
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.commands import LineInput
from tradepost.render.documents.billing import invoice_paper
from tradepost.render.documents.sales import order_confirmation, quote_paper

from .trade import NOW, Trade, nothing_changes, rooms_differences

NOTE = "Tax is rounded line by line."


@st.composite
def invoices(draw: st.DrawFn) -> tuple[str, str, list[LineToCredit], D]:
    """A currency, a rounding, the lines of an invoice and its freight."""
    currency = draw(st.sampled_from(["EUR", "JPY", "KWD"]))
    money = st.decimals(0, 999, places=minor_units(currency))
    lines = [
        LineToCredit(
            UUID(int=number), UUID(int=number), None, UUID(int=1), "TEA", "Tea", "", 1, 1, D(1), ZERO, "S",
            draw(st.sampled_from([D(19), D(7)])), draw(st.integers(1, 9)), draw(money), 0,
        )
        for number in range(1, draw(st.integers(2, 4)))
    ]  # fmt: skip
    return currency, draw(st.sampled_from(["total", "line"])), lines, draw(money)


@given(invoices(), st.randoms())
def test_credited_piece_by_piece_in_any_order_an_invoice_comes_back_exactly(invoice, random) -> None:  # type: ignore[no-untyped-def]
    currency, rounding, lines, freight = invoice
    whole = [Taxed(line.net, line.tax_code, line.tax_rate, line.invoice_line_id) for line in lines]
    owed = tax_lines([*whole, *([Taxed(freight, "S", D(19))] if freight else [])], currency, rounding)
    left = {line.invoice_line_id: line for line in lines}
    pieces = [line.invoice_line_id for line in lines for _ in range(line.quantity)]
    random.shuffle(pieces)
    before: list[Taxed] = []
    back, net = ZERO, ZERO
    for place, line_id in enumerate(pieces):
        line = left[line_id]
        given_back = freight if place == 0 else ZERO
        found = credit_amounts(
            [(line, 1)], freight=given_back, freight_tax=("S", D(19)), credited_before=before, currency=currency,
            tax_rounding=rounding,
        )  # fmt: skip
        before.append(Taxed(found.net_total, "S", line.tax_rate, line_id))
        before += [Taxed(given_back, "S", D(19), FREIGHT)] if given_back else []
        left[line_id] = replace(line, credited=line.credited + 1)
        back, net = back + found.tax_total, net + found.net_total
    assert (net, back) == (sum(line.net for line in lines), sum((one.tax for one in owed), ZERO))


def credit(trade: Trade, invoice: Invoice, *parts: tuple[UUID, int]) -> Invoice:
    return billing.credit_lines(
        trade.by, credit_note_id=new_id(NOW), invoice_id=invoice.pk, reason="Broken", lines=parts or None
    )


def test_rounded_by_line_from_the_quote_to_the_credit_note_whatever_is_said_since(trade: Trade) -> None:
    parties.set_company(trade.by, name="Teehaus", tax_rounding="line")
    ann, tea = trade.customer(), trade.item("TEA", 30, "1.00")
    lines = [LineInput(tea, D(1), unit_price=D("0.33")) for _ in range(3)]
    quote = sales.make_quote(trade.by, quote_id=new_id(NOW), customer_id=ann, lines=lines)
    # 3 x 0.0627: 0.06 each; 0.19 of the sum.
    assert (quote.tax_rounding, quote.tax_total) == ("line", D("0.18"))
    assert NOTE in quote_paper(quote).notes
    sales.send_quote(trade.by, quote_id=quote.pk)
    sales.accept_quote(trade.by, quote_id=quote.pk)

    parties.set_company(trade.by, tax_rounding="total")
    order = sales.order_quote(trade.by, quote_id=quote.pk, order_id=new_id(NOW), confirm=True)
    assert (order.tax_rounding, order.tax_total, order.total) == ("line", quote.tax_total, quote.total)
    paper = order_confirmation(sales_queries.order(trade.by, order.pk))
    assert (NOTE in paper.notes, [row.tax for row in paper.taxes]) == (True, [D("0.18")])
    invoice = trade.invoice(trade.ship(order.pk))
    assert (invoice.rounding, invoice.tax_total) == ("line-then-tax-line", D("0.18"))
    assert NOTE in invoice_paper(invoice).notes
    notes = [credit(trade, invoice, (trade.lines(invoice)[1].pk, 1)), credit(trade, invoice)]
    assert [(note.rounding, note.tax_total) for note in notes] == [
        ("line-then-tax-line", D("0.06")),
        ("line-then-tax-line", D("0.12")),
    ]
    assert sum(note.total for note in notes) == invoice.total
    # What is made now follows what is said now.
    later = trade.order(ann, *[(tea, 1, "0.33")] * 3)
    assert sales_queries.order(trade.by, later).tax_total == D("0.19")
    assert rooms_differences() == []


def test_a_customer_may_have_it_otherwise_and_a_draft_keeps_what_it_was_made_with(trade: Trade) -> None:
    ann, tea = trade.customer(tax_rounding="line"), trade.item("TEA", 30, "1.00")
    lines = [LineInput(tea, D(1), unit_price=D("0.33")) for _ in range(3)]
    draft = sales.place_order(trade.by, order_id=new_id(NOW), customer_id=ann, lines=lines)
    parties.change_customer(trade.by, customer_id=ann, tax_rounding="")
    changed = sales.change_order(trade.by, order_id=draft.pk, lines=[*lines, lines[0]])
    assert (changed.tax_rounding, changed.tax_total) == ("line", D("0.24"))
    confirmed = sales.confirm_order(trade.by, order_id=draft.pk)
    first = trade.order_lines(confirmed.pk)[0]
    asked = sales.ChangedLine(first.pk, quantity=D(2), unit_price=D("0.33"))
    sales.apply_change(trade.by, change_id=new_id(NOW), order_id=draft.pk, asked=sales.ChangeAsked([asked]))
    # 0.66 x 19 % is 0.1254: 0.13, and three times 0.06.
    assert sales_queries.order(trade.by, draft.pk).tax_total == D("0.31")
    assert rooms_differences() == []


@pytest.mark.parametrize("said", ["", "penny"])
def test_another_rounding_is_refused(trade: Trade, said: str) -> None:
    with nothing_changes(), pytest.raises(Invalid) as refused:
        parties.set_company(trade.by, tax_rounding=said)
    assert list(refused.value.facts["fields"]) == ["tax_rounding"]
