"""What lay on a past day by place, lot and owner: the same from sums as from moves, over years, whoever posts late."""

import random
from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal as D
from uuid import UUID

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from trade import Trade
from tradepost.base.by import By, system
from tradepost.base.errors import Invalid
from tradepost.base.ids import new_id
from tradepost.base.money import ZERO, shares
from tradepost.base.sums import sums_of
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory.commands import AdjustInput, LotInput, MoveInput
from tradepost.domain.inventory.models import PlaceSum, Position, StockMonth, Warehouse
from tradepost.domain.inventory.queries import MOVES, SPLITS, PastStock, differences, past_stock
from with_store import open_store

pytestmark = pytest.mark.django_db(transaction=True)

FIRST = datetime(2023, 11, 20, 12, tzinfo=UTC)
NOW = datetime(2026, 7, 10, 12, tzinfo=UTC)


def by(moment: datetime) -> By:
    return system(moment, "Test")


class Floor:
    """Two bins, two lots of tea and cups without; each day's moves as they were made, to tell from."""

    def __init__(self) -> None:
        self.trade = Trade.open(FIRST)
        self.trade.add_items("tea", tracking="lot")
        self.trade.add_items("cup")
        self.house = self.trade.warehouse_id
        self.bins = [
            inventory.create_place(by(FIRST), place_id=new_id(FIRST), warehouse_id=self.house, code=code).pk
            for code in ("A-01", "A-02")
        ]
        tea = self.trade.items["tea"]
        lots = inventory.ensure_lots(by(FIRST), lots=[LotInput(tea, "L1"), LotInput(tea, "L2")])
        self.keys = [(tea, lot) for lot in lots.values()] + [(self.trade.items["cup"], None)]
        self.told: list[tuple[datetime, UUID, UUID, UUID | None, int]] = []

    def lies(self, at: datetime) -> dict[tuple[UUID, UUID, UUID | None], int]:
        found: dict[tuple[UUID, UUID, UUID | None], int] = defaultdict(int)
        for moment, *key, quantity in self.told:
            if moment < at:
                found[tuple(key)] += quantity  # type: ignore[index]
        return {key: quantity for key, quantity in found.items() if quantity}

    def find(self, moment: datetime, bin_id: UUID, key: tuple[UUID, UUID | None], delta: int) -> None:
        line = AdjustInput(key[0], bin_id, delta, lot_id=key[1], value=D(3) * delta if delta > 0 else None)
        inventory.adjust(
            by(moment), posting_id=new_id(moment), warehouse_id=self.house, lines=[line], reason="x"
        )
        self.told.append((moment, key[0], bin_id, key[1], delta))

    def carry(self, moment: datetime, key: tuple[UUID, UUID | None], quantity: int) -> None:
        line = MoveInput(key[0], quantity, *self.bins, lot_id=key[1])
        inventory.move_stock(by(moment), posting_id=new_id(moment), warehouse_id=self.house, lines=[line])
        self.told += [
            (moment, key[0], self.bins[0], key[1], -quantity),
            (moment, key[0], self.bins[1], key[1], quantity),
        ]

    def live(self) -> None:
        """Thirty-two months: each brings some of something, carries some on, loses some."""
        dice = random.Random(7)
        moment = FIRST
        while moment < NOW:
            key = dice.choice(self.keys)
            self.find(moment, self.bins[0], key, dice.randint(3, 9))
            self.carry(moment + timedelta(days=2), key, dice.randint(1, 3))
            if dice.random() < 0.6:
                self.find(moment + timedelta(days=4), self.bins[1], key, -1)
            moment += timedelta(days=dice.randint(20, 40))

    def asked(self, moment: datetime, split: str, item_id: UUID | None = None) -> list[PastStock]:
        return past_stock(list(Warehouse.objects.all()), moment, split=split, item_id=item_id).rows

    def places(self, moment: datetime) -> dict[tuple[UUID, UUID | None, UUID | None], int]:
        return {
            (row.item_id, row.place_id, row.lot_id): row.on_hand for row in self.asked(moment, "place_lot")
        }


def sum_up() -> None:
    while inventory.sum_months(by(NOW)):
        pass


@pytest.fixture
def floor() -> Floor:
    found = Floor()
    found.live()
    return found


DAYS = [
    datetime(*day, tzinfo=UTC)
    for day in (
        (2023, 11, 1), (2023, 12, 5), (2024, 1, 1), (2024, 1, 2), (2024, 7, 1), (2024, 12, 31), (2025, 1, 1),
        (2025, 5, 17), (2026, 1, 1), (2026, 3, 9), (2026, 7, 1), (2026, 7, 11),
    )
]  # fmt: skip


def test_every_past_day_is_told_by_place_and_lot_from_moves_and_from_sums(floor: Floor) -> None:
    told = [floor.lies(day) for day in DAYS]
    assert [floor.places(day) for day in DAYS] == told
    sum_up()
    assert StockMonth.objects.filter(summed=True).count() == 32
    assert {one.month.year for one in PlaceSum.objects.filter(of_year=True)} == {2023, 2024, 2025}
    assert [floor.places(day) for day in DAYS] == told
    assert not list(differences())


def test_whole_years_are_read_as_years_and_faults_in_sums_are_found(floor: Floor) -> None:
    sum_up()
    day = datetime(2024, 5, 17, tzinfo=UTC)
    true = floor.places(day)
    planted = PlaceSum.objects.filter(month=date(2025, 6, 1), of_year=False).first()
    assert planted is not None
    PlaceSum.objects.filter(pk=planted.pk).update(quantity=planted.quantity + 100)
    assert floor.places(day) == true, "2025 is read as a year"
    assert sorted(one.what for one in differences()) == ["moves of 2025", "moves of 2025-06"]
    PlaceSum.objects.filter(pk=planted.pk).update(quantity=planted.quantity)
    PlaceSum.objects.filter(month=date(2025, 1, 1), of_year=True).update(quantity=1000)
    assert floor.places(day) != true
    assert {one.what for one in differences()} == {"moves of 2025"}


def test_what_is_posted_late_is_told_at_once_and_summed_again(floor: Floor) -> None:
    sum_up()
    floor.find(datetime(2024, 2, 3, tzinfo=UTC), floor.bins[1], floor.keys[2], 5)
    assert StockMonth.objects.filter(summed=True).count() == 3, (
        "November, December and January are summed still"
    )
    told = [floor.lies(day) for day in DAYS]
    assert [floor.places(day) for day in DAYS] == told
    assert not list(differences())
    sum_up()
    assert [floor.places(day) for day in DAYS] == told
    assert not list(differences())


def test_each_split_adds_up_to_the_same_goods_and_the_same_worth(floor: Floor) -> None:
    sum_up()
    store = open_store(by(NOW), floor.house, floor.trade.items, floor.trade.base_currency)
    store.fill(("cup", 7))
    moment = NOW + timedelta(hours=1)
    found = {split: floor.asked(moment, split) for split in SPLITS}
    sums = {
        split: (sum(row.on_hand for row in rows), sum((row.value for row in rows), ZERO))
        for split, rows in found.items()
    }
    assert len(set(sums.values())) == 1, sums
    owners = {(row.item_id, row.supplier_id): row.on_hand for row in found["owner"]}
    cup = floor.trade.items["cup"]
    assert owners[cup, store.supplier] == 7
    assert owners[cup, None] == floor.trade.stock("cup")["on_hand"]
    assert [row.value for row in found["owner"] if row.supplier_id] == [ZERO]
    assert {row.lot_code for row in found["lot"]} == {"", "L1", "L2"}
    by_warehouse = {row.warehouse_id: row.warehouse_ids for row in found["warehouse"]}
    assert by_warehouse == {floor.house: (floor.house,), store.pk: (store.pk,)}
    (item,) = floor.asked(moment, "item", cup)
    assert set(item.warehouse_ids) == {floor.house, store.pk}


def test_one_statement_however_many_rows_and_one_more_for_words(floor: Floor) -> None:
    sum_up()
    houses = list(Warehouse.objects.select_related("customer", "supplier"))
    for split in SPLITS:
        for moment in (DAYS[1], NOW):
            for text, statements in (("", 1), ("tea", 2)):
                with CaptureQueriesContext(connection) as said:
                    past_stock(houses, moment, split=split, text=text)
                assert len(said) == statements, split


def test_a_part_is_worth_its_share_of_what_the_item_was_worth_in_its_warehouse(floor: Floor) -> None:
    for day in DAYS:
        wholes = {row.item_id: (row.on_hand, row.value) for row in floor.asked(day, "warehouse")}
        parts: dict[UUID, list[PastStock]] = defaultdict(list)
        for row in floor.asked(day, "place_lot"):
            parts[row.item_id].append(row)
        for item, (on_hand, value) in wholes.items():
            found = parts[item]
            assert sum(row.on_hand for row in found) == on_hand
            if on_hand:
                told = shares(value, [D(row.on_hand) for row in found], "EUR")
                assert [row.value for row in found] == told, day
            else:
                assert [(row.place_id, row.value) for row in found if row.value] == [(None, value)]


def test_pages_follow_each_other_and_each_tells_of_all_rows(floor: Floor) -> None:
    houses, moment = list(Warehouse.objects.all()), NOW
    for split in SPLITS:
        whole = past_stock(houses, moment, split=split)
        assert (whole.count, whole.value) == (len(whole.rows), sum((row.value for row in whole.rows), ZERO))
        by_key, by_number, after = [], [], ()
        for begin in range(whole.count):
            page = past_stock(houses, moment, split=split, after=after, limit=1)
            other = past_stock(houses, moment, split=split, begin=begin, limit=1)
            assert {(one.count, one.value) for one in (page, other)} == {(whole.count, whole.value)}
            by_key, by_number, after = by_key + page.rows, by_number + other.rows, page.rows[-1].key
        assert by_key == by_number == whole.rows == sorted(whole.rows, key=lambda row: row.key)
        end = past_stock(houses, moment, split=split, after=after, limit=1)
        assert (end.rows, end.count) == ([], whole.count)
    with pytest.raises(Invalid):
        past_stock(houses, moment, after=("tea",))


def test_words_find_items_and_by_lot_also_lots(floor: Floor) -> None:
    houses = list(Warehouse.objects.all())

    def found(text: str, split: str = "lot", item: str = "") -> list[tuple[str, str]]:
        page = past_stock(
            houses, NOW, split=split, text=text, item_id=floor.trade.items[item] if item else None
        )
        assert page.count == len(page.rows)
        return [(row.sku, row.lot_code) for row in page.rows]

    all_of_them = {(row.sku, row.lot_code): row for row in floor.asked(NOW, "lot")}
    assert found("l1") == [("tea", "L1")]
    assert found("TEA") == [("tea", "L1"), ("tea", "L2")]
    assert found("l1", "item") == []
    assert found("tea", "item") == [("tea", "")]
    assert found("l1", item="cup") == found("te_") == found("tea l1") == []
    (one,) = past_stock(houses, NOW, split="lot", text="L1").rows
    assert one == all_of_them["tea", "L1"], "its worth is its share still"


def test_sums_do_not_grow_with_what_came_and_left_within_a_year() -> None:
    floor = Floor()
    for month in range(1, 13):
        moment = datetime(2024, month, 3, tzinfo=UTC)
        floor.find(moment, floor.bins[0], floor.keys[2], 4)
        floor.find(moment + timedelta(days=27 if month < 12 else 1), floor.bins[0], floor.keys[2], -4)
    sum_up()
    assert not PlaceSum.objects.filter(of_year=True, month=date(2024, 1, 1)).exists()
    assert floor.places(datetime(2024, 2, 15, tzinfo=UTC)) == floor.lies(datetime(2024, 2, 15, tzinfo=UTC))


def test_worth_that_nothing_bears_is_a_row_without_a_place(floor: Floor) -> None:
    Position.objects.filter(item_id=floor.trade.items["cup"]).update(value=F("value") + D(4))
    before = past_stock(list(Warehouse.objects.all()), DAYS[0], split="place")
    assert [(row.sku, row.place_id, row.on_hand, row.value) for row in before.rows] == [
        ("cup", None, 0, D(4))
    ]


def test_moves_of_a_place_add_up_to_what_lies_there_whatever_came_from_the_bin_beside(floor: Floor) -> None:
    for place_id in floor.bins:
        for item in {key[0] for key in floor.keys}:
            asked = {"item": [str(item)], "place": [str(place_id)]}
            told = sums_of(MOVES, floor.trade.by, asked, names=("lying",)).by_name["lying"]
            lies = sum(row.on_hand for row in floor.asked(NOW, "place", item) if row.place_id == place_id)
            assert sum(amount for _, amount in told) == lies
