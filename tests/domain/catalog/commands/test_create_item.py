from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tradepost.base import feed
from tradepost.base.by import By
from tradepost.base.errors import Invalid, NotFound, SentTwiceDifferently
from tradepost.base.ids import new_id, new_ids
from tradepost.domain.catalog import commands as catalog
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.catalog.commands import CodeInput, CodeTaken, ItemInput, SkuTaken, UnitInput
from tradepost.domain.catalog.models import Code, Item, Unit
from unchanged import unchanged

pytestmark = pytest.mark.django_db
PIECE, CASE = "4006381333931", "14006381333938"


def test_create_item_with_units_and_codes(by: By) -> None:
    category = catalog.create_category(by, category_id=new_id(by.now), name="Beverages")
    item_id, party_id = new_id(by.now), new_id(by.now)
    made = catalog.create_item(
        by,
        item_id=item_id,
        sku=" CHAI ",
        name="Chai  tea",
        category_id=category.id,
        tracking="lot",
        gtin=PIECE,
        units=[UnitInput("case", 12, gtin=CASE, is_case=True, break_allowed=False)],
        codes=[CodeInput("own", "TEA-1"), CodeInput("customer", "4711", party_id, "Case")],
        weight_g=250,
        minimum_quantity=6,
        increment=6,
    )
    assert (made.sku, made.name, made.base_unit, made.state) == ("CHAI", "Chai tea", "piece", "active")
    unit = Unit.objects.get()
    assert (unit.name, unit.numerator, unit.denominator, unit.gtin, unit.is_case, unit.break_allowed) == (
        "case",
        12,
        1,
        CASE,
        True,
        False,
    )
    assert set(Code.objects.values_list("kind", "code", "party_id", "unit")) == {
        ("own", "TEA-1", None, ""),
        ("customer", "4711", party_id, "case"),
        ("gtin", PIECE, None, ""),
        ("gtin", CASE, None, "case"),
    }
    assert [(event.name, event.data["sku"]) for event in feed.about([item_id])] == [
        ("catalog.item_created", "CHAI")
    ]
    assert list(catalog_queries.differences()) == []


def test_create_item_twice_is_one_item(by: By) -> None:
    item_id = new_id(by.now)
    catalog.create_item(by, item_id=item_id, sku="A", name="Tea", gtin=PIECE)
    with unchanged("catalog"):
        assert catalog.create_item(by, item_id=item_id, sku="A", name="Tea", gtin=PIECE).sku == "A"
        with pytest.raises(SentTwiceDifferently):
            catalog.create_item(by, item_id=item_id, sku="B", name="Tea", gtin=PIECE)


def test_create_item_refuses_taken_skus_and_codes(by: By) -> None:
    party_id = new_id(by.now)
    catalog.create_item(
        by,
        item_id=new_id(by.now),
        sku="tea",
        name="Tea",
        gtin="036000291452",
        codes=[CodeInput("own", "X1"), CodeInput("supplier", "S1", party_id)],
    )
    with unchanged("catalog"):
        with pytest.raises(SkuTaken) as refused:
            catalog.create_item(by, item_id=new_id(by.now), sku="TEA", name="Other")
        assert refused.value.facts == {"skus": ["TEA"]}
        for code in (
            CodeInput("gtin", "0036000291452"),  # the same GTIN with a leading zero
            CodeInput("own", "x1"),
            CodeInput("customer", "s1", party_id),
        ):
            with pytest.raises(CodeTaken):
                catalog.create_item(by, item_id=new_id(by.now), sku="B", name="B", codes=[code])
        with pytest.raises(CodeTaken):
            catalog.create_items(
                by,
                items=[
                    ItemInput(item_id, f"N{n}", "N", gtin=PIECE)
                    for n, item_id in enumerate(new_ids(by.now, 2))
                ],
            )
    # Another party may use the same words.
    catalog.create_item(
        by, item_id=new_id(by.now), sku="C", name="C", codes=[CodeInput("supplier", "S1", new_id(by.now))]
    )


def test_create_items_names_every_bad_field_of_every_row(by: By) -> None:
    ids = new_ids(by.now, 3)
    with unchanged("catalog"), pytest.raises(Invalid) as refused:
        catalog.create_items(
            by,
            items=[
                ItemInput(ids[0], "A", "Good"),
                ItemInput(
                    ids[1],
                    "a",
                    "",
                    tracking="batch",
                    gtin="4006381333932",
                    units=[UnitInput("Piece", 1), UnitInput("case", 0, gtin="1")],
                ),
                ItemInput(
                    ids[2],
                    "C",
                    "C",
                    codes=[CodeInput("own", "X", new_id(by.now), "case"), CodeInput("supplier", "Y")],
                ),
            ],
        )
    assert sorted(refused.value.facts["fields"]) == [
        "items.1.codes.0.code",
        "items.1.name",
        "items.1.sku",
        "items.1.tracking",
        "items.1.units.0.name",
        "items.1.units.1.gtin",
        "items.1.units.1.numerator",
        "items.2.codes.0.party_id",
        "items.2.codes.0.unit",
        "items.2.codes.1.party_id",
    ]


def test_create_item_refuses_an_unknown_category(by: By) -> None:
    with unchanged("catalog"), pytest.raises(NotFound):
        catalog.create_item(by, item_id=new_id(by.now), sku="A", name="A", category_id=new_id(by.now))


def test_an_item_may_come_discontinued_from_history(by: By) -> None:
    (made,) = catalog.create_items(by, items=[ItemInput(new_id(by.now), "OLD", "Old", is_discontinued=True)])
    assert Item.objects.get(id=made.id).state == "discontinued"
    assert [event.name for event in feed.about([made.id])] == [
        "catalog.item_discontinued",
        "catalog.item_created",
    ]


def test_create_items_needs_as_many_statements_for_a_thousand_as_for_two(by: By) -> None:
    counts = []
    for count, prefix in ((2, "A"), (1000, "B")):
        given = [
            ItemInput(
                item_id,
                f"{prefix}{n}",
                f"Item {n}",
                units=[UnitInput("case", 12), UnitInput("pallet", 480)],
                codes=[CodeInput("own", f"{prefix}-{n}")],
            )
            for n, item_id in enumerate(new_ids(by.now, count))
        ]
        with CaptureQueriesContext(connection) as statements:
            catalog.create_items(by, items=given)
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 9
    assert (Item.objects.count(), Unit.objects.count(), Code.objects.count()) == (1002, 2004, 1002)
