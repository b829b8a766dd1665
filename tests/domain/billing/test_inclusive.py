"""A price list that includes tax, from the order to the credit note: what the buyer agreed comes out to the cent."""

from dataclasses import replace
from decimal import Decimal as D
from uuid import UUID

import pytest

from tradepost.base import sql
from tradepost.base.errors import Invalid
from tradepost.base.ids import new_id
from tradepost.base.money import ZERO
from tradepost.domain.billing import commands as billing
from tradepost.domain.billing.models import Invoice
from tradepost.domain.billing.rules import LineToBill, OrderToBill, Tally, invoice_amounts
from tradepost.domain.parties import commands as parties
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing.commands import DiscountInput, PriceInput, PriceListHasPrices
from tradepost.domain.pricing.models import PriceList
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.commands import LineInput
from tradepost.domain.sales.models import Order, OrderLine
from tradepost.domain.sales.queries import ChangeAsked, ChangedLine
from tradepost.render.documents.billing import invoice_paper
from tradepost.render.documents.sales import order_confirmation
from tradepost.render.papers.rendering import render_pdf

from .trade import HOME, NOW, Trade, nothing_changes, rooms_differences, statements


@pytest.fixture
def shop(trade: Trade) -> Trade:
    """Tea for 9.99 and books for 1.49 each, tax included, for customers of the shop; cups are sold net."""
    parties.set_company(trade.by, name="Teehaus", country="DE")
    trade.item("TEA", 100, "300.00")
    trade.item("BOOK", 100, "50.00", tax_class="reduced")
    trade.item("CUP", 100, "100.00")
    made = pricing.create_price_list(
        trade.by, price_list_id=new_id(NOW), name="List", currency=HOME, is_base=True
    )
    rows = [PriceInput(D(9), item_id=trade.items["TEA"]), PriceInput(D("5.00"), item_id=trade.items["CUP"])]
    pricing.set_prices(trade.by, price_list_id=made.pk, rows=rows)
    return trade


def shop_list(trade: Trade, customer: UUID, tea: str = "9.99") -> UUID:
    list_id = new_id(NOW)
    pricing.create_price_list(
        trade.by, price_list_id=list_id, name=f"Shop {list_id}", currency=HOME, includes_tax=True
    )
    rows = [
        PriceInput(D(tea), item_id=trade.items["TEA"]),
        PriceInput(D("1.49"), item_id=trade.items["BOOK"]),
    ]
    pricing.set_prices(trade.by, price_list_id=list_id, rows=rows)
    pricing.assign_price_list(trade.by, price_list_id=list_id, customer_ids=[customer])
    return list_id


def buyer(trade: Trade, number: str = "C-1", tea: str = "9.99", **given: object) -> UUID:
    customer = trade.customer(number, **given)
    shop_list(trade, customer, tea)
    return customer


def place(
    trade: Trade, customer: UUID, *lines: tuple[str, int], confirm: bool = True, **given: object
) -> Order:
    order_id = new_id(NOW)
    typed = [LineInput(trade.items[sku], D(quantity)) for sku, quantity in lines]
    sales.place_order(
        trade.by,
        order_id=order_id,
        customer_id=customer,
        lines=typed,
        confirm=confirm,
        **given,  # type: ignore[arg-type]
    )
    return Order.objects.get(pk=order_id)


def amounts(row: Order | Invoice) -> tuple[D, D, D]:
    return row.net_total, row.tax_total, row.total


def grosses(order: Order) -> list[D | None]:
    return [line.gross for line in sales_queries.lines_of(order.pk)]


def credit(trade: Trade, invoice: Invoice, *parts: tuple[UUID, int], **given: object) -> Invoice:
    return billing.credit_lines(
        trade.by, credit_note_id=new_id(NOW), invoice_id=invoice.pk, reason="Broken", lines=parts or None,
        **given,  # type: ignore[arg-type]
    )  # fmt: skip


def test_from_the_order_to_the_credit_note(shop: Trade) -> None:
    order = place(shop, buyer(shop), ("TEA", 3))
    (line,) = sales_queries.lines_of(order.pk)
    assert (line.gross_price, line.unit_price, line.gross, line.net) == (
        D("9.99"), D("8.394958"), D("29.97"), D("25.18"),
    )  # fmt: skip
    assert amounts(order) == (D("25.18"), D("4.79"), D("29.97"))
    assert order.open_value == D("29.97")
    invoice = shop.invoice(shop.ship(order.pk))
    assert amounts(invoice) == amounts(order)
    assert amounts(credit(shop, invoice)) == amounts(order)
    assert rooms_differences() == []


def test_parts_are_invoiced_and_credited_to_the_gross_of_the_order(shop: Trade) -> None:
    order = place(shop, buyer(shop), ("TEA", 3), ("BOOK", 7), ("CUP", 2))
    assert amounts(order) == (D("44.93"), D("7.37"), D("52.30"))  # 29.97 + 10.43 + 10.00 net and its 1.90
    shipment = shop.ship(order.pk)
    invoices = [shop.invoice(shipment, *parts) for parts in ((1, 2, 0), (1, 2, 1), (1, 3, 1))]
    assert [invoice.total for invoice in invoices] == [D("12.97"), D("18.92"), D("20.41")]
    assert sum(invoice.total for invoice in invoices) == order.total
    assert sum(invoice.net_total for invoice in invoices) == order.net_total
    for invoice in invoices:
        given_back = ZERO
        for line in shop.lines(invoice):
            for _ in range(line.quantity):
                given_back += credit(shop, invoice, (line.pk, 1)).total
        assert given_back == invoice.total
    assert rooms_differences() == []


def test_a_wrong_invoice_is_billed_again_to_its_own_cents(shop: Trade) -> None:
    order = place(shop, buyer(shop), ("TEA", 3))
    shipment = shop.ship(order.pk)
    first = shop.invoice(shipment, 1)
    credit(shop, first, bill_again=True)
    rest = shop.invoice(shipment)
    assert (first.total, amounts(rest)) == (D("9.99"), amounts(order))
    assert rooms_differences() == []


def test_whoever_owes_no_tax_pays_the_price_without_that_of_home(shop: Trade) -> None:
    order = place(shop, buyer(shop, tax_class="reverse"), ("TEA", 3))
    (line,) = sales_queries.lines_of(order.pk)
    assert (line.gross_price, line.unit_price, line.net, line.tax_code) == (
        None, D("8.394958"), D("25.18"), "AE",
    )  # fmt: skip
    assert amounts(order) == (D("25.18"), ZERO, D("25.18"))
    assert (line.price_trace["gross_price"], line.price_trace["included"]) == ("9.990000", "19.0000")
    assert amounts(shop.invoice(shop.ship(order.pk))) == amounts(order)


def test_an_offered_price_stays_in_its_orders_also_in_parts(shop: Trade) -> None:
    customer = buyer(shop)
    quote = sales.make_quote(
        shop.by, quote_id=new_id(NOW), customer_id=customer,
        lines=[LineInput(shop.items["TEA"], D(3)), LineInput(shop.items["BOOK"], D(7))],
    )  # fmt: skip
    assert amounts(quote) == (D("34.93"), D("5.47"), D("40.40"))  # type: ignore[arg-type]
    pricing.set_prices(
        shop.by,
        price_list_id=PriceList.objects.get(includes_tax=True).pk,
        rows=[PriceInput(D("15.00"), item_id=shop.items["TEA"])],
    )
    sales.send_quote(shop.by, quote_id=quote.pk)
    sales.accept_quote(shop.by, quote_id=quote.pk)
    tea, _ = sales_queries.quote_lines(quote.pk)
    first = sales.order_quote(shop.by, quote_id=quote.pk, order_id=new_id(NOW), parts=[(tea.pk, 1)])
    rest = sales.order_quote(shop.by, quote_id=quote.pk, order_id=new_id(NOW))
    assert (first.total, rest.total) == (D("9.99"), D("30.41"))
    sales.change_order(shop.by, order_id=rest.pk, order_discount_percent=D(10))
    assert grosses(rest) == [D("17.98"), D("9.39")]
    assert rooms_differences() == []


def test_changes_keep_what_was_agreed_and_come_back_to_the_cent(shop: Trade) -> None:
    order = place(shop, buyer(shop), ("TEA", 3), ("BOOK", 7))
    tea, book = sales_queries.lines_of(order.pk)

    def change(*lines: ChangedLine) -> Order:
        sales.apply_change(
            shop.by, change_id=new_id(NOW), order_id=order.pk, asked=ChangeAsked(list(lines), reason="Wished")
        )
        return Order.objects.get(pk=order.pk)

    assert change(ChangedLine(tea.pk, quantity=D(5))).total == D("60.38")
    assert change(ChangedLine(tea.pk, quantity=D(3))).total == D("40.40")
    assert amounts(change(ChangedLine(tea.pk, discount_percent=D(10)))) == (D("32.41"), D("4.99"), D("37.40"))
    assert change(ChangedLine(tea.pk, quantity=D(0))).total == D("10.43")
    typed = change(ChangedLine(book.pk, unit_price=D("1.00")))
    assert (grosses(typed)[1], typed.total) == (None, D("7.49"))
    assert rooms_differences() == []


def test_lines_that_are_parted_split_off_and_merged_add_up(shop: Trade) -> None:
    order = place(shop, buyer(shop), ("TEA", 3), ("BOOK", 7))
    tea, book = sales_queries.lines_of(order.pk)
    other = sales.split_order(
        shop.by, new_order_id=new_id(NOW), order_id=order.pk, lines=[(tea.pk, 1), (book.pk, 2)]
    )
    order.refresh_from_db()
    assert (order.total, other.total) == (D("27.43"), D("12.97"))
    merged = sales.merge_orders(shop.by, order_id=order.pk, other_ids=[other.pk])
    assert Order.objects.get(pk=merged.pk).total == D("40.40")
    assert rooms_differences() == []


def test_by_line_and_by_total(shop: Trade) -> None:
    by_total = place(shop, buyer(shop, "C-1", "0.99"), *[("TEA", 1)] * 3)
    by_line = place(shop, buyer(shop, "C-2", "0.99", tax_rounding="line"), *[("TEA", 1)] * 3)
    assert (amounts(by_total), amounts(by_line)) == (
        (D("2.50"), D("0.47"), D("2.97")), (D("2.49"), D("0.48"), D("2.97")),
    )  # fmt: skip
    for order in (by_total, by_line):
        assert amounts(shop.invoice(shop.ship(order.pk))) == amounts(order)
    assert rooms_differences() == []


def test_discounts_come_off_the_price_with_tax(shop: Trade) -> None:
    rule = DiscountInput("Spring", D(10))
    pricing.keep_discount(shop.by, discount_id=new_id(NOW), discount=rule)
    order = place(shop, buyer(shop), ("TEA", 3), order_discount_percent=D(5))
    assert order.total == D("28.47")  # an agreed price: the rule is for list prices; 5 % off the order
    assert rooms_differences() == []


def test_billed_by_weight_the_weight_at_the_price_with_tax_is_exact() -> None:
    ids = [UUID(int=n) for n in (10, 11, 1, 12, 13)]
    line = LineToBill(
        *ids, "CHEESE", "Cheese", "kg", 1, 1, D("8.394958"), ZERO, "S", D(19), 2, D("75.55"), 0, ZERO, 2,
        open_milli=9217, ordered_milli=9000, gross_price=D("9.99"), order_gross=D("89.91"),
    )  # fmt: skip
    order = OrderToBill(
        UUID(int=1), "SO-1", UUID(int=2), "Ann", "", None, "EUR", 30, {}, "", "", ZERO, "S", D(19)
    )
    found = invoice_amounts(order, [(line, 2)], Tally())
    assert (found.net_total, found.tax_total, found.total) == (D("77.38"), D("14.70"), D("92.08"))


def test_a_buyer_who_asks_for_another_price_means_one_with_tax(shop: Trade) -> None:
    customer = buyer(shop)
    quote = sales.make_quote(
        shop.by, quote_id=new_id(NOW), customer_id=customer, lines=[LineInput(shop.items["TEA"], D(3))]
    )
    sales.send_quote(shop.by, quote_id=quote.pk)
    (line,) = sales_queries.quote_lines(quote.pk)
    asking = replace(shop.by, scope={"customer": customer})
    sales.ask_of_quote(asking, quote_id=quote.pk, ask_id=new_id(NOW), line_id=line.pk, unit_price=D("8.99"))
    revised = sales.take_asks(shop.by, quote_id=quote.pk, revision_id=new_id(NOW))
    assert revised.total == D("26.97")


def test_papers_show_both_prices(shop: Trade) -> None:
    order = place(shop, buyer(shop), ("TEA", 3), ("CUP", 1))
    invoice = shop.invoice(shop.ship(order.pk))
    for paper in (order_confirmation(order), invoice_paper(invoice)):
        told = [(line.price, line.gross_price, line.note, line.amount) for line in paper.lines]
        assert told == [
            (D("8.394958"), D("9.99"), "29.97 incl. tax", D("25.18")), (D("5.00"), None, "", D("5.00")),
        ]  # fmt: skip
        assert render_pdf(paper).startswith(b"%PDF")


def test_the_list_says_it_when_made_and_while_it_is_empty(shop: Trade) -> None:
    made = pricing.create_price_list(shop.by, price_list_id=new_id(NOW), name="Web", currency=HOME)
    assert pricing.include_tax(shop.by, price_list_id=made.pk, includes_tax=True).includes_tax
    pricing.set_prices(
        shop.by, price_list_id=made.pk, rows=[PriceInput(D("9.99"), item_id=shop.items["TEA"])]
    )
    with nothing_changes(), pytest.raises(PriceListHasPrices, match="Make another list"):
        pricing.include_tax(shop.by, price_list_id=made.pk, includes_tax=False)
    base = PriceList.objects.get(is_base=True)
    with nothing_changes(), pytest.raises(Invalid) as refusal:
        pricing.include_tax(shop.by, price_list_id=base.pk, includes_tax=True)
    assert set(refusal.value.facts["fields"]) == {"includes_tax"}
    with pytest.raises(Invalid):
        pricing.create_price_list(
            shop.by, price_list_id=new_id(NOW), name="L", currency="USD", is_base=True, includes_tax=True
        )


def test_a_confirmed_price_with_tax_is_firm_in_the_database(shop: Trade) -> None:
    order = place(shop, buyer(shop), ("TEA", 3))
    with pytest.raises(Exception, match="firm"), sql.checked_at_once():
        OrderLine.objects.filter(order_id=order.pk).update(gross_price=D(1), gross=D(3))


def test_no_statement_more_than_for_net_prices(shop: Trade) -> None:
    net, with_tax = shop.customer("C-9"), buyer(shop, "C-8")
    place(shop, net, ("TEA", 1))
    count = [
        statements(lambda customer=customer, lines=lines: place(shop, customer, *lines))  # type: ignore[misc]
        for customer, lines in ((net, [("TEA", 2)]), (with_tax, [("TEA", 2)]), (with_tax, [("TEA", 1)] * 9))
    ]
    assert count[0] == count[1] == count[2]
