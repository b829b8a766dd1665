"""Saved views, columns, several sorts, sums, lines under a row, and what changed since somebody looked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal as D

import pytest
from django.contrib.messages import get_messages
from django.utils import timezone

from desk import Desk, count_of, messages_in
from trade import Trade
from tradepost.base import listing, sql
from tradepost.base.by import By, system
from tradepost.domain.access.models import ListHabit, ListView
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing.commands import TaxRuleInput
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales.models import Order
from tradepost.render.screens import listing as shown
from unchanged import unchanged

pytestmark = pytest.mark.django_db
ORDERS = "/office/orders/"


@dataclass
class Shop:
    trade: Trade

    def order(self) -> Order:
        return self.trade.order(("tea", 1))

    def touch(self, order: Order, by: By) -> None:
        sales.cancel_order(by, order_id=order.pk, reason="Sent twice")


@pytest.fixture
def shop() -> Shop:
    trade = Trade.open()
    trade.add_items("tea", stock=50, cost="2")
    trade.add_customer("Café Blum")
    pricing.set_tax_rules(trade.by, rules=[TaxRuleInput("S", D(19))])
    return Shop(trade)


def post(desk: Desk, what: str, query: str = "", status: int = 200, path: str = ORDERS, **given: str) -> str:
    posted = {"path": path, "query": query, **given}
    answer = desk.client.post(f"/office/lists/{what}/", posted, follow=True)
    assert answer.status_code == status, answer.content[:500]
    return " ".join(str(message) for message in get_messages(answer.wsgi_request)) or messages_in(answer)


def heads(desk: Desk, query: str = "") -> list[str]:
    html = desk.get(ORDERS + query).content.decode()
    table = html.partition("<thead")[2].partition("</thead>")[0]
    return [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<th.*?</th>", table)]


def save(desk: Desk, name: str, query: str, **given: str) -> ListView:
    view_id = re.search(
        r'name="view_id" value="([^"]+)"', desk.get(f"{ORDERS}?part=dialogs").content.decode()
    )
    assert view_id is not None
    assert post(desk, "view/save", query, view_id=view_id[1], name=name, **given) == f"Kept as “{name}”."
    return ListView.objects.get(pk=view_id[1])


def test_a_view_keeps_filters_order_and_columns_and_is_a_tab(shop):
    mara = Desk("sales")
    shop.order()
    view = save(mara, "Mine", "?state=confirmed&sort=state,-total&cols=number,total&after=x")
    assert view.query == "state=confirmed&sort=state,-total&cols=number,total"
    assert "Mine" in mara.see(ORDERS)
    assert heads(mara, f"?{view.query}&view={view.pk}") == ["Number", "Total2"]


def test_a_view_of_ones_own_is_hidden_from_others_and_a_shared_one_is_not(shop):
    mara, jon = Desk("sales"), Desk("sales")
    save(mara, "Secret", "?state=draft")
    shared = save(mara, "For all", "?state=draft", is_shared="yes")
    words = jon.see(ORDERS)
    assert "Secret" not in words
    assert "For all" in words
    with unchanged("access"):
        for what in ("view/delete", "view/change"):
            post(jon, what, status=404, view_id=str(shared.pk), name="Stolen")


def test_who_may_not_share_keeps_it_to_themselves(shop):
    rep = Desk("rep")
    html = rep.get(f"{ORDERS}?part=dialogs").content.decode()
    assert "is_shared" not in html
    with unchanged("access"):
        view_id = re.search(r'name="view_id" value="([^"]+)"', html)[1]
        post(rep, "view/save", "?state=draft", status=403, view_id=view_id, name="X", is_shared="yes")


def test_a_view_is_renamed_kept_anew_and_deleted(shop):
    mara = Desk("sales")
    view = save(mara, "Mine", "?state=draft")
    post(mara, "view/change", view_id=str(view.pk), name="Drafts")
    post(mara, "view/change", "?state=draft&held=yes", view_id=str(view.pk))
    view.refresh_from_db()
    assert (view.name, view.query) == ("Drafts", "state=draft&held=yes")
    post(mara, "view/delete", view_id=str(view.pk))
    assert not ListView.objects.exists()


@pytest.mark.parametrize(
    "query",
    ["?sort=nothing", "?placed=whenever", "?changed_since=soon"],
)
def test_a_view_that_could_not_be_opened_is_not_kept(shop, query):
    mara = Desk("sales")
    with unchanged("access"):
        post(mara, "view/save", query, view_id="0199f0c0-0000-7000-8000-000000000001", name="Broken")


def test_a_name_is_taken_once_and_is_not_empty(shop):
    mara = Desk("sales")
    save(mara, "Mine", "?state=draft")
    for name in ("Mine", "  ", "x" * 61):
        with unchanged("access"):
            post(mara, "view/save", "", view_id="0199f0c0-0000-7000-8000-000000000002", name=name)


def test_a_list_opens_with_ones_view_and_all_shows_all(shop):
    mara, jon = Desk("sales"), Desk("sales")
    view = save(mara, "Mine", "?state=draft")
    post(mara, "opens-with", view_id=str(view.pk))
    answer = mara.get(ORDERS, 302)
    assert answer["Location"] == f"{ORDERS}?state=draft&view={view.pk}"
    mara.get(f"{ORDERS}?view=all")
    jon.get(ORDERS)
    post(mara, "opens-with", view_id="")
    mara.get(ORDERS)


def test_a_default_view_that_became_nonsense_does_not_lock_the_list(shop):
    mara = Desk("sales")
    view = save(mara, "Mine", "?state=draft")
    post(mara, "opens-with", view_id=str(view.pk))
    ListView.objects.filter(pk=view.pk).update(query="sort=gone")
    answer = mara.client.get(ORDERS, follow=True)
    assert answer.status_code == 200
    assert answer.redirect_chain[-1][0] == f"{ORDERS}?view=all"


def test_columns_are_chosen_in_order_and_kept_for_this_person(shop):
    mara, jon = Desk("sales"), Desk("sales")
    shop.order()
    before = heads(mara)
    mara.client.post(
        "/office/lists/columns/", {"path": ORDERS, "query": "", "column": ["total", "number", "nonsense"]}
    )
    assert heads(mara) == ["Total", "Number"]
    assert heads(jon) == before
    assert heads(mara, "?cols=state,number") == ["State", "Number"]
    mara.client.post("/office/lists/columns/", {"path": ORDERS, "query": ""})
    assert heads(mara) == before


def test_the_column_that_leads_to_the_row_is_always_there(shop):
    shop.order()
    assert heads(Desk("sales"), "?cols=total") == ["Number", "Total"]


def test_heads_sort_by_one_and_add_to_several(shop):
    shop.order()
    html = Desk("sales").get(f"{ORDERS}?sort=state,-total").content.decode()
    assert 'data-sort="state,-total"' in html
    assert heads(Desk("sales"), "?sort=state,-total&cols=state,total,number") == [
        "State1",
        "Total2",
        "Number",
    ]


def test_sums_are_of_the_whole_filter_and_by_currency(shop):
    mara = Desk("sales")
    orders = [shop.order(), shop.order()]
    html = mara.get(f"{ORDERS}?part=sums").content.decode()
    total = sum(
        sql.rows("select sum(total) from sales_order where id = any(%s)", [[o.pk for o in orders]])[0]
    )
    assert f"{total:,.2f}" in html
    assert mara.get(f"{ORDERS}?part=sums&state=cancelled").content.decode().count("–") >= 1


def test_more_rows_than_are_added_up_at_once_are_told_in_words(shop, monkeypatch):
    from tradepost.base import sums

    shop.order()
    shop.order()
    monkeypatch.setattr(sums, "ROWS_AT_ONCE", 1)
    mara = Desk("sales")
    html = mara.get(f"{ORDERS}?part=sums").content.decode()
    assert "More than 1 rows" in html
    assert "More than" not in mara.get(f"{ORDERS}?part=sums&all=yes").content.decode()


def test_lines_open_under_a_row_that_one_may_see(shop):
    order = shop.order()
    html = Desk("sales").get(f"{ORDERS}?part=lines&id={order.pk}").content.decode()
    assert "<table" in html
    Desk("rep", own_customers=True).get(f"{ORDERS}?part=lines&id={order.pk}", 404)
    Desk("sales").get(f"{ORDERS}?part=lines&id=nonsense", 302)


def test_a_search_is_counted_only_as_far_as_anybody_reads(shop, monkeypatch):
    monkeypatch.setattr(listing, "MAX_PAGE", 1)
    monkeypatch.setattr(shown, "SEARCH_CAP", 2)
    mara = Desk("sales")
    shop.order(), shop.order()
    assert "2 found" in mara.see(f"{ORDERS}?q=blum")
    shop.order()
    assert "more than 2" in mara.see(f"{ORDERS}?q=blum")
    assert "3 found" in mara.see(f"{ORDERS}?state=confirmed"), "a filter is counted further"


def test_what_others_changed_since_the_visit_before_is_marked_and_found(shop):
    mara, order, other = Desk("sales"), shop.order(), shop.order()
    mara.get(ORDERS)
    assert "is-changed" not in mara.get(ORDERS).content.decode()
    past = timezone.now() - timedelta(hours=2)
    ListHabit.objects.update(looked_at=past)
    shop.touch(order, by=system(datetime.now(UTC)))
    html = mara.get(ORDERS).content.decode()
    assert html.count("is-changed") == 1
    assert ListHabit.objects.get().since == past
    link = re.search(r'href="(\?changed_since=[^"]+)"', html)[1].replace("&amp;", "&")
    words = mara.see(ORDERS + link)
    assert order.number in words
    assert other.number not in words
    assert "by others since" in words
    post(mara, "seen")
    assert "is-changed" not in mara.get(ORDERS).content.decode()


def test_the_list_costs_the_same_statements_for_one_row_and_three(shop):
    mara = Desk("sales")
    shop.order()
    mara.get(ORDERS)
    one = count_of(mara, ORDERS)
    shop.order()
    shop.order()
    assert count_of(mara, ORDERS) == one
    assert count_of(mara, f"{ORDERS}?part=sums") == count_of(mara, f"{ORDERS}?part=sums&state=draft")


@pytest.mark.parametrize(
    "path", ["/office/", "/office/nowhere/", "https://evil.example/", "", "/office/users/"]
)
def test_nothing_is_kept_for_an_address_without_a_list_of_ones_own(shop, path):
    mara = Desk("sales")
    status = 403 if path == "/office/users/" else 200
    with unchanged("access", "base"):
        post(mara, "seen", status=status, path=path)
        post(
            mara,
            "export",
            status=status,
            path=path,
            format="csv",
            job_id="0199f0c0-0000-7000-8000-000000000003",
        )
