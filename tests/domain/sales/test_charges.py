"""Freight and surcharges by rules: from the quote to the credit note, in drafts, changes and many orders at once."""

from __future__ import annotations

from decimal import Decimal as D
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from trade import BASE, NOW, TODAY, Trade
from tradepost.base.errors import ChangedMeanwhile, Invalid
from tradepost.base.ids import new_id
from tradepost.domain.billing import commands as billing
from tradepost.domain.billing import queries as billing_queries
from tradepost.domain.billing.models import Invoice
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing.commands import ChargeInput
from tradepost.domain.pricing.models import ChargeRule
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.commands import ChangeAsked, ChangedLine, LineInput, OrderInput
from tradepost.domain.sales.models import Order, Quote
from tradepost.domain.sales.rules.charging import shown_charges
from tradepost.doors.office.sales.change_words import head_rows
from tradepost.render.documents.sales import order_confirmation
from unchanged import unchanged

pytestmark = pytest.mark.django_db


@pytest.fixture
def trade() -> Trade:
    trade = Trade.open()
    trade.add_items("tea", "coffee", price="10", stock=500, weight_g=500)
    trade.add_customer()
    return trade


def rule(trade: Trade, name: str, amount: str, **given: Any) -> ChargeRule:
    given.setdefault("currency", BASE)
    charge = ChargeInput(name, D(amount), **given)
    return pricing.keep_charge(trade.by, charge_id=new_id(trade.by.now), charge=charge)


def usual(trade: Trade) -> None:
    """Freight 12 below 500, 15 more for less than 100, and 5 % of the freight for fuel."""
    rule(trade, "Parcel", "12", below_value=D(500))
    rule(trade, "Small", "15", kind="small_order", below_value=D(100))
    rule(trade, "Fuel", "5", kind="fuel", basis="percent_freight", label="Diesel", currency="")


def parts(document: Any) -> list[tuple[str, str]]:
    return [(part["kind"], part["amount"]) for part in document.charges]


def nothing_differs() -> None:
    assert [str(one) for one in (*sales_queries.differences(), *billing_queries.differences())] == []


SMALL = [("freight", "12.00"), ("small_order", "15.00"), ("fuel", "0.60")]


def ship(trade: Trade, order: Order, quantity: int) -> UUID:
    shipment_id, (line,) = new_id(NOW), order.lines.all()
    fulfilment.ship_order(
        trade.by,
        shipment_id=shipment_id,
        order_id=order.pk,
        line_ids=[line.pk],
        quantities=[(line.pk, quantity)],
    )
    return shipment_id


def test_without_rules_nothing_is_charged_that_nobody_typed(trade: Trade) -> None:
    order = trade.order(("tea", 2), confirm=False)
    assert (order.freight, order.charges, order.total) == (D(0), [], D("20.00"))
    with unchanged("sales"):
        sales.change_order(trade.by, order_id=order.pk, freight=D(0), without=["freight"])


def test_an_order_is_charged_by_the_rules_and_keeps_the_parts_when_these_are_others(trade: Trade) -> None:
    usual(trade)
    order = trade.order(("tea", 2))
    assert (order.freight, order.total, parts(order)) == (D("27.60"), D("47.60"), SMALL)
    assert [(one.kind, one.name) for one in shown_charges(order.charges, order.freight)] == [
        ("freight", ""), ("small_order", ""), ("fuel", "Diesel"),
    ]  # fmt: skip
    assert order.charges[0]["why"]["rule"] == "Parcel"
    stored = Order.objects.get(pk=order.pk)
    assert (stored.charges, stored.freight) == (order.charges, order.freight)
    parcel = ChargeRule.objects.get(name="Parcel")
    pricing.end_charges(trade.by, charge_ids=[parcel.pk])
    later = trade.order(("tea", 2))
    assert parts(later) == [("small_order", "15.00"), ("fuel", "0.00")]
    assert Order.objects.get(pk=order.pk).freight == D("27.60")
    nothing_differs()
    Order.objects.filter(pk=order.pk).update(charges=[{**stored.charges[0], "amount": "13.00"}])
    assert ["charges" in str(one) for one in sales_queries.differences()] == [True]


def test_a_draft_is_charged_for_what_it_is_until_somebody_types_and_takes_it_back(trade: Trade) -> None:
    usual(trade)
    by, order = trade.by, trade.order(("tea", 2), confirm=False)
    tea = trade.items["tea"]
    order = sales.change_order(by, order_id=order.pk, lines=[LineInput(tea, D(20))])
    assert parts(order) == [("freight", "12.00"), ("fuel", "0.60")]
    order = sales.change_order(by, order_id=order.pk, freight=D("7.50"))
    assert (order.freight, parts(order)) == (D("7.50"), [("typed", "7.50")])
    assert order.charges[0]["why"] == {"instead": "12.60"}
    order = sales.change_order(by, order_id=order.pk, lines=[LineInput(tea, D(60))])
    assert (order.freight, order.total) == (D("7.50"), D("607.50"))
    order = sales.change_order(by, order_id=order.pk, freight=D(0))
    assert parts(order) == [("typed", "0")]
    order = sales.change_order(by, order_id=order.pk, without=["freight"])
    assert (order.freight, parts(order)) == (D(0), [("fuel", "0.00")])
    with unchanged("sales"):
        sales.change_order(by, order_id=order.pk, without=["freight"])
    nothing_differs()


def test_freight_typed_before_there_were_parts_is_still_typed(trade: Trade) -> None:
    order = trade.order(("tea", 2), confirm=False)
    Order.objects.filter(pk=order.pk).update(freight=D(9), total=D(29), charges=[])
    usual(trade)
    order = sales.change_order(trade.by, order_id=order.pk, lines=[LineInput(trade.items["tea"], D(3))])
    assert (order.freight, parts(order)) == (D(9), [("typed", "9.0000")])


def test_a_quote_offers_its_charges_and_its_first_order_has_them_whatever_the_rules_say_then(
    trade: Trade,
) -> None:
    usual(trade)
    by, customer = trade.by, trade.customers["Café Blum"]
    lines = [LineInput(trade.items["tea"], D(4)), LineInput(trade.items["coffee"], D(3))]
    quote = sales.make_quote(by, quote_id=new_id(NOW), customer_id=customer, lines=lines)
    assert (parts(quote), quote.total) == (SMALL, D("97.60"))
    quote = sales.change_quote(by, quote_id=quote.pk, freight=D(5))
    assert (parts(quote), quote.total) == ([("typed", "5")], D("75.00"))
    quote = sales.change_quote(by, quote_id=quote.pk, without=["freight"])
    assert (parts(quote), quote.total) == (SMALL, D("97.60"))
    sales.send_quote(by, quote_id=quote.pk)
    sales.accept_quote(by, quote_id=quote.pk)
    rule(trade, "Dear", "99", priority=1)
    tea, coffee = Quote.objects.get(pk=quote.pk).lines.order_by("position")
    made = [
        sales.order_quote(by, quote_id=quote.pk, order_id=new_id(NOW), parts=[part], confirm=confirm)
        for part, confirm in (((tea.pk, 4), False), ((coffee.pk, 3), True))
    ]
    assert [(one.freight, parts(one)) for one in made] == [(D("27.60"), SMALL), (D(0), [])]
    changed = sales.change_order(by, order_id=made[0].pk, lines=[LineInput(trade.items["tea"], D(90))])
    assert parts(changed) == SMALL
    assert sales.change_order(by, order_id=made[0].pk, without=["freight"]).freight == D("27.60")
    sales.change_order(by, order_id=made[0].pk, freight=D(1))
    with unchanged("sales"), pytest.raises(Invalid):
        sales.change_order(by, order_id=made[0].pk, without=["freight"])
    nothing_differs()


def test_part_shipments_bill_the_charges_once_by_their_names_and_they_are_credited(trade: Trade) -> None:
    usual(trade)
    order = trade.order(("tea", 6))
    first = billing.invoice_shipment(trade.by, shipment_id=ship(trade, order, 2), invoice_id=new_id(NOW))
    second = billing.invoice_shipment(trade.by, shipment_id=ship(trade, order, 4), invoice_id=new_id(NOW))
    assert [(one.freight, parts(one), one.total) for one in (first, second)] == [
        (D("27.60"), SMALL, D("47.60")),
        (D(0), [], D("40.00")),
    ]
    whole = billing.credit_lines(
        trade.by, credit_note_id=new_id(NOW), invoice_id=first.pk, reason="Late", freight=D("27.60"), lines=[]
    )
    assert (whole.freight, parts(whole)) == (D("27.60"), SMALL)
    assert Invoice.objects.filter(order_id=order.pk, kind="invoice").count() == 2
    nothing_differs()


def test_a_change_is_charged_anew_as_previewed_and_its_inverse_gives_it_back(trade: Trade) -> None:
    usual(trade)
    order = trade.order(("tea", 20))
    assert parts(order) == [("freight", "12.00"), ("fuel", "0.60")]
    before = (order.freight, order.total, order.charges)
    (line,) = order.lines.all()
    rule(trade, "New since", "50", kind="other", label="Fee", valid_from=TODAY.replace(day=17))

    def change(quantity: int, days: int) -> Any:
        asked = ChangeAsked([ChangedLine(line.pk, quantity=D(quantity))], reason="They called")
        by = trade.at(days=days)
        seen = sales.preview_change(by, order_id=order.pk, asked=asked)
        made = sales.apply_change(
            by, change_id=new_id(by.now), order_id=order.pk, asked=asked, seen=seen.fingerprint
        )
        order.refresh_from_db()
        assert (made.total_after, order.total) == (seen.total[1], seen.total[1])
        nothing_differs()
        return seen

    less = change(5, 1)
    assert (less.head, less.total) == ({"freight": (D("12.60"), D("27.60"))}, (D("212.60"), D("77.60")))
    assert parts(order) == SMALL
    assert "Freight and charges were 12.60." in order_confirmation(order).notes
    assert head_rows(less.head) == ["Freight and charges: 12.60 → 27.60"]
    more = change(60, 2)
    assert (more.head["freight"], order.total) == ((D("27.60"), D(0)), D("600.00"))
    change(20, 3)
    assert (order.freight, order.total, order.charges) == before


def test_a_rule_made_later_charges_no_order_that_was_confirmed_before(trade: Trade) -> None:
    order = trade.order(("tea", 20))
    (line,) = order.lines.all()
    later = trade.at(days=1)
    charge = ChargeInput("Parcel", D(12), currency=BASE)
    pricing.keep_charge(later, charge_id=new_id(later.now), charge=charge)
    asked = ChangeAsked([ChangedLine(line.pk, quantity=D(5))])
    sales.apply_change(later, change_id=new_id(later.now), order_id=order.pk, asked=asked)
    order.refresh_from_db()
    assert (order.freight, order.charges) == (D(0), [])


def test_what_was_billed_or_typed_stays_through_a_change(trade: Trade) -> None:
    usual(trade)
    billed, typed = trade.order(("tea", 20)), trade.order(("tea", 20), freight=D(3))
    billing.invoice_shipment(trade.by, shipment_id=ship(trade, billed, 2), invoice_id=new_id(NOW))
    for order, freight in ((billed, D("12.60")), (typed, D(3))):
        (line,) = order.lines.all()
        asked = ChangeAsked([ChangedLine(line.pk, quantity=D(5))])
        by = trade.at(hours=1)
        sales.apply_change(by, change_id=new_id(by.now), order_id=order.pk, asked=asked)
        order.refresh_from_db()
        assert order.freight == freight
    nothing_differs()


def test_many_orders_are_charged_as_each_alone_and_one_by_its_own_terms(trade: Trade) -> None:
    usual(trade)
    exempt = trade.add_customer("Inn")
    rule(trade, "Inn free", "0", customer_id=exempt, currency="")
    ids = [new_id(NOW) for _ in range(3)]
    buyers = [trade.customers["Café Blum"], exempt, trade.customers["Café Blum"]]
    lines, freight = [LineInput(trade.items["tea"], D(20))], [None, None, D(4)]
    asked = [OrderInput(*one[:2], lines, freight=one[2]) for one in zip(ids, buyers, freight, strict=True)]
    assert [one.refusal for one in sales.place_orders(trade.by, orders=asked)] == [None] * 3
    made = [Order.objects.get(pk=pk) for pk in ids]
    assert [(one.freight, parts(one)) for one in made] == [
        (D("12.60"), [("freight", "12.00"), ("fuel", "0.60")]),
        (D(0), [("freight", "0.00"), ("fuel", "0.00")]),
        (D(4), [("typed", "4")]),
    ]
    alone = sales.place_order(trade.by, order_id=new_id(NOW), customer_id=exempt, lines=lines)
    assert alone.charges == made[1].charges
    bad = [OrderInput(new_id(NOW), exempt, lines, freight=D(-1))]
    with unchanged("sales"):
        assert isinstance(sales.place_orders(trade.by, orders=bad)[0].refusal, Invalid)


def test_charges_cost_an_order_no_statement(trade: Trade) -> None:
    def cost(**given: Any) -> int:
        with CaptureQueriesContext(connection) as captured:
            sales.place_order(
                trade.by, order_id=new_id(NOW), customer_id=trade.customers["Café Blum"],
                lines=[LineInput(trade.items["tea"], D(2))] * 3, confirm=True, **given,
            )  # fmt: skip
        return len(captured)

    cost()
    plain = cost()
    usual(trade)
    rule(
        trade,
        "By weight",
        "0.8",
        basis="kilogram",
        kind="other",
        label="Handling",
        item_id=trade.items["tea"],
    )
    assert (cost(), cost(freight=D(1))) == (plain, plain)


def test_a_rule_is_kept_changed_ended_and_refused(trade: Trade) -> None:
    made = rule(trade, " Parcel  DE ", "12", country="DE", region=" nw ")
    assert (made.name, made.region, made.version) == ("Parcel DE", "NW", 1)
    given = ChargeInput("Parcel DE", D(14), country="DE", region="NW", currency=BASE)
    changed = pricing.keep_charge(trade.by, charge_id=made.pk, charge=given, version=1)
    assert (changed.amount, ChargeRule.objects.get().version) == (D(14), 2)
    with unchanged("pricing"):
        pricing.keep_charge(trade.by, charge_id=made.pk, charge=given, version=2)
        with pytest.raises(ChangedMeanwhile):
            pricing.keep_charge(trade.by, charge_id=made.pk, charge=given, version=1)
        with pytest.raises(Invalid) as refused:
            rule(
                trade, "Parcel DE", "-1", customer_id=new_id(NOW), group_id=new_id(NOW), priority=-1,
                valid_from=TODAY, valid_until=TODAY,
            )  # fmt: skip
    assert sorted(refused.value.facts["fields"]) == [
        "amount", "customer_id", "group_id", "name", "priority", "valid_until",
    ]  # fmt: skip
    later = rule(trade, "Later", "1", valid_from=TODAY.replace(day=20))
    assert pricing.end_charges(trade.by, charge_ids=[made.pk, later.pk]) == 2
    assert [(one.name, one.valid_until) for one in ChargeRule.objects.all()] == [("Parcel DE", TODAY)]
    assert [one.amount for one in made.history.order_by("pgh_id")] == [D(12), D(14)]


def test_charges_stay_with_the_first_of_a_split_order_and_are_added_up_where_orders_become_one(
    trade: Trade,
) -> None:
    usual(trade)
    order = trade.order(("tea", 9))
    before = parts(order)
    assert before
    (line,) = order.lines.all()
    by = trade.at(hours=1)
    other = sales.split_order(by, new_order_id=new_id(by.now), order_id=order.pk, lines=[(line.pk, 4)])
    order.refresh_from_db()
    assert (parts(order), other.freight, parts(other)) == (before, D(0), [("typed", "0")])
    later = trade.order(("tea", 1))
    one = sales.merge_orders(by, order_id=order.pk, other_ids=[other.pk, later.pk])
    assert parts(one) == [*before, ("typed", "0"), *parts(later)]
    assert one.freight == order.freight + later.freight
    other.refresh_from_db()
    assert (other.freight, other.charges) == (D(0), [])
    nothing_differs()
