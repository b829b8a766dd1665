"""A wheel of cheese: counted in pieces, priced by the kg, billed by what was weighed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal as D
from uuid import UUID

import pytest

from domain.billing.trade import HOME, NOW, Trade, everything, statements
from tradepost.base import sql
from tradepost.base.errors import Invalid, Refusal
from tradepost.base.flows import NotAllowed
from tradepost.base.ids import new_id
from tradepost.domain.billing import commands as billing
from tradepost.domain.billing import queries as billing_queries
from tradepost.domain.billing.commands.credit_lines import MoreThanInvoiced
from tradepost.domain.billing.models import Invoice
from tradepost.domain.catalog import commands as catalog
from tradepost.domain.catalog.models import Item, Unit
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.fulfilment import queries as fulfilment_queries
from tradepost.domain.fulfilment.commands import Pick
from tradepost.domain.fulfilment.models import Shipment
from tradepost.domain.fulfilment.rules import NotWeighed, WeightUnlikely
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing.commands import PriceInput
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.returns import commands as returns
from tradepost.domain.returns import queries as returns_queries
from tradepost.domain.returns.rules import HeavierThanShipped, ReturnLineInput, UnlikelyReturnWeight
from tradepost.domain.returns.rules import NotWeighed as ReturnNotWeighed
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.commands import LineInput
from tradepost.domain.sales.queries import ChangeAsked, ChangedLine


@dataclass
class Dairy:
    """The trade, who buys, and the cheese at 12.00 a kg, some 4.5 kg a wheel."""

    trade: Trade
    customer: UUID
    cheese: UUID

    def order(self, quantity: str = "10", unit: str = "", **given: str) -> UUID:
        order_id = new_id(NOW)
        line = LineInput(self.cheese, D(quantity), unit, D(given.get("price", "12")))
        sales.place_order(
            self.trade.by, order_id=order_id, customer_id=self.customer, lines=[line], confirm=True
        )
        return order_id

    def pick(self, order_id: UUID, quantity: int | None = None) -> UUID:
        shipment_id = new_id(NOW)
        lines = [(line.pk, quantity) for line in self.trade.order_lines(order_id)] if quantity else None
        fulfilment.release_order(self.trade.by, shipment_id=shipment_id, order_id=order_id, quantities=lines)
        picks = [Pick(task.id, task.asked) for task in fulfilment_queries.tasks_of(shipment_id)]
        fulfilment.record_picks(self.trade.by, shipment_id=shipment_id, picks=picks)
        return shipment_id

    def weigh(self, shipment_id: UUID, *milli: int, **given: bool) -> None:
        lines = self.trade.shipment_lines(shipment_id)
        pairs = [(line.id, weight) for line, weight in zip(lines, milli, strict=True)]
        fulfilment.weigh_shipment(self.trade.by, shipment_id=shipment_id, weights=pairs, **given)

    def send(self, shipment_id: UUID) -> UUID:
        fulfilment.pack_shipment(self.trade.by, shipment_id=shipment_id)
        fulfilment.ship_shipment(self.trade.by, shipment_id=shipment_id)
        return shipment_id

    def sell(self, quantity: str, milli: int) -> Invoice:
        shipment_id = self.pick(self.order(quantity))
        self.weigh(shipment_id, milli, as_weighed=True)
        return self.trade.invoice(self.send(shipment_id))

    def billed(self, document: Invoice) -> list[tuple[int, D, str, D, D]]:
        lines = self.trade.lines(document)
        return [(one.quantity, one.typed_quantity, one.unit, one.unit_price, one.net) for one in lines]

    def send_back(self, invoice: Invoice, pieces: int, milli: int | None, **given: bool) -> UUID:
        (line,) = self.trade.lines(invoice)
        assert line.shipment_line_id is not None
        return_id = new_id(NOW)
        returns.request_return(
            self.trade.by, return_id=return_id, order_id=invoice.order_id, reason="Too ripe",
            lines=[ReturnLineInput(line.shipment_line_id, pieces)],
        )  # fmt: skip
        returns.authorise_return(self.trade.by, return_id=return_id)
        (expected,) = returns_queries.expected_lines(return_id)
        returns.receive_return(
            self.trade.by, return_id=return_id, lines=[(expected.line_id, pieces, "restock")],
            weights={} if milli is None else {expected.line_id: milli}, **given,
        )  # fmt: skip
        return return_id


@pytest.fixture
def dairy(trade: Trade) -> Dairy:
    cheese = trade.item("CHEESE", 100, "3000", tax_class="reduced")
    catalog.weigh_item(trade.by, item_id=cheese, unit="kg", piece_weight=D("4.5"), tolerance_percent=D(10))
    return Dairy(trade, trade.customer(), cheese)


def test_ten_wheels_are_ordered_as_about_45_kg_and_billed_as_weighed(dairy: Dairy) -> None:
    trade = dairy.trade
    order_id = dairy.order()
    (line,) = trade.order_lines(order_id)
    ordered = (line.quantity, line.typed_quantity, line.unit, line.unit_price, line.net, line.is_weighed)
    assert ordered == (10, D(45), "kg", D(12), D("540.00"), True)

    shipment_id = dairy.pick(order_id)
    dairy.weigh(shipment_id, 44_380)
    invoice = trade.invoice(dairy.send(shipment_id))

    assert dairy.billed(invoice) == [(10, D("44.380"), "kg", D(12), D("532.56"))]
    assert (invoice.net_total, invoice.tax_total, invoice.total) == (D("532.56"), D("37.28"), D("569.84"))
    # Stock and its cost are those of pieces.
    assert Shipment.objects.get(pk=shipment_id).value == D("300.00")
    assert list(reports_queries.verify()) == []


def test_each_part_of_an_order_is_billed_by_its_own_weight(dairy: Dairy) -> None:
    order_id = dairy.order()
    first = dairy.pick(order_id, 4)
    dairy.weigh(first, 17_905)
    second = dairy.pick(order_id)
    dairy.weigh(second, 27_001)
    # Of what is shipped together some may be billed first: the rest takes what is left of the weight.
    one = dairy.trade.invoice(dairy.send(first), 1)
    two = dairy.trade.invoice(first)
    three = dairy.trade.invoice(dairy.send(second))

    assert [dairy.billed(each) for each in (one, two, three)] == [
        [(1, D("4.476"), "kg", D(12), D("53.71"))],
        [(3, D("13.429"), "kg", D(12), D("161.15"))],
        [(6, D("27.001"), "kg", D(12), D("324.01"))],
    ]
    (line,) = dairy.trade.order_lines(order_id)
    assert (line.shipped, line.invoiced) == (10, 10)
    assert list(reports_queries.verify()) == []


def test_what_comes_back_is_credited_by_what_it_weighs(dairy: Dairy) -> None:
    trade = dairy.trade
    invoice = dairy.sell("10", 44_380)
    return_id = dairy.send_back(invoice, 3, 13_200)
    returns.settle_return(trade.by, return_id=return_id)
    (note,) = Invoice.objects.filter(kind="credit_note")
    assert dairy.billed(note) == [(3, D("13.200"), "kg", D(12), D("158.40"))]

    # All that is left comes back lighter: what was eaten stays billed.
    returns.settle_return(trade.by, return_id=dairy.send_back(invoice, 7, 31_000))
    last = Invoice.objects.get(kind="credit_note", net_total=372)
    assert dairy.billed(last) == [(7, D("31.000"), "kg", D(12), D("372.00"))]
    assert list(reports_queries.verify()) == []


def test_one_piece_does_not_come_back_as_heavy_as_all_unless_somebody_says_so(dairy: Dairy) -> None:
    invoice = dairy.sell("10", 48_000)
    with pytest.raises(UnlikelyReturnWeight) as refused:
        dairy.send_back(invoice, 1, 48_000)
    assert refused.value.message.startswith("1 of what was shipped weighed about 4.800, give or take 10 %.")
    back = "select sum(returned), sum(returned_milli) from fulfilment_shipment_line"
    assert sql.one(back) == (0, 0)
    # What was shipped weighed 4.8 kg a piece: 5.2 are as likely as 4.4, though 4.5 was expected.
    dairy.send_back(invoice, 1, 5_200)
    dairy.send_back(invoice, 1, 40_000, as_weighed=True)
    with pytest.raises(HeavierThanShipped):
        dairy.send_back(invoice, 1, 3_000, as_weighed=True)


def test_a_wrong_invoice_is_taken_back_to_the_cent_and_billed_anew(dairy: Dairy) -> None:
    trade = dairy.trade
    invoice = dairy.sell("10", 44_383)
    for pieces in (3, 7):
        (line,) = trade.lines(invoice)
        billing.credit_lines(
            trade.by, credit_note_id=new_id(NOW), invoice_id=invoice.id, lines=[(line.id, pieces)],
            reason="Wrong PO", bill_again=True,
        )  # fmt: skip
    notes = Invoice.objects.filter(kind="credit_note")
    assert sum(note.total for note in notes) == invoice.total
    (line,) = trade.lines(invoice)
    assert line.shipment_line is not None
    again = trade.invoice(line.shipment_line.shipment_id)
    assert dairy.billed(again) == dairy.billed(invoice)
    assert list(reports_queries.verify()) == []


def test_a_return_before_the_invoice_is_not_billed(dairy: Dairy) -> None:
    shipment_id = dairy.pick(dairy.order())
    dairy.weigh(shipment_id, 44_380)
    dairy.send(shipment_id)
    (line,) = dairy.trade.shipment_lines(shipment_id)
    return_id = new_id(NOW)
    order_id = Shipment.objects.get(pk=shipment_id).order_id
    returns.request_return(
        dairy.trade.by, return_id=return_id, order_id=order_id, reason="Mould", lines=[ReturnLineInput(line.id, 2)]
    )  # fmt: skip
    returns.authorise_return(dairy.trade.by, return_id=return_id)
    (expected,) = returns_queries.expected_lines(return_id)
    returns.receive_return(
        dairy.trade.by, return_id=return_id, lines=[(expected.line_id, 2, "scrap")], weights={expected.line_id: 8_900}
    )  # fmt: skip
    assert dairy.billed(dairy.trade.invoice(shipment_id)) == [(8, D("35.480"), "kg", D(12), D("425.76"))]
    assert list(reports_queries.verify()) == []


def test_discounts_are_taken_from_what_was_weighed(dairy: Dairy) -> None:
    trade, order_id = dairy.trade, new_id(NOW)
    line = LineInput(dairy.cheese, D(10), "piece", D("12.35"), D("2.5"))
    sales.place_order(
        trade.by, order_id=order_id, customer_id=dairy.customer, lines=[line], confirm=True, order_discount_percent=D(3)
    )  # fmt: skip
    (placed,) = trade.order_lines(order_id)
    assert placed.net == D("525.60")  # 45 x 12.35 x 0.975 x 0.97
    shipment_id = dairy.pick(order_id)
    dairy.weigh(shipment_id, 44_380)
    assert trade.invoice(dairy.send(shipment_id)).net_total == D("518.36")  # 44.380 x 12.35 x 0.975 x 0.97


@pytest.mark.parametrize(
    ("quantity", "unit", "pieces", "weight"),
    [("45", "kg", 10, "45"), ("50", "kg", 11, "49.5"), ("1", "KG", 1, "4.5"), ("2", "case", 16, "72")],
)
def test_who_orders_by_weight_or_case_gets_whole_pieces(
    dairy: Dairy, quantity: str, unit: str, pieces: int, weight: str
) -> None:
    catalog.add_unit(dairy.trade.by, item_id=dairy.cheese, unit=catalog.UnitInput("case", 8))
    (line,) = dairy.trade.order_lines(dairy.order(quantity, unit))
    assert (line.quantity, line.typed_quantity, line.unit) == (pieces, D(weight), "kg")
    told = line.price_trace["weighed"]
    assert told == {
        "asked": quantity, "unit": unit.lower(), "pieces": str(pieces), "should_weigh": f"{D(weight):.3f}", "in": "kg",
        "counted_in": "piece",
    }  # fmt: skip


def test_a_list_price_is_of_a_kg(dairy: Dairy) -> None:
    trade, lists = dairy.trade, new_id(NOW)
    pricing.create_price_list(trade.by, price_list_id=lists, name="List", currency=HOME, is_base=True)
    row = PriceInput(D("11.80"), item_id=dairy.cheese, unit="kg")
    pricing.set_prices(trade.by, price_list_id=lists, rows=[row])
    order_id = new_id(NOW)
    sales.place_order(
        trade.by, order_id=order_id, customer_id=dairy.customer, lines=[LineInput(dairy.cheese, D(2))]
    )
    (line,) = trade.order_lines(order_id)
    assert (line.unit_price, line.net) == (D("11.80"), D("106.20"))


def test_a_change_of_the_order_keeps_whole_pieces(dairy: Dairy) -> None:
    order_id = dairy.order()
    (line,) = dairy.trade.order_lines(order_id)
    asked = ChangeAsked([ChangedLine(line_id=line.pk, quantity=D(30))])
    sales.apply_change(dairy.trade.by, change_id=new_id(NOW), order_id=order_id, asked=asked)
    (line,) = dairy.trade.order_lines(order_id)
    assert (line.quantity, line.typed_quantity, line.net) == (7, D("31.5"), D("378.00"))
    assert list(reports_queries.verify()) == []


def test_who_stops_weighing_leaves_open_orders_as_they_are(dairy: Dairy) -> None:
    order_id = dairy.order()
    catalog.weigh_item(dairy.trade.by, item_id=dairy.cheese, unit="")
    after = dairy.order(price="54")
    (line,) = dairy.trade.order_lines(after)
    assert (line.typed_quantity, line.unit, line.is_weighed) == (D(10), "piece", False)
    shipment_id = dairy.pick(order_id)
    dairy.weigh(shipment_id, 44_380)
    assert dairy.trade.invoice(dairy.send(shipment_id)).net_total == D("532.56")
    assert dairy.trade.invoice(dairy.trade.ship(after)).net_total == D("540.00")


def refused(work: Callable[[], object], error: type[Refusal]) -> Refusal:
    before = everything()
    with pytest.raises(error) as caught:
        work()
    assert everything() == before
    return caught.value


def test_nothing_leaves_that_was_not_weighed(dairy: Dairy) -> None:
    trade, order_id = dairy.trade, dairy.order()
    refused(lambda: trade.ship(order_id), NotWeighed)
    shipment_id = dairy.pick(order_id)
    fulfilment.pack_shipment(trade.by, shipment_id=shipment_id)
    said = refused(lambda: fulfilment.ship_shipment(trade.by, shipment_id=shipment_id), NotWeighed)
    number = Shipment.objects.get(pk=shipment_id).number
    assert (
        said.message == f"1 line(s) of {number} are billed by weight and not weighed. Weigh them, then ship."
    )
    dairy.weigh(shipment_id, 44_380)
    fulfilment.ship_shipment(trade.by, shipment_id=shipment_id)
    refused(lambda: dairy.weigh(shipment_id, 44_000), NotAllowed)


def test_a_shop_without_pick_lists_says_the_weight_when_it_ships(dairy: Dairy) -> None:
    order_id = dairy.order()
    (line,) = dairy.trade.order_lines(order_id)
    shipment_id = new_id(NOW)
    refused(
        lambda: fulfilment.ship_order(
            dairy.trade.by, shipment_id=new_id(NOW), order_id=order_id, weights={new_id(NOW): 1, line.pk: 44_380}
        ),
        Invalid,
    )  # fmt: skip
    fulfilment.ship_order(
        dairy.trade.by, shipment_id=shipment_id, order_id=order_id, weights={line.pk: 44_380}
    )
    assert dairy.trade.invoice(shipment_id).net_total == D("532.56")


def test_an_unlikely_weight_is_kept_only_when_somebody_says_it_is_right(dairy: Dairy) -> None:
    shipment_id = dairy.pick(dairy.order())
    said = refused(lambda: dairy.weigh(shipment_id, 4_438), WeightUnlikely)
    assert said.message == (
        "10 of CHEESE should weigh about 45.000 kg, give or take 10 %. Weigh again, or say that it is right."
    )
    dairy.weigh(shipment_id, 4_438, as_weighed=True)
    dairy.weigh(shipment_id, 44_380)  # the last word counts
    assert dairy.trade.shipment_lines(shipment_id)[0].weight_milli == 44_380


def test_a_line_is_weighed_when_all_of_it_is_picked(dairy: Dairy) -> None:
    trade, shipment_id = dairy.trade, new_id(NOW)
    fulfilment.release_order(trade.by, shipment_id=shipment_id, order_id=dairy.order())
    fulfilment.start_picking(trade.by, shipment_id=shipment_id)
    for weights in ([44_380], [0]):
        refused(lambda weights=weights: dairy.weigh(shipment_id, *weights), Invalid)  # type: ignore[misc]


def test_more_than_was_billed_is_not_taken_back(dairy: Dairy) -> None:
    trade, invoice = dairy.trade, dairy.sell("10", 44_380)
    (line,) = trade.lines(invoice)

    def credit(milli: int) -> None:
        billing.credit_lines(
            trade.by, credit_note_id=new_id(NOW), invoice_id=invoice.id, lines=[(line.id, 5)],
            weights={line.id: milli}, reason="Weighed wrongly",
        )  # fmt: skip

    refused(lambda: credit(44_381), MoreThanInvoiced)
    refused(lambda: credit(-1), Invalid)
    with pytest.raises(ReturnNotWeighed):
        dairy.send_back(invoice, 2, None)
    with pytest.raises(HeavierThanShipped):
        dairy.send_back(invoice, 2, 44_381)
    with pytest.raises(Invalid):
        dairy.send_back(invoice, 2, 0)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"unit": "stone", "piece_weight": D(1)}, "unit"),
        ({"unit": "kg"}, "piece_weight"),
        ({"unit": "kg", "piece_weight": D("0.0001")}, "piece_weight"),
        ({"unit": "kg", "piece_weight": D(1), "tolerance_percent": D(101)}, "tolerance_percent"),
        ({"unit": "kg", "piece_weight": D(1), "tolerance_percent": D("0.001")}, "tolerance_percent"),
    ],
)
def test_what_cannot_be_weighed_so_is_refused(dairy: Dairy, given: dict[str, str], field: str) -> None:
    said = refused(
        lambda: catalog.weigh_item(dairy.trade.by, item_id=dairy.cheese, **given),  # type: ignore[arg-type]
        Invalid,
    )
    assert list(said.facts["fields"]) == [field]


def test_what_is_stocked_by_weight_is_not_weighed_again(dairy: Dairy) -> None:
    flour = dairy.trade.item("FLOUR", base_unit="g")
    refused(lambda: catalog.weigh_item(dairy.trade.by, item_id=flour, unit="kg", piece_weight=D(1)), Invalid)


def test_another_weight_of_a_piece_is_another_unit_and_without_the_unit_it_is_counted(dairy: Dairy) -> None:
    by, cheese = dairy.trade.by, dairy.cheese
    catalog.weigh_item(by, item_id=cheese, unit="kg", piece_weight=D(5))
    unit = Unit.objects.get(item_id=cheese)
    assert (unit.name, unit.numerator, unit.denominator) == ("kg", 1, 5)
    catalog.remove_units(by, units=[(cheese, "kg")])
    assert Item.objects.get(pk=cheese).weighed_in == ""


def test_statements_do_not_grow_with_the_lines(dairy: Dairy) -> None:
    trade = dairy.trade

    def counts(lines: int) -> list[int]:
        order_id, shipment_id = new_id(NOW), new_id(NOW)
        typed = [LineInput(dairy.cheese, D(1), "", D(12)) for _ in range(lines)]
        order = {"order_id": order_id, "customer_id": dairy.customer, "lines": typed, "confirm": True}
        placed = statements(lambda: sales.place_order(trade.by, **order))  # type: ignore[arg-type]
        fulfilment.release_order(trade.by, shipment_id=shipment_id, order_id=order_id)
        picks = [Pick(task.id, task.asked) for task in fulfilment_queries.tasks_of(shipment_id)]
        fulfilment.record_picks(trade.by, shipment_id=shipment_id, picks=picks)
        weighed = statements(lambda: dairy.weigh(shipment_id, *[4_400] * lines))
        fulfilment.pack_shipment(trade.by, shipment_id=shipment_id)
        shipped = statements(lambda: fulfilment.ship_shipment(trade.by, shipment_id=shipment_id))
        billed = statements(lambda: trade.invoice(shipment_id))
        return [placed, weighed, shipped, billed]

    assert counts(1) == counts(3)


def test_verify_finds_a_weight_that_is_not_what_was_billed(dairy: Dairy) -> None:
    invoice = dairy.sell("10", 44_380)
    (line,) = dairy.trade.lines(invoice)
    sql.run("update fulfilment_shipment_line set weight_milli = 44000 where id = %s", [line.shipment_line_id])
    (found,) = billing_queries.differences()
    assert (found.invariant, found.what, found.expected, found.found) == (
        "I4", "the billed weight of a shipment line", "44000", "44380",
    )  # fmt: skip


def test_a_quote_of_wheels_becomes_an_order_of_them(dairy: Dairy) -> None:
    by, quote_id, order_id = dairy.trade.by, new_id(NOW), new_id(NOW)
    line = LineInput(dairy.cheese, D(10), "", D(12))
    sales.make_quote(by, quote_id=quote_id, customer_id=dairy.customer, lines=[line])
    (quoted,) = sales_queries.quote_lines(quote_id)
    assert (quoted.quantity, quoted.typed_quantity, quoted.unit, quoted.net) == (10, D(45), "kg", D("540.00"))
    sales.send_quote(by, quote_id=quote_id)
    sales.accept_quote(by, quote_id=quote_id)
    sales.order_quote(by, quote_id=quote_id, order_id=order_id)
    (ordered,) = dairy.trade.order_lines(order_id)
    assert (ordered.quantity, ordered.net, ordered.is_weighed) == (10, D("540.00"), True)
