"""Options, headings, templates, kept words, and quotes that are ordered in parts."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal as D
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from trade import TODAY, Trade
from tradepost.base import feed
from tradepost.base.errors import ChangedMeanwhile, Invalid, NotFound
from tradepost.base.flows import NotAllowed
from tradepost.base.ids import new_id
from tradepost.domain.parties import commands as parties
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing.commands import DiscountInput, PriceInput, TaxRuleInput
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries
from tradepost.domain.sales.commands import LineInput, OfferedInput, QuoteHasExpired, QuoteIsOrdered
from tradepost.domain.sales.models import Order, OrderLine, Quote, QuoteLine, QuotePart, QuoteTemplate
from tradepost.domain.sales.rules import Stand, faults_of_stands, options_net, parts_to_order


@pytest.fixture
def trade(db: None) -> Trade:
    """A desk at 200.00, chairs at 50.00 and 80.00, a lamp at 20.00, sold by the piece; tea by the case of 12 too."""
    trade = Trade.open()
    trade.add_items("desk", "chair", "throne", "lamp", "tea", stock=40)
    for sku, price in {"desk": 200, "chair": 50, "throne": 80, "lamp": 20, "tea": 10}.items():
        pricing.set_prices(
            trade.by,
            price_list_id=trade.price_list_id,
            rows=[PriceInput(D(price), item_id=trade.items[sku])],
        )
    trade.add_case("tea")
    trade.add_customer()
    return trade


def line(trade: Trade, sku: str, quantity: int = 1, unit: str = "", **place: Any) -> OfferedInput:
    return OfferedInput(trade.items[sku], D(quantity), unit, **place)


def office(trade: Trade) -> list[OfferedInput]:
    """A desk, one of two chairs, and a lamp if they like."""
    return [
        line(trade, "desk", 2, section="Furniture"),
        line(trade, "chair", 2, section="Furniture", kind="alternative", choice="Seat"),
        line(trade, "throne", 2, section="Furniture", kind="alternative", choice="Seat"),
        line(trade, "lamp", 3, section="Light", kind="optional"),
    ]


def offer(trade: Trade, lines: list[Any], send: bool = True, **given: Any) -> Quote:
    customer_id = next(iter(trade.customers.values()))
    made = sales.make_quote(
        trade.by, quote_id=new_id(trade.by.now), customer_id=customer_id, lines=lines, **given
    )
    return sales.send_quote(trade.by, quote_id=made.pk) if send else made


def accepted(trade: Trade, lines: list[Any], *taken: str, **given: Any) -> Quote:
    quote = offer(trade, lines, **given)
    chosen = [one.pk for one in queries.quote_lines(quote.pk) if one.sku in taken]
    return sales.accept_quote(trade.by, quote_id=quote.pk, chosen=chosen)


def ids(quote: Quote) -> dict[str, UUID]:
    return {one.sku: one.pk for one in queries.quote_lines(quote.pk)}


def order(
    trade: Trade, quote: Quote, parts: dict[str, int] | None = None, days: int = 0, **given: Any
) -> Order:
    named = ids(quote)
    wanted = None if parts is None else [(named[sku], quantity) for sku, quantity in parts.items()]
    return sales.order_quote(
        trade.at(days=days), quote_id=quote.pk, order_id=new_id(trade.by.now), parts=wanted, **given
    )


@contextmanager
def nothing_changes() -> Iterator[None]:
    def everything() -> list[object]:
        kinds = (Quote, QuoteLine, QuotePart, Order, OrderLine, QuoteTemplate)
        return [list(kind.objects.order_by("pk").values()) for kind in kinds] + [len(feed.read(limit=9999))]

    before = everything()
    yield
    assert everything() == before


@pytest.mark.parametrize(
    ("stands", "more"),
    [
        ([], 0),
        ([Stand(net=D(9))], 0),
        ([Stand("optional", "", False, D(5)), Stand("optional", "", True, D(7))], 5),
        ([Stand("alternative", "A", False, D(5)), Stand("alternative", "A", False, D(7))], 7),
        ([Stand("alternative", "A", True, D(5)), Stand("alternative", "A", False, D(7))], 0),
        ([Stand("alternative", "A", False, D(5)), Stand("alternative", "B", False, D(7))], 12),
    ],
)
def test_what_options_would_add(stands: list[Stand], more: int) -> None:
    assert options_net(stands) == more


def test_places_that_cannot_be_are_named() -> None:
    stands = [
        ("x" * 121, Stand()),
        ("", Stand("sometimes")),
        ("", Stand("alternative", "")),
        ("", Stand("alternative", "A", True)),
        ("", Stand("alternative", "A", True)),
        ("", Stand("alternative", "B", True)),
        ("", Stand("optional", "C")),
    ]
    assert list(faults_of_stands(stands)) == [
        "lines.0.section",
        "lines.1.kind",
        "lines.2.choice",
        "lines.4.choice",
        "lines.6.choice",
    ]


def test_parts_are_within_what_is_left_and_named_once() -> None:
    a, b, c = (UUID(int=n) for n in (1, 2, 3))
    left = [(a, 5), (b, 0), (c, 2)]
    assert parts_to_order(left, None) == ({a: 5, c: 2}, {})
    assert parts_to_order(left, [(c, 1), (a, 5)]) == ({a: 5, c: 1}, {})
    _taken, faults = parts_to_order(left, [(a, 6), (b, 1), (UUID(int=9), 1), (c, 0), (c, 1)])
    assert list(faults) == ["parts.0", "parts.1", "parts.2", "parts.3", "parts.4"]


def test_options_are_in_no_total_until_they_are_chosen(trade: Trade) -> None:
    pricing.set_tax_rules(trade.by, rules=[TaxRuleInput("S", D(19))])
    quote = offer(trade, office(trade), freight=D(10))
    lines = queries.quote_lines(quote.pk)
    assert [(one.sku, one.section, one.kind, one.choice, one.chosen, one.net) for one in lines] == [
        ("desk", "Furniture", "firm", "", True, 400),
        ("chair", "Furniture", "alternative", "Seat", False, 100),
        ("throne", "Furniture", "alternative", "Seat", False, 160),
        ("lamp", "Light", "optional", "", False, 60),
    ]
    # 410 with freight; 19 % of it is 77.90. On top would come the dearer chair and the lamp.
    assert (quote.net_total, quote.tax_total, quote.total) == (D(400), D("77.90"), D("487.90"))
    assert queries.options_of(lines) == D(220)
    named = ids(quote)
    for wrong in ([named["chair"], named["throne"]], [named["desk"]], [new_id(trade.by.now)]):
        with nothing_changes(), pytest.raises(Invalid) as refusal:
            sales.accept_quote(trade.by, quote_id=quote.pk, chosen=wrong)
        assert list(refusal.value.facts["fields"]) == ["chosen"]
    taken = sales.accept_quote(trade.by, quote_id=quote.pk, chosen=[named["chair"], named["lamp"]])
    assert (taken.net_total, taken.tax_total, taken.total) == (D(560), D("108.30"), D("678.30"))
    made = order(trade, taken)
    assert [(one.sku, one.net) for one in made.lines.order_by("position")] == [
        ("desk", 400),
        ("chair", 100),
        ("lamp", 60),
    ]
    assert made.total == taken.total
    assert list(queries.differences()) == []


def test_the_database_keeps_one_of_a_group(trade: Trade) -> None:
    quote = offer(trade, office(trade))
    with pytest.raises(IntegrityError, match="one_of_a_group_is_chosen"), transaction.atomic():
        QuoteLine.objects.filter(quote_id=quote.pk).update(chosen=True)


def test_options_count_for_no_break_and_for_no_discount_of_value(trade: Trade) -> None:
    desk = trade.items["desk"]
    rows = [
        PriceInput(D(200), item_id=desk),
        PriceInput(D(150), item_id=desk, minimum_quantity=10, counted="item"),
    ]
    pricing.set_prices(trade.by, price_list_id=trade.price_list_id, rows=rows)
    discount = DiscountInput(
        "Over 1,000", D(10), kind="order", currency=trade.base_currency, minimum_value=D(1000)
    )
    pricing.keep_discount(trade.by, discount_id=new_id(trade.by.now), discount=discount)
    spare = line(trade, "desk", 6, kind="optional")
    small = offer(trade, [line(trade, "desk", 4), spare], send=False)
    assert [one.net for one in queries.quote_lines(small.pk)] == [D(800), D(1200)]
    assert small.net_total == D(800)
    # What comes off the whole comes off an option too: that is what it would cost beside the others.
    large = offer(trade, [line(trade, "desk", 6), spare], send=False)
    assert [one.net for one in queries.quote_lines(large.pk)] == [D(1080), D(1080)]
    # Chosen in the draft, they are priced together: twelve at 150, less 10 %.
    both = offer(trade, [line(trade, "desk", 6), replace(spare, chosen=True)], send=False)
    assert (both.net_total, both.value_discount) == (D(1620), "Over 1,000")


def test_lines_that_cannot_stand_or_be_priced_are_named_at_their_place(trade: Trade) -> None:
    bad = [*office(trade), line(trade, "lamp", 1, kind="optional"), line(trade, "lamp", 0, kind="optional")]
    with nothing_changes(), pytest.raises(Invalid) as refusal:
        offer(trade, bad)
    assert list(refusal.value.facts["fields"]) == ["lines.5.quantity"]
    with nothing_changes(), pytest.raises(Invalid) as refusal:
        offer(trade, [line(trade, "desk"), line(trade, "lamp", kind="alternative")])
    assert list(refusal.value.facts["fields"]) == ["lines.1.choice"]


def test_a_revision_keeps_places_and_says_what_became_of_them(trade: Trade) -> None:
    first = offer(trade, office(trade), terms_text="Ex works.")
    second = sales.revise_quote(trade.by, quote_id=first.pk, revision_id=new_id(trade.by.now))
    assert (second.net_total, second.terms_text) == (first.net_total, "Ex works.")
    assert (queries.changes_of(second), queries.terms_changed(second)) == ([], {})
    sales.send_quote(trade.by, quote_id=second.pk)
    lines = [line(trade, "desk", 3, section="Office"), line(trade, "lamp", 3, note="warm")]
    third = sales.revise_quote(
        trade.by, quote_id=second.pk, revision_id=new_id(trade.by.now), lines=lines, terms_text="Free house."
    )
    changes = queries.changes_between(first.pk, third.pk)
    told = [(one.kind, one.sku, one.fields) for one in changes if one.kind == "changed"]
    assert told == [
        (
            "changed",
            "desk",
            {
                "typed_quantity": (D(2), D(3)),
                "net": (D(400), D(600)),
                "section": ("Furniture", "Office"),
            },
        ),
        (
            "changed",
            "lamp",
            {
                "note": ("", "warm"),
                "section": ("Light", ""),
                "kind": ("optional", "firm"),
                "chosen": (False, True),
            },
        ),
    ]
    assert [(one.kind, one.sku) for one in changes if one.kind != "changed"] == [
        ("removed", "chair"),
        ("removed", "throne"),
    ]
    assert queries.terms_between(Quote.objects.get(pk=first.pk), third)["terms_text"] == (
        "Ex works.",
        "Free house.",
    )


def test_a_quote_is_ordered_in_parts_while_it_is_valid(trade: Trade) -> None:
    lines = [line(trade, "desk", 3), line(trade, "tea", 2, "case"), line(trade, "lamp", 1, kind="optional")]
    quote = accepted(trade, lines, freight=D(9), valid_until=TODAY + timedelta(days=10))
    first = order(trade, quote, {"desk": 1, "tea": 12}, customer_po="PO 1")
    assert [
        (one.sku, one.typed_quantity, one.unit, one.unit_price) for one in first.lines.order_by("position")
    ] == [
        ("desk", 1, "piece", 200),
        ("tea", 1, "case", 120),
    ]
    # Freight goes with the first order.
    assert (first.freight, first.net_total, first.quote_id) == (D(9), D(320), quote.pk)
    assert Quote.objects.get(pk=quote.pk).state == "accepted"
    assert [(one.sku, one.left) for one in queries.quote_lines(quote.pk)] == [
        ("desk", 2),
        ("tea", 12),
        ("lamp", 0),
    ]
    for parts in ({"desk": 3}, {"lamp": 1}, {"tea": 0}, {}):
        with nothing_changes(), pytest.raises(Invalid):
            order(trade, quote, parts)
    with nothing_changes(), pytest.raises(Invalid, match="by the case"):
        order(trade, quote, {"tea": 5})
    with nothing_changes(), pytest.raises(QuoteIsOrdered):
        sales.decline_quote(trade.by, quote_id=quote.pk)
    with nothing_changes(), pytest.raises(QuoteHasExpired):
        order(trade, quote, {"desk": 1}, days=11)
    second = order(trade, quote, days=10)
    assert (second.freight, second.net_total) == (D(0), D(520))
    assert second.lines.get(sku="desk").price_trace["quote"] == quote.number
    assert Quote.objects.get(pk=quote.pk).state == "ordered"
    assert queries.orders_of_quote(quote.pk) == [first, second]
    with nothing_changes(), pytest.raises(QuoteIsOrdered) as refusal:
        order(trade, quote)
    assert refusal.value.facts == {"order_id": second.pk}
    told = [event.data["remains"] for event in feed.about([quote.pk]) if event.name == "sales.quote_ordered"]
    assert told == [False, True]
    assert list(queries.differences()) == []


def test_what_is_left_lapses_with_the_last_day(trade: Trade) -> None:
    last = TODAY + timedelta(days=3)
    partly = accepted(trade, [line(trade, "desk", 3)], valid_until=last)
    whole = accepted(trade, [line(trade, "desk", 3)], valid_until=last)
    order(trade, partly, {"desk": 1})
    assert sales.expire_quotes(trade.at(days=3)) == []
    assert sales.expire_quotes(trade.at(days=4)) == [partly.pk]
    assert sales.expire_quotes(trade.at(days=4)) == []
    assert [Quote.objects.get(pk=one.pk).state for one in (partly, whole)] == ["ordered", "accepted"]
    assert feed.about([partly.pk])[0].name == "sales.quote_lapsed"
    assert list(queries.differences()) == []


def test_verify_finds_parts_that_do_not_add_up(trade: Trade) -> None:
    quote = accepted(trade, [line(trade, "desk", 3)])
    order(trade, quote, {"desk": 1})
    QuoteLine.objects.filter(quote_id=quote.pk).update(ordered=2)
    assert [(one.invariant, one.what) for one in queries.differences()] == [("I7", "ordered of line 1")]


def test_a_template_begins_quotes(trade: Trade) -> None:
    lines = [*office(trade), line(trade, "tea", 1, "case", unit_price=D(99), note="black")]
    template_id = new_id(trade.by.now)
    kept = sales.keep_quote_template(
        trade.by,
        template_id=template_id,
        name=" An  office ",
        lines=lines,
        valid_days=14,
        terms_text="Ex works.",
    )
    assert (kept.name, kept.lines_count) == ("An office", 5)
    customer_id = next(iter(trade.customers.values()))
    quote = sales.make_quote(
        trade.by, quote_id=new_id(trade.by.now), customer_id=customer_id, lines=[], template_id=template_id
    )
    assert (quote.valid_until, quote.terms_text, quote.net_total) == (
        TODAY + timedelta(days=14),
        "Ex works.",
        D(499),
    )
    again = sales.keep_quote_template(
        trade.by, template_id=new_id(trade.by.now), name="Again", lines=queries.quote_as_typed(quote.pk)
    )
    assert [
        (one.item.sku, one.unit_price, one.section, one.kind, one.choice, one.note)
        for one in queries.template_lines(again.pk)
    ] == [
        ("desk", None, "Furniture", "firm", "", ""),
        ("chair", None, "Furniture", "alternative", "Seat", ""),
        ("throne", None, "Furniture", "alternative", "Seat", ""),
        ("lamp", None, "Light", "optional", "", ""),
        ("tea", D(99), "", "firm", "", "black"),
    ]
    buyer = replace(trade.by, scope={"customer": customer_id})
    assert queries.templates(buyer) == []
    with pytest.raises(NotFound):
        queries.template(buyer, template_id)
    given: dict[str, Any] = {"template_id": template_id, "name": "An office", "lines": lines}
    with nothing_changes(), pytest.raises(ChangedMeanwhile):
        sales.keep_quote_template(trade.by, **given, version=7)
    for wrong in ({"name": "again"}, {"lines": []}, {"lines": [LineInput(new_id(trade.by.now), D(1))]}):
        with nothing_changes(), pytest.raises(Invalid):
            sales.keep_quote_template(trade.by, **{**given, **wrong})
    sales.remove_quote_template(trade.by, template_id=template_id)
    assert [one.name for one in queries.templates(trade.by)] == ["Again"]
    assert Quote.objects.filter(pk=quote.pk).exists()


def test_terms_are_chosen_in_the_customers_language_or_typed(trade: Trade) -> None:
    customer_id = next(iter(trade.customers.values()))
    texts = {"en": "Ex works.", "de": "Ab Werk."}
    kept = {
        language: sales.keep_terms_text(
            trade.by, text_id=new_id(trade.by.now), name="Usual", language=language, text=text
        )
        for language, text in texts.items()
    }
    assert offer(trade, office(trade), send=False, terms="Usual").terms_text == "Ex works."
    parties.change_customer(trade.by, customer_id=customer_id, language="de")
    quote = offer(trade, office(trade), send=False, terms="Usual")
    assert quote.terms_text == "Ab Werk."
    assert offer(trade, office(trade), terms="Usual", terms_text="Bar.", send=False).terms_text == "Bar."
    with nothing_changes(), pytest.raises(Invalid) as refusal:
        offer(trade, office(trade), terms="Other")
    assert list(refusal.value.facts["fields"]) == ["terms"]
    with pytest.raises(Invalid):
        sales.keep_terms_text(
            trade.by, text_id=new_id(trade.by.now), name="Usual", language="de", text="Noch eins."
        )
    sales.keep_terms_text(
        trade.by, text_id=kept["de"].pk, name="Usual", language="de", text="Frei Haus.", version=1
    )
    with pytest.raises(ChangedMeanwhile):
        sales.keep_terms_text(
            trade.by, text_id=kept["de"].pk, name="Usual", language="de", text="Bar.", version=1
        )
    sales.remove_terms_text(trade.by, text_id=kept["en"].pk)
    assert [one.text for one in queries.terms_texts()] == ["Frei Haus."]
    # Written is written.
    assert Quote.objects.get(pk=quote.pk).terms_text == "Ab Werk."


def test_quotes_are_declined_for_a_reason_that_is_kept(trade: Trade) -> None:
    quote = offer(trade, office(trade))
    with nothing_changes(), pytest.raises(Invalid) as refusal:
        sales.decline_quote(trade.by, quote_id=quote.pk, lost_for="weather")
    assert list(refusal.value.facts["fields"]) == ["lost_for"]
    sales.keep_lost_reason(trade.by, code="weather", name="The weather")
    sales.keep_lost_reason(trade.by, code="price", name="Too dear", is_open=False)
    assert [one.code for one in queries.lost_reasons()][-1] == "weather"
    with pytest.raises(Invalid):
        sales.decline_quote(trade.by, quote_id=quote.pk, lost_for="price")
    sales.decline_quote(trade.by, quote_id=quote.pk, lost_for="weather", reason="It rained.")
    found = queries.QUOTES.page(trade.by, filters={"lost_for": ["weather"]}).rows
    assert [(one.pk, one.lost_for, one.answer_note) for one in found] == [(quote.pk, "weather", "It rained.")]
    with pytest.raises(NotAllowed):
        sales.decline_quote(trade.by, quote_id=quote.pk, lost_for="weather")


def counted(work: Any) -> int:
    with CaptureQueriesContext(connection) as captured:
        work()
    return len([query for query in captured if "SAVEPOINT" not in query["sql"]])


@pytest.mark.parametrize("lines", [1, 60])
def test_options_parts_and_templates_take_the_same_number_of_statements_for_any_number_of_lines(
    trade: Trade, lines: int
) -> None:
    by, customer_id = trade.by, next(iter(trade.customers.values()))
    typed = [line(trade, "tea", 2), *(line(trade, "tea", 1 + n, kind="optional") for n in range(lines))]
    quote_id, template_id = new_id(by.now), new_id(by.now)
    make: dict[str, Any] = {"quote_id": quote_id, "customer_id": customer_id, "lines": typed}
    counts = {
        "make": counted(lambda: sales.make_quote(by, **make)),
        "keep": counted(
            lambda: sales.keep_quote_template(by, template_id=template_id, name="T", lines=typed)
        ),
        "read": counted(lambda: queries.template_as_typed(template_id)),
    }
    sales.send_quote(by, quote_id=quote_id)
    chosen = [one.pk for one in queries.quote_lines(quote_id) if one.kind == "optional"]
    counts["accept"] = counted(lambda: sales.accept_quote(by, quote_id=quote_id, chosen=chosen))
    parts = [(one.pk, 1) for one in queries.quote_lines(quote_id)]
    counts["order"] = counted(
        lambda: sales.order_quote(by, quote_id=quote_id, order_id=new_id(by.now), parts=parts)
    )
    assert counts == {"make": 8, "keep": 8, "read": 1, "accept": 6, "order": 11}
