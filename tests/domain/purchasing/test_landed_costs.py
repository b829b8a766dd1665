"""What it cost to bring goods here, known when half of them are sold: split, posted now, taken back."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal as D
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from tradepost.base import feed, money, sql
from tradepost.base.errors import Invalid, NotFound, SentTwiceDifferently
from tradepost.base.ids import new_id
from tradepost.domain.accounts import commands as accounts
from tradepost.domain.accounts.commands import NoExchangeRate, PeriodIsClosed
from tradepost.domain.accounts.rules import Ledger
from tradepost.domain.catalog.models import Item
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory.commands import AdjustInput, PastMove, PastPosting
from tradepost.domain.inventory.models import Layer, Move
from tradepost.domain.purchasing import commands as purchasing
from tradepost.domain.purchasing import queries
from tradepost.domain.purchasing.commands import NothingToSplitBy, NotMeasured, ReceiptInput
from tradepost.domain.purchasing.models import LandedCost, LandedCostLine
from tradepost.domain.purchasing.queries import LANDED_COSTS, LandedShare

from .conftest import NOW, TODAY, Desk, counted, everything, nothing_changes, nothing_is_different


@pytest.mark.parametrize(
    ("amount", "measures", "shares"),
    [
        ("10.00", [1, 1, 1], ["3.33", "3.34", "3.33"]),
        ("0.01", [1, 1, 1], ["0.00", "0.01", "0.00"]),
        ("100.00", [0, 3, 1], ["0.00", "75.00", "25.00"]),
        ("-10.00", [1, 2], ["-3.33", "-6.67"]),
        ("7.77", [5], ["7.77"]),
    ],
)
def test_shares_are_in_proportion_and_add_up(amount: str, measures: list[int], shares: list[str]) -> None:
    found = money.shares(D(amount), [D(one) for one in measures], "EUR")
    assert found == [D(one) for one in shares]
    assert sum(found) == D(amount)


def add(desk: Desk, *receipt_ids: UUID, amount: str = "60.00", days: int = 0, **given: object) -> LandedCost:
    what = {"kind": "freight", "basis": "count", "currency": "EUR", "amount": D(amount), **given}
    by = desk.by.at(NOW + timedelta(days=days))
    made: LandedCost = purchasing.add_landed_cost(
        by,
        landed_cost_id=what.pop("landed_cost_id", new_id(NOW)),
        receipt_ids=receipt_ids,
        **what,  # type: ignore[arg-type]
    )
    return made


def take_back(desk: Desk, made: LandedCost, **given: object) -> LandedCost:
    back: LandedCost = purchasing.cancel_landed_cost(
        desk.by,
        reversal_id=given.pop("reversal_id", new_id(NOW)),
        landed_cost_id=made.pk,
        **given,  # type: ignore[arg-type]
    )
    return back


def lose(desk: Desk, sku: str, quantity: int, lot: str = "") -> None:
    """Goods leave: what becomes of them is another's story, their worth goes to cost of goods here."""
    lot_id = sql.one("select id from inventory_lot where code = %s", [lot])[0] if lot else None  # type: ignore[index]
    gone = inventory.adjust(
        desk.by,
        posting_id=new_id(NOW),
        warehouse_id=desk.warehouse,
        lines=[AdjustInput(desk.items[sku], desk.places["MAIN"], -quantity, lot_id=lot_id)],
        reason="Gone",
    )
    accounts.post(
        desk.by,
        entries=[
            accounts.EntryInput(
                new_id(NOW),
                "shipment",
                new_id(NOW),
                TODAY,
                "EUR",
                [accounts.PostingInput(Ledger.COGS, -gone.value),
                 accounts.PostingInput(Ledger.STOCK, gone.value)],
            )
        ],
    )  # fmt: skip


def parts(made: LandedCost) -> dict[str, tuple[str, int, int, str, str]]:
    """By item: its share, what lay of what came, what went into stock and what to cost of goods."""
    return {
        line.receipt_line.item.sku: (
            f"{line.share:.2f}", line.lying, line.quantity, f"{line.to_stock:.2f}", f"{line.to_cost:.2f}"
        )
        for line in queries.landed_lines_of(made.pk)
    }  # fmt: skip


def all_right(desk: Desk) -> None:
    nothing_is_different()
    books = desk.books()
    stock = sql.one("select sum(value) from inventory_position")
    assert stock is not None
    assert books.get("1400", D(0)) == stock[0]


def test_freight_that_comes_with_the_goods_makes_stock_dearer(desk: Desk) -> None:
    receipt = desk.receive(desk.order(("tea", 10), ("cups", 20)), ("tea", 10), ("cups", 20))
    made = add(desk, receipt.pk, supplier_id=desk.supplier, reference="F-118")
    assert parts(made) == {
        "tea": ("20.00", 10, 10, "20.00", "0.00"),
        "cups": ("40.00", 20, 20, "40.00", "0.00"),
    }
    assert (desk.stock("tea")["value"], desk.stock("cups")["value"]) == (D("45.00"), D("90.00"))
    assert desk.books() == {"1400": D("135.00"), "2150": D("-75.00"), "2160": D("-60.00")}
    assert (made.supplier_name, made.reference, made.number[:3]) == ("Supplier S-1", "F-118", "LC-")
    fact = next(one for one in feed.about([made.pk]) if one.name == "purchasing.landed_cost_added")
    assert (fact.data["to_stock"], fact.data["receipt_ids"]) == ("60", [str(receipt.pk)])
    all_right(desk)


def test_freight_that_comes_months_later_is_split_between_stock_and_what_is_sold(desk: Desk) -> None:
    receipt = desk.receive(desk.order(("tea", 10)), ("tea", 10))
    lose(desk, "tea", 4)
    desk.receive(desk.order(("tea", 5)), ("tea", 5))
    lose(desk, "tea", 3)
    # 8 lie there; the 5 that came later lie there yet, so 3 of the first 10.
    made = add(desk, receipt.pk, days=90)
    assert parts(made) == {"tea": ("60.00", 3, 10, "18.00", "42.00")}
    assert desk.stock("tea")["value"] == D("20.00") + D("18.00")
    assert desk.books()["5000"] == D("17.50") + D("42.00")
    move = Move.objects.order_by("-id")[0]
    assert (move.quantity, move.value, move.at) == (0, D("18.00"), NOW + timedelta(days=90))
    all_right(desk)


def test_of_goods_in_lots_it_is_their_lot_that_says_what_lies(desk: Desk) -> None:
    desk.item("leaf", tracking="lot")
    receipts = []
    for lot in ("L1", "L2"):
        order_id = desk.order(("leaf", 10))
        line = ReceiptInput(desk.line(order_id, "leaf").pk, 10, lot_code=lot)
        receipts.append(
            purchasing.receive(desk.by, receipt_id=new_id(NOW), purchase_order_id=order_id, lines=[line])
        )
    lose(desk, "leaf", 9, "L2")
    assert parts(add(desk, receipts[0].pk)) == {"leaf": ("60.00", 10, 10, "60.00", "0.00")}
    assert parts(add(desk, receipts[1].pk)) == {"leaf": ("60.00", 1, 10, "6.00", "54.00")}
    all_right(desk)


def test_the_last_line_of_a_receipt_lies_longest(desk: Desk) -> None:
    order_id = desk.order(("tea", 4), ("tea", 6), ("cups", 1))
    first, second = (line for line in queries.lines_of(order_id) if line.sku == "tea")
    receipt = purchasing.receive(
        desk.by,
        receipt_id=new_id(NOW),
        purchase_order_id=order_id,
        lines=[ReceiptInput(first.pk, 4), ReceiptInput(second.pk, 6, 2)],
    )
    lose(desk, "tea", 3)
    lines = queries.receipt_lines_of(receipt.pk)
    made = add(desk, receipt_line_ids=[lines[0].pk, lines[1].pk])
    assert [(one.lying, one.quantity) for one in queries.landed_lines_of(made.pk)] == [(1, 4), (6, 6)]
    all_right(desk)


def test_an_item_costed_first_in_first_out_bears_it_in_the_layers_it_belongs_to(desk: Desk) -> None:
    desk.item("figs", costing="fifo")
    old = desk.receive(desk.order(("figs", 10)), ("figs", 10, 4))
    desk.receive(desk.order(("figs", 10)), ("figs", 10))
    lose(desk, "figs", 3)
    made = add(desk, old.pk, amount="10.00")
    assert parts(made) == {"figs": ("10.00", 7, 10, "7.00", "3.00")}
    found = Layer.objects.order_by("id").values_list("quantity_left", "value_left", "value")
    # 6 sound ones came for 15.00, 4 damaged for 10.00; 3 of the sound ones are gone.
    assert list(found) == [
        (3, D("10.50"), D("18.00")),
        (4, D("14.00"), D("14.00")),
        (10, D("25.00"), D("25.00")),
    ]
    all_right(desk)
    back = take_back(desk, made)
    assert parts(back) == {"figs": ("-10.00", 7, 10, "-7.00", "-3.00")}
    assert list(Layer.objects.order_by("id").values_list("value_left", "value")) == [
        (D("7.50"), D("15.00")),
        (D("10.00"), D("10.00")),
        (D("25.00"), D("25.00")),
    ]
    all_right(desk)


@pytest.mark.parametrize(
    ("basis", "shares"),
    [("value", ("30.00", "30.00")), ("weight", ("50.00", "10.00")), ("volume", ("24.00", "36.00")),
     ("count", ("20.00", "40.00"))],
)  # fmt: skip
def test_it_is_split_by_value_weight_volume_or_pieces(
    desk: Desk, basis: str, shares: tuple[str, str]
) -> None:
    Item.objects.filter(sku="tea").update(weight_g=500, volume_ml=800)
    Item.objects.filter(sku="cups").update(weight_g=50, volume_ml=600)
    tea = purchasing.PurchaseLineInput(desk.items["tea"], D(10), unit_price=D(5))
    receipt = desk.receive(desk.order(tea, ("cups", 20)), ("tea", 10), ("cups", 20))
    made = add(desk, receipt.pk, basis=basis)
    assert (parts(made)["tea"][0], parts(made)["cups"][0]) == shares
    all_right(desk)


def test_what_nobody_measured_is_refused_by_name(desk: Desk) -> None:
    Item.objects.filter(sku="cups").update(weight_g=50)
    free = purchasing.PurchaseLineInput(desk.items["tea"], D(10), unit_price=D(0))
    receipt = desk.receive(desk.order(free), ("tea", 10))
    with nothing_changes():
        with pytest.raises(NotMeasured, match="what one of these weighs: tea") as refused:
            add(desk, receipt.pk, basis="weight")
        with pytest.raises(NothingToSplitBy, match="measure 0"):
            add(desk, receipt.pk, basis="value")
        with pytest.raises(NothingToSplitBy, match="Nothing was received"):
            add(desk)
        for wrong in ({"amount": "0"}, {"amount": "1.001"}, {"kind": "gift"}, {"basis": "length"}):
            with pytest.raises(Invalid):
                add(desk, receipt.pk, **wrong)  # type: ignore[arg-type]
        with pytest.raises(NoExchangeRate):
            add(desk, receipt.pk, currency="USD")
        with pytest.raises(NotFound):
            add(desk, receipt.pk, new_id(NOW))
    assert refused.value.facts["skus"] == ["tea"]


def test_a_foreign_bill_is_brought_to_base_currency_at_the_rate_of_today(desk: Desk) -> None:
    receipt = desk.receive(desk.order(("tea", 3)), ("tea", 3))
    accounts.set_rate(desk.by, rate_id=new_id(NOW), currency="USD", valid_from=TODAY, rate=D("0.9217"))
    made = add(desk, receipt.pk, amount="100.00", currency="USD")
    assert (made.rate, made.value, made.to_stock) == (D("0.9217"), D("92.17"), D("92.17"))
    assert desk.books()["2160"] == D("-92.17")
    all_right(desk)


def test_what_was_a_mistake_is_taken_back_by_a_document_and_nothing_is_rewritten(desk: Desk) -> None:
    receipt = desk.receive(desk.order(("tea", 10)), ("tea", 10))
    made = add(desk, receipt.pk)
    lose(desk, "tea", 5)
    before = LandedCost.objects.filter(pk=made.pk).values().get()
    back = take_back(desk, made, note="Billed twice")
    assert parts(back) == {"tea": ("-60.00", 5, 10, "-30.00", "-30.00")}
    assert desk.stock("tea")["value"] == D("12.50")
    # Goods that were sold at 42.50 cost 12.50, now that the freight is gone.
    assert desk.books() == {"1400": D("12.50"), "2150": D("-25.00"), "5000": D("12.50")}
    assert LandedCost.objects.filter(pk=made.pk).values().get() == before
    assert (back.reverses_id, back.amount) == (made.pk, D("-60.00"))
    assert desk.told(made.pk) == ["purchasing.landed_cost_added", "purchasing.landed_cost_cancelled"]
    all_right(desk)
    with nothing_changes():
        with pytest.raises(purchasing.CancelledAlready, match=f"was taken back by {back.number}"):
            take_back(desk, made)
        with pytest.raises(purchasing.CancelledAlready, match="takes another landed cost back"):
            take_back(desk, back)
        with pytest.raises(NotFound):
            purchasing.cancel_landed_cost(desk.by, reversal_id=new_id(NOW), landed_cost_id=new_id(NOW))


def test_stock_gives_back_no_more_than_it_is_worth(desk: Desk) -> None:
    desk.item("leaf", tracking="lot")
    ids = []
    for lot in ("L1", "L2"):
        order_id = desk.order(purchasing.PurchaseLineInput(desk.items["leaf"], D(10), unit_price=D(0)))
        line = ReceiptInput(desk.line(order_id, "leaf").pk, 10, lot_code=lot)
        ids.append(
            purchasing.receive(desk.by, receipt_id=new_id(NOW), purchase_order_id=order_id, lines=[line]).pk
        )
    made = add(desk, ids[0])
    lose(desk, "leaf", 10, "L2")  # at the average of both: half of the freight left with them
    back = take_back(desk, made)
    assert parts(back) == {"leaf": ("-60.00", 10, 10, "-30.00", "-30.00")}
    assert desk.books() == {}
    all_right(desk)


def test_said_twice_it_is_one(desk: Desk) -> None:
    receipt = desk.receive(desk.order(("tea", 10)), ("tea", 10))
    one, back = new_id(NOW), new_id(NOW)
    made = add(desk, receipt.pk, landed_cost_id=one)
    with nothing_changes():
        assert add(desk, receipt.pk, landed_cost_id=one).pk == made.pk
        with pytest.raises(SentTwiceDifferently):
            add(desk, receipt.pk, landed_cost_id=one, amount="61.00")
    taken = take_back(desk, made, reversal_id=back)
    with nothing_changes():
        assert take_back(desk, made, reversal_id=back).pk == taken.pk


def test_into_a_closed_period_nothing_is_added_or_taken_back(desk: Desk) -> None:
    receipt = desk.receive(desk.order(("tea", 10)), ("tea", 10))
    made = add(desk, receipt.pk)
    accounts.close_period(desk.by, open_from=TODAY + timedelta(days=1))
    before = (everything(), LandedCost.objects.count(), Move.objects.count())
    with pytest.raises(PeriodIsClosed):
        add(desk, receipt.pk)
    with pytest.raises(PeriodIsClosed):
        take_back(desk, made)
    assert (everything(), LandedCost.objects.count(), Move.objects.count()) == before
    assert add(desk, receipt.pk, days=1).to_stock == D("60.00")


def test_the_look_before_says_what_posting_does(desk: Desk) -> None:
    desk.item("figs", costing="fifo")
    receipt = desk.receive(desk.order(("tea", 10), ("figs", 7)), ("tea", 10, 1), ("figs", 7, 3))
    lose(desk, "tea", 4)
    lose(desk, "figs", 2)
    figures = {"kind": "duty", "basis": "value", "amount": D("33.33"), "currency": "EUR"}
    with nothing_changes():
        seen: list[LandedShare] = queries.landed_preview(desk.by, receipt_ids=[receipt.pk], **figures)  # type: ignore[arg-type]
    made = add(desk, receipt.pk, **{**figures, "amount": "33.33"})  # type: ignore[arg-type]
    assert [(one.goods.sku, one.share, one.lying, one.to_stock, one.to_cost) for one in seen] == [
        (line.receipt_line.item.sku, line.share, line.lying, line.to_stock, line.to_cost)
        for line in queries.landed_lines_of(made.pk)
    ]
    all_right(desk)


@pytest.mark.parametrize("basis", ["value", "count"])
def test_a_thousand_lines_cost_the_same_statements_as_one(desk: Desk, basis: str) -> None:
    numbers = set()
    for size in (1, 100):
        ids = desk.many_items(size)
        Item.objects.filter(pk__in=ids[::2]).update(costing="fifo")
        lines = [purchasing.PurchaseLineInput(one, D(3), unit_price=D(2)) for one in ids]
        order_id = desk.order(*lines)
        receipt = purchasing.receive(
            desk.by,
            receipt_id=new_id(NOW),
            purchase_order_id=order_id,
            lines=[ReceiptInput(line.pk, 3) for line in queries.lines_of(order_id)],
        )
        with counted() as number:
            made = add(desk, receipt.pk, basis=basis)
        numbers.add(number[0])
        with counted() as number:
            take_back(desk, made)
        numbers.add(number[0])
    assert max(numbers) <= 24
    assert len(numbers) <= 2
    all_right(desk)


def test_what_moved_since_costs_no_statement(desk: Desk) -> None:
    """The measured time of 100,000 moves stands in docs/performance.md (bench/late_cost.py)."""
    receipt = desk.receive(desk.order(("tea", 400)), ("tea", 400))
    place, numbers = desk.places["MAIN"], []
    for moves in (1, 300):
        at = NOW + timedelta(hours=len(numbers) + 1)
        postings = [
            PastPosting(
                new_id(at), "shipment", new_id(at), at, "customer", False,
                [PastMove(desk.items["tea"], place, None, 1, D("2.50"))],
            )
            for _ in range(moves)
        ]  # fmt: skip
        inventory.load_past_moves(desk.by, warehouse_id=desk.warehouse, postings=postings)
        with counted() as number:
            made = add(desk, receipt.pk, days=30)
        numbers.append(number[0])
    assert (parts(made)["tea"][1:3], len(set(numbers))) == ((99, 400), 1)


def test_the_rows_are_never_changed_and_verify_knows_them(desk: Desk) -> None:
    receipt = desk.receive(desk.order(("tea", 10)), ("tea", 10))
    made = add(desk, receipt.pk)
    for change in (
        lambda: LandedCost.objects.update(note="x"),
        lambda: LandedCostLine.objects.update(lying=1),
        lambda: LandedCost.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    sql.run("set constraints all immediate")
    sql.run("alter table purchasing_landed_cost disable trigger landed_cost_is_immutable")
    LandedCost.objects.update(to_stock=D("59.00"), to_cost=D("1.00"))
    told = sorted(f"{one.document}: {one.what} {one.expected} {one.found}" for one in queries.differences())
    assert told == [
        f"{made.number}: cost of goods in accounts 0 1.0000",
        f"{made.number}: into stock 60.0000 59.0000",
        f"{made.number}: stock in accounts 60.0000 59.0000",
        f"{made.number}: value moved into stock 60.0000 59.0000",
    ]


def test_a_grant_for_a_warehouse_sees_its_own(desk: Desk) -> None:
    receipt = desk.receive(desk.order(("tea", 10)), ("tea", 10))
    made = add(desk, receipt.pk)
    here = replace(desk.by, scope={"warehouse": desk.warehouse})
    elsewhere = replace(desk.by, scope={"warehouse": new_id(NOW)})
    assert [row.pk for row in LANDED_COSTS.page(here).rows] == [made.pk]
    assert LANDED_COSTS.page(elsewhere).rows == []
    assert [one.number for one in queries.landed_of_item(here, desk.items["tea"])] == [made.number]
    assert queries.landed_of_item(elsewhere, desk.items["tea"]) == []
    with pytest.raises(NotFound):
        queries.landed_goods(elsewhere, receipt_ids=[receipt.pk])


def test_the_list_costs_one_statement_for_one_row_and_for_three(desk: Desk) -> None:
    receipt = desk.receive(desk.order(("tea", 10)), ("tea", 10))
    numbers = []
    for rows in (1, 2):
        for _ in range(rows):
            add(desk, receipt.pk)
        with counted() as number:
            page = LANDED_COSTS.page(desk.by, filters={"receipt": [str(receipt.pk)]})
            assert all(row.reverses is None for row in page.rows)
        numbers.append(number[0])
    assert numbers == [1, 1]
