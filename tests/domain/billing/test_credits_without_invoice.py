"""Credit notes that name no invoice: what they come to, where they count, what they pay, and when they are refused."""

from datetime import timedelta
from decimal import Decimal as D
from typing import Any
from uuid import UUID

import pytest

from domain.billing.trade import (
    HOME,
    NOW,
    TODAY,
    Trade,
    later,
    nothing_changes,
    rooms_differences,
    statements,
)
from tradepost.base import feed
from tradepost.base.errors import Invalid, NotFound, SentTwiceDifferently
from tradepost.base.ids import new_id
from tradepost.base.units import UnitFactor
from tradepost.domain.accounts import commands as accounts
from tradepost.domain.accounts.queries import receivable
from tradepost.domain.billing import commands as billing
from tradepost.domain.billing import queries
from tradepost.domain.billing.commands import CreditInput, CreditLineInput
from tradepost.domain.billing.models import Invoice
from tradepost.domain.billing.rules import ItemToCredit, LineOfCredit, credit_line
from tradepost.domain.catalog import commands as catalog
from tradepost.domain.inventory.models import Move
from tradepost.domain.parties import commands as parties
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing.rules import Owed
from tradepost.domain.reports import commands as reports
from tradepost.domain.reports import queries as reports_queries

TAX = Owed("S", D(19), {"text": "as ever"})
EACH = UnitFactor()
TEA = ItemToCredit(
    UUID(int=7), "TEA", "Assam", "standard", "piece", {"": ("piece", EACH), "piece": ("piece", EACH),
    "case": ("case", UnitFactor(12))},
)  # fmt: skip
CHEESE = ItemToCredit(
    UUID(int=8), "CHEESE", "Gouda", "reduced", "wheel", {"": ("wheel", EACH), "wheel": ("wheel", EACH),
    "kg": ("kg", UnitFactor(2, 9))}, "kg",
)  # fmt: skip


@pytest.mark.parametrize(
    ("item", "given", "read"),
    [
        (TEA, {"quantity": "3", "unit_price": "1.4276"}, ("Assam", "piece", 3, None, "4.28")),
        (TEA, {"quantity": "2", "unit_price": "9", "unit": "Case"}, ("Assam", "case", 24, None, "18.00")),
        (TEA, {"quantity": "1", "unit_price": "9", "discount_percent": D(10), "text": "dented"},
         ("dented", "piece", 1, None, "8.10")),
        (None, {"quantity": "1", "unit_price": "50", "text": " Bonus 2025 "}, ("Bonus 2025", "", 1, None, "50.00")),
        (CHEESE, {"quantity": "2", "unit_price": "10"}, ("Gouda", "kg", 2, 9000, "90.00")),
        (CHEESE, {"quantity": "4.4", "unit_price": "10", "unit": "kg"}, ("Gouda", "kg", 1, 4400, "44.00")),
    ],
)  # fmt: skip
def test_a_line_is_what_it_says_in_its_unit(
    item: ItemToCredit | None, given: dict[str, Any], read: tuple[Any, ...]
) -> None:
    line = _line(item, **given)
    found = credit_line(line, item, TAX, "EUR")
    assert isinstance(found, LineOfCredit)
    assert (found.name, found.unit, found.quantity, found.milli, str(found.net)) == read
    assert (found.tax_code, found.tax_rate, found.tax_text) == ("S", D(19), "as ever")


@pytest.mark.parametrize(
    ("item", "given", "field", "sentence"),
    [
        (None, {"text": " "}, "item_id", "Name an item, or say in words what is credited."),
        (TEA, {"unit": "box"}, "unit", "TEA is not counted by the “box”, but by: piece, case."),
        (TEA, {"quantity": "0"}, "quantity", "The quantity must be more than 0."),
        (TEA, {"quantity": "1.5"}, "quantity", "1.5 does not make whole base units (one unit is 1)."),
        (TEA, {"quantity": "NaN"}, "quantity", "Give a number."),
        (TEA, {"unit_price": "-1"}, "unit_price", "A price is 0 or more."),
        (TEA, {"unit_price": "900000000000"}, "quantity", "This is too much for one line."),
        (TEA, {"discount_percent": D(101)}, "discount_percent", "A discount is between 0 and 100 percent."),
        (CHEESE, {"quantity": "1.0001", "unit": "kg"}, "quantity", "A weight has at most three decimal places."),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_line_is_told_at_its_field(
    item: ItemToCredit | None, given: dict[str, Any], field: str, sentence: str
) -> None:
    assert credit_line(_line(item, **given), item, TAX, "EUR") == {field: sentence}


def test_an_unknown_item_and_goods_that_no_rule_taxes_are_told() -> None:
    line = CreditLineInput(D(1), D(1), item_id=UUID(int=9))
    told = credit_line(line, None, None, "EUR")
    assert told == {
        "item_id": "There is no such item.",
        "tax": "No tax rule covers standard goods for this customer. Add one.",
    }


def _line(item: ItemToCredit | None, **given: Any) -> CreditLineInput:
    wanted: dict[str, Any] = {"quantity": "1", "unit_price": "5", **given}
    return CreditLineInput(
        **{**wanted, "quantity": D(wanted["quantity"]), "unit_price": D(wanted["unit_price"])},
        item_id=item.item_id if item else None,
    )


def credit(trade: Trade, customer: UUID, *lines: CreditLineInput, **given: Any) -> Invoice:
    given = {"credit_note_id": new_id(NOW), "reason": "bonus", **given}
    return billing.issue_credit(given.pop("by", trade.by), customer_id=customer, lines=lines, **given)


def test_goods_and_words_are_credited_booked_and_open_on_the_account(trade: Trade) -> None:
    ann = trade.customer(terms_days=14)
    tea = trade.item("TEA", 5)
    bread = trade.item("BREAD", tax_class="reduced")
    catalog.discontinue_item(trade.by, item_id=bread)
    moves = Move.objects.count()
    note = credit(
        trade, ann,
        CreditLineInput(D(3), D("1.4276"), tea),
        CreditLineInput(D(2), D(5), bread, discount_percent=D(10)),
        CreditLineInput(D(1), D(20), text="Bonus 2025", tax_class="zero"),
        customer_po="PO-9", credited_on=TODAY - timedelta(days=2),
    )  # fmt: skip
    assert (note.number, note.kind, note.credits_id, note.order_id, note.customer_po, note.due_on) == (
        "CN-000001", "credit_note", None, None, "PO-9", TODAY - timedelta(days=2),
    )  # fmt: skip
    assert (note.net_total, note.tax_total, note.total) == (D("33.28"), D("1.44"), D("34.72"))
    assert [(x.sku, x.name, x.quantity, x.net, x.tax_code, x.order_line_id) for x in trade.lines(note)] == [
        ("TEA", "Tea", 3, D("4.28"), "S", None),
        ("BREAD", "Bread", 2, D("9.00"), "AA", None),
        ("", "Bonus 2025", 1, D("20.00"), "Z", None),
    ]
    assert (receivable(ann), queries.owed_by(ann, HOME)) == (D("-34.72"), D("-34.72"))
    assert {name: trade.accounts()[name] for name in ("Sales", "Receivable from customers")} == {
        "Sales": D("33.28"), "Receivable from customers": D("-34.72"),
    }  # fmt: skip
    assert Move.objects.count() == moves
    (event,) = feed.about([note.id])
    assert (event.name, event.data["invoice_id"], event.data["order_id"]) == ("billing.credited", None, None)
    (line,) = queries.statement(ann, TODAY - timedelta(days=9), TODAY).lines
    assert (line.kind, line.number, line.credit, line.balance) == (
        "credit_note", note.number, D("34.72"), D("-34.72"),
    )  # fmt: skip
    (row,) = queries.ageing(TODAY)
    assert (row.on_account, row.total) == (D("-34.72"), D("-34.72"))
    assert [one.number for one in queries.INVOICES.page(trade.by).rows] == [note.number]
    assert rooms_differences() == []
    assert list(reports_queries.verify()) == []


def test_it_pays_an_invoice_and_the_match_can_be_taken_back(trade: Trade) -> None:
    ann = trade.customer()
    invoice = trade.sold(ann, "30")
    note = credit(trade, ann, CreditLineInput(D(1), D(20), text="Bonus", tax_class="zero"))
    billing.allocate(
        trade.by, allocation_id=new_id(NOW), source_id=note.id, allocations=[(invoice.id, D(20))]
    )
    assert trade.settled(invoice, note) == [D(20), D(20)]
    (match,) = queries.allocations_of(note.id)
    billing.reverse_allocation(trade.by, reversal_id=new_id(NOW), allocation_id=match.id)
    assert trade.settled(invoice, note) == [D(0), D(0)]
    assert rooms_differences() == []


def test_sales_count_it_by_day_customer_item_and_category(trade: Trade) -> None:
    """In the sums that are kept and in the rows behind them alike; what is no item is a row without a name."""
    ann = trade.customer()
    tea = trade.item("TEA", 4, "8", category="Drinks")
    trade.invoice(trade.ship(trade.order(ann, (tea, 4, "10"))))
    credit(trade, ann, CreditLineInput(D(1), D(10), tea), CreditLineInput(D(1), D(5), text="Bonus"))
    period = (TODAY, TODAY + timedelta(days=1))
    asked: dict[str, dict[str, D]] = {
        "item": {"TEA Tea": D(30), "": D(-5)}, "category": {"Drinks": D(30), "": D(-5)},
        "customer": {"Customer C-1": D(25)}, "rep": {"": D(25)}, "month": {"2026-03": D(25)},
    }  # fmt: skip
    for _summed in (False, True):
        for group, nets in asked.items():
            found = reports_queries.sales_by(trade.by, period, group)
            assert {row.label: row.net for row in found} == nets
        (of_tea,) = reports_queries.sales_by(trade.by, period, "customer", item_id=tea)
        assert (of_tea.net, of_tea.quantity, of_tea.cost) == (D(30), 3, D(8))
        reports.sum_up(trade.by)
    lines = reports_queries.SOLD_LINES.page(trade.by)
    assert sum(line.base_net for line in lines.rows) == D(25)
    assert list(reports_queries.verify()) == []


def test_a_credit_in_another_currency_is_rounded_by_line_where_they_wish_so(trade: Trade) -> None:
    ann = trade.customer(tax_rounding="line")
    accounts.set_rate(trade.by, rate_id=new_id(NOW), currency="GBP", valid_from=TODAY, rate=D("0.8"))
    lines = [CreditLineInput(D(1), D("0.50"), text=text) for text in ("a", "b", "c")]
    note = credit(trade, ann, *lines, currency="gbp")
    assert (note.currency, note.rounding, note.net_total, note.tax_total) == (
        "GBP", "line-then-tax-line", D("1.50"), D("0.30"),
    )  # fmt: skip
    assert (receivable(ann), queries.owed_by(ann, "GBP")) == (D("-1.44"), D("-1.80"))
    assert rooms_differences() == []


def test_exempt_customers_and_those_of_another_day_are_taxed_as_invoices_are(trade: Trade) -> None:
    bob = trade.customer("C-2", tax_class="exempt")
    pricing.set_tax_rules(
        trade.by,
        rules=[
            pricing.TaxRuleInput("S", D(19), valid_until=TODAY),
            pricing.TaxRuleInput("S", D(21), valid_from=TODAY),
        ],
    )
    ann = trade.customer("C-1")
    old = CreditInput(
        new_id(NOW), ann, [CreditLineInput(D(1), D(100), text="x")], "r", TODAY - timedelta(days=1)
    )
    new = CreditInput(new_id(NOW), ann, [CreditLineInput(D(1), D(100), text="x")], "r")
    free = CreditInput(new_id(NOW), bob, [CreditLineInput(D(1), D(100), text="x")], "r")
    billing.issue_credits(trade.by, credits=[old, new, free])
    taxes = {
        pk: [(x.code, x.tax) for x in queries.taxes_of(pk)]
        for pk in (one.credit_note_id for one in (old, new, free))
    }
    assert list(taxes.values()) == [[("S", D(19))], [("S", D(21))], [("E", D(0))]]


def test_what_cannot_be_credited_changes_nothing(trade: Trade) -> None:
    ann = trade.customer()
    good = CreditLineInput(D(1), D(5), text="x")
    for lines, given, field in (
        ([good], {"reason": "  "}, "reason"),
        ([], {}, "lines"),
        ([good, CreditLineInput(D(0), D(5), text="x")], {}, "lines.1.quantity"),
        ([CreditLineInput(D(1), D(5), new_id(NOW))], {}, "lines.0.item_id"),
        ([CreditLineInput(D(1), D(5), text="x", tax_class="zero"), good], {"currency": "EURO"}, "currency"),
    ):
        with pytest.raises(Invalid) as caught, nothing_changes():
            credit(trade, ann, *lines, **given)
        assert list(caught.value.facts["fields"]) == [field]
    with pytest.raises(NotFound), nothing_changes():
        credit(trade, new_id(NOW), good)
    accounts.close_period(trade.by, open_from=TODAY)
    for price in (D(5), D(0)):
        with pytest.raises(accounts.PeriodIsClosed), nothing_changes():
            credit(trade, ann, CreditLineInput(D(1), price, text="x"), credited_on=TODAY - timedelta(days=1))


def test_sent_twice_it_is_one_whichever_way(trade: Trade) -> None:
    ann = trade.customer()
    parties.block_customer(trade.by, customer_id=ann, reason="owes")
    one = CreditInput(new_id(NOW), ann, [CreditLineInput(D(1), D(5), text="x")], "bonus")
    unknown = CreditInput(new_id(NOW), new_id(NOW), one.lines, "bonus")
    first = billing.issue_credits(trade.by, credits=[one, unknown, one])
    assert [(x.number, x.again, x.refusal and x.refusal.code) for x in first] == [
        ("CN-000001", False, None), ("", False, "not-found"), ("CN-000001", True, None),
    ]  # fmt: skip
    assert credit(trade, ann, *one.lines, credit_note_id=one.credit_note_id).number == "CN-000001"
    (again,) = billing.issue_credits(later(trade, 1), credits=[one])
    assert (again.number, again.again) == ("CN-000001", True)
    with pytest.raises(SentTwiceDifferently), nothing_changes():
        credit(trade, ann, *one.lines, credit_note_id=one.credit_note_id, reason="other")
    assert Invoice.objects.count() == 1


def test_statements_grow_with_neither_notes_nor_lines(trade: Trade) -> None:
    buyers = [trade.customer(f"C-{n}") for n in range(3)]
    items = [trade.item(f"T-{n}") for n in range(3)]

    def send(notes: int, lines: int) -> int:
        asked = [
            CreditInput(
                new_id(NOW), buyers[n % 3],
                [CreditLineInput(D(1), D(n + 1), items[k % 3]) for k in range(lines)], "month",
            )
            for n in range(notes)
        ]  # fmt: skip
        return statements(lambda: billing.issue_credits(trade.by, credits=asked))

    counts = {send(1, 1), send(1, 300), send(60, 5)}
    assert len(counts) == 1
    assert max(counts) <= 17
    assert rooms_differences() == []
