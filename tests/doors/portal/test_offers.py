"""A quote by its link: seen, spoken about, signed once; and what a link does not open."""

from __future__ import annotations

import re
import threading
from datetime import timedelta
from decimal import Decimal as D
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from desk import Desk
from trade import Trade
from tradepost.base import feed
from tradepost.base.errors import ChangedMeanwhile, NotFound
from tradepost.base.ids import new_id
from tradepost.domain.parties import commands as parties
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing.commands import PriceInput, TaxRuleInput
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries
from tradepost.domain.sales.commands import NothingAsked, OfferedInput
from tradepost.domain.sales.models import Order, Quote, QuoteAsk, QuoteShare
from tradepost.doors.portal import limits
from unchanged import unchanged


class Buyer:
    """A browser without an account."""

    def __init__(self, secret: str) -> None:
        self.client, self.page = Client(), f"/offers/{secret}/"

    def see(self, query: str = "", status: int = 200) -> str:
        answer = self.client.get(self.page + query)
        assert answer.status_code == status
        return answer.content.decode()

    def say(self, verb: str, status: int = 302, **typed: Any) -> str:
        answer = self.client.post(f"{self.page}{verb}/", typed)
        assert answer.status_code == status, answer.content.decode()[:2000]
        return answer.content.decode()

    def ask(self, status: int = 302, **typed: Any) -> str:
        return self.say("ask", status, **{"ask_id": new_id(timezone.now()), "name": "Ada Blum", **typed})

    def sign(self, status: int = 302, **typed: Any) -> str:
        """With what stands in the form."""
        html = self.see()
        read = dict(re.findall(r'name="(quote|order_id|total)" value="([^"]*)"', html))
        return self.say("sign", status, **{**read, "signed_by": "Ada Blum", "customer_po": "PO 7", **typed})


def begun() -> Trade:
    trade = Trade.open()
    trade.add_items("TEA", "CUP", "LAMP", price="10", stock=20)
    trade.add_customer("Café Blum")
    return trade


@pytest.fixture
def trade(db: None) -> Trade:
    limits.VISITS.buckets.clear()
    limits.MISSES.buckets.clear()
    return begun()


def shared(trade: Trade, lines: int = 0, **given: Any) -> tuple[Quote, Buyer]:
    """Ten tea, a cup if they like, and so many lines more; sent to Ada by a link."""
    now = timezone.now()
    by = trade.by.at(now)
    typed = [
        OfferedInput(trade.items["TEA"], D(10)),
        OfferedInput(trade.items["CUP"], D(2), kind="optional"),
        *(OfferedInput(trade.items["LAMP"], D(1)) for _ in range(lines)),
    ]
    quote_id = new_id(now)
    sales.make_quote(by, quote_id=quote_id, customer_id=trade.customers["Café Blum"], lines=typed)
    made = sales.share_quote(by, quote_id=quote_id, share_id=new_id(now), sent_to="Ada", **given)
    return Quote.objects.get(pk=quote_id), Buyer(made.secret)


def line(quote: Quote, sku: str) -> str:
    return next(str(one.pk) for one in queries.quote_lines(quote.pk) if one.sku == sku)


def test_a_buyer_reads_and_signs_the_price_with_tax(trade: Trade) -> None:
    pricing.set_tax_rules(trade.by, rules=[TaxRuleInput("S", D(19))])
    made = pricing.create_price_list(
        trade.by,
        price_list_id=new_id(trade.by.now),
        name="Shop",
        currency=trade.base_currency,
        includes_tax=True,
    )
    rows = [PriceInput(D("9.99"), item_id=item_id) for item_id in trade.items.values()]
    pricing.set_prices(trade.by, price_list_id=made.pk, rows=rows)
    pricing.assign_price_list(
        trade.by, price_list_id=made.pk, customer_ids=[trade.customers["Café Blum"]], rank=0
    )
    quote, buyer = shared(trade)
    html = buyer.see()
    for words in ("incl. tax", "9.99", "99.90"):
        assert words in html
    cup = line(quote, "CUP")
    buyer.sign(chosen=cup, total="119.88")
    assert Order.objects.get().total == D("119.88")


def test_a_buyer_looks_chooses_and_signs_once(trade: Trade) -> None:
    quote, buyer = shared(trade)
    assert quote.state == "sent"
    html = buyer.see()
    for words in (quote.number, "Café Blum", "In stock", "Optional: take it", "100.00"):
        assert words in html
    assert "argin" not in html and "cost" not in html.lower()
    cup = line(quote, "CUP")
    assert 'value="120.00' in buyer.see(f"?total=1&chosen={cup}")
    # What they tick without looking at its total is not signed for.
    with unchanged("sales"):
        assert "comes to another total" in buyer.sign(412, chosen=cup)
        assert "Sign with" not in buyer.sign(422, signed_by="")
    buyer.sign(chosen=cup, total="120.00")
    order = Order.objects.get()
    assert (order.state, order.net_total, order.customer_po, order.quote_id) == (
        "confirmed",
        D(120),
        "PO 7",
        quote.pk,
    )
    assert f"Your order is {order.number}" in buyer.see()
    told = [(event.name, event.actor) for event in feed.about([quote.pk])]
    assert told[:4] == [
        ("sales.quote_signed", "Ada Blum"),
        ("sales.quote_ordered", "Ada Blum"),
        ("sales.quote_accepted", "Ada Blum"),
        ("sales.quote_opened", "Ada"),
    ]
    with unchanged("sales"):
        sales.sign_share(
            trade.by.at(timezone.now()), share_id=QuoteShare.objects.get().pk, quote_id=quote.pk,
            order_id=new_id(timezone.now()), total=D(120), signed_by="Ada",
        )  # fmt: skip
    assert Order.objects.count() == 1


def test_a_buyer_declines_by_name_and_what_was_declined_cannot_be_signed(trade: Trade) -> None:
    quote, buyer = shared(trade)
    read = {"quote": quote.pk, "declined_by": "  Ada   Blum ", "reason": "Too dear."}
    buyer.say("decline", 422, **{**read, "declined_by": " "})
    assert "changed meanwhile" in buyer.say("decline", 412, **{**read, "quote": new_id(timezone.now())})
    assert Quote.objects.get(pk=quote.pk).state == "sent"
    page = buyer.see()
    signed = dict(re.findall(r'name="(quote|order_id|total)" value="([^"]*)"', page))
    buyer.say("decline", **read)
    buyer.say("decline", **read)
    found = Quote.objects.get(pk=quote.pk)
    assert (found.state, found.answered_by, found.answer_note) == ("declined", "Ada Blum", "Too dear.")
    told = [event.actor for event in feed.about([quote.pk]) if event.name == "sales.quote_declined"]
    assert told == ["Ada Blum"]
    page = buyer.see()
    assert "This offer was declined." in page
    assert "Sign and order" not in page
    buyer.say("sign", 409, **signed, signed_by="Ada Blum")
    assert not Order.objects.exists()


def test_links_that_do_not_open_tell_nothing(trade: Trade, monkeypatch: pytest.MonkeyPatch) -> None:
    quote, buyer = shared(trade, days=1)
    kept = QuoteShare.objects.get()
    assert kept.hash not in buyer.page and buyer.page.split("/")[2] not in str(vars(kept))
    unknown = Buyer("A" * 43).see(status=404)
    QuoteShare.objects.update(
        expires_at=timezone.now() - timedelta(hours=1), made_at=timezone.now() - timedelta(days=2)
    )
    assert buyer.see(status=404) == unknown
    QuoteShare.objects.update(expires_at=timezone.now() + timedelta(hours=1))
    assert quote.number in buyer.see()
    desk = Desk("sales")
    assert desk.say(f"/office/quote-links/{kept.pk}/revoke/") == "The link is revoked; it opens nothing."
    assert buyer.see(status=404) == unknown
    for word in ("Blum", quote.number, "expired on"):
        assert word not in unknown
    with unchanged("sales"):
        buyer.say("ask", 404, name="x", text="y")
        buyer.say("sign", 404, signed_by="x")
    with pytest.raises(NotFound):
        sales.sign_share(
            trade.by.at(timezone.now()), share_id=kept.pk, quote_id=quote.pk, order_id=new_id(timezone.now()),
            total=D(100), signed_by="Ada",
        )  # fmt: skip
    # On a slow machine one drop comes into the bucket while the next is taken; here no time passes.
    monkeypatch.setattr(limits, "time", SimpleNamespace(monotonic=lambda: 1e9))
    for _ in range(limits.MISSES.per_minute):
        assert Buyer("B" * 43).client.get("/offers/B/").status_code == 404
    assert Buyer("C" * 43).client.get("/offers/C/").status_code == 429


def test_buyer_and_seller_negotiate_and_an_old_page_signs_nothing(trade: Trade) -> None:
    quote, buyer = shared(trade)
    tea, cup = line(quote, "TEA"), line(quote, "CUP")
    others = line(shared_elsewhere(trade), "TEA")
    buyer.see()
    with unchanged("sales"):
        buyer.ask(422, text="", line=tea)
        buyer.ask(422, line=others, quantity="3")
    buyer.ask(line=tea, quantity="12", unit_price="9", text="<script>alert(1)</script>")
    # Somebody else of theirs speaks at the same time: both stand, and the last word about each thing counts.
    buyer.ask(line=tea, quantity="15", name="Bo")
    buyer.ask(line=cup, quantity="0")
    buyer.ask(text="By Friday?")
    html = buyer.see()
    assert "&lt;script&gt;" in html and "<script>alert" not in html
    desk = Desk("sales")
    page = f"/office/quotes/{quote.pk}/"
    seen = desk.see(page)
    for words in (
        "Quantity 10 → 12",
        "Price 10.00 → 9.00",
        "Quantity 10 → 15",
        "Strike this line.",
        "By Friday?",
    ):
        assert words in seen
    assert desk.say(f"{page}answer/", ask_id=new_id(timezone.now()), text="Thursday.").startswith(
        "The buyer reads"
    )
    assert "Thursday." in buyer.see()
    stale = dict(re.findall(r'name="(quote|order_id|total)" value="([^"]*)"', buyer.see()))
    desk.say(f"{page}take-asks/", revision_id=new_id(timezone.now()))
    revised = Quote.objects.get(number=quote.number, revision=2)
    assert [(one.sku, one.typed_quantity, one.unit_price) for one in queries.quote_lines(revised.pk)] == [
        ("TEA", 15, 9)
    ]
    assert "being revised" in buyer.see()
    with unchanged("sales"):
        buyer.say("sign", 409, signed_by="Ada", **stale)
    desk.say(f"/office/quotes/{revised.pk}/send/")
    assert "135.00" in buyer.see()
    with unchanged("sales"):
        assert "was changed meanwhile" in buyer.say("sign", 412, signed_by="Ada", **stale)
    with pytest.raises(NothingAsked):
        sales.take_asks(trade.by, quote_id=revised.pk, revision_id=new_id(trade.by.now))
    buyer.sign()
    assert Order.objects.get().net_total == D(135)


def shared_elsewhere(trade: Trade) -> Quote:
    """Another customer's."""
    if "Bar" not in trade.customers:
        trade.add_customer("Bar")
    now = timezone.now()
    made = sales.make_quote(
        trade.by.at(now),
        quote_id=new_id(now),
        customer_id=trade.customers["Bar"],
        lines=[OfferedInput(trade.items["TEA"], D(1))],
    )
    return sales.send_quote(trade.by.at(now), quote_id=made.pk)


def test_the_page_speaks_the_customers_language_and_costs_the_same_for_any_lines(trade: Trade) -> None:
    parties.change_customer(trade.by, customer_id=trade.customers["Café Blum"], language="de")
    counts = []
    for more in (0, 20):
        _quote, buyer = shared(trade, more)
        assert "Unterschreiben" in buyer.see()
        with CaptureQueriesContext(connection) as captured:
            buyer.see()
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 24
    answer = buyer.client.get(buyer.page)
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert (answer.headers["X-Robots-Tag"], answer.headers["Referrer-Policy"]) == (
        "noindex, nofollow",
        "same-origin",
    )
    assert "no-store" in answer.headers["Cache-Control"]


def test_the_office_hands_the_link_over_once(trade: Trade) -> None:
    desk = Desk("sales")
    quote = shared_elsewhere(trade)
    html = desk.client.post(
        f"/office/quotes/{quote.pk}/share/",
        {"sent_to": "Bo", "days": "7", "share_id": str(new_id(timezone.now()))},
    ).content.decode()
    found = re.search(r'value="http[^"]*(/offers/[^"]+/)"', html)
    assert found is not None
    assert quote.number in Client().get(found[1]).content.decode()
    assert found[1] not in desk.get(f"/office/quotes/{quote.pk}/").content.decode()
    Desk("viewer").get(f"/office/quotes/{quote.pk}/share/", status=403)


@pytest.mark.django_db(transaction=True)
def test_two_windows_that_sign_at_once_make_one_order() -> None:
    trade = begun()
    quote, _buyer = shared(trade)
    share_id, now = QuoteShare.objects.get().pk, timezone.now()
    gate, made, faults = threading.Barrier(2), [], []

    def sign() -> None:
        try:
            gate.wait(30)
            order = sales.sign_share(
                trade.by.at(now), share_id=share_id, quote_id=quote.pk, order_id=new_id(now), total=D(100),
                signed_by="Ada",
            )  # fmt: skip
            made.append(order.pk)
        except Exception as fault:
            faults.append(fault)
        finally:
            connections.close_all()

    windows = [threading.Thread(target=sign) for _ in range(2)]
    for window in windows:
        window.start()
    for window in windows:
        window.join(60)
    assert not faults
    assert len(made) == 2 and len(set(made)) == 1
    assert Order.objects.count() == 1


def test_what_was_asked_is_kept_once_however_often_it_is_sent(trade: Trade) -> None:
    quote, buyer = shared(trade)
    ask_id = new_id(timezone.now())
    for _ in range(2):
        buyer.ask(ask_id=ask_id, text="Twice?")
    assert QuoteAsk.objects.count() == 1
    with pytest.raises(ChangedMeanwhile):
        sales.sign_share(
            trade.by.at(timezone.now()), share_id=QuoteShare.objects.get().pk, quote_id=new_id(timezone.now()),
            order_id=new_id(timezone.now()), total=quote.total, signed_by="Ada",
        )  # fmt: skip
