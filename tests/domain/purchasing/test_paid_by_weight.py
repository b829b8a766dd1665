"""Cheese that is bought by the wheel and paid by the kg: worth what it weighs when it comes."""

from dataclasses import replace
from decimal import Decimal as D
from uuid import UUID

import pytest

from tradepost.base.errors import Invalid
from tradepost.base.ids import new_id
from tradepost.domain.catalog import commands as catalog
from tradepost.domain.catalog.commands import UnitInput
from tradepost.domain.purchasing import commands as purchasing
from tradepost.domain.purchasing import queries, rules
from tradepost.domain.purchasing.commands import (
    MustBeWeighed,
    PurchaseLineInput,
    ReceiptInput,
    UnlikelyWeight,
)
from tradepost.domain.purchasing.models import PurchaseOrderLine, ReceiptLine
from tradepost.domain.purchasing.rules import Bought, Count, NotBought, OpenLine, Sold

from .conftest import NOW, TODAY, Desk, counted, nothing_changes, nothing_is_different

A = UUID(int=1)
KG = (2, 9)
WHEEL = Sold(A, "brie", "Brie", "wheel", "B-1", "kg", 1, D(8), None, None, None, None, "kg", *KG)
BY_PIECE = replace(WHEEL, offer_unit="", offer_price=D(36))
CASES = replace(WHEEL, unit_name="case", unit_numerator=4, unit_denominator=1)


@pytest.mark.parametrize(
    ("item", "typed", "unit", "price", "pieces", "weight", "of_a_kg"),
    [
        (WHEEL, "10", "", None, 10, "45", "8"),
        (WHEEL, "10", "wheel", "7.5", 10, "45", "7.5"),
        (WHEEL, "45", "KG", None, 10, "45", "8"),
        (WHEEL, "47", "kg", None, 10, "45", "8"),
        (WHEEL, "1", "kg", None, 1, "4.5", "8"),
        (CASES, "2", "case", None, 8, "36", "8"),
        (BY_PIECE, "2", "", None, 2, "9", "8"),
        (BY_PIECE, "9", "kg", None, 2, "9", "8"),
    ],
)
def test_a_line_is_of_whole_pieces_and_priced_by_what_they_should_weigh(
    item: Sold, typed: str, unit: str, price: str | None, pieces: int, weight: str, of_a_kg: str
) -> None:
    found = rules.buy(item, D(typed), unit, None if price is None else D(price))
    assert isinstance(found, Bought)
    assert (found.quantity, found.typed_quantity, found.unit, found.unit_price, found.weighed) == (
        pieces, D(weight), "kg", D(of_a_kg), True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "unit", "field"), [("0", "kg", "quantity"), ("0.5", "", "quantity"), ("1", "box", "unit")]
)
def test_what_makes_no_pieces_is_refused(typed: str, unit: str, field: str) -> None:
    found = rules.buy(WHEEL, D(typed), unit, None)
    assert isinstance(found, NotBought)
    assert found.field == field


def test_a_delivery_is_worth_its_weight_however_it_is_parted() -> None:
    line = OpenLine(A, 10, 0, 0, 0, D("360.00"), D("8.125"))
    first, second = rules.take([line], [Count(A, 4, 1, 17_801), Count(A, 7, 0, 32_000)], currency="EUR")
    assert (first.net, first.milli, first.supply_damaged) == (D("144.63"), 17_801, 1)
    assert (second.net, second.over) == (D("260.00"), 1)


@pytest.fixture
def cheese(desk: Desk) -> UUID:
    item = desk.item("brie", base_unit="wheel")
    catalog.add_unit(desk.by, item_id=item, unit=UnitInput("case", 4))
    catalog.weigh_item(desk.by, item_id=item, unit="kg", piece_weight=D("4.5"), tolerance_percent=D("10.00"))
    desk.offer("brie", "8", unit="kg")
    return item


def ordered(desk: Desk, cheese: UUID, quantity: str = "10") -> PurchaseOrderLine:
    return desk.line(desk.order(PurchaseLineInput(cheese, D(quantity))), "brie")


def take(desk: Desk, line: PurchaseOrderLine, *counts: tuple[int, int, int | None], **given: bool) -> object:
    lines = [ReceiptInput(line.id, pieces, bad, weight_milli=milli) for pieces, bad, milli in counts]
    return purchasing.receive(
        desk.by, receipt_id=new_id(NOW), purchase_order_id=line.purchase_order_id, lines=lines, **given
    )


def test_stock_and_what_is_owed_follow_the_weight(desk: Desk, cheese: UUID) -> None:
    line = ordered(desk, cheese)
    assert (line.typed_quantity, line.unit, line.unit_price, line.net, line.ordered) == (
        D(45), "kg", D(8), D(360), 10,
    )  # fmt: skip
    take(desk, line, (4, 0, 17_810), (6, 0, 27_500))
    assert desk.stock("brie") == {"on_hand": 10, "unsellable": 0, "incoming": 0, "value": D("362.48")}
    assert desk.books() == {"1400": D("362.48"), "2150": D("-362.48")}
    weights = [(row.weight, row.value) for row in ReceiptLine.objects.order_by("position")]
    assert weights == [(D("17.81"), D("142.48")), (D("27.5"), D("220.00"))]
    nothing_is_different()


def test_damaged_goods_go_back_at_what_they_weighed(desk: Desk, cheese: UUID) -> None:
    line = ordered(desk, cheese)
    receipt = take(desk, line, (9, 0, 40_000), (1, 1, 4_100))
    assert desk.stock("brie")["value"] == D("352.80")
    purchasing.send_back(desk.by, posting_id=new_id(NOW), receipt_id=receipt.pk)  # type: ignore[attr-defined]
    owed = desk.books()["2150"]
    assert owed == D("-320.00"), "what was damaged weighed 4.1 kg: 32.80 are not owed"
    nothing_is_different()


@pytest.mark.parametrize(
    ("counts", "says"),
    [
        ([(10, 0, None)], "Say what they weigh, in kg"),
        ([(0, 0, 4_000), (1, 0, 4_500)], "of what was counted"),
        ([(1, 0, 0)], "more than 0"),
    ],
)
def test_weights_are_asked_for_and_only_of_what_came(
    desk: Desk, cheese: UUID, counts: list[tuple[int, int, int | None]], says: str
) -> None:
    line = ordered(desk, cheese)
    with nothing_changes(), pytest.raises(Invalid) as refused:
        take(desk, line, *counts)
    assert says in str(refused.value.facts["fields"])


def test_what_goes_by_the_piece_bears_no_weight(desk: Desk) -> None:
    line = desk.line(desk.order(("tea", 10)), "tea")
    with nothing_changes(), pytest.raises(Invalid):
        take(desk, line, (10, 0, 5_000))


def test_an_unlikely_weight_is_asked_about_once(desk: Desk, cheese: UUID) -> None:
    line = ordered(desk, cheese)
    with nothing_changes(), pytest.raises(UnlikelyWeight) as refused:
        take(desk, line, (4, 0, 18_000), (6, 0, 20_000))
    assert refused.value.message.startswith("6 of brie should weigh about 27.000 kg, give or take 10 %.")
    assert refused.value.facts["lines"] == {"1": "27.000"}
    take(desk, line, (4, 0, 18_000), (6, 0, 20_000), as_weighed=True)
    assert desk.stock("brie")["value"] == D("304.00")


def test_offers_by_weight_are_compared_and_planned_by_the_piece(desk: Desk, cheese: UUID) -> None:
    other = desk.new_supplier("S-2")
    desk.offer("brie", "35", supplier_id=other)
    found = [
        (one.supplier_id, one.unit, one.pack, one.price) for one in queries.offers_of([cheese], on=TODAY)
    ]
    assert found == [(other, "", 1, D(35)), (desk.supplier, "", 1, D(36))]
    assert queries.store_prices(desk.supplier, [cheese])[cheese].price == D(36)


def test_a_package_of_weighed_goods_is_not_taken_in_unweighed(desk: Desk, cheese: UUID) -> None:
    line = ordered(desk, cheese)
    inside = [purchasing.AnnouncedInput(line.id, 10)]
    (package,) = purchasing.announce_packages(
        desk.by,
        purchase_order_id=line.purchase_order_id,
        packages=[purchasing.AnnouncedPackageInput("340123450000000017", inside)],
    )
    with nothing_changes(), pytest.raises(MustBeWeighed):
        purchasing.receive_package(desk.by, receipt_id=new_id(NOW), package_id=package.id)


def test_a_draft_written_again_stays_what_it_was(desk: Desk, cheese: UUID) -> None:
    line = desk.line(desk.order(PurchaseLineInput(cheese, D(10)), send=False), "brie")
    again = PurchaseLineInput(cheese, line.typed_quantity, line.unit, line.unit_price, line_id=line.id)
    purchasing.change_purchase_order(desk.by, purchase_order_id=line.purchase_order_id, lines=[again])
    assert desk.line(line.purchase_order_id, "brie").ordered == 10


def test_weights_cost_no_statement_more(desk: Desk, cheese: UUID) -> None:
    one, many = ordered(desk, cheese), ordered(desk, cheese)
    with counted() as first:
        take(desk, one, (1, 0, 4_500))
    with counted() as second:
        take(desk, many, *[(1, 0, 4_500)] * 9)
    assert len(first) == len(second)


def test_a_weight_that_was_tampered_with_is_found(desk: Desk, cheese: UUID) -> None:
    take(desk, ordered(desk, cheese), (10, 0, 45_000))
    PurchaseOrderLine.objects.update(unit_price=D(9))
    assert [one.what for one in queries.differences()] == ["the worth of its weight"]
