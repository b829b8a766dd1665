"""The folder format: a small history with everything in it, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal as D
from pathlib import Path

import pytest
from django.db import connection

from trade import NOW, Trade
from tradepost.base import progress, sql
from tradepost.base.progress import MovedMeanwhile
from tradepost.domain.reports import queries as reports_queries
from tradepost.doors.integrations.replay import (
    BadHistory,
    BooksNotEmpty,
    HistoryRefused,
    drive,
    read_folder,
    trading,
)
from tradepost.doors.integrations.replay.buying import Purchase, purchases_of

FILES = {
    "reps": "rep,name,email\nann,Ann Ash,ann@example.com\n",
    "customers": "customer,name,city,country,rep\nC1,Café Blum,Köln,Germany,ann\nC2,Deli Due,Roma,IT,\n",
    "suppliers": "supplier,name,lead_days,buys_for_days\nS1,Tea & Co,10,0\nS2,Roastery,5,30\n",
    "items": (
        "item,name,supplier,supplier_price,list_price,category,reorder_point,discontinued\n"
        "tea,Green tea,S1,6,10,Drinks,5,\nmug,Mug,S1,2,4,,,1\nbean,Coffee,S2,7.5,,Drinks,,\n"
    ),
    "orders": (
        "order,customer,ordered_on,requested_on,freight,discount_percent,customer_po\n"
        "1,C1,2020-01-02,2020-01-20,5.50,,PO-77\n"
        "2,C2,2020-01-03,,,10,\n"
        "3,C1,2020-01-20,,,,\n"
    ),
    "order_lines": (
        "order,line,item,quantity,unit_price,discount_percent\n"
        "1,a,tea,10,9.99,5\n1,b,mug,4,4,\n2,a,tea,6,10,\n2,b,bean,3,12.345,\n3,a,bean,8,12,\n"
    ),
    "shipments": (
        "shipment,order,shipped_on,line,quantity,carrier\n"
        "s1,1,2020-01-08,a,7,DHL\ns1,1,2020-01-08,b,,DHL\ns2,1,2020-01-15,,,UPS\ns3,2,2020-01-09,,,\n"
    ),
    "payments": "payment,customer,paid_on,amount,reference\np1,C1,2020-02-01,50,thanks\n",
    "opening": "item,quantity,unit_cost\ntea,12,5.5\n",
    "closing": "item,on_hand,on_order\ntea,20,15\n",
}
Folder = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    def write(**changed: str | None) -> Path:
        for name, text in {**FILES, **changed}.items():
            if text is not None:
                (tmp_path / f"{name}.csv").write_text(text)
        return tmp_path

    return write


def test_a_small_history_is_in_the_books(db: None, folder: Folder) -> None:
    told: list[tuple[date, int, int]] = []
    driven = drive(read_folder(folder()), lambda *step: told.append(step))

    assert (driven.went_on, driven.was_done) == (False, False)
    assert told[0] == (date(2020, 1, 2), 0, 31)
    assert told[-1] == (date(2020, 2, 1), 31, 31)
    assert sql.rows(
        """select note, customer_po, state, net_total, freight, shipped_total, placed_at::date, rep_id is not null
           from sales_order order by placed_at"""
    ) == [
        ("Order 1 of the history", "PO-77", "closed", D("110.91"), D("5.50"), 14, date(2020, 1, 2), True),
        ("Order 2 of the history", "", "closed", D("87.33"), D(0), 9, date(2020, 1, 3), False),
        ("Order 3 of the history", "", "confirmed", D(96), D(0), 0, date(2020, 1, 20), True),
    ]
    assert sql.rows("select number, total, settled, invoiced_on from billing_invoice order by number") == [
        ("INV-000001", D("87.94"), D(50), date(2020, 1, 8)),
        ("INV-000002", D("87.33"), D(0), date(2020, 1, 9)),
        ("INV-000003", D("28.47"), D(0), date(2020, 1, 15)),
    ]
    assert sql.rows(
        "select carrier, shipped_total, shipped_at::date from fulfilment_shipment order by shipped_at"
    ) == [("DHL", 11, date(2020, 1, 8)), ("", 9, date(2020, 1, 9)), ("UPS", 3, date(2020, 1, 15))]
    assert list(reports_queries.verify()) == []


def test_goods_are_there_when_history_says_they_left(db: None, folder: Folder) -> None:
    drive(read_folder(folder()))
    assert sql.rows(
        """select p.supplier_name, p.ordered_at::date, p.expected_on, p.state, l.sku, l.ordered,
                  (select r.received_at::date from purchasing_receipt r where r.purchase_order_id = p.id)
           from purchasing_purchase_order p join purchasing_purchase_order_line l on l.purchase_order_id = p.id
           order by p.ordered_at, p.state, p.supplier_name desc, l.position"""
    ) == [
        ("Tea & Co", date(2020, 1, 2), date(2020, 1, 8), "closed", "mug", 4, date(2020, 1, 8)),
        ("Tea & Co", date(2020, 1, 3), date(2020, 1, 9), "closed", "tea", 4, date(2020, 1, 9)),
        # Bought for the thirty days that follow: order 3 is in them.
        ("Roastery", date(2020, 1, 3), date(2020, 1, 9), "closed", "bean", 11, date(2020, 1, 9)),
        ("Tea & Co", date(2020, 2, 1), date(2020, 2, 1), "closed", "tea", 20, date(2020, 2, 1)),
        ("Tea & Co", date(2020, 2, 1), date(2020, 2, 11), "sent", "tea", 15, None),
    ]
    assert sql.rows(
        """select i.sku, i.state, p.on_hand, p.promised, p.incoming from inventory_position p
           join catalog_item i on i.id = p.item_id order by 1"""
    ) == [("bean", "active", 8, 8, 0), ("mug", "discontinued", 0, 0, 0), ("tea", "active", 20, 0, 15)]


def test_driven_again_adds_nothing(db: None, folder: Folder) -> None:
    drive(read_folder(folder()))
    before = sql.rows("select count(*), max(id) from base_event")
    assert drive(read_folder(folder())).was_done
    assert sql.rows("select count(*), max(id) from base_event") == before


def test_stopped_on_a_day_it_goes_on_with_that_day(
    db: None, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    class PowerCut(Exception):
        pass

    invoice = trading.Trading._invoice

    def cut(self: trading.Trading, by: object, shipments: object) -> None:
        if by.now.date() == date(2020, 1, 9):  # type: ignore[attr-defined]
            raise PowerCut
        invoice(self, by, shipments)  # type: ignore[arg-type]

    history = read_folder(folder())
    with monkeypatch.context() as patch:
        patch.setattr(trading.Trading, "_invoice", cut)
        with pytest.raises(PowerCut):
            drive(history)
    assert progress.place_of(f"replay:{history.digest}") == "2020-01-08"
    assert sql.rows("select count(*) from fulfilment_shipment") == [(1,)]

    assert drive(history).went_on
    assert sql.rows("select count(*), sum(total) from billing_invoice") == [(3, D("203.74"))]
    assert list(reports_queries.verify()) == []


def test_two_runs_at_once_do_not_both_move(db: None) -> None:
    progress.advance("work", progress.UNBEGUN, "1", NOW)
    progress.advance("work", "1", "2", NOW)
    with pytest.raises(MovedMeanwhile):
        progress.advance("work", "1", "2", NOW)
    assert progress.place_of("work") == "2"


def test_books_with_other_orders_are_refused(db: None, folder: Folder) -> None:
    trade = Trade.open()
    trade.add_items("rice", stock=5)
    trade.add_customer()
    trade.order(("rice", 1))
    before = sql.rows("select count(*) from base_event")
    with pytest.raises(BooksNotEmpty):
        drive(read_folder(folder()))
    assert sql.rows("select count(*) from base_event") == before
    assert sql.rows("select count(*) from base_consumer") == [(0,)]


def test_what_a_command_refuses_is_told_with_its_day_and_document(db: None, folder: Folder) -> None:
    history = read_folder(folder(opening=None, reps="rep,name,email\nann,Ann Ash,no address\n"))
    with pytest.raises(Exception, match="e-mail"):
        drive(history)
    history = read_folder(folder())
    with (
        connection.execute_wrapper(_no_stock),
        pytest.raises(HistoryRefused, match="2020-01-08, shipment s1: "),
    ):
        drive(history)


def _no_stock(execute, statement, params, many, context):  # type: ignore[no-untyped-def]
    """As if the goods for the first shipment had never come."""
    if "from inventory_demand d join sales_order_line l on l.id = d.id" in statement:
        statement = statement.replace("d.promised_stock - d.reserved", "0")
    return execute(statement, params, many, context)


def test_purchases_follow_from_history_alone(folder: Folder) -> None:
    made = purchases_of(read_folder(folder()))
    assert made == {
        date(2020, 1, 2): [Purchase("S1", date(2020, 1, 8), {"mug": 4})],
        date(2020, 1, 3): [
            Purchase("S1", date(2020, 1, 9), {"tea": 4}),
            Purchase("S2", date(2020, 1, 9), {"bean": 11}),
        ],
    }


@pytest.mark.parametrize(
    ("file", "text", "fault"),
    [
        ("orders", None, "orders.csv: the file is missing."),
        ("orders", "order,customer\n", "orders.csv, row 1: the column ordered_on is missing."),
        ("reps", "rep,name,email,color\n", "reps.csv, row 1: the column 'color' is unknown"),
        ("reps", "rep,name,email\nx,\n", "reps.csv, row 2: it has 2 cells, the header has 3."),
        ("reps", "rep,name,email\nx,a\0b,c\n", "reps.csv, row 2: it holds a NUL character."),
        ("reps", 'rep,name,email\nx,"a"b,c\n', "reps.csv, row 2: it is no CSV"),
        ("reps", "rep,name,email\nx,a,b\nx,a,b\n", "reps.csv, row 3: rep 'x' stands twice."),
        ("reps", "rep," * 300 + "name,email\n", "reps.csv, row 1: it has 302 columns; 200 is the most."),
        ("customers", "customer,name,rep\nC1,A,\nC2,B,zoe\n", "customers.csv, row 3: there is no rep 'zoe'."),
        ("order_lines", "order,line,item,quantity,unit_price\n1,a,tea,1.5,1\n", "quantity is '1.5'; write a whole"),
        ("order_lines", "order,line,item,quantity,unit_price\n1,a,tea,0,1\n", "it must be from 1 to"),
        ("order_lines", "order,line,item,quantity,unit_price\n1,a,tea,1,1e9999\n", "unit_price is '1e9999'; it must"),
        ("order_lines", "order,line,item,quantity,unit_price\n1,a,tea,1,NaN\n", "unit_price is 'NaN'; it must"),
        ("order_lines", "order,line,item,quantity,unit_price\n1,a,gin,1,1\n", "there is no item 'gin'."),
        ("order_lines", "order,line,item,quantity,unit_price\n1,a,tea,1,1\n", "order '2' has no line"),
        ("shipments", "shipment,order,shipped_on\ns,1,2019-12-31\n", "before it was ordered on 2020-01-02"),
        ("shipments", "shipment,order,shipped_on\ns,1,31.12.2020\n", "write a day as YYYY-MM-DD."),
        (
            "shipments",
            "shipment,order,shipped_on,line,quantity\ns,1,2020-01-08,a,11\n",
            "11 of line 'a' were shipped, 10 were left of it.",
        ),
        (
            "shipments",
            "shipment,order,shipped_on\ns,1,2020-01-08\nt,1,2020-01-09\n",
            "nothing is left of order '1' to ship.",
        ),
        ("payments", "payment,customer,paid_on,amount\np,C1,2020-01-01,0.001\n", "more than 2 decimal places"),
        ("items", "item,name,supplier,supplier_price\ntea,Tea,S9,1\n", "there is no supplier 'S9'."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_file_row_and_reason(
    folder: Folder, file: str, text: str | None, fault: str
) -> None:
    with pytest.raises(BadHistory) as refused:
        read_folder(folder(**{file: text}))
    assert fault in refused.value.message
    assert len(refused.value.facts["faults"]) <= 20


def test_not_utf8_is_refused(folder: Folder) -> None:
    place = folder()
    (place / "reps.csv").write_bytes("rep,name,email\nx,Köln,e\n".encode("latin-1"))
    with pytest.raises(BadHistory, match="it is not UTF-8"):
        read_folder(place)
