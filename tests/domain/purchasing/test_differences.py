"""What `verify` finds in buying when somebody meddles with the rows."""

import pytest

from tradepost.base import sql
from tradepost.domain.purchasing import queries

from .conftest import Desk


@pytest.mark.parametrize(
    ("meddling", "expected"),
    [
        (
            "update purchasing_purchase_order_line set received = 5",
            {
                "I7 line 1: received is 5, should be 6",
                "I7: received is 6, should be 5",
                "I7: open is 4, should be 5",
                "I3 line 1: the supply that stock expects is 4, should be 5",
            },
        ),
        ("update purchasing_purchase_order_line set rejected = 0", {"I7 line 1: rejected is 0, should be 1"}),
        (
            "update purchasing_purchase_order_line set over = 1",
            {
                "I7 line 1: over is 1, should be 0",
                "I7: open is 4, should be 5",
                "I3 line 1: the supply that stock expects is 4, should be 5",
            },
        ),
        ("update purchasing_purchase_order set total = 24", {"I8: the total is 24.0000, should be 25.0000"}),
        ("update purchasing_purchase_order set lines_count = 2", {"I7: lines is 2, should be 1"}),
        ("update purchasing_purchase_order set ordered_quantity = 9", {"I7: ordered is 9, should be 10"}),
        (
            "update inventory_supply set quantity = 3",
            {"I3 line 1: the supply that stock expects is 3, should be 4"},
        ),
        (
            "update purchasing_receipt set counted_quantity = 7",
            {"I7: counted is 7, should be 6", "I2: quantity moved in is 7, should be 6"},
        ),
        (
            "update purchasing_variance set state = 'closed', sent_back = true where kind = 'damaged'",
            {"I2: quantity sent back is 1, should be 0"},
        ),
        (
            "update purchasing_receipt set value = 14",
            {"I7: value is 14.0000, should be 15.0000", "I2: value moved in is 14.0000, should be 15.0000"},
        ),
    ],
)
def test_meddling_is_found(desk: Desk, meddling: str, expected: set[str]) -> None:
    order_id = desk.order(("tea", 10))
    receipt = desk.receive(order_id, ("tea", 6, 1))
    assert list(queries.differences()) == []
    sql.run(meddling)
    number = queries.purchase_order(desk.by, order_id).number
    found = {str(difference) for difference in queries.differences()}
    assert {line.replace(f" {number}", "").replace(f" {receipt.number}", "") for line in found} == expected


def test_a_document_without_its_event_is_found(desk: Desk) -> None:
    order_id = desk.order(("tea", 10))
    sql.run("alter table base_event disable trigger event_is_immutable")
    sql.run("delete from base_event where name = 'purchasing.order_made'")
    number = queries.purchase_order(desk.by, order_id).number
    assert [str(found) for found in queries.differences()] == [
        f"I15 {number}: the event purchasing.order_made is 0, should be 1"
    ]
