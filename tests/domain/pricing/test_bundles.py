"""Sets of goods: cases worked out by hand, their traces, and sets as they are kept and found by the one statement."""

from __future__ import annotations

from decimal import Decimal as D
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tradepost.base.errors import Invalid
from tradepost.base.ids import new_id
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing import queries as pricing_queries
from tradepost.domain.pricing import rules
from tradepost.domain.pricing.commands import BundlePart, PromotionInput
from tradepost.domain.pricing.models import Promotion, PromotionPart
from tradepost.domain.pricing.queries import Asked, offer_for
from unchanged import unchanged

from .case_table import Case, cases, result_of
from .conftest import NOW, TODAY, Shop

ALL = cases(Path(__file__).with_name("bundle_cases.txt").read_text(encoding="utf-8"))


def told(case: Case) -> tuple[list[str], str]:
    order = case.price()
    return [result_of(line) for line in order.lines], case.totals_of(order) if case.totals else ""


def test_every_set_comes_to_what_was_worked_out_by_hand() -> None:
    assert len(ALL) >= 30
    wrong = {case.story: told(case) for case in ALL if told(case) != (case.results, case.totals)}
    assert wrong == {}


def test_every_trace_of_a_set_replays_to_its_net() -> None:
    for case in ALL:
        for line in case.price().lines:
            assert rules.replay(line.trace) == (line.unit_price, line.net), case.story


def test_the_trace_names_the_set_what_it_took_and_what_lost() -> None:
    terms = "own 5 {Duo 2 tea 1 cup =36 p50} {Big 9 tea 1 cup =90 p10} {Late 1 tea 1 cup =10} {Dear 1 cup 1 book =99}"
    prices = "List 18; cup: List 5; book: List 4"
    (case,) = cases(f"x | {prices} | 5 tea; 1 cup; 1 book | {terms} | ")
    tea, cup, book = (line.trace for line in case.price().lines)
    assert (tea["discount"], tea["discount_rule"], tea["bundle"]) == (
        "bundle",
        "Duo",
        {"sets": 1, "taken": 2},
    )
    assert [(one["rule"], one["why"]) for one in tea["discount_losers"]] == [
        ("", "in_a_set"), ("Big", "incomplete"), ("Late", "later"),
    ]  # fmt: skip
    assert [(one["rule"], one["why"]) for one in cup["discount_losers"]][-2:] == [
        ("Dear", "later"), ("Late", "later"),
    ]  # fmt: skip
    assert (book["discount"], book["discount_losers"][0]["why"]) == ("customer", "later")


def kept(shop: Shop, name: str, **given: Any) -> Promotion:
    """Two teas and a coffee; tea is 18.00, coffee 9.60."""
    parts = [BundlePart(shop.tea, 2), BundlePart(shop.coffee)]
    plain = {"parts": parts, "bundle_price": D(40), "currency": "EUR"}
    return pricing.keep_promotion(
        shop.by,
        promotion_id=given.pop("pk", new_id(NOW)),
        promotion=PromotionInput(name, **{**plain, **given}),
    )


def test_a_set_is_found_by_the_statement_that_prices(shop: Shop) -> None:
    made = kept(shop, "Breakfast")
    kept(shop, "Of another currency", currency="USD", bundle_price=D(1))
    kept(shop, "Not yet", valid_from=TODAY.replace(month=12), bundle_price=D(1))
    customer, asked = shop.customer(), [Asked(shop.tea, D(3)), Asked(shop.coffee, D(1))]
    with CaptureQueriesContext(connection) as said:
        offer = offer_for(customer, on=TODAY, asked=asked)
    assert len(said) == 1
    assert offer.net_total == D("58.00")
    assert [line.trace["bundle"] for line in offer.lines] == [
        {"sets": 1, "taken": 2},
        {"sets": 1, "taken": 1},
    ]
    assert pricing_queries.promotion(shop.by, made.pk).is_bundle


def test_free_goods_beside_a_set(shop: Shop) -> None:
    cup = shop.item("CUP")
    gift = PromotionInput("A cup", cup, buy_quantity=2, item_id=shop.tea)
    pk = new_id(NOW)
    pricing.keep_promotion(shop.by, promotion_id=pk, promotion=gift)
    set_id = kept(shop, "Breakfast").pk
    asked = [Asked(shop.tea, D(2)), Asked(shop.coffee, D(1))]

    def free() -> int:
        return len(offer_for(shop.customer(new_id(NOW).hex), on=TODAY, asked=asked).gifts)

    assert free() == 1
    kept(shop, "Breakfast", pk=set_id, is_exclusive=True)
    assert free() == 0
    kept(shop, "Breakfast", pk=set_id)
    alone = PromotionInput("A cup", cup, buy_quantity=2, item_id=shop.tea, is_exclusive=True)
    pricing.keep_promotion(shop.by, promotion_id=pk, promotion=alone)
    assert free() == 0


def test_a_set_is_changed_as_a_whole_and_said_again_is_no_change(shop: Shop) -> None:
    made = kept(shop, "Breakfast")
    assert kept(shop, "Breakfast", pk=made.pk).version == made.version
    more = [BundlePart(shop.tea, 3), BundlePart(shop.coffee)]
    changed = kept(shop, "Breakfast", pk=made.pk, parts=more)
    assert changed.version == made.version + 1
    assert sorted(PromotionPart.objects.values_list("quantity", flat=True)) == [1, 3]
    # A set becomes free goods, and its parts are gone.
    gift = PromotionInput("Breakfast", shop.coffee, buy_quantity=9)
    pricing.keep_promotion(shop.by, promotion_id=made.pk, promotion=gift)
    assert (PromotionPart.objects.count(), Promotion.objects.get().gift_quantity) == (0, 1)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"parts": []}, "parts"),
        ({"parts": [BundlePart(UUID(int=1)), BundlePart(UUID(int=2))]}, "parts"),
        ({"parts": [BundlePart(UUID(int=1), 0), BundlePart(UUID(int=2))]}, "parts"),
        ({"buy_quantity": 3}, "parts"),
        ({"bundle_price": None}, "bundle_price"),
        ({"bundle_percent": D(5)}, "bundle_price"),
        ({"bundle_price": D(-1)}, "bundle_price"),
        ({"bundle_price": None, "bundle_percent": D(101)}, "bundle_percent"),
        ({"currency": ""}, "currency"),
        ({"most": 0}, "most"),
        ({"valid_from": TODAY, "valid_until": TODAY}, "valid_until"),
    ],
    ids=str,
)
def test_what_cannot_be_a_set_is_refused_at_its_field(shop: Shop, given: dict[str, Any], field: str) -> None:
    with unchanged("pricing"):
        with pytest.raises(Invalid) as refused:
            kept(shop, "Breakfast", **given)
        assert field in refused.value.facts["fields"]
        with pytest.raises(Invalid):
            kept(shop, "Breakfast", gift_item_id=shop.tea, buy_quantity=1)
