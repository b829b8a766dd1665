"""A draft of a purchase order is rewritten: its lines, its day, its warehouse; a firm one is not."""

from datetime import timedelta
from decimal import Decimal as D
from uuid import UUID

import pytest

from tradepost.base import feed
from tradepost.base.errors import Invalid, NotFound
from tradepost.base.ids import new_id
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.planning import commands as planning
from tradepost.domain.planning import queries as planning_queries
from tradepost.domain.planning.commands import Chosen
from tradepost.domain.purchasing import commands as purchasing
from tradepost.domain.purchasing import queries
from tradepost.domain.purchasing.commands import PurchaseLineInput
from tradepost.domain.purchasing.models import PurchaseOrder

from .conftest import NOW, TODAY, Desk, counted, nothing_changes, nothing_is_different

IN_TWO_WEEKS = TODAY + timedelta(days=14)
LATER = TODAY + timedelta(days=30)


def change(desk: Desk, order_id: UUID, *lines: PurchaseLineInput, **given: object) -> PurchaseOrder:
    asked = {"lines": lines} if lines else {}
    return purchasing.change_purchase_order(desk.by, purchase_order_id=order_id, **asked, **given)


def written(order_id: UUID) -> list[tuple[object, ...]]:
    return [
        (line.position, line.sku, line.typed_quantity, line.unit, line.ordered, line.unit_price, line.net)
        for line in queries.lines_of(order_id)
    ]


def test_the_lines_of_a_draft_are_written_anew(desk: Desk) -> None:
    desk.offer("tea", "24.00", unit="case", supplier_sku="T-12", lead_days=10)
    order_id = desk.order(("tea", 6), ("cups", 100), send=False)
    tea = desk.line(order_id, "tea").id
    changed = change(
        desk,
        order_id,
        PurchaseLineInput(desk.items["cups"], D(40), unit_price=D("0.25"), expected_on=LATER),
        PurchaseLineInput(desk.items["tea"], D(3), "case", line_id=tea),
    )
    assert written(order_id) == [
        (1, "cups", 40, "piece", 40, D("0.25"), D("10.00")),
        (2, "tea", 3, "case", 36, D("24.00"), D("72.00")),
    ]
    assert desk.line(order_id, "tea").id == tea
    assert desk.line(order_id, "tea").expected_on == TODAY + timedelta(days=10)
    assert (changed.total, changed.lines_count, changed.expected_on) == (D("82.00"), 2, LATER)
    assert (changed.ordered_quantity, changed.open_quantity, changed.state) == (76, 76, "draft")
    assert changed.version == queries.purchase_order(desk.by, order_id).version == 2
    assert desk.supply(order_id) == {}
    purchasing.approve(desk.by, purchase_order_id=order_id)
    purchasing.send(desk.by, purchase_order_id=order_id)
    assert desk.supply(order_id) == {"cups": (40, LATER), "tea": (36, TODAY + timedelta(days=10))}
    assert desk.told(order_id)[:2] == ["purchasing.order_made", "purchasing.order_changed"]
    nothing_is_different()


def test_what_is_not_named_stays_and_an_empty_text_empties(desk: Desk) -> None:
    order_id = desk.order(("tea", 6), ("cups", 1), send=False, note="Ring first")
    before = written(order_id)
    east = inventory.create_warehouse(desk.by, warehouse_id=new_id(NOW), code="W2", name="East")
    change(desk, order_id, warehouse_id=east.id, supplier_reference="Offer 7", expected_on=LATER)
    order = queries.purchase_order(desk.by, order_id)
    assert (order.warehouse_id, order.supplier_reference, order.note) == (east.id, "Offer 7", "Ring first")
    assert ({line.expected_on for line in queries.lines_of(order_id)}, order.expected_on) == ({LATER}, LATER)
    assert written(order_id) == before
    change(desk, order_id, note="")
    assert queries.purchase_order(desk.by, order_id).note == ""
    told = [event.data["changed"] for event in reversed(feed.about([order_id])[:2])]
    assert told == [["warehouse_id", "supplier_reference", "lines"], ["note"]]
    nothing_is_different()


def test_said_twice_it_is_changed_once(desk: Desk) -> None:
    order_id = desk.order(("tea", 6), send=False)
    line = PurchaseLineInput(desk.items["tea"], D(7), unit_price=D(3), expected_on=LATER)
    first = change(desk, order_id, line, note="Ring first")
    with nothing_changes():
        again = change(desk, order_id, line, note="Ring first")
    assert (again.version, again.total) == (first.version, first.total) == (2, D("21.00"))
    with nothing_changes():
        change(desk, order_id)


@pytest.mark.parametrize("verb", ["approve", "cancel", "order"])
def test_once_it_is_no_draft_it_is_not_rewritten(desk: Desk, verb: str) -> None:
    order_id = desk.order(("tea", 6), send=verb == "order")
    if verb != "order":
        getattr(purchasing, verb)(desk.by, purchase_order_id=order_id)
    with nothing_changes(), pytest.raises(purchasing.PurchaseOrderIsFirm, match="only a draft") as refused:
        change(desk, order_id, PurchaseLineInput(desk.items["tea"], D(7), unit_price=D(1)), note="No")
    assert refused.value.code == "purchase-order-is-firm"


def test_every_bad_line_is_named_and_the_order_stays_as_it_was(desk: Desk) -> None:
    order_id = desk.order(("tea", 6), send=False)
    other = desk.line(desk.order(("tea", 6), send=False), "tea").id
    tea, cups = desk.items["tea"], desk.items["cups"]
    with nothing_changes(), pytest.raises(Invalid) as refused:
        change(desk, order_id, PurchaseLineInput(tea, D(1), "tray"), PurchaseLineInput(cups, D(0)), note="x")
    assert set(refused.value.facts["fields"]) == {"lines.0.unit", "lines.1.quantity"}
    twice = PurchaseLineInput(tea, D(1), unit_price=D(1), line_id=desk.line(order_id, "tea").id)
    foreign = PurchaseLineInput(tea, D(1), unit_price=D(1), line_id=other)
    with nothing_changes(), pytest.raises(Invalid) as refused:
        change(desk, order_id, twice, foreign, twice)
    assert set(refused.value.facts["fields"]) == {f"lines.{row}.line_id" for row in range(3)}
    with nothing_changes(), pytest.raises(Invalid):
        purchasing.change_purchase_order(desk.by, purchase_order_id=order_id, lines=[])
    with nothing_changes(), pytest.raises(NotFound):
        change(desk, order_id, warehouse_id=new_id(NOW))
    with nothing_changes(), pytest.raises(NotFound):
        change(desk, new_id(NOW), note="x")


def test_a_thousand_lines_cost_the_same_statements_as_one(desk: Desk) -> None:
    counts = []
    for size in (1, 1000):
        order_id = desk.order(("tea", 6), send=False)
        lines = [PurchaseLineInput(item, D(2), unit_price=D(1)) for item in desk.many_items(size)]
        with counted() as first:
            change(desk, order_id, *lines, note="All of it")
        with counted() as second:
            change(desk, order_id, *lines[:-1], PurchaseLineInput(lines[-1].item_id, D(3), unit_price=D(1)))
        counts.append([*first, *second])
    assert counts[0] == counts[1]
    # Order, lines, supplier with addresses and contacts, items, delete, insert, order, event.
    assert counts[0] == [10, 10]


def test_a_proposed_order_that_was_rewritten_is_no_difference(desk: Desk) -> None:
    desk.offer("tea", "2.00")
    chosen = [Chosen(desk.items["tea"], 24, desk.supplier)]
    run = planning.order_proposals(
        desk.by, run_id=new_id(NOW), chosen=chosen, warehouse_id=desk.warehouse, send=False
    )
    (line,) = planning_queries.lines_of_run(run.id)
    change(desk, line.purchase_order_id, PurchaseLineInput(desk.items["tea"], D(36)))
    assert list(planning_queries.differences()) == []
    assert queries.purchase_order(desk.by, line.purchase_order_id).expected_on == IN_TWO_WEEKS
