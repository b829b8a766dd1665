from __future__ import annotations

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.base.ids import new_id, new_ids
from tradepost.domain.catalog import commands as catalog
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.catalog.commands import CodeInput, ItemInput, UnitInput
from tradepost.domain.catalog.models import Item
from tradepost.domain.catalog.queries import ITEMS, CodeOf, FoundItem

pytestmark = pytest.mark.django_db
SHOP, OTHER_SHOP = uuid.UUID(int=201), uuid.UUID(int=202)
PIECE, CASE = "036000291452", "14006381333938"


@pytest.fixture
def book(by: By) -> dict[str, Item]:
    ids = new_ids(by.now, 4)
    made = catalog.create_items(
        by,
        items=[
            ItemInput(
                ids[0],
                "CHAI",
                "Chai tea",
                gtin=PIECE,
                units=[UnitInput("case", 12, gtin=CASE)],
                codes=[
                    CodeInput("own", "TEA-OLD"),
                    CodeInput("customer", "4711", SHOP, "case"),
                    # The shop's word for our chai is our SKU of another item.
                    CodeInput("customer", "CHANG", SHOP),
                ],
            ),
            ItemInput(ids[1], "CHANG", "chang beer", tracking="lot"),
            ItemInput(ids[2], "TEA-50%", "Green Tea 50%"),
            ItemInput(ids[3], "OLDTEA", "Old tea", is_discontinued=True),
        ],
    )
    return {row.sku: row for row in made}


def test_items_by_codes_in_one_statement(book: dict[str, Item], django_assert_num_queries) -> None:
    def of(sku: str, unit: str = "") -> CodeOf:
        row = book[sku]
        return CodeOf(row.id, unit, row.sku, row.name, row.state)

    asked = ["chai", PIECE, f"0{PIECE}", CASE, "tea-old", "4711", " CHANG ", "OLDTEA", "unknown", ""]
    with django_assert_num_queries(1):
        found = catalog_queries.items_by_codes(asked)
    assert found == {
        "chai": of("CHAI"),
        PIECE: of("CHAI"),
        f"0{PIECE}": of("CHAI"),
        CASE: of("CHAI", "case"),
        "tea-old": of("CHAI"),
        " CHANG ": of("CHANG"),
        "OLDTEA": of("OLDTEA"),
    }
    with django_assert_num_queries(1):
        theirs = catalog_queries.items_by_codes(asked, party_id=SHOP)
    assert theirs == found | {"4711": of("CHAI", "case"), " CHANG ": of("CHAI")}
    assert catalog_queries.items_by_codes(["4711"], party_id=OTHER_SHOP) == {}
    assert catalog_queries.items_by_codes([]) == {}


@pytest.mark.parametrize(
    ("text", "skus"),
    [
        ("chai", ["CHAI"]),
        (PIECE, ["CHAI"]),
        ("tea-old", ["CHAI"]),
        ("ch", ["CHAI", "CHANG"]),
        ("tea", ["TEA-50%", "CHAI", "OLDTEA"]),
        ("tea green", ["TEA-50%"]),
        ("50%", ["TEA-50%"]),
        ("%", ["TEA-50%"]),
        ("chnag beer", ["CHANG"]),  # a slip of the finger
        ("zzzz", []),
        (" ", []),
    ],
)
def test_find_items(book: dict[str, Item], text: str, skus: list[str]) -> None:
    assert [found.sku for found in catalog_queries.find_items(text)] == skus


def test_find_items_in_one_statement_with_the_partners_codes(
    book: dict[str, Item], django_assert_num_queries
) -> None:
    chai = book["CHAI"]
    with django_assert_num_queries(1):
        found = catalog_queries.find_items("4711", limit=3, party_id=SHOP)
    assert found == [FoundItem(chai.id, "CHAI", "Chai tea", "piece", "case", "active")]
    assert catalog_queries.find_items("4711", party_id=OTHER_SHOP) == []
    assert len(catalog_queries.find_items("tea", limit=2)) == 2


def test_find_items_uses_the_trigram_index(by: By) -> None:
    catalog.create_items(
        by,
        items=[ItemInput(item_id, f"S{n}", f"Item {n}") for n, item_id in enumerate(new_ids(by.now, 2000))],
    )
    with CaptureQueriesContext(connection) as statements:
        assert [found.sku for found in catalog_queries.find_items("item 777")] == ["S777", "S1777"]
        assert [found.sku for found in catalog_queries.find_items("itme 777", limit=1)] == ["S777"]
    with connection.cursor() as cursor:
        # Only bitmap scans are left: what an index does not answer stands out, however full or bloated the
        # table of this test process is, and whatever the planner believes of it.
        cursor.execute("set local enable_seqscan = off")
        cursor.execute("set local enable_indexscan = off")
        cursor.execute("set local enable_indexonlyscan = off")
        # Nor is there the index of all that is not withdrawn, which is as good as the table while it is short.
        cursor.execute("set constraints all immediate")
        cursor.execute("drop index sku_is_unique")
        for statement in statements:
            cursor.execute(f"explain {statement['sql']}")
            plan = "\n".join(line for (line,) in cursor.fetchall())
            assert plan.count("Bitmap Index Scan on item_search") == 1, plan
            assert plan.count("Bitmap Index Scan on item_name_search") == 1, plan
            assert plan.count("Bitmap Index Scan on item_sku_search") == 1, plan


@pytest.mark.parametrize("limit", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(
    by: By, book: dict[str, Item], limit: int, django_assert_num_queries
) -> None:
    with django_assert_num_queries(1):
        assert len([(row.name, row.category) for row in ITEMS.page(by, limit=limit).rows]) == limit
    with django_assert_num_queries(3):
        row = catalog_queries.item(by, book["CHAI"].id)
        assert [unit.name for unit in row.units.all()] == ["case"]
        assert len(row.codes.all()) == 5
    with django_assert_num_queries(1):
        assert [
            unit.name for unit in catalog_queries.units_of([row.id for row in book.values()][:limit])
        ] == ["case"]


def test_sorts_filters_and_search(by: By, book: dict[str, Item]) -> None:
    def skus(search: str = "", sort: str = "", **filters: str) -> list[str]:
        page = ITEMS.page(
            by, search=search, sort=sort, filters={name: [value] for name, value in filters.items()}
        )
        return [row.sku for row in page.rows]

    assert skus() == ["CHAI", "CHANG", "OLDTEA", "TEA-50%"]
    assert skus(sort="name") == ["CHAI", "CHANG", "TEA-50%", "OLDTEA"]
    assert skus(state="discontinued") == ["OLDTEA"]
    assert skus(lots="yes") == ["CHANG"]
    assert skus(search="tea chai") == ["CHAI"]
    assert skus(search=CASE) == ["CHAI"]
    assert skus(search="50%") == ["TEA-50%"]


def test_item_refuses_the_unknown(by: By) -> None:
    with pytest.raises(NotFound):
        catalog_queries.item(by, new_id(by.now))


def test_item_ids_by_sku(book: dict[str, Item]) -> None:
    assert catalog_queries.item_ids(["chai", "X"]) == {"chai": book["CHAI"].id}


def test_differences_show_a_gtin_without_its_code(book: dict[str, Item]) -> None:
    assert list(catalog_queries.differences()) == []
    with connection.cursor() as cursor:
        cursor.execute("delete from catalog_code where code = %s", [CASE])
        cursor.execute("set local session_replication_role = replica")
        cursor.execute("delete from base_event where subject_id = %s", [book["CHANG"].id])
        cursor.execute("set local session_replication_role = origin")
    assert [str(difference) for difference in catalog_queries.differences()] == [
        "I15 item CHANG: the event catalog.item_created is 0, should be 1",
        f"I7 item CHAI: the code of case is missing, should be {CASE}",
    ]


def test_find_items_puts_first_what_is_preferred_but_no_exact_code_behind_it(book: dict[str, Item]) -> None:
    green = book["TEA-50%"].id
    assert [hit.sku for hit in catalog_queries.find_items("tea", first=[green])] == [
        "TEA-50%",
        "CHAI",
        "OLDTEA",
    ]
    assert [hit.sku for hit in catalog_queries.find_items("chai", first=[green])] == ["CHAI"]


def test_active_items_come_in_the_order_asked(book: dict[str, Item], django_assert_num_queries) -> None:
    asked = [book[sku].id for sku in ("OLDTEA", "CHANG", "CHAI")]
    with django_assert_num_queries(1):
        assert [hit.sku for hit in catalog_queries.active_items(asked)] == ["CHANG", "CHAI"]


@pytest.mark.parametrize("count", [1, 3])
def test_look_alikes_in_one_statement(book: dict[str, Item], django_assert_num_queries, count: int) -> None:
    asked = ["CHIA", "gren tea", "'; drop table catalog_item; --"][:count]
    with django_assert_num_queries(1):
        found = catalog_queries.look_alikes(asked)
    near = [(code, likes[0].sku) for code, likes in found.items()]
    assert near == [("CHIA", "CHAI"), ("gren tea", "TEA-50%")][: max(1, count - 1)]
    assert "OLDTEA" not in {like.sku for likes in found.values() for like in likes}
    assert catalog_queries.look_alikes([]) == {}
