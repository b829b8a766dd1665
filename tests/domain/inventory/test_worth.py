"""What stock is worth: layers that leave first in, first out; how an item is costed; the worth of a past day."""

import random
from decimal import Decimal as D
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from trade import Trade
from tradepost.base import sql
from tradepost.base.errors import Invalid, NotFound
from tradepost.base.ids import new_id
from tradepost.domain.catalog.models import Item
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory import rules
from tradepost.domain.inventory.commands import (
    AdjustInput,
    CostedByLayers,
    NotEnoughStock,
    PastMove,
    PastPosting,
    StockLies,
)
from tradepost.domain.inventory.models import Layer, Place, Position
from tradepost.domain.inventory.queries import AsOf, differences
from tradepost.domain.inventory.rules import OpenLayer
from unchanged import unchanged

LAYERS = [OpenLayer(1, 3, D("10.00")), OpenLayer(2, 2, D("5.00")), OpenLayer(3, 4, D("0.00"))]


@pytest.mark.parametrize(
    ("leaving", "worth", "given"),
    [
        ([], [], {}),
        ([1], ["3.33"], {1: (1, D("3.33"))}),
        ([1, 1, 1], ["3.33", "3.34", "3.33"], {1: (3, D("10.00"))}),
        ([3], ["10.00"], {1: (3, D("10.00"))}),
        ([4], ["12.50"], {1: (3, D("10.00")), 2: (1, D("2.50"))}),
        ([2, 3], ["6.67", "8.33"], {1: (3, D("10.00")), 2: (2, D("5.00"))}),
        ([9], ["15.00"], {1: (3, D("10.00")), 2: (2, D("5.00")), 3: (4, D("0.00"))}),
        ([5, 4], ["15.00", "0.00"], {1: (3, D("10.00")), 2: (2, D("5.00")), 3: (4, D("0.00"))}),
        # What no layer holds is worth nothing; whoever takes it is refused by the balance.
        ([9, 2], ["15.00", "0"], {1: (3, D("10.00")), 2: (2, D("5.00")), 3: (4, D("0.00"))}),
    ],
)
def test_what_leaves_takes_the_oldest_layers(
    leaving: list[int], worth: list[str], given: dict[int, tuple[int, D]]
) -> None:
    assert rules.from_layers(LAYERS, leaving, "EUR") == ([D(one) for one in worth], given)


@pytest.mark.parametrize("seed", range(25))
def test_taking_piece_by_piece_is_worth_what_a_simple_queue_says(seed: int) -> None:
    """Against a queue of single pieces: whole layers cost what they cost, and all of them all of it."""
    dice = random.Random(seed)
    layers = [
        OpenLayer(n, dice.randint(1, 9), D(dice.randint(0, 5000)) / 100) for n in range(dice.randint(1, 6))
    ]
    queue = [layer.layer_id for layer in layers for _ in range(layer.quantity)]
    takes = []
    while sum(takes) < len(queue):
        takes.append(dice.randint(1, min(7, len(queue) - sum(takes))))
    values, given = rules.from_layers(layers, takes, "EUR")
    assert sum(values) == sum(layer.value for layer in layers)
    assert given == {layer.layer_id: (layer.quantity, layer.value) for layer in layers}
    for size, value in zip(takes, values, strict=True):
        gone, queue = queue[:size], queue[size:]
        exact = sum(
            (next(one.value / one.quantity for one in layers if one.layer_id == piece) for piece in gone),
            D(0),
        )
        assert abs(value - exact) < D("0.01") * len(set(gone)) + D("0.0001")
        # In one command or in several: the next finds the layers as the first left them.
        left = [OpenLayer(one.layer_id, queue.count(one.layer_id), one.value) for one in layers]
        assert sum(one.quantity for one in left) == len(queue)


@pytest.mark.parametrize(
    ("arrived", "since", "stock", "lies"),
    [
        (10, 0, 10, 10),
        (10, 0, 4, 4),
        (10, 5, 12, 7),
        (10, 5, 5, 0),
        (10, 20, 5, 0),
        (10, 0, 99, 10),
        (10, 3, 0, 0),
    ],
)
def test_what_came_first_went_first(arrived: int, since: int, stock: int, lies: int) -> None:
    assert rules.still_lies(arrived, since, stock) == lies


@pytest.mark.parametrize(
    ("cost", "arrived", "lying", "worth", "part"),
    [
        ("100.00", 3, 2, "0", "66.67"),
        ("100.00", 3, 0, "0", "0.00"),
        ("100.00", 3, 3, "0", "100.00"),
        ("-100.00", 3, 2, "500", "-66.67"),
        ("-100.00", 3, 2, "40.00", "-40.00"),
        ("-100.00", 3, 0, "0", "0.00"),
    ],
)
def test_a_late_cost_belongs_to_what_still_lies(
    cost: str, arrived: int, lying: int, worth: str, part: str
) -> None:
    assert rules.late_part(D(cost), arrived, lying, D(worth), "EUR") == D(part)


pytestmark = pytest.mark.django_db


@pytest.fixture
def trade() -> Trade:
    trade = Trade.open()
    trade.add_items("tea", price="10", costing="fifo")
    trade.add_items("cup", price="10", stock=10, cost="3")
    trade.add_customer()
    return trade


def nothing_differs() -> None:
    assert [str(one) for one in differences()] == []


def layers(trade: Trade, sku: str = "tea") -> list[tuple[int, D, int, D]]:
    found = Layer.objects.filter(item_id=trade.items[sku]).order_by("id")
    return [(one.quantity, one.value, one.quantity_left, one.value_left) for one in found]


def ship(trade: Trade, *lines: tuple[str, int]) -> dict[str, D]:
    order = trade.order(*lines)
    demands = [(line.id, None) for line in order.lines.order_by("position")]
    reserved = inventory.reserve(trade.by, demands=demands)
    gone = inventory.ship(
        trade.by, subject_id=new_id(trade.by.now), picks=[(one.reserve_id, one.quantity) for one in reserved]
    )
    skus = {item_id: sku for sku, item_id in trade.items.items()}
    worth: dict[str, D] = {}
    for one in gone:
        worth[skus[one.item_id]] = worth.get(skus[one.item_id], D(0)) + one.value
    return worth


def adjust(trade: Trade, *lines: tuple[str, int, str | None]) -> D:
    main = Place.objects.get(warehouse_id=trade.warehouse_id, code="MAIN").id
    done = inventory.adjust(
        trade.by,
        posting_id=new_id(trade.by.now),
        warehouse_id=trade.warehouse_id,
        lines=[
            AdjustInput(trade.items[sku], main, delta, value=None if value is None else D(value))
            for sku, delta, value in lines
        ],
        reason="Counted",
    )
    return done.value


def test_the_first_that_came_is_the_first_that_leaves_and_its_cost_with_it(trade: Trade) -> None:
    trade.receive(("tea", 10, "1.00"))
    trade.receive(("tea", 10, "2.00"))
    assert ship(trade, ("tea", 12), ("cup", 5)) == {"tea": D("14.00"), "cup": D("15.00")}
    assert layers(trade) == [(10, D(10), 0, D(0)), (10, D(20), 8, D(16))]
    assert Position.objects.get(item_id=trade.items["tea"]).value == D(16)
    nothing_differs()


def test_a_layer_gives_its_last_cent_with_its_last_piece(trade: Trade) -> None:
    trade.receive(("tea", 3, "3.3333333333"))
    Layer.objects.update(value=D("10.00"), value_left=D("10.00"))
    Position.objects.filter(item_id=trade.items["tea"]).update(value=D("10.00"))
    assert [ship(trade, ("tea", 1))["tea"] for _ in range(3)] == [D("3.33"), D("3.34"), D("3.33")]
    assert layers(trade) == [(3, D(10), 0, D(0))]


def test_found_goods_are_a_layer_of_their_own_and_lost_ones_take_the_oldest(trade: Trade) -> None:
    trade.receive(("tea", 4, "1.00"))
    trade.receive(("tea", 4, "3.00"))
    assert adjust(trade, ("tea", -5, None), ("tea", 2, "8.00"), ("cup", -1, None)) == D("-7.00") + D(8) - D(3)
    assert layers(trade) == [(4, D(4), 0, D(0)), (4, D(12), 3, D(9)), (2, D(8), 2, D(8))]
    # Without a value, found goods are worth what lies there on average: 17.00 of 5.
    assert adjust(trade, ("tea", 5, None)) == D("17.00")
    nothing_differs()
    with unchanged("inventory", "accounts"), pytest.raises(NotEnoughStock):
        adjust(trade, ("tea", -11, None))


@pytest.mark.parametrize("size", [1, 60])
def test_any_number_of_layered_lines_costs_one_statement_more(size: int) -> None:
    trade = Trade.open()
    plain, layered = [f"a{n}" for n in range(size)], [f"f{n}" for n in range(size)]
    trade.add_items(*plain, stock=9)
    trade.add_items(*layered, stock=9, costing="fifo")
    trade.add_customer()

    def statements(skus: list[str]) -> int:
        order = trade.order(*[(sku, 3) for sku in skus])
        demands = [(line.id, None) for line in order.lines.all()]
        picks = [(one.reserve_id, one.quantity) for one in inventory.reserve(trade.by, demands=demands)]
        with CaptureQueriesContext(connection) as caught:
            inventory.ship(trade.by, subject_id=new_id(trade.by.now), picks=picks)
        return sum("SAVEPOINT" not in query["sql"] for query in caught)

    assert (statements(plain), statements(layered)) == (8, 9)
    nothing_differs()


def test_costing_changes_only_while_nothing_lies_anywhere(trade: Trade) -> None:
    tea = trade.items["tea"]
    inventory.change_costing(trade.by, item_id=tea, costing="average")
    trade.receive(("tea", 5, "2.00"))
    assert layers(trade) == []
    with unchanged("inventory", "catalog"):
        with pytest.raises(StockLies, match="MAIN 5"):
            inventory.change_costing(trade.by, item_id=tea, costing="fifo")
        with pytest.raises(NotFound):
            inventory.change_costing(trade.by, item_id=new_id(trade.by.now), costing="fifo")
    ship(trade, ("tea", 5))
    with unchanged("inventory", "catalog"), pytest.raises(Invalid):
        inventory.change_costing(trade.by, item_id=tea, costing="lifo")
    inventory.change_costing(trade.by, item_id=tea, costing="fifo")
    trade.receive(("tea", 5, "2.00"))
    assert (Item.objects.get(pk=tea).costing, layers(trade)) == ("fifo", [(5, D(10), 5, D(10))])
    nothing_differs()


def test_history_is_not_loaded_for_items_with_layers(trade: Trade) -> None:
    main = Place.objects.get(warehouse_id=trade.warehouse_id, code="MAIN").id
    move = PastMove(trade.items["tea"], main, None, 5, D(10))
    posting = PastPosting(
        new_id(trade.by.now), "receipt", new_id(trade.by.now), trade.by.now, "supplier", True, [move]
    )
    with unchanged("inventory"), pytest.raises(CostedByLayers):
        inventory.load_past_moves(trade.by, warehouse_id=trade.warehouse_id, postings=[posting])


def test_the_database_and_verify_hold_the_layers(trade: Trade) -> None:
    trade.receive(("tea", 4, "1.00"))
    trade.receive(("tea", 4, "3.00"))
    for change in ({"quantity_left": 5}, {"value_left": D(99)}, {"quantity_left": 0}, {"value_left": D(-1)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Layer.objects.update(**change)
    # As if the newer goods had left first.
    newest = Layer.objects.order_by("-id").first()
    assert newest is not None
    Layer.objects.filter(pk=newest.pk).update(quantity_left=2, value_left=D(6))
    told = sorted(f"{one.invariant} {one.what}" for one in differences())
    assert told == ["I14 cost layers", "I14 left, first in first out"]


def test_what_stock_was_worth_on_a_past_day_stays_known(trade: Trade) -> None:
    tea, cup = trade.items["tea"], trade.items["cup"]
    trade.receive(("tea", 10, "1.00"))
    before = inventory_queries.stock_as_of(trade.warehouse_id, trade.at(days=1).now)
    assert before == {tea: AsOf(10, D(10)), cup: AsOf(10, D(30))}
    trade.receive(("tea", 10, "2.00"), by=trade.at(days=2))
    order = trade.order(("tea", 15), by=trade.at(days=3))
    reserved = inventory.reserve(trade.at(days=3), demands=[(order.lines.get().id, None)])
    inventory.ship(
        trade.at(days=3),
        subject_id=new_id(trade.by.now),
        picks=[(one.reserve_id, one.quantity) for one in reserved],
    )
    assert inventory_queries.stock_as_of(trade.warehouse_id, trade.at(days=1).now) == before
    assert inventory_queries.stock_as_of(trade.warehouse_id, trade.at(days=4).now)[tea] == AsOf(5, D(10))


@pytest.mark.parametrize("seed", range(4))
def test_random_comings_and_goings_agree_with_a_queue_of_pieces(seed: int, trade: Trade) -> None:
    """An independent ledger: a list of (pieces, worth) that shrinks from its front."""
    dice = random.Random(seed)
    queue: list[list[D]] = []

    def take(size: int) -> D:
        worth = D(0)
        while size:
            pieces, value = queue[0]
            part = min(D(size), pieces)
            gone = value if part == pieces else (value * part / pieces).quantize(D("0.01"), "ROUND_HALF_UP")
            queue[0] = [pieces - part, value - gone]
            worth, size = worth + gone, size - int(part)
            if part == pieces:
                queue.pop(0)
        return worth

    for _ in range(25):
        stock = int(sum(pieces for pieces, _ in queue))
        if stock and dice.random() < 0.5:
            size = dice.randint(1, stock)
            if dice.random() < 0.5:
                assert ship(trade, ("tea", size)) == {"tea": take(size)}
            else:
                assert adjust(trade, ("tea", -size, None)) == -take(size)
        else:
            size, cents = dice.randint(1, 9), dice.randint(0, 999)
            adjust(trade, ("tea", size, str(D(cents) / 100)))
            queue.append([D(size), D(cents) / 100])
        held = [[D(left), worth] for _, _, left, worth in layers(trade) if left]
        assert held == queue
    nothing_differs()


def test_a_position_says_how_its_item_is_costed(trade: Trade) -> None:
    tea: UUID = trade.items["tea"]
    trade.receive(("tea", 1, "1.00"))
    assert sql.rows("select fifo from inventory_position where item_id = %s", [tea]) == [(True,)]
    Item.objects.filter(pk=tea).update(costing="average")
    assert [(one.invariant, one.what) for one in differences()] == [("I7", "costing")]
