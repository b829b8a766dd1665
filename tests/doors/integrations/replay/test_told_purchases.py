"""Folders that say what was bought: the same commands, nothing bought besides, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal as D
from pathlib import Path

import pytest

from tradepost.base import sql
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.reports import queries as reports_queries
from tradepost.doors.integrations.replay import (
    BadHistory,
    BooksNotEmpty,
    HistoryRefused,
    drive,
    read_folder,
)
from tradepost.doors.integrations.replay import bought as told_purchases
from tradepost.doors.integrations.replay.ids import id_of

BOUGHT = {
    "suppliers": "supplier,name,lead_days\nS1,Tea & Co,10\nS2,Roastery,5\n",
    "items": (
        "item,name,supplier,supplier_price,list_price\ntea,Green tea,S1,6,10\nmug,Mug,S1,2,4\nown,Our blend,,,20\n"
    ),
    "supplier_items": (
        "supplier,item,price,supplier_sku,minimum_quantity,lead_days\nS2,tea,6.25,R-1,12,3\nS1,mug,2,M-9,6,\n"
    ),
    "purchase_orders": (
        "purchase_order,supplier,ordered_on,expected_on,note\n"
        "A,S1,2020-01-02,2020-01-12,spring\nB,S2,2020-01-06,,\nC,S1,2020-01-20,,\n"
    ),
    "purchase_order_lines": (
        "purchase_order,line,item,quantity,unit_cost,expected_on\n"
        "A,1,tea,30,5.1255,\nA,2,mug,10,1.9999,2020-01-30\nB,1,tea,12,6.0375,\nC,1,mug,5,2,\n"
    ),
    "receipts": (
        "receipt,purchase_order,received_on,line,received,rejected,last,delivery_note\n"
        "r1,A,2020-01-10,1,20,3,,DN 1\nr2,A,2020-01-14,,,,,\nr3,B,2020-01-09,1,9,9,1,\n"
    ),
}
SOLD = {
    "customers": "customer,name\nC1,Café Blum\n",
    "orders": "order,customer,ordered_on\n1,C1,2020-01-03\n",
    "order_lines": "order,line,item,quantity,unit_price\n1,a,tea,18,9.99\n1,b,mug,4,4\n",
    "shipments": "shipment,order,shipped_on,line,quantity\ns1,1,2020-01-11,a,17\ns2,1,2020-01-15,,\n",
}
Folder = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    def write(**changed: str | None) -> Path:
        for name, text in {**BOUGHT, **changed}.items():
            if text is not None:
                (tmp_path / f"{name}.csv").write_text(text)
        return tmp_path

    return write


def on_hand(day: date) -> dict[str, int]:
    """What lay there, quarantine too, at the end of a day."""
    (warehouse,) = inventory_queries.warehouses()
    found = inventory_queries.stock_as_of(
        warehouse.id, datetime(day.year, day.month, day.day + 1, tzinfo=UTC)
    )
    return {
        sku: found[id_of("item", sku)].on_hand for sku in ("tea", "mug", "own") if id_of("item", sku) in found
    }


def test_purchases_stand_as_they_are_told(db: None, folder: Folder) -> None:
    drive(read_folder(folder()))
    assert sql.rows(
        """select o.note, o.supplier_name, o.state, o.ordered_at::date, o.expected_on, o.total, o.open_quantity
           from purchasing_purchase_order o order by o.ordered_at"""
    ) == [
        # 153.765 and 19.999 are rounded once each.
        ("spring", "Tea & Co", "closed", date(2020, 1, 2), date(2020, 1, 30), D("173.77"), 0),
        ("Purchase order B of the history", "Roastery", "closed", date(2020, 1, 6), date(2020, 1, 9), D("72.45"), 0),
        ("Purchase order C of the history", "Tea & Co", "sent", date(2020, 1, 20), date(2020, 1, 30), D(10), 5),
    ]  # fmt: skip
    assert sql.rows(
        """select l.sku, l.ordered, l.received, l.rejected, l.cancelled from purchasing_purchase_order_line l
           join purchasing_purchase_order o on o.id = l.purchase_order_id order by o.ordered_at, l.position"""
    ) == [("tea", 30, 30, 3, 0), ("mug", 10, 10, 0, 0), ("tea", 12, 9, 9, 3), ("mug", 5, 0, 0, 0)]
    assert sql.rows(
        """select r.received_at::date, r.delivery_note, r.counted_quantity, r.damaged_quantity, r.is_last
           from purchasing_receipt r order by 1"""
    ) == [
        (date(2020, 1, 9), "", 9, 9, True),
        (date(2020, 1, 10), "DN 1", 20, 3, False),
        (date(2020, 1, 14), "", 20, 0, False),
    ]
    assert sql.rows("select kind, quantity, state, sent_back from purchasing_variance order by quantity, kind") == [
        ("damaged", 3, "closed", True),
        ("short", 3, "open", False),
        ("damaged", 9, "closed", True),
    ]  # fmt: skip
    assert list(reports_queries.verify()) == []


def test_what_was_rejected_is_not_owed_and_cannot_be_sold(db: None, folder: Folder) -> None:
    drive(read_folder(folder()))
    # Stock is worth what is owed and the other way round: 27 tea of 30, 10 mugs; none of B.
    owed = D("153.77") - (D("102.51") - D("87.13")) + D("20.00")
    assert sql.rows(
        "select account, sum(base_amount) from accounts_posting group by 1 having sum(base_amount) <> 0 order by 1"
    ) == [("1400", owed), ("2150", -owed)]
    assert sql.rows("select sum(on_hand), sum(unsellable), sum(value) from inventory_position") == [
        (37, 0, owed)
    ]


def test_stock_of_every_day_is_what_came_less_what_went(db: None, folder: Folder) -> None:
    drive(read_folder(folder(**SOLD)))
    assert {day: on_hand(date(2020, 1, day)) for day in (8, 9, 10, 11, 14, 15, 20)} == {
        8: {},
        9: {},  # all of it was rejected
        10: {"tea": 17},
        11: {},
        14: {"tea": 10, "mug": 10},
        15: {"tea": 9, "mug": 6},
        20: {"tea": 9, "mug": 6},
    }
    # Sales ran short on the 3rd: nothing was bought but what is told.
    assert sql.rows("select count(*) from purchasing_purchase_order") == [(3,)]
    assert sql.rows("select state, shipped_total, invoiced_total > 0 from sales_order") == [
        ("closed", 22, True)
    ]
    assert list(reports_queries.verify()) == []


def test_offers_of_several_suppliers_and_goods_of_none(db: None, folder: Folder) -> None:
    drive(read_folder(folder()))
    assert sql.rows(
        """select i.sku, s.number, o.price, o.supplier_sku, o.minimum_quantity, o.lead_days, o.preferred
           from purchasing_supplier_item o join catalog_item i on i.id = o.item_id
           join parties_supplier s on s.id = o.supplier_id order by 1, 2"""
    ) == [
        ("mug", "S1", D(2), "M-9", 6, None, True),
        ("tea", "S1", D(6), "", 1, None, True),
        ("tea", "S2", D("6.25"), "R-1", 12, 3, False),
    ]
    assert sql.rows("select count(*) from catalog_item where sku = 'own'") == [(1,)]


def test_stopped_between_receipt_and_return_it_goes_on_with_that_day(
    db: None, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    class PowerCut(Exception):
        pass

    def cut(**_: object) -> None:
        raise PowerCut

    history = read_folder(folder(**SOLD))
    with monkeypatch.context() as patch:
        patch.setattr(told_purchases.purchasing, "send_back", lambda _by, **_: cut())
        with pytest.raises(PowerCut):
            drive(history)
    assert sql.rows("select count(*) from purchasing_receipt") == [(0,)]
    assert drive(history).went_on
    assert drive(history).was_done
    assert sql.rows("select count(*), sum(counted_quantity) from purchasing_receipt") == [(3, 49)]
    assert list(reports_queries.verify()) == []


def test_goods_that_had_not_come_cannot_leave(db: None, folder: Folder) -> None:
    early = SOLD["shipments"].replace("2020-01-11", "2020-01-09")
    with pytest.raises(HistoryRefused, match="2020-01-09, shipment s1: "):
        drive(read_folder(folder(**{**SOLD, "shipments": early})))


def test_books_with_purchases_of_others_are_refused(db: None, folder: Folder) -> None:
    drive(read_folder(folder()))
    before = sql.rows("select count(*) from base_event")
    with pytest.raises(BooksNotEmpty):
        drive(read_folder(folder(items=BOUGHT["items"].replace("Green", "Black"))))
    assert sql.rows("select count(*) from base_event") == before


ORDERS = "purchase_order,supplier,ordered_on\n"
RECEIPTS = "receipt,purchase_order,received_on,line,received,rejected,last\n"
LINES = "purchase_order,line,item,quantity,unit_cost\n"


@pytest.mark.parametrize(
    ("file", "text", "fault"),
    [
        ("purchase_order_lines", None, "purchase_orders.csv, row 2: purchase order 'A' has no line"),
        ("purchase_order_lines", LINES + "A,1,tea,1,1\nA,1,mug,1,1\n", "row 3: line '1' of purchase order 'A' stands"),
        ("purchase_order_lines", LINES + "Z,1,tea,1,1\n", "_lines.csv, row 2: there is no purchase order 'Z'."),
        ("purchase_order_lines", LINES + "A,1,gin,1,1\n", "there is no item 'gin'."),
        ("purchase_order_lines", LINES + "A,1,tea,0,1\n", "quantity is '0'; it must be from 1 to"),
        ("purchase_order_lines", LINES + "A,1,tea,1,-1\n", "unit_cost is '-1'; it must be from 0 to"),
        ("purchase_order_lines", LINES + "A,1,tea,1,0.1234567\n", "unit_cost is '0.1234567'; it has more than 6"),
        ("purchase_orders", ORDERS + "A,S9,2020-01-01\n", "there is no supplier 'S9'."),
        ("purchase_orders", ORDERS + "A,S1,2020-02-30\n", "write a day as YYYY-MM-DD."),
        ("purchase_orders", ORDERS + "A,S1,2020-01-01\nA,S1,2020-01-01\n", "row 3: purchase_order 'A' stands"),
        ("receipts", RECEIPTS + "r,A,2020-01-01,1,1,,\n", "row 2: receipt 'r' came on 2020-01-01, before it"),
        ("receipts", RECEIPTS + "r,A,2020-01-05,1,5,6,\n", "row 2: 6 of line '1' were rejected, but only 5 came."),
        ("receipts", RECEIPTS + "r,A,2020-01-05,1,2.5,,\n", "received is '2.5'; write a whole number."),
        ("receipts", RECEIPTS + "r,A,2020-01-05,7,1,,\n", "there is no line of purchase order A '7'."),
        ("receipts", RECEIPTS + "r,A,2020-01-05,,3,,\n", "a quantity needs its line."),
        ("receipts", RECEIPTS + "r,A,2020-01-05,1,0,,\n", "nothing came with receipt 'r', and it is not the last one."),
        ("receipts", RECEIPTS + "r,A,2020-01-05,1,1,,1\nq,A,2020-01-06,1,1,,\n", "row 3: nothing was to come any more"),
        ("receipts", RECEIPTS + "r,A,2020-01-05,,,,\nq,A,2020-01-06,1,1,,\n", "row 3: nothing was to come any more"),
        ("receipts", RECEIPTS + "r,A,2020-01-05,1,1,,\nr,A,2020-01-06,2,1,,\n", "row 3: receipt 'r' has another"),
        ("receipts", RECEIPTS + "r,A,2020-01-05,1,1,,maybe\n", "last is 'maybe'; write 1 or 0."),
        ("supplier_items", "supplier,item,price\nS1,tea,1\nS1,tea,2\n", "row 3: item 'tea' of supplier 'S1' stands"),
        ("closing", "item,on_hand,on_order\ntea,1,1\n", "closing.csv: it cannot stand beside purchase_orders.csv"),
        ("orders", SOLD["orders"], "customers.csv: the file is missing."),
        ("purchase_orders", None, "customers.csv: the file is missing."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_file_row_and_reason(
    folder: Folder, file: str, text: str | None, fault: str
) -> None:
    with pytest.raises(BadHistory) as refused:
        read_folder(folder(**{file: text}))
    assert fault in refused.value.message


def test_goods_without_supplier_need_purchases_that_are_told(folder: Folder) -> None:
    bought = ("supplier_items", "purchase_orders", "purchase_order_lines", "receipts")
    with pytest.raises(BadHistory, match=r"items.csv, row 4: supplier is empty."):
        read_folder(folder(**SOLD, **dict.fromkeys(bought)))
