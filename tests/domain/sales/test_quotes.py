"""From the first offer to the order: quotes, their revisions, answers and last days."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal as D
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rivals import start
from trade import TODAY, Trade
from tradepost.base import feed
from tradepost.base.errors import Invalid, NotFound
from tradepost.base.flows import NotAllowed
from tradepost.base.ids import new_id
from tradepost.domain.accounts import commands as accounts
from tradepost.domain.parties import commands as parties
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing.commands import PriceInput, TaxRuleInput
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries
from tradepost.domain.sales.commands import (
    CustomerIsBlocked,
    LineInput,
    QuotedInAnotherCurrency,
    QuoteHasExpired,
    QuoteIsOrdered,
)
from tradepost.domain.sales.models import Order, OrderLine, Quote, QuoteLine

RIVAL = Path(__file__).with_name("quote_rival.py")


@pytest.fixture
def trade(db: None) -> Trade:
    """Tea and coffee at 10.00 a piece, twenty of each on the shelf."""
    trade = Trade.open()
    trade.add_items("tea", "coffee", stock=20)
    trade.add_case("tea")
    trade.add_customer()
    return trade


def offer(trade: Trade, *lines: LineInput, send: bool = True, **given: Any) -> Quote:
    """A quote of some lines (ten tea where none is given), sent unless said otherwise."""
    by = given.pop("by", trade.by)
    made = sales.make_quote(
        by,
        quote_id=new_id(by.now),
        customer_id=next(iter(trade.customers.values())),
        lines=lines or [LineInput(trade.items["tea"], D(10))],
        **given,
    )
    return sales.send_quote(by, quote_id=made.pk) if send else made


def told(*quotes: Quote) -> list[str]:
    return [event.name for event in reversed(feed.about([quote.pk for quote in quotes]))]


def state(quote: Quote) -> str:
    return Quote.objects.get(pk=quote.pk).state


@contextmanager
def nothing_changes() -> Iterator[None]:
    def everything() -> list[object]:
        kinds = (Quote, QuoteLine, Order, OrderLine)
        return [list(kind.objects.order_by("pk").values()) for kind in kinds] + [len(feed.read(limit=9999))]

    before = everything()
    yield
    assert everything() == before


def test_an_accepted_quote_becomes_an_order_at_the_offered_prices(trade: Trade) -> None:
    pricing.set_tax_rules(trade.by, rules=[TaxRuleInput("S", D(19))])
    tea, coffee = trade.items["tea"], trade.items["coffee"]
    quote = offer(
        trade,
        LineInput(tea, D(1), "case", discount_percent=D(5)),
        LineInput(coffee, D(3), unit_price=D("8.50"), note="the dark one"),
        order_discount_percent=D(2),
        freight=D("5.90"),
        note="Ring twice.",
        requested_on=TODAY + timedelta(days=9),
    )
    # 120 - 5 % - 2 % = 111.72; 25.50 - 2 % = 24.99; with 5.90 freight, 19 % on 142.61.
    assert (quote.net_total, quote.tax_total, quote.total) == (D("136.71"), D("27.10"), D("169.71"))
    pricing.set_prices(
        trade.by,
        price_list_id=trade.price_list_id,
        rows=[PriceInput(D(99), item_id=i) for i in (tea, coffee)],
    )
    sales.accept_quote(trade.at(days=1), quote_id=quote.pk, accepted_by="Frau Blum", customer_po="PO 12")
    order = sales.order_quote(
        trade.at(days=2), quote_id=quote.pk, order_id=new_id(trade.by.now), confirm=True
    )
    assert (order.state, order.quote_id, order.customer_po, order.note) == (
        "confirmed",
        quote.pk,
        "PO 12",
        "Ring twice.",
    )
    assert (order.net_total, order.freight, order.tax_total, order.total, order.requested_on) == (
        quote.net_total,
        quote.freight,
        quote.tax_total,
        quote.total,
        quote.requested_on,
    )
    lines = [
        (
            line.sku,
            line.typed_quantity,
            line.unit,
            line.quantity,
            line.unit_price,
            line.discount_percent,
            line.note,
        )
        for line in order.lines.order_by("position")
    ]
    assert lines == [
        ("tea", 1, "case", 12, 120, 5, ""),
        ("coffee", 3, "piece", 3, D("8.5"), 0, "the dark one"),
    ]
    trace = order.lines.get(position=1).price_trace
    assert (trace["source"], trace["quote"], trace["quoted"]["source"], trace["quoted"]["unit_price"]) == (
        "quoted",
        quote.number,
        "list",
        "120.000000",
    )
    assert (state(quote), queries.orders_of_quote(quote.pk)) == ("ordered", [order])
    assert told(quote) == [
        "sales.quote_made",
        "sales.quote_sent",
        "sales.quote_accepted",
        "sales.quote_ordered",
    ]
    assert [str(found) for found in queries.differences()] == []


def test_a_quote_sent_twice_is_one_quote(trade: Trade) -> None:
    given: dict[str, Any] = {
        "quote_id": new_id(trade.by.now),
        "customer_id": trade.customers["Café Blum"],
        "lines": [LineInput(trade.items["tea"], D(1))],
    }
    assert sales.make_quote(trade.by, **given) == sales.make_quote(trade.by, **given)
    assert (Quote.objects.count(), QuoteLine.objects.count()) == (1, 1)


def test_a_draft_is_rewritten_in_place_and_priced_anew(trade: Trade) -> None:
    tea, coffee = trade.items["tea"], trade.items["coffee"]
    quote = offer(
        trade,
        LineInput(tea, D(10)),
        LineInput(coffee, D(1), unit_price=D(7), discount_percent=D(3)),
        send=False,
    )
    pricing.set_prices(
        trade.by,
        price_list_id=trade.price_list_id,
        rows=[PriceInput(D(12), item_id=i) for i in (tea, coffee)],
    )
    changed = sales.change_quote(trade.by, quote_id=quote.pk, note="Better?")
    assert [(line.unit_price, line.discount_percent) for line in queries.quote_lines(quote.pk)] == [
        (D(12), D(0)),
        (D(7), D(3)),
    ]
    assert (changed.number, changed.revision, changed.note, changed.net_total) == (
        quote.number,
        1,
        "Better?",
        D("126.79"),
    )
    assert told(quote) == ["sales.quote_made", "sales.quote_changed"]


def test_a_revision_shows_what_changed_and_the_one_before_is_kept(trade: Trade) -> None:
    tea, coffee = trade.items["tea"], trade.items["coffee"]
    trade.add_items("milk")
    first = offer(trade, LineInput(tea, D(10)), LineInput(coffee, D(3)), LineInput(tea, D(1), "case"))
    lines = [
        LineInput(trade.items["milk"], D(4)),
        LineInput(tea, D(12), unit_price=D(9)),
        LineInput(tea, D(1), "case"),
    ]
    second = sales.revise_quote(
        trade.at(days=3), quote_id=first.pk, revision_id=new_id(trade.by.now), lines=lines
    )
    assert (str(second), second.state, state(first)) == (f"{first.number}/2", "draft", "superseded")
    assert second.valid_until == TODAY + timedelta(days=33)
    changes = [(change.kind, change.sku, change.fields) for change in queries.changes_of(second)]
    none = None
    assert changes == [
        (
            "added",
            "milk",
            {
                "name": (none, "Milk"),
                "typed_quantity": (none, D(4)),
                "unit": (none, "piece"),
                "unit_price": (none, D(10)),
                "discount_percent": (none, D(0)),
                "requested_on": (none, none),
                "note": (none, ""),
                "net": (none, D(40)),
                "section": (none, ""),
                "kind": (none, "firm"),
                "choice": (none, ""),
                "chosen": (none, True),
            },
        ),
        (
            "changed",
            "tea",
            {"typed_quantity": (D(10), D(12)), "unit_price": (D(10), D(9)), "net": (D(100), D(108))},
        ),
        (
            "removed",
            "coffee",
            {
                "name": ("Coffee", none),
                "typed_quantity": (D(3), none),
                "unit": ("piece", none),
                "unit_price": (D(10), none),
                "discount_percent": (D(0), none),
                "requested_on": (none, none),
                "note": ("", none),
                "net": (D(30), none),
                "section": ("", none),
                "kind": ("firm", none),
                "choice": ("", none),
                "chosen": (True, none),
            },
        ),
    ]
    assert queries.changes_of(first) == []
    assert queries.revisions_of(trade.by, first.number) == [second, Quote.objects.get(pk=first.pk)]
    assert [line.sku for line in queries.quote_lines(first.pk)] == ["tea", "coffee", "tea"]
    assert told(second) == ["sales.quote_revised"]


def test_a_revision_without_new_lines_keeps_what_was_offered(trade: Trade) -> None:
    first = offer(trade, order_discount_percent=D(3), freight=D(4))
    pricing.set_prices(
        trade.by, price_list_id=trade.price_list_id, rows=[PriceInput(D(50), item_id=trade.items["tea"])]
    )
    second = sales.revise_quote(trade.by, quote_id=first.pk, revision_id=new_id(trade.by.now))
    assert (second.net_total, second.freight, second.total) == (D(97), D(4), D(101))
    assert (queries.changes_of(second), queries.terms_changed(second)) == ([], {})
    sales.send_quote(trade.by, quote_id=second.pk)
    third = sales.revise_quote(
        trade.by, quote_id=second.pk, revision_id=new_id(trade.by.now), freight=D(0), note="Freight is on us."
    )
    assert queries.changes_of(third) == []
    assert queries.terms_changed(third) == {
        "freight": (D(4), D(0)),
        "note": ("", "Freight is on us."),
        "total": (D(101), D(97)),
    }


def test_an_answer_comes_by_the_last_day(trade: Trade) -> None:
    last = TODAY + timedelta(days=5)
    in_time, late = offer(trade, valid_until=last), offer(trade, valid_until=last)
    assert sales.accept_quote(trade.at(days=5), quote_id=in_time.pk).state == "accepted"
    with nothing_changes(), pytest.raises(QuoteHasExpired):
        sales.accept_quote(trade.at(days=6), quote_id=late.pk)
    # Accepted in time, ordered later: the word holds.
    order = sales.order_quote(trade.at(days=9), quote_id=in_time.pk, order_id=new_id(trade.by.now))
    assert order.net_total == D(100)


def test_quotes_expire_the_day_after_and_only_once(trade: Trade) -> None:
    last = TODAY + timedelta(days=5)
    due, draft = offer(trade, valid_until=last), offer(trade, valid_until=last, send=False)
    later = offer(trade, valid_until=last + timedelta(days=1))
    assert sales.expire_quotes(trade.at(days=5)) == []
    assert sales.expire_quotes(trade.at(days=6)) == [due.pk]
    assert sales.expire_quotes(trade.at(days=6)) == []
    assert [state(quote) for quote in (due, draft, later)] == ["expired", "draft", "sent"]
    assert told(due) == ["sales.quote_made", "sales.quote_sent", "sales.quote_expired"]
    again = sales.revise_quote(trade.at(days=6), quote_id=due.pk, revision_id=new_id(trade.by.now))
    assert (again.state, state(due)) == ("draft", "superseded")


def test_a_declined_quote_keeps_its_reason(trade: Trade) -> None:
    quote = offer(trade)
    sales.decline_quote(trade.by, quote_id=quote.pk, declined_by="Frau Blum", reason="Too dear.")
    found = queries.quote(trade.by, quote.pk)
    assert (found.state, found.answered_by, found.answer_note) == ("declined", "Frau Blum", "Too dear.")


@pytest.mark.parametrize(
    ("reached", "verb"),
    [
        ("draft", "accept"),
        ("draft", "revise"),
        ("draft", "order"),
        ("sent", "send"),
        ("sent", "change"),
        ("sent", "order"),
        ("accepted", "accept"),
        ("accepted", "revise"),
        ("declined", "accept"),
        ("declined", "order"),
    ],
)
def test_what_is_not_allowed_changes_nothing(trade: Trade, reached: str, verb: str) -> None:
    quote = offer(trade, send=reached != "draft")
    if reached == "accepted":
        sales.accept_quote(trade.by, quote_id=quote.pk)
    if reached == "declined":
        sales.decline_quote(trade.by, quote_id=quote.pk)
    new = new_id(trade.by.now)
    say: dict[str, Any] = {
        "accept": lambda: sales.accept_quote(trade.by, quote_id=quote.pk),
        "revise": lambda: sales.revise_quote(trade.by, quote_id=quote.pk, revision_id=new),
        "order": lambda: sales.order_quote(trade.by, quote_id=quote.pk, order_id=new),
        "send": lambda: sales.send_quote(trade.by, quote_id=quote.pk),
        "change": lambda: sales.change_quote(trade.by, quote_id=quote.pk, note="x"),
    }
    with nothing_changes(), pytest.raises(NotAllowed) as refusal:
        say[verb]()
    assert verb not in refusal.value.facts["allowed"]


def test_what_cannot_be_offered_is_refused_and_nothing_is_written(trade: Trade) -> None:
    tea = trade.items["tea"]
    cases: list[tuple[list[LineInput], dict[str, Any], str]] = [
        ([], {}, "lines"),
        ([LineInput(tea, D(1)), LineInput(tea, D(0))], {}, "lines.1.quantity"),
        ([LineInput(tea, D(1))], {"valid_until": TODAY - timedelta(days=1)}, "valid_until"),
        ([LineInput(tea, D(1))], {"freight": D("0.001")}, "freight"),
        ([LineInput(tea, D(1))], {"order_discount_percent": D(101)}, "order_discount_percent"),
    ]
    for lines, given, field in cases:
        with nothing_changes(), pytest.raises(Invalid) as refusal:
            sales.make_quote(
                trade.by,
                quote_id=new_id(trade.by.now),
                customer_id=trade.customers["Café Blum"],
                lines=lines,
                **given,
            )
        assert list(refusal.value.facts["fields"]) == [field]


def test_a_draft_that_lay_too_long_is_not_sent(trade: Trade) -> None:
    quote = offer(trade, send=False)
    with nothing_changes(), pytest.raises(Invalid):
        sales.send_quote(trade.at(days=31), quote_id=quote.pk)


def test_a_blocked_customer_gets_no_quote_and_no_order_from_one(trade: Trade) -> None:
    quote = offer(trade)
    sales.accept_quote(trade.by, quote_id=quote.pk)
    parties.change_customer(trade.by, customer_id=quote.customer_id, state="blocked")
    with nothing_changes(), pytest.raises(CustomerIsBlocked):
        offer(trade)
    with nothing_changes(), pytest.raises(CustomerIsBlocked):
        sales.order_quote(trade.by, quote_id=quote.pk, order_id=new_id(trade.by.now))


def test_a_quote_in_a_currency_the_customer_left_is_neither_ordered_nor_revised(trade: Trade) -> None:
    accepted, sent = offer(trade), offer(trade)
    sales.accept_quote(trade.by, quote_id=accepted.pk)
    parties.change_customer(trade.by, customer_id=sent.customer_id, currency="SEK")
    accounts.set_rate(trade.by, rate_id=new_id(trade.by.now), currency="SEK", valid_from=TODAY, rate=D("0.9"))
    with nothing_changes(), pytest.raises(QuotedInAnotherCurrency):
        sales.order_quote(trade.by, quote_id=accepted.pk, order_id=new_id(trade.by.now))
    with nothing_changes(), pytest.raises(Invalid):
        sales.revise_quote(trade.by, quote_id=sent.pk, revision_id=new_id(trade.by.now))


def test_verify_finds_a_quote_that_does_not_add_up(trade: Trade) -> None:
    quote = offer(trade)
    assert list(queries.differences()) == []
    Quote.objects.filter(pk=quote.pk).update(net_total=D("99.99"), state="ordered")
    assert [found.invariant for found in queries.differences()] == ["I8", "I7"]


def test_a_second_order_of_one_quote_is_refused_and_names_the_first(trade: Trade) -> None:
    quote = offer(trade)
    sales.accept_quote(trade.by, quote_id=quote.pk)
    order_id = new_id(trade.by.now)
    order = sales.order_quote(trade.by, quote_id=quote.pk, order_id=order_id)
    assert sales.order_quote(trade.by, quote_id=quote.pk, order_id=order_id) == order
    with nothing_changes(), pytest.raises(QuoteIsOrdered) as refusal:
        sales.order_quote(trade.by, quote_id=quote.pk, order_id=new_id(trade.by.now))
    assert refusal.value.facts == {"order_id": order.pk}


def test_two_acceptances_at_once_make_one_order(own_database: str) -> None:
    quote_id = start(own_database, RIVAL, "prepare").said()
    with psycopg.connect(own_database, autocommit=True) as gate:
        gate.execute("select pg_advisory_lock(1)")
        rivals = [start(own_database, RIVAL, "order", quote_id) for _ in range(2)]
        while gate.execute("select count(*) from pg_locks where not granted").fetchone() != (2,):
            assert all(rival.runs() for rival in rivals)
            time.sleep(0.05)
        gate.execute("select pg_advisory_unlock(1)")
        accepted, ordered = zip(*(rival.said() for rival in rivals), strict=True)
        made = gate.execute("select state, quantity_total, quote_id::text from sales_order").fetchall()
        quotes = gate.execute("select state from sales_quote").fetchall()
    assert sorted(accepted) == ["done", "not-allowed"]
    assert sorted(ordered) == ["done", "quote-is-ordered"]
    assert (made, quotes) == ([("confirmed", 10, quote_id)], [("ordered",)])


def test_others_do_not_see_it_and_customers_see_no_drafts(trade: Trade) -> None:
    sent, draft = offer(trade), offer(trade, send=False)
    customer = replace(trade.by, scope={"customer": sent.customer_id})
    other = replace(trade.by, scope={"customer": new_id(trade.by.now)})
    rep = replace(trade.by, scope={"rep": new_id(trade.by.now)})
    assert queries.quote(customer, sent.pk) == sent
    assert queries.QUOTES.page(customer).rows == [sent]
    for by, hidden in ((customer, draft), (other, sent), (rep, sent)):
        with pytest.raises(NotFound):
            queries.quote(by, hidden.pk)
    assert [queries.QUOTES.page(by).rows for by in (other, rep)] == [[], []]


@pytest.mark.parametrize("quotes", [1, 3])
def test_the_list_takes_one_statement(trade: Trade, quotes: int) -> None:
    for _ in range(quotes):
        offer(trade)
    with CaptureQueriesContext(connection) as captured:
        found = [
            (quote.number, quote.customer_name, quote.state, quote.total)
            for quote in queries.QUOTES.page(trade.by, filters={"state": ["sent"]}, search="blum").rows
        ]
    assert (len(captured), len(found)) == (1, quotes)


def counted(work: Any) -> int:
    with CaptureQueriesContext(connection) as captured:
        work()
    return len([query for query in captured if "SAVEPOINT" not in query["sql"]])


@pytest.mark.parametrize("lines", [1, 100])
def test_every_step_takes_the_same_number_of_statements_for_any_number_of_lines(
    trade: Trade, lines: int
) -> None:
    tea = trade.items["tea"]
    quote_id, revision_id, order_id = (new_id(trade.by.now) for _ in range(3))
    customer_id = trade.customers["Café Blum"]
    typed = [LineInput(tea, D(1 + n)) for n in range(lines)]
    more = [LineInput(tea, D(2 + n)) for n in range(lines)]
    by = trade.by
    counts = {
        "make": counted(
            lambda: sales.make_quote(by, quote_id=quote_id, customer_id=customer_id, lines=typed)
        ),
        "change": counted(lambda: sales.change_quote(by, quote_id=quote_id, lines=more)),
        "send": counted(lambda: sales.send_quote(by, quote_id=quote_id)),
        "revise": counted(
            lambda: sales.revise_quote(by, quote_id=quote_id, revision_id=revision_id, lines=typed)
        ),
        "changes": counted(lambda: queries.changes_of(Quote.objects.get(pk=revision_id))),
        "send again": counted(lambda: sales.send_quote(by, quote_id=revision_id)),
        "accept": counted(lambda: sales.accept_quote(by, quote_id=revision_id)),
        "order": counted(lambda: sales.order_quote(by, quote_id=revision_id, order_id=order_id)),
        "expire": counted(lambda: sales.expire_quotes(by)),
    }
    assert counts == {
        "make": 8,
        "change": 8,
        "send": 4,
        "revise": 9,
        "changes": 2,
        "send again": 4,
        "accept": 4,
        "order": 11,
        "expire": 1,
    }
