"""Today: each count is the length of the list it leads to."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from desk import Desk, statements
from shop import Shop, open_shop, rows_of, url
from trade import NOW
from tradepost.base import deliveries, sql
from tradepost.base.ids import new_id
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.mails import commands as mails
from tradepost.domain.mails.models import Mail
from tradepost.domain.sales import commands as sales

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> Shop:
    """Something of everything that needs somebody."""
    shop = open_shop()
    trade, today = shop.trade, timezone.localdate()
    trade.order(("tea", 1), confirm=False)
    held = trade.order(("tea", 1))
    sales.hold_order(trade.by, hold_id=new_id(NOW), order_id=held.id, note="Ask first")
    trade.order(("tea", 2))
    trade.order(("cup", 1), requested_on=today - timedelta(days=3))
    trade.order(("milk", 4))
    fulfilment.ship_order(trade.by, shipment_id=new_id(NOW), order_id=trade.order(("cup", 1)).id)
    fulfilment.release_order(trade.by, shipment_id=new_id(NOW), order_id=trade.order(("cup", 1)).id)
    shop.buy(("tea", 1), send=False)
    shop.buy(("tea", 1), expected_on=today)
    shop.buy(("tea", 1), expected_on=today - timedelta(days=1))
    shop.variance()
    shop.rule("cup", 50, 60)
    shop.receive(shop.buy(("milk", 1)), "milk", 1, lot_code="L1", expires_on=today + timedelta(days=3))
    return shop


def tasks(desk: Desk) -> dict[str, tuple[int, str]]:
    """What waits and what does not: the words, the count and the list of each kind of work."""
    html = desk.get(url("today")).content.decode()
    found = re.findall(
        r'<a [^>]*?href="([^"]+)"[^>]*data-task="\w+" data-count="(\d+)".*?tp-todo-label">([^<]+)<', html
    )
    return {label: (int(count), address.replace("&amp;", "&")) for address, count, label in found}


@pytest.mark.parametrize("role", ["owner", "warehouse", "purchasing"])
def test_each_count_is_the_length_of_its_list(shop: Shop, role: str) -> None:
    desk = Desk(role)
    found = tasks(desk)
    lengths = {label: len(rows_of(desk.get(address))) for label, (_count, address) in found.items()}
    assert lengths == {label: count for label, (count, _address) in found.items()}
    assert sum(lengths.values()) > 8


def cards(role: str) -> list[tuple[str, str]]:
    """The key and the words of each card, in their order."""
    html = Desk(role).get(url("today")).content.decode()
    return re.findall(r'data-key="(\w)" data-task="\w+".*?tp-todo-label">([^<]+)<', html)


@pytest.mark.parametrize(
    ("role", "first"),
    [
        ("owner", ["Orders on hold", "Orders running late"]),
        ("warehouse", ["Shipments to pick", "Orders to release"]),
        ("purchasing", ["Late deliveries", "Lines without supply"]),
        ("sales", ["Orders to confirm"]),
        ("billing", ["Orders on hold", "Shipments to invoice"]),
        ("viewer", []),
    ],
)
def test_what_presses_most_comes_first_and_each_card_has_a_key(
    shop: Shop, role: str, first: list[str]
) -> None:
    found = cards(role)
    assert [label for _key, label in found][: len(first)] == first
    assert [key for key, _label in found] == list("123456789abcdefhilm"[: len(found)])


def test_a_card_shows_the_first_rows_and_how_long_they_wait(shop: Shop) -> None:
    html = Desk("owner").get(url("today")).content.decode()
    late = html[html.index("tp-todo-purchases_late") :].split("</section>")[0]
    (number,) = re.findall(r'<span class="tp-code">(PO-\d+)</span>', late)
    assert re.search(rf'href="/office/purchase-orders/[0-9a-f-]+/"><span class="tp-code">{number}<', late)
    assert "yesterday" in late


def test_the_number_of_statements_does_not_grow(shop: Shop) -> None:
    desk = Desk("owner")
    desk.get(url("today"))
    few = asked(desk)
    for _ in range(3):
        shop.trade.order(("tea", 1), confirm=False)
        shop.buy(("tea", 1), send=False)
    assert asked(desk) == few <= 15


def asked(desk: Desk) -> int:
    with statements() as said:
        desk.get(url("today"))
    return len(said)


def test_who_has_nothing_to_do_is_told_so_kindly(shop: Shop) -> None:
    page = Desk("viewer").see(url("today"))
    assert "Nothing waits for you" in page
    assert "Waits for others" in page


def test_a_rep_counts_own_customers_only(shop: Shop) -> None:
    found = tasks(Desk("rep", own_customers=True))
    assert found["Orders to confirm"][0] == 0
    assert "Late deliveries" not in found


def test_news_is_one_small_answer_until_something_happens(shop: Shop) -> None:
    desk = Desk("owner")
    first = desk.client.get(url("today_news"))
    assert (first.status_code, first.content) == (200, b"")
    known = {"If-None-Match": first["ETag"]}
    assert desk.client.get(url("today_news"), headers=known).status_code == 304
    assert html_tag(desk) == first["ETag"]
    shop.trade.order(("tea", 1))
    assert desk.client.get(url("today_news"), headers=known).status_code == 200
    with statements() as said:
        desk.client.get(url("today_news"), headers=known)
    assert len(said) == 4  # three of them to know who asks


def html_tag(desk: Desk) -> str:
    html = desk.get(url("today_work")).content.decode()
    return re.findall(r'data-live-tag="([^"]+)"', html)[0].replace("&quot;", '"')


def figures(role: str, months: int = 12) -> dict[str, str]:
    """The parts of each figure."""
    html = Desk(role).get(f"{url('today_figures')}?months={months}").content.decode()
    return dict(re.findall(r'data-figure="(\w+)"(.*?)</section>', html, re.DOTALL))


@pytest.fixture
def that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The figures look back from the day of the shop's trade, whatever day it is."""
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(hours=8))


@pytest.mark.usefixtures("that_day")
def test_figures_are_for_those_who_may_see_what_is_behind_them(shop: Shop) -> None:
    sold = ["orders", "invoiced", "margin", "on_time", "fill_rate", "open", "stock", "overdue"]
    assert list(figures("owner")) == sold
    assert list(figures("sales")) == [name for name in sold if name not in {"margin", "stock"}]
    assert list(figures("warehouse")) == ["on_time", "fill_rate"]
    assert "margin" not in figures("rep")


@pytest.mark.usefixtures("that_day")
def test_a_figure_leads_to_its_rows_and_says_each_fact_once(shop: Shop) -> None:
    desk = Desk("owner")
    for name, part in figures("owner").items():
        for address in re.findall(r'<a href="([^"]+)"', part):
            assert desk.get(address.replace("&amp;", "&")).status_code == 200, (name, address)
        facts = re.findall(r'<(?:a href="[^"]+"|g role="img") aria-label="([^"]+: [^"]+)"', part)
        assert len(facts) == part.count('class="tp-bar"') > 0
        assert [fact for fact in facts if part.count(f">{fact}<") or facts.count(fact) > 1] == []
    bars = re.findall(r'<a href="([^"]+)" aria-label="[^"]*: (\d+)"', figures("owner")["orders"])
    assert sum(int(count) for _address, count in bars) == 6
    for address, count in bars:
        assert len(rows_of(desk.get(address.replace("&amp;", "&")))) == int(count)


def test_open_orders_lead_to_the_orders_of_their_days(shop: Shop) -> None:
    desk, part = Desk("owner"), figures("owner")["open"]
    bars = re.findall(r'<a href="([^"]+requested[^"]+)" aria-label="[^"]*?, (\d+) orders"', part)
    assert [int(count) for _address, count in bars] == [1, 0, 0, 0, 0]
    for address, count in bars:
        assert len(rows_of(desk.get(address.replace("&amp;", "&")))) == int(count)


@pytest.mark.usefixtures("that_day")
def test_what_is_told_for_now_is_told_for_the_ends_of_months_too(shop: Shop) -> None:
    assert "by month" not in figures("owner")["open"], "no month is told yet"
    sql.run("insert into reports_level (ends_on, open_orders, overdue) values ('2026-02-28', 12, 0)")
    desk = Desk("owner")
    found = figures("owner", 6)
    for name in ("open", "overdue"):
        assert found[name].count('class="tp-bars"') == 2
        assert "at the end of each month; last month" in found[name]
        before, now = re.findall(r'<a href="([^"]+)" aria-label="(?:February|March) 2026: ', found[name])
        assert (before.count("2026-02-28") + before.count("..2026-03-01")) == 1
        for address in (before, now):
            assert desk.get(address.replace("&amp;", "&")).status_code == 200
    (still_open,) = re.findall(r'href="([^"]+open_at[^"]+03-17)"', found["open"])
    assert len(rows_of(desk.get(still_open.replace("&amp;", "&")))) == 6
    assert desk.get(f"{url('stock_as_of')}?warehouse=&day=2026-02-28").status_code == 200
    limited = Desk("rep", own_customers=True).get(url("today_figures")).content.decode()
    assert 'data-figure="open"' in limited
    assert "by month" not in limited, "a part of the company is not told the levels of the whole"


@pytest.mark.parametrize(("months", "bars"), [(6, 6), (24, 24), (7, 12)])
def test_the_period_is_chosen(shop: Shop, months: int, bars: int) -> None:
    assert figures("owner", months)["orders"].count('class="tp-bar"') == bars


def test_what_failed_for_good_is_shown_and_tried_again(shop: Shop) -> None:
    sql.run(
        """insert into base_delivery (event_id, reaction, attempts, due_at, error, given_up_at)
           select max(id), 'mails.send', 20, now(), 'SMTP said no', now() from base_event"""
    )
    desk = Desk("owner")
    assert tasks(desk)["Work that failed for good"][0] == 1
    assert "SMTP said no" in desk.see(url("given_up"))
    Desk("sales").get(url("given_up"), 403)
    Desk("sales").client.post(url("try_again"))
    assert len(deliveries.given_up()) == 1
    desk.client.post(url("try_again"))
    assert deliveries.given_up() == []
    assert "Nothing failed." in desk.see(url("given_up"))


def test_a_mail_that_failed_waits_on_a_card_until_somebody_looked_after_it(shop: Shop) -> None:
    desk, order = Desk("owner"), shop.trade.order(("tea", 1))
    mail = Mail.objects.create(
        id=new_id(NOW), kind="order", subject_id=order.pk, customer_id=order.customer_id, number=order.number,
        party_id=order.customer.party_id, sender="a@b.example", title="Your order", text="Hello", message_id="<1@b>",
        state="failed", answer="550 no such user", made_at=NOW,
    )  # fmt: skip
    count, address = tasks(desk)["Mails that did not arrive"]
    assert (count, rows_of(desk.get(address))) == (1, ["Your order"])
    mails.settle_mail(shop.by, mail_id=mail.pk)
    assert tasks(desk)["Mails that did not arrive"][0] == 0


def test_who_has_nothing_yet_is_told_so_and_the_owner_is_led_to_the_first_day() -> None:
    assert "nothing needs you now" in Desk("viewer").see(url("today"))
    assert Desk("owner").get(url("today"), 302)["Location"] == url("first_day")
