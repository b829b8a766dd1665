"""Which warehouses serve an order: tables of what lies where, no database."""

from datetime import date, timedelta
from decimal import Decimal as D
from uuid import UUID

import pytest

from tradepost.domain.inventory.rules.sourcing import STOCK, Basket, Shelves, Way, Wish, choose

TODAY = date(2026, 3, 16)
SOON, LATER = TODAY + timedelta(days=4), TODAY + timedelta(days=30)
MAIN, EAST, WEST = UUID(int=1), UUID(int=2), UUID(int=3)
TEA, CUP = UUID(int=11), UUID(int=12)
NAMES = {MAIN: "main", EAST: "east", WEST: "west"}
# East is nearest to Germany, west cheapest; all serve everywhere else at the same price.
WAYS = [
    Way(MAIN, "DE", 300, D(9)),
    Way(EAST, "DE", 100, D(8)),
    Way(WEST, "DE", 200, D(3)),
]
Goods = dict[tuple[UUID, UUID], list[tuple[date, int]]]


def served(
    goods: Goods, rule: str, *wants: tuple[UUID, int], ways: list[Way] = WAYS, step: int = 1,
    needed: date = TODAY, named: UUID | None = None, **how: bool,
) -> list[tuple[int, str, int]]:  # fmt: skip
    """(line, warehouse, base units) of an order of Main's customer in Germany."""
    wishes = [
        Wish(UUID(int=100 + n), item, units, needed, step, named) for n, (item, units) in enumerate(wants)
    ]
    basket = Basket(rule, MAIN, wishes, "DE", **how)
    found = choose(Shelves(NAMES, {key: sorted(rows) for key, rows in goods.items()}), basket, ways)
    return [(one.line_id.int - 100, NAMES[one.warehouse_id], one.quantity) for one in found]


def everywhere(units: int) -> Goods:
    return {(house, item): [(STOCK, units)] for house in NAMES for item in (TEA, CUP)}


@pytest.mark.parametrize(
    ("rule", "house"),
    [
        ("one", "main"),
        ("own_first", "main"),
        ("nearest", "east"),
        ("least_split", "east"),
        ("cheapest", "west"),
    ],
)
def test_who_has_it_all_is_chosen_in_the_order_of_the_rule(rule: str, house: str) -> None:
    assert served(everywhere(10), rule, (TEA, 10)) == [(0, house, 10)]
    assert served(everywhere(10), rule, (TEA, 10), named=EAST) == [(0, "east", 10)]


def test_without_ways_all_are_equally_near_and_its_own_comes_first() -> None:
    assert served(everywhere(10), "nearest", (TEA, 10), ways=[]) == [(0, "main", 10)]
    elsewhere = [Way(WEST, "FR", 1, D(1))]
    assert served(everywhere(10), "nearest", (TEA, 10), ways=elsewhere) == [(0, "main", 10)]


def test_only_who_has_a_way_is_chosen_and_its_own() -> None:
    ways = [Way(WEST, "DE", 5, D(1)), Way(EAST, "FR", 1, D(1))]
    goods: Goods = {(EAST, TEA): [(STOCK, 10)], (WEST, TEA): [(STOCK, 4)]}
    assert served(goods, "own_first", (TEA, 10), ways=ways) == [(0, "west", 10)]
    everywhere_else = [*ways, Way(EAST, "", 9, D(1))]
    assert served(goods, "own_first", (TEA, 10), ways=everywhere_else) == [(0, "east", 10)]


def test_a_line_is_parted_in_whole_units_and_the_rest_waits_where_it_comes_first() -> None:
    goods: Goods = {(MAIN, TEA): [(STOCK, 30)], (EAST, TEA): [(STOCK, 25), (LATER, 99)]}
    assert served(goods, "own_first", (TEA, 36), step=12) == [(0, "main", 24), (0, "east", 12)]
    assert served(goods, "own_first", (TEA, 60), step=12) == [(0, "main", 24), (0, "east", 36)]
    assert served(goods, "own_first", (TEA, 60), step=12, parts=False) == [(0, "east", 60)]


def test_what_comes_before_it_is_needed_is_as_good_as_there() -> None:
    goods: Goods = {(MAIN, TEA): [(SOON, 10)], (EAST, TEA): [(STOCK, 10)]}
    assert served(goods, "own_first", (TEA, 10)) == [(0, "east", 10)]
    assert served(goods, "own_first", (TEA, 10), needed=SOON) == [(0, "main", 10)]


def test_nothing_anywhere_waits_where_most_of_it_is_else_in_its_own() -> None:
    assert served({}, "own_first", (TEA, 10)) == [(0, "main", 10)]
    assert served({(WEST, TEA): [(LATER, 4)]}, "own_first", (TEA, 10)) == [(0, "west", 10)]
    assert served({(WEST, TEA): [(LATER, 10)]}, "own_first", (TEA, 10)) == [(0, "west", 10)]


def test_lines_share_what_is_free() -> None:
    goods: Goods = {(MAIN, TEA): [(STOCK, 10)], (EAST, TEA): [(STOCK, 10)]}
    found = served(goods, "own_first", (TEA, 8), (TEA, 8))
    assert found == [(0, "main", 8), (1, "east", 8)]


def test_the_fewest_shipments_that_bring_as_much_as_all() -> None:
    goods: Goods = {
        (EAST, TEA): [(STOCK, 10)], (EAST, CUP): [(STOCK, 3)],
        (WEST, TEA): [(STOCK, 10)], (WEST, CUP): [(STOCK, 10)],
    }  # fmt: skip
    assert served(goods, "nearest", (TEA, 10), (CUP, 10)) == [(0, "east", 10), (1, "west", 10)]
    assert served(goods, "least_split", (TEA, 10), (CUP, 10)) == [(0, "west", 10), (1, "west", 10)]
    # Together they have 13 cups, which none has alone.
    assert served(goods, "least_split", (TEA, 10), (CUP, 13)) == [
        (0, "east", 10),
        (1, "east", 3),
        (1, "west", 10),
    ]


def test_the_cheapest_shipments_that_bring_as_much_as_all() -> None:
    ways = [Way(MAIN, "DE", 1, D(9)), Way(EAST, "DE", 1, D(4)), Way(WEST, "DE", 1, D(4))]
    goods: Goods = {
        (MAIN, TEA): [(STOCK, 10)], (MAIN, CUP): [(STOCK, 10)],
        (EAST, TEA): [(STOCK, 10)], (WEST, CUP): [(STOCK, 10)],
    }  # fmt: skip
    assert served(goods, "cheapest", (TEA, 10), (CUP, 10), ways=ways) == [(0, "east", 10), (1, "west", 10)]
    assert served(goods, "least_split", (TEA, 10), (CUP, 10), ways=ways) == [(0, "main", 10), (1, "main", 10)]


def test_an_order_that_leaves_whole_comes_from_one_warehouse() -> None:
    goods: Goods = {
        (EAST, TEA): [(STOCK, 10)], (EAST, CUP): [(LATER, 10)],
        (MAIN, TEA): [(STOCK, 10)], (WEST, TEA): [(SOON, 10)], (WEST, CUP): [(STOCK, 10)],
    }  # fmt: skip
    for rule in ("own_first", "nearest", "least_split", "cheapest"):
        found = served(goods, rule, (TEA, 10), (CUP, 10), whole=True, parts=False)
        assert found == [(0, "west", 10), (1, "west", 10)], rule


def test_why_tells_what_each_could_have_done() -> None:
    goods: Goods = {(MAIN, TEA): [(STOCK, 4), (SOON, 10)], (EAST, TEA): [(STOCK, 10)]}
    wish = Wish(UUID(int=1), TEA, 10, TODAY)
    (source,) = choose(Shelves(NAMES, goods), Basket("own_first", MAIN, [wish], "DE"), WAYS)
    assert [(one.name, one.stock, one.on) for one in source.seen] == [
        ("main", 4, SOON), ("east", 10, STOCK), ("west", 0, None),
    ]  # fmt: skip
