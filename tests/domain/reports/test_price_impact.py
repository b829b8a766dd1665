"""What a version of prices would do says what the engine then does: to customers, to quotes, to open orders."""

import random
from decimal import Decimal as D
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from trade import Trade
from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.base.flows import NotAllowed
from tradepost.base.ids import new_id
from tradepost.domain.catalog import commands as catalog
from tradepost.domain.parties import commands as parties
from tradepost.domain.parties.queries import customer_terms
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing.commands import PriceInput, TaxRuleInput
from tradepost.domain.pricing.models import PriceVersion
from tradepost.domain.pricing.queries import Asked, Pick, prices_for
from tradepost.domain.pricing.rules import Formula
from tradepost.domain.reports import commands as reports
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.reports.models import ImpactCustomer, ImpactDocument, ImpactRow, PriceImpact
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales.commands import LineInput
from tradepost.domain.sales.models import Order

pytestmark = pytest.mark.django_db
LATER = 1


@pytest.fixture
def shop() -> Trade:
    """Tea and cups, coffee in cases; cafés of a group with terms, one of them with a contract, and one without."""
    trade = Trade.open()
    trade.add_items("tea", "cup", "coffee", "milk", price="10", stock=10_000, cost="6")
    trade.add_case("coffee")
    group = parties.create_group(trade.by, group_id=new_id(trade.by.now), name="Cafés")
    for name, given in (("Anna", {"group_id": group.pk}), ("Bert", {"group_id": group.pk}), ("Carl", {})):
        trade.add_customer(name, **given)
    return trade


def agreed(trade: Trade, name: str, *rows: PriceInput, **to: list[UUID]) -> UUID:
    made = pricing.create_price_list(
        trade.by, price_list_id=new_id(trade.by.now), name=name, currency=trade.base_currency
    )
    pricing.set_prices(trade.by, price_list_id=made.pk, rows=rows)
    pricing.assign_price_list(trade.by, price_list_id=made.pk, **to)
    return made.pk


def version_of(trade: Trade, *rows: PriceInput, price_list: UUID | None = None) -> UUID:
    made = pricing.make_version(
        trade.by, version_id=new_id(trade.by.now), price_list_id=price_list or trade.price_list_id
    )
    if rows:
        pricing.set_version_prices(trade.by, version_id=made.pk, rows=rows)
    return made.pk


def worked_out(trade: Trade, version: UUID, by: By | None = None) -> PriceImpact:
    return reports.work_out_impact(by or trade.at(LATER), version_id=version, impact_id=new_id(trade.by.now))


def test_who_pays_what_more_and_which_documents_are_touched(shop: Trade) -> None:
    tea, cup = shop.items["tea"], shop.items["cup"]
    agreed(shop, "Anna's", PriceInput(D(8), item_id=tea), customer_ids=[shop.customers["Anna"]])
    for name in shop.customers:
        shop.order(("tea", 4), ("cup", 2), customer=name)
    shop.order(("tea", 6), customer="Carl")
    # A typed price is nobody's list; an open order and a quote are touched, a confirmed one is not.
    sales.place_order(
        shop.by, order_id=new_id(shop.by.now), customer_id=shop.customers["Carl"], warehouse_id=shop.warehouse_id,
        lines=[LineInput(tea, D(50), unit_price=D(3))], confirm=True,
    )  # fmt: skip
    draft = shop.order(("tea", 1), customer="Bert", confirm=False)
    quote = sales.make_quote(
        shop.by, quote_id=new_id(shop.by.now), customer_id=shop.customers["Carl"], lines=[LineInput(cup, D(10))],
        valid_until=shop.at(30).now.date(),
    )  # fmt: skip
    version = version_of(shop, PriceInput(D(12), item_id=tea), PriceInput(D(9), item_id=cup))
    said: list[tuple[int, int]] = []
    impact = reports.work_out_impact(
        shop.at(LATER), version_id=version, impact_id=new_id(shop.by.now), tell=lambda *at: said.append(at)
    )

    found = {
        (row.customer.party.name, row.item.sku): (row.old_price, row.new_price, row.more)
        for row in ImpactRow.objects.select_related("customer__party", "item")
    }
    assert found == {
        ("Anna", "cup"): (10, 9, -2),
        ("Bert", "tea"): (10, 12, 8),
        ("Bert", "cup"): (10, 9, -2),
        ("Carl", "tea"): (10, 12, 20),
        ("Carl", "cup"): (10, 9, -2),
    }
    customers = {
        row.customer.party.name: (row.items, row.before, row.after, row.more)
        for row in ImpactCustomer.objects.select_related("customer__party")
    }
    assert customers == {"Anna": (1, 20, 18, -2), "Bert": (2, 60, 66, 6), "Carl": (2, 120, 138, 18)}
    documents = {
        (row.kind, row.number): (row.document_id, row.lines, row.before, row.more)
        for row in ImpactDocument.objects.all()
    }
    assert documents == {
        ("order", draft.number): (draft.pk, 1, 10, 2),
        ("quote", quote.number): (quote.pk, 1, 100, -10),
    }
    whole = (
        impact.buyers,
        impact.dearer,
        impact.cheaper,
        impact.before,
        impact.after,
        impact.quotes,
        impact.orders,
    )
    assert whole == (3, 2, 1, 200, 222, 1, 1)
    # Cost 6 of 14 teas and 6 cups.
    assert (impact.cost, impact.costed_before, impact.costed_after) == (120, 200, 222)
    assert said[0] == (0, said[0][1])
    assert Order.objects.get(pk=draft.pk).net_total == 10


def test_it_says_what_the_engine_does(shop: Trade) -> None:
    """Lists in order, a category, a brand, cases, breaks, percentages: each item and quantity, before and after."""
    draw = random.Random(20)
    hot = catalog.create_category(shop.by, category_id=new_id(shop.by.now), name="Hot")
    for sku in ("tea", "coffee"):
        catalog.change_item(shop.by, item_id=shop.items[sku], category_id=hot.pk)
    tea, cup, coffee = (shop.items[sku] for sku in ("tea", "cup", "coffee"))
    group = customer_terms(shop.customers["Anna"]).group_id
    assert group is not None
    breaks = [
        PriceInput(D(9), item_id=tea, minimum_quantity=10),
        PriceInput(D(100), item_id=coffee, unit="case"),
    ]
    pricing.set_prices(shop.by, price_list_id=shop.price_list_id, rows=breaks)
    agreed(
        shop, "Cafés",
        PriceInput(D(5), category_id=hot.pk, kind="percent"), PriceInput(D("9.5"), item_id=cup, minimum_quantity=5),
        group_ids=[group],
    )  # fmt: skip
    own = agreed(shop, "Bert's", PriceInput(D(7), item_id=tea, minimum_quantity=20),
                 customer_ids=[shop.customers["Bert"]])  # fmt: skip
    bought = []
    for name in shop.customers:
        for sku, unit, quantities in (
            ("tea", "", (1, 10, 20)),
            ("cup", "", (1, 5)),
            ("coffee", "case", (1, 2)),
        ):
            for quantity in quantities:
                bought.append((name, Asked(shop.items[sku], D(quantity), unit)))
    draw.shuffle(bought)
    for name, asked in bought:
        sales.place_order(
            shop.by, order_id=new_id(shop.by.now), customer_id=shop.customers[name], warehouse_id=shop.warehouse_id,
            lines=[LineInput(asked.item_id, asked.typed_quantity, unit=asked.unit)], confirm=True,
        )  # fmt: skip
    by = shop.at(LATER)
    base = version_of(shop)
    pricing.reprice_version(shop.by, version_id=base, pick=Pick(), formula=Formula("percent", D(10)))
    nordic = catalog.create_brands(shop.by, names=["Nordic"])["Nordic"]
    for sku in ("cup", "coffee"):
        catalog.change_item(shop.by, item_id=shop.items[sku], brand="Nordic")
    # Of the brand only the cup is in no category, whose price would go before.
    for version in (
        base,
        version_of(shop, PriceInput(D(6), category_id=hot.pk), price_list=own),
        version_of(shop, PriceInput(D(3), brand_id=nordic), price_list=own),
    ):
        impact = worked_out(shop, version)
        told = {(row.customer_id, row.item_id): row.more for row in ImpactRow.objects.filter(impact=impact)}

        def paid() -> dict[tuple[UUID, UUID], D]:
            sums: dict[tuple[UUID, UUID], D] = {}
            for name, asked in bought:
                (line,) = prices_for(customer_terms(shop.customers[name]), on=by.now.date(), asked=[asked])
                key = shop.customers[name], asked.item_id
                sums[key] = sums.get(key, D(0)) + line.unit_price * asked.typed_quantity
            return sums

        before = paid()
        pricing.activate_version(by, version_id=version)
        after = paid()
        assert told == {key: after[key] - before[key] for key in before if after[key] != before[key]}
        assert told


def test_prices_with_tax_stand_by_what_is_before_that_of_home(shop: Trade) -> None:
    pricing.set_tax_rules(shop.by, rules=[TaxRuleInput("S", D(19)), TaxRuleInput("AA", D(7), "DE")])
    parties.set_company(shop.by, name="Teehaus", country="DE")
    made = pricing.create_price_list(
        shop.by,
        price_list_id=new_id(shop.by.now),
        name="Shop",
        currency=shop.base_currency,
        includes_tax=True,
    )
    tea = shop.items["tea"]
    pricing.set_prices(shop.by, price_list_id=made.pk, rows=[PriceInput(D("10.70"), item_id=tea)])
    pricing.assign_price_list(shop.by, price_list_id=made.pk, customer_ids=[shop.customers["Anna"]])
    shop.order(("tea", 4), customer="Anna")
    impact = worked_out(shop, version_of(shop, PriceInput(D("12.84"), item_id=tea), price_list=made.pk))
    (row,) = ImpactRow.objects.all()
    assert (row.old_price, row.new_price, row.before, row.more, impact.dearer) == (10, 12, 40, 8, 1)


def test_it_is_worked_out_anew_in_as_many_statements(shop: Trade) -> None:
    version = version_of(shop, PriceInput(D(12), item_id=shop.items["tea"]))
    shop.order(("tea", 1), customer="Carl")
    counts = []
    for name in ("Anna", "Bert"):
        with CaptureQueriesContext(connection) as asked:
            worked_out(shop, version)
        counts.append(len(asked))
        shop.order(("tea", 1), customer=name)
    assert counts[0] == counts[1]
    assert (PriceImpact.objects.count(), ImpactCustomer.objects.count()) == (1, 2)
    rep = By(new_id(shop.by.now), "Rep", shop.by.now, scope={"rep": new_id(shop.by.now)})
    assert reports_queries.price_impact(rep, version) is None
    assert list(reports_queries.IMPACT_ROWS.rows(rep)) == []
    pricing.activate_version(shop.by, version_id=version)
    with pytest.raises(NotAllowed):
        worked_out(shop, version)
    with pytest.raises(NotFound):
        worked_out(shop, new_id(shop.by.now))
    # What was worked out stays to be looked at, until its version is gone.
    assert PriceImpact.objects.count() == 1
    other = version_of(shop)
    PriceVersion.objects.filter(pk=other).update(number=99)
    worked_out(shop, other)
    assert PriceImpact.objects.count() == 2
