"""Price lists and tax rules in the office."""

from __future__ import annotations

from decimal import Decimal as D

import pytest
from django.utils import timezone

from desk import Desk, count_of, statements, text_of
from shop import Shop, grid, hidden, minted, open_shop, rows_of, url
from tradepost.base.ids import new_id
from tradepost.domain.catalog import commands as catalog
from tradepost.domain.parties import commands as parties
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing.models import PriceList, PriceListFor, PriceRow, TaxRule
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.commands import LineInput
from tradepost.doors.office.sales.entry import shown_lines
from unchanged import unchanged

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> Shop:
    return open_shop()


def test_lists_cost_the_same_for_one_and_for_three(shop: Shop) -> None:
    desk = Desk("owner")
    one = count_of(desk, url("price_lists")), count_of(desk, f"{url('prices')}?q=tea")
    for name in ("Cafés", "Hotels"):
        pricing.create_price_list(shop.by, price_list_id=minted(), name=name, currency="EUR")
    assert (count_of(desk, url("price_lists")), count_of(desk, url("prices"))) == one


def test_a_price_list_is_made_once_and_not_twice_by_one_name(shop: Shop) -> None:
    desk = Desk("sales")
    form = {
        "name": "Cafés",
        "currency": "eur",
        "price_list_id": hidden(desk.get(url("price_list_new")), "price_list_id"),
    }
    for _ in range(2):
        desk.say(url("price_list_new"), **form)
    made = PriceList.objects.get(name="Cafés")
    assert (made.currency, desk.where) == ("EUR", url("price_list", made.pk))
    with unchanged("pricing"):
        answer = desk.client.post(url("price_list_new"), {**form, "price_list_id": minted()})
    assert answer.status_code == 422
    assert "already a price list called" in answer.content.decode()


def test_prices_are_set_by_grid(shop: Shop) -> None:
    desk, prices = Desk("sales"), shop.trade.price_list_id
    lines = (
        {"item": "tea", "price": "110,50", "unit": "case"},
        {
            "item": "cup",
            "price": "4",
            "minimum": "12",
            "valid_from": "2026-01-01",
            "valid_until": "2027-01-01",
        },
    )
    told = desk.ask(url("prices_set_preview", prices), grid(*lines))["lines"]
    assert (told[0]["cells"]["listed"], told[0]["units"], told[0]["errors"]) == (
        "10.00",
        ["piece", "case"],
        {},
    )
    assert desk.ask(url("prices_set_submit", prices), grid(*lines))["url"] == url("price_list", prices)
    found = (
        PriceRow.objects.filter(price_list_id=prices)
        .order_by("made_at", "id")
        .values_list("unit", "amount", "minimum_quantity")
    )
    assert ("case", D("110.5"), 1) in found
    assert ("", D(4), 12) in found
    page = desk.see(url("price_list", prices))
    assert "110.50" in page


def test_prices_that_cannot_be_are_refused_at_their_cells(shop: Shop) -> None:
    desk, prices = Desk("sales"), shop.trade.price_list_id
    lines = (
        {"item": "tea", "price": "x"},
        {"item": "?", "price": "1"},
        {"item": "tea", "price": "1", "minimum": "0"},
    )
    with unchanged("pricing"):
        told = desk.ask(url("prices_set_submit", prices), grid(*lines), status=422)["lines"]
        assert {key: set(cells) for key, cells in told.items()} == {
            "n0": {"price"},
            "n1": {"item"},
            "n2": {"minimum"},
        }
        line = {"item": "tea", "price": "1", "unit": "barrel"}
        told = desk.ask(url("prices_set_submit", prices), grid(line), status=422)["lines"]
        assert set(told["n0"]) == {"unit"}


def test_a_list_is_given_to_a_customer_or_a_group(shop: Shop) -> None:
    desk, prices = Desk("sales"), shop.trade.price_list_id
    group = minted()
    parties.create_group(shop.by, group_id=group, name="Hotels")
    customer = str(next(iter(shop.trade.customers.values())))
    assign = url("price_list_assign", prices)
    assert desk.say(assign, customer=customer, rank="2") == "They buy by this list now."
    assert desk.say(assign, group=group, rank="1") == "They buy by this list now."
    with unchanged("pricing"):
        assert "Choose a customer or a group" in desk.say(assign, rank="1")
    assert rows_of(desk.get(url("price_list", prices)))[-2:] == ["Hotels", "Café Blum"]
    assert PriceListFor.objects.count() == 2


def test_a_category_is_cheaper_by_percent(shop: Shop) -> None:
    desk, prices = Desk("sales"), shop.trade.price_list_id
    category = minted()
    catalog.create_category(shop.by, category_id=category, name="Tea")
    address = url("category_price", prices)
    assert (
        desk.say(address, category_id=category, amount="7,5", minimum_quantity="1")
        == "These goods are cheaper now."
    )
    seen = desk.see(f"{url('prices')}?kind=percent")
    assert "7.5%" in seen
    assert "the whole category" in seen
    with unchanged("pricing"):
        asked = {"category_id": minted(), "amount": "5", "minimum_quantity": "1"}
        assert "cannot be taken" in desk.say(address, **asked)


def test_the_tax_table_is_replaced_as_a_whole(shop: Shop) -> None:
    desk = Desk("sales")
    lines = (
        {"code": "s", "rate": "20"},
        {"country": "at", "item_class": "reduced", "code": "S", "rate": "10"},
    )
    assert desk.ask(url("tax_rules_submit"), grid(*lines))["url"] == url("tax_rules")
    found = TaxRule.objects.order_by("country").values_list("country", "item_class", "code", "rate")
    assert list(found) == [("", "", "S", D(20)), ("AT", "reduced", "S", D(10))]
    assert "20%" in desk.see(url("tax_rules"))
    bad = (
        {"code": "Q", "rate": "120", "country": "AUT"},
        {"code": "S", "rate": "5"},
        {"code": "Z", "rate": "0"},
    )
    with unchanged("pricing"):
        told = desk.ask(url("tax_rules_submit"), grid(*bad), status=422)["lines"]
        assert set(told["n0"]) == {"code", "rate", "country"}
        told = desk.ask(url("tax_rules_submit"), grid(*bad[1:]), status=422)["lines"]
        assert set(told["n1"]) == {"country"}


def test_who_may_not_set_prices_sees_no_button_and_is_refused(shop: Shop) -> None:
    desk, prices = Desk("rep"), shop.trade.price_list_id
    assert "tp-verb-assign" not in desk.get(url("price_list", prices)).content.decode()
    with unchanged("pricing"):
        assert desk.client.post(url("price_list_assign", prices), {"rank": "1"}).status_code == 403
        desk.ask(url("prices_set_submit", prices), grid({"item": "tea", "price": "1"}), status=403)


def price_of(shop: Shop, sku: str) -> PriceRow:
    return PriceRow.objects.get(price_list_id=shop.trade.price_list_id, item_id=shop.items[sku])


def test_prices_are_chosen_looked_at_and_ended(shop: Shop) -> None:
    desk, prices = Desk("sales"), shop.trade.price_list_id
    tea, cup = price_of(shop, "tea"), price_of(shop, "cup")
    assert url("prices_end") in desk.get(url("prices")).content.decode()
    with unchanged("pricing"):
        asked = desk.client.post(url("prices_end"), {"id": [str(tea.pk), str(cup.pk)]})
    page = text_of(asked)
    assert "End 2 prices" in page
    assert "tea 10.00 / piece" in page
    assert "Among them are list prices" in page
    assert "keep the prices they were made with" in page
    ids = hidden(asked, "ids")
    said = desk.say(url("prices_end"), ids=ids, ends_on="")
    assert said == "2 prices ended. Set them again to bring them back."
    assert desk.where == url("price_list", prices)
    today = timezone.now().date()
    assert (price_of(shop, "tea").valid_until, price_of(shop, "cup").valid_until) == (today, today)
    assert "Prices ended" in desk.see(url("price_list", prices))
    line = {"item": "tea", "price": "10"}
    desk.ask(url("prices_set_submit", prices), grid(line))
    assert price_of(shop, "tea").valid_until is None


def test_an_end_that_cannot_be_is_refused_where_it_was_typed(shop: Shop) -> None:
    desk, tea = Desk("sales"), price_of(shop, "tea")
    with unchanged("pricing"):
        answer = desk.client.post(url("prices_end"), {"ids": str(tea.pk), "ends_on": "2020-01-01"})
        assert answer.status_code == 422
        assert "Today or later." in answer.content.decode()
        assert hidden(answer, "ids") == str(tea.pk)
        assert "Choose at least one price" in desk.say(url("prices_end"))
        assert desk.client.post(url("prices_end"), {"id": minted()}).status_code == 404
        assert "could not be read" in desk.say(url("prices_end"), ids="x,y")


def test_asking_costs_the_same_for_one_price_and_for_two(shop: Shop) -> None:
    desk = Desk("sales")
    counts = []
    for rows in ([price_of(shop, "tea")], [price_of(shop, "tea"), price_of(shop, "cup")]):
        with statements() as said:
            desk.client.post(url("prices_end"), {"id": [str(row.pk) for row in rows]})
        counts.append(len(said))
    assert counts[0] == counts[1]


def test_a_list_retires_says_whom_it_meets_and_comes_back(shop: Shop) -> None:
    desk, pk = Desk("sales"), minted()
    pricing.create_price_list(shop.by, price_list_id=pk, name="Cafés", currency=shop.trade.base_currency)
    customer = next(iter(shop.trade.customers.values()))
    pricing.set_prices(shop.by, price_list_id=pk, rows=[pricing.PriceInput(D(8), item_id=shop.items["tea"])])
    pricing.assign_price_list(shop.by, price_list_id=pk, customer_ids=[customer])
    html = desk.get(url("price_list", pk)).content.decode()
    assert "1 customer buys by it, which holds 1 price. From today they pay by their next list" in html
    assert "Cafés" in desk.see(url("customer", customer))
    assert desk.say(url("price_list_retire", pk)).startswith("Retired: nobody buys by it any more.")
    page = desk.see(url("price_list", pk))
    assert "It has priced nothing since" in page
    html = desk.get(url("price_list", pk)).content.decode()
    assert url("prices_set", pk) not in html
    assert url("price_list_retire", pk) not in html
    assert rows_of(desk.get(f"{url('price_lists')}?retired=yes")) == ["Cafés"]
    with unchanged("pricing"):
        assert "is retired" in desk.say(url("price_list_assign", pk), customer=str(customer), rank="1")
    assert desk.say(url("price_list_reinstate", pk)).startswith("In use again")
    assert url("prices_set", pk) in desk.get(url("price_list", pk)).content.decode()
    with unchanged("pricing"):
        base = desk.say(url("price_list_retire", shop.trade.price_list_id))
    assert "End its prices one by one" in base


def test_a_list_is_renamed(shop: Shop) -> None:
    desk, prices = Desk("sales"), shop.trade.price_list_id
    before = PriceList.objects.get(pk=prices).name
    assert desk.say(url("price_list_rename", prices), name="List 2027") == "Renamed."
    page = desk.see(url("price_list", prices))
    assert f"{before} → List 2027" in page
    pricing.create_price_list(shop.by, price_list_id=minted(), name="Cafés", currency="EUR")
    with unchanged("pricing"):
        assert "already a price list called Cafés" in desk.say(url("price_list_rename", prices), name="Cafés")


def test_who_may_not_set_prices_ends_and_retires_nothing(shop: Shop) -> None:
    desk, prices, tea = Desk("rep"), shop.trade.price_list_id, price_of(shop, "tea")
    assert url("prices_end") not in desk.get(url("prices")).content.decode()
    with unchanged("pricing"):
        for path, posted in (
            (url("prices_end"), {"ids": str(tea.pk), "ends_on": ""}),
            (url("price_list_rename", prices), {"name": "x"}),
            (url("price_list_tax", prices), {"includes_tax": "on"}),
            (url("price_list_retire", prices), {}),
            (url("price_list_reinstate", prices), {}),
        ):
            assert desk.client.post(path, posted).status_code == 403


def test_a_rate_is_shown_to_its_last_figure_and_what_a_rule_says_beside_it(shop: Shop) -> None:
    desk = Desk("owner")
    lines = [
        {
            "country": "US",
            "code": "S",
            "rate": "1.375",
            "region": "ca",
            "postal_prefix": "941-0",
            "part": "county",
        },
        {"country": "FR", "code": "K", "rate": "0", "needs_tax_number": "yes", "legal_text": "Within the EU"},
    ]
    assert desk.ask(url("tax_rules_submit"), grid(*lines))["url"] == url("tax_rules")
    said = desk.see(url("tax_rules"))
    for words in (
        "1.375%",
        "United States, CA",
        "postal codes 9410…",
        "county",
        "tax number only · Within the EU",
    ):
        assert words in said
    nowhere = grid({"code": "S", "rate": "1", "region": "CA"})
    with unchanged("pricing"):
        assert set(desk.ask(url("tax_rules_submit"), nowhere, status=422)["lines"]["n0"]) == {"country"}


def test_a_list_includes_tax_from_its_form_to_the_order(shop: Shop) -> None:
    desk = Desk("owner")
    desk.say(
        url("price_list_new"), name="Shop", currency="EUR", includes_tax="on",
        price_list_id=hidden(desk.get(url("price_list_new")), "price_list_id"),
    )  # fmt: skip
    made = PriceList.objects.get(name="Shop")
    assert made.includes_tax
    page = url("price_list", made.pk)
    assert "Tax in its prices" in desk.get(page).content.decode()
    assert desk.say(url("price_list_tax", made.pk)) == "Its prices are net."
    assert desk.say(url("price_list_tax", made.pk), includes_tax="on") == "Its prices include tax."
    assert "Give prices with tax" in desk.see(url("prices_set", made.pk))
    pricing.set_prices(
        shop.by, price_list_id=made.pk, rows=[pricing.PriceInput(D("9.99"), item_id=shop.items["tea"])]
    )
    assert "incl. tax" in desk.see(page)
    with unchanged("pricing"):
        assert "Make another list" in desk.say(url("price_list_tax", made.pk))


def test_an_order_shows_the_price_with_tax_and_a_saved_draft_of_a_quote_keeps_it(shop: Shop) -> None:
    desk, customer = Desk("owner"), shop.trade.customers["Café Blum"]
    made = pricing.create_price_list(
        shop.by,
        price_list_id=new_id(timezone.now()),
        name="Shop",
        currency=shop.trade.base_currency,
        includes_tax=True,
    )
    pricing.set_prices(
        shop.by, price_list_id=made.pk, rows=[pricing.PriceInput(D("9.99"), item_id=shop.items["tea"])]
    )
    pricing.assign_price_list(shop.by, price_list_id=made.pk, customer_ids=[customer])
    quote = sales.make_quote(
        shop.by,
        quote_id=new_id(timezone.now()),
        customer_id=customer,
        lines=[LineInput(shop.items["tea"], D(3))],
    )
    assert "9.99 incl. tax" in desk.see(url("quote", quote.pk))
    sales.send_quote(shop.by, quote_id=quote.pk)
    sales.accept_quote(shop.by, quote_id=quote.pk)
    order = sales.order_quote(shop.by, quote_id=quote.pk, order_id=new_id(timezone.now()))
    assert "29.97 incl. tax" in desk.see(url("order", order.pk))
    (line,) = shown_lines(sales_queries.lines_of(order.pk))
    assert (line["price"], line["with_tax"]) == ("8.394958", "8.394958 9.99")
    head = {"customer": str(customer)}
    sent = {"id": str(order.pk), "version": order.version, "head": head, "lines": [{**line, "quantity": "4"}]}
    desk.ask(f"{url('order', order.pk)}edit/submit/", sent)
    order.refresh_from_db()
    assert order.total == D("39.96")
    typed = {**line, "price": "8.00"}
    desk.ask(f"{url('order', order.pk)}edit/submit/", {**sent, "version": order.version, "lines": [typed]})
    order.refresh_from_db()
    assert (order.net_total, order.total) == (D("24.00"), D("28.56"))
