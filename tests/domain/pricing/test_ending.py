"""Prices end and lists retire; what was sold by them stands, and what ended in error comes back."""

from datetime import date, timedelta
from decimal import Decimal as D

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tradepost.base import feed
from tradepost.base.errors import Invalid, NotFound, Refusal
from tradepost.base.ids import new_id
from tradepost.domain.parties.models import Customer
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing import queries, rules
from tradepost.domain.pricing.commands import PriceInput
from tradepost.domain.pricing.models import PriceList, PriceRow
from tradepost.domain.pricing.queries import Asked
from unchanged import unchanged

from .conftest import NOW, TODAY, Shop

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("valid_from", "valid_until", "becomes"),
    [
        (None, None, "end"),
        (YESTERDAY, None, "end"),
        (YESTERDAY, TOMORROW, "end"),
        (None, TODAY, ""),
        (YESTERDAY, TODAY, ""),
        (TODAY, None, "remove"),
        (TOMORROW, None, "remove"),
    ],
)
def test_what_ends_and_what_is_removed(
    valid_from: date | None, valid_until: date | None, becomes: str
) -> None:
    assert rules.ending(valid_from, valid_until, TODAY) == becomes


def row_of(list_id: object, **given: object) -> PriceRow:
    return PriceRow.objects.get(price_list_id=list_id, **given)


def test_an_ended_price_gives_way_and_is_still_the_price_of_yesterday(shop: Shop) -> None:
    customer = shop.customer()
    contract = shop.agree(customer, PriceInput(D(15), item_id=shop.tea))
    assert shop.price(customer, shop.tea) == D(15)
    assert pricing.end_prices(shop.by, price_ids=[row_of(contract).id]) == 1
    assert shop.price(customer, shop.tea) == D(18)
    assert shop.price(customer, shop.tea, on=YESTERDAY) == D(15)
    (priced,) = shop.prices(customer, Asked(shop.tea, D(1)))
    assert [(loser["list"], loser["why"]) for loser in priced.trace["losers"]] == [
        ("Contract C-1 1", "ended")
    ]
    (before,) = row_of(contract).history.all()
    assert (before.pgh_label, before.valid_until, before.amount) == ("update", None, D(15))
    assert feed.about([contract])[0].data == {
        "price_list_id": str(contract),
        "ends_on": TODAY.isoformat(),
        "ended": 1,
        "removed": 0,
    }


def test_set_again_it_is_back(shop: Shop) -> None:
    customer = shop.customer()
    contract = shop.agree(customer, PriceInput(D(15), item_id=shop.tea))
    pricing.end_prices(shop.by, price_ids=[row_of(contract).id])
    pricing.set_prices(shop.by, price_list_id=contract, rows=[PriceInput(D(15), item_id=shop.tea)])
    assert shop.price(customer, shop.tea) == D(15)
    assert PriceRow.objects.filter(price_list_id=contract).count() == 1


def test_a_price_that_has_not_begun_is_removed_and_remembered(shop: Shop) -> None:
    customer = shop.customer()
    rows = [
        PriceInput(D(15), item_id=shop.tea),
        PriceInput(D(14), item_id=shop.tea, valid_from=TOMORROW),
        PriceInput(D(13), item_id=shop.tea, valid_from=TODAY, valid_until=TOMORROW),
    ]
    contract = shop.agree(customer, *rows)
    coming = row_of(contract, valid_from=TOMORROW)
    ids = [row.id for row in PriceRow.objects.filter(price_list_id=contract)]
    assert pricing.end_prices(shop.by, price_ids=ids) == 3
    assert [(row.amount, row.valid_until) for row in PriceRow.objects.filter(price_list_id=contract)] == [
        (D(15), TODAY)
    ]
    (kept,) = coming.history.all()
    assert (kept.pgh_label, kept.amount, kept.valid_from) == ("delete", D(14), TOMORROW)
    assert feed.about([contract])[0].data["removed"] == 2


def test_prices_end_on_a_day_to_come_and_said_twice_once(shop: Shop) -> None:
    tea = row_of(shop.base, item_id=shop.tea)
    later = TODAY + timedelta(days=30)
    assert pricing.end_prices(shop.by, price_ids=[tea.id, tea.id], ends_on=later) == 1
    assert row_of(shop.base, item_id=shop.tea).valid_until == later
    with unchanged("pricing"):
        assert pricing.end_prices(shop.by, price_ids=[tea.id], ends_on=later) == 0
        # It ends earlier already.
        assert pricing.end_prices(shop.by, price_ids=[tea.id], ends_on=later + timedelta(days=1)) == 0
        assert pricing.end_prices(shop.by, price_ids=[]) == 0


def test_ending_is_refused_as_a_whole(shop: Shop) -> None:
    tea = row_of(shop.base, item_id=shop.tea)
    with unchanged("pricing"), pytest.raises(NotFound):
        pricing.end_prices(shop.by, price_ids=[tea.id, new_id(NOW)])
    with unchanged("pricing"), pytest.raises(Invalid) as refused:
        pricing.end_prices(shop.by, price_ids=[tea.id], ends_on=TODAY - timedelta(days=2))
    assert refused.value.facts["fields"] == {"ends_on": "Today or later."}


def test_a_thousand_prices_end_in_the_statements_of_one(shop: Shop) -> None:
    counts = []
    for size in (1, 1000):
        many = shop.price_list(f"Breaks {size}")
        breaks = [PriceInput(D(9), item_id=shop.tea, minimum_quantity=n + 1) for n in range(size)]
        pricing.set_prices(shop.by, price_list_id=many, rows=breaks)
        ids = [row.id for row in PriceRow.objects.filter(price_list_id=many)]
        with CaptureQueriesContext(connection) as captured:
            assert pricing.end_prices(shop.by, price_ids=ids) == size
        counts.append([query["sql"].split()[0].lower() for query in captured])
    assert counts[0] == counts[1] == ["savepoint", "select", "select", "update", "insert", "release"]


def test_a_retired_list_prices_nothing_from_today_and_comes_back(shop: Shop) -> None:
    customer = shop.customer()
    contract = shop.agree(customer, PriceInput(D(15), item_id=shop.tea))
    for _ in range(2):
        retired = pricing.retire_price_list(shop.by, price_list_id=contract)
    assert (retired.retired_on, PriceList.objects.get(pk=contract).version) == (TODAY, 2)
    assert shop.price(customer, shop.tea) == D(18)
    assert shop.price(customer, shop.tea, on=YESTERDAY) == D(15)
    assert queries.lists_for(customer.customer_id, None) == []
    assert [row.name for row in queries.PRICE_LISTS.page(shop.by, filters={"retired": ["yes"]}).rows] == [
        "Contract C-1 1"
    ]
    for _ in range(2):
        pricing.reinstate_price_list(shop.by, price_list_id=contract)
    assert shop.price(customer, shop.tea) == D(15)
    assert [fact.name for fact in feed.about([contract])][:2] == [
        "pricing.price_list_reinstated",
        "pricing.price_list_retired",
    ]


def test_the_list_prices_are_not_retired(shop: Shop) -> None:
    with unchanged("pricing"), pytest.raises(pricing.PriceListIsBase, match="End its prices"):
        pricing.retire_price_list(shop.by, price_list_id=shop.base)
    with pytest.raises(IntegrityError, match="base_list_is_not_retired"), transaction.atomic():
        PriceList.objects.filter(pk=shop.base).update(retired_on=TODAY)


def test_a_retired_list_takes_no_prices_and_no_buyers(shop: Shop) -> None:
    spring = shop.price_list("Spring")
    pricing.retire_price_list(shop.by, price_list_id=spring)
    with unchanged("pricing"), pytest.raises(pricing.PriceListIsRetired, match="Reinstate it first"):
        pricing.set_prices(shop.by, price_list_id=spring, rows=[PriceInput(D(1), item_id=shop.tea)])
    with unchanged("pricing"), pytest.raises(pricing.PriceListIsRetired):
        pricing.assign_price_list(shop.by, price_list_id=spring, group_ids=[shop.friends])


def test_a_list_is_renamed_and_priced_lines_keep_the_name_they_know(shop: Shop) -> None:
    customer = shop.customer()
    contract = shop.agree(customer, PriceInput(D(15), item_id=shop.tea))
    (before,) = shop.prices(customer, Asked(shop.tea, D(1)))
    assert pricing.rename_price_list(shop.by, price_list_id=contract, name=" Café Blum 2027 ").name == (
        "Café Blum 2027"
    )
    (after,) = shop.prices(customer, Asked(shop.tea, D(1)))
    assert [priced.trace["winner"]["list"] for priced in (before, after)] == [
        "Contract C-1 1",
        "Café Blum 2027",
    ]
    assert feed.about([contract])[0].data == {
        "price_list_id": str(contract),
        "before": "Contract C-1 1",
        "title": "Café Blum 2027",
    }
    with unchanged("pricing"):
        pricing.rename_price_list(shop.by, price_list_id=contract, name="Café Blum 2027")


@pytest.mark.parametrize(("name", "refusal"), [("List", pricing.PriceListExists), ("  ", Invalid)])
def test_a_name_is_refused(shop: Shop, name: str, refusal: type[Refusal]) -> None:
    spring = shop.price_list("Spring")
    with unchanged("pricing"), pytest.raises(refusal):
        pricing.rename_price_list(shop.by, price_list_id=spring, name=name)


def test_lists_that_are_not_there_are_not_found(shop: Shop) -> None:
    for verb in (pricing.retire_price_list, pricing.reinstate_price_list):
        with unchanged("pricing"), pytest.raises(NotFound):
            verb(shop.by, price_list_id=new_id(NOW))
    with unchanged("pricing"), pytest.raises(NotFound):
        pricing.rename_price_list(shop.by, price_list_id=new_id(NOW), name="x")


def test_whom_an_end_meets(shop: Shop) -> None:
    own, friend = shop.customer(), shop.customer("C-2")
    Customer.objects.filter(pk=friend.customer_id).update(group_id=shop.friends)
    spring = shop.agree(own, PriceInput(D(15), item_id=shop.tea), PriceInput(D(9), item_id=shop.coffee))
    pricing.assign_price_list(shop.by, price_list_id=spring, group_ids=[shop.friends])
    assert queries.reach_of([spring], on=TODAY) == queries.Reach(prices=2, customers=2)
    rows = queries.prices_named(shop.by, [row.id for row in PriceRow.objects.filter(price_list_id=spring)])
    assert [row.item.sku for row in rows if row.item] == ["COFFEE", "TEA"]
    pricing.end_prices(shop.by, price_ids=[rows[0].id])
    assert queries.reach_of([spring], on=TODAY) == queries.Reach(prices=1, customers=2)
    with pytest.raises(NotFound):
        queries.prices_named(shop.by, [rows[0].id, new_id(NOW)])
