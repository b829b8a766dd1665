"""Each kind of file: made, changed, the same again, and what is refused beside it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal as D
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tradepost.base import sql
from tradepost.base.ids import new_id
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing.commands import TaxRuleInput
from tradepost.domain.reports import queries as reports_queries
from tradepost.doors.files import ColumnsMissing, Options, Unreadable, loading

from .imported import BY, Imported, take, take_text, write_sheet

pytestmark = pytest.mark.django_db
Take = Callable[..., Imported]


@pytest.fixture
def read(tmp_path: Path) -> Take:
    return lambda kind, text, **given: take_text(kind, tmp_path, text, **given)


def facts() -> int:
    return int(sql.rows("select count(*) from base_event")[0][0])


CUSTOMERS = """Kunden-Nr;Firma;Straße;PLZ;Ort;Land;Telefon;Kreditlimit;Rabatt;Kundengruppe;Farbe
K1;Bäckerei Groß;Hauptstr. 1;50667;Köln;DE;0221 123456;1.500,50;2,5 %;Handel;blau
K2;Café Blüm;;;;;;;;;
;Ohne Nummer;Ring 5;10115;Berlin;DE;;;;Handel;
K3;Falsch;;;;Nirgendwo;;;;;
K1;Andere Bäckerei;;;;;;;;;
K4;Zu viel;;;;;;;120;;
K2;Café Blüm;;;;;;;;;
"""


def test_customers_in_german(read: Take) -> None:
    done = read("customers", CUSTOMERS, encoding="cp1252")
    assert done.told == "CSV, cp1252, delimiter ';'"
    assert done.unused == ["Farbe"]
    assert done.verdicts == [
        (2, "made", "K1"),
        (3, "made", "K2"),
        (4, "made", "Ohne Nummer"),
        (5, "refused", "K3"),
        (6, "refused", "K1"),
        (7, "refused", "K4"),
        (8, "same", "K2"),
    ]
    assert done.refused == {
        5: "country: “Nirgendwo” is not a country. Give its two-letter code, for example DE.",
        6: "Stands in row 2 already, with other values.",
        7: "discount_percent: '120' is more than 100 percent.",
    }
    assert sql.rows(
        """select c.number, p.name, p.phone, c.credit_limit, c.discount_percent, g.name, a.line1, a.country
           from parties_customer c join parties_party p on p.id = c.party_id
           left join parties_customer_group g on g.id = c.group_id
           left join parties_address a on a.party_id = p.id where c.number like 'K%%' order by 1"""
    ) == [
        ("K1", "Bäckerei Groß", "+49221123456", D("1500.50"), D("2.5"), "Handel", "Hauptstr. 1", "DE"),
        ("K2", "Café Blüm", "", None, D(0), None, None, None),
    ]


def test_a_second_run_adds_nothing_and_a_third_changes_only_what_differs(read: Take) -> None:
    read("customers", CUSTOMERS)
    before = facts()
    assert read("customers", CUSTOMERS).counts == {"same": 4, "refused": 3}
    assert facts() == before

    again = (
        CUSTOMERS.replace("1.500,50", "900")
        .replace("Ring 5", "Ring 6")
        .replace("Café Blüm;;", "Café Blüm;Neu 1;")
    )
    assert read("customers", again).verdicts[:3] == [
        (2, "changed", "K1"),
        (3, "changed", "K2"),
        (4, "changed", "Ohne Nummer"),
    ]
    assert sql.rows("select line1 from parties_address order by line1") == [
        ("Hauptstr. 1",),
        ("Neu 1",),
        ("Ring 6",),
    ]
    assert read("customers", again).counts == {"same": 4, "refused": 3}


def test_a_dry_run_says_the_same_and_keeps_nothing(read: Take) -> None:
    before = facts()
    tried = read("customers", CUSTOMERS, dry_run=True)
    assert (facts(), sql.rows("select count(*) from parties_party")) == (before, [(0,)])
    assert tried.verdicts == read("customers", CUSTOMERS).verdicts


def test_columns_can_be_named(read: Take) -> None:
    text = "Wer,Was\n7,Adler\n"
    with pytest.raises(ColumnsMissing, match="No column for name was found among: Wer, Was") as refused:
        read("customers", text)
    assert refused.value.facts["missing"] == ["name"]
    assert read("customers", text, chosen={"wer": "number", "Was": "name"}).verdicts == [(2, "made", "7")]
    with pytest.raises(Unreadable, match="There is no field 'colour'"):
        read("customers", text, chosen={"Was": "colour"})
    with pytest.raises(Unreadable, match="There is no column 'Wann'"):
        read("customers", text, chosen={"Wann": "name"})


def test_a_heading_need_not_be_the_first_row(read: Take) -> None:
    done = read("suppliers", "Our suppliers,,\nas of today,,\nVendor ID,Vendor,Lead time\n9,Nord,12\n")
    assert done.verdicts == [(4, "made", "9")]
    assert sql.rows("select number, lead_days from parties_supplier") == [("9", 12)]


def test_suppliers_change_and_stay(read: Take) -> None:
    text = "number,name,currency,payment days,lead days,email\nS1,Tea & Co,EUR,14,10,tea@example.com\n"
    assert read("suppliers", text).counts == {"made": 1}
    assert read("suppliers", text).counts == {"same": 1}
    assert read("suppliers", text.replace("14,10", "14,12")).counts == {"changed": 1}
    assert read("suppliers", "number,name,currency\nS2,Bad,XYZ\n").refused == {
        2: "currency: “XYZ” is not a currency. Give its three-letter code, for example EUR."
    }


ITEMS = """SKU,Name,Category,EAN,Units per case,Price,Supplier,Cost,Tracking
TEA,Green tea,Drinks,4006381333931,12,10.00,S1,6.00,none
MUG,Mug,Kitchen,,,4.50,,,
BAD,Bad GTIN,Drinks,4006381333930,,1,,,
MILK,Milk,Drinks,,,1.10,,,lot
WHO,Unknown supplier,Drinks,,,1,S9,1,
,No SKU,,,,,,,
=1+1,Formula,,,,,,,
"""


@pytest.fixture
def items(read: Take) -> Imported:
    read("suppliers", "number,name\nS1,Tea & Co\n")
    done: Imported = read("items", ITEMS)
    return done


def test_items_with_price_offer_case_and_gtin(items: Imported, read: Take) -> None:
    assert items.counts == {"made": 3, "refused": 4}
    assert items.refused == {
        4: "codes.0.code: “4006381333930” is not a GTIN: its length or its check digit is wrong.",
        6: "There is no supplier S9. Import the suppliers first.",
        7: "sku is empty.",
        8: "sku: is a formula; write its value.",
    }
    assert sql.rows(
        """select i.sku, c.name, u.numerator, k.code, r.amount, o.price, i.tracking
           from catalog_item i join catalog_category c on c.id = i.category_id
           left join catalog_unit u on u.item_id = i.id left join catalog_code k on k.item_id = i.id
           left join pricing_price_row r on r.item_id = i.id
           left join purchasing_supplier_item o on o.item_id = i.id order by 1"""
    ) == [
        ("MILK", "Drinks", None, None, D("1.10"), None, "lot"),
        ("MUG", "Kitchen", None, None, D("4.50"), None, "none"),
        ("TEA", "Drinks", 12, "4006381333931", D(10), D(6), "none"),
    ]
    before = facts()
    assert read("items", ITEMS).counts == {"same": 3, "refused": 4}
    assert facts() == before


def test_items_change_what_may_change(items: Imported, read: Take) -> None:
    changed = read(
        "items",
        "sku,name,price,discontinued,tracking\ntea,Green tea,11,,\nMUG,Big mug,4.50,,\nMILK,Milk,1.10,yes,none\n",
    )
    assert changed.verdicts == [(2, "changed", "tea"), (3, "changed", "MUG"), (4, "refused", "MILK")]
    assert changed.refused == {4: "tracking is 'lot' and cannot be changed."}
    assert sql.rows("select name from catalog_item where sku = 'MUG'") == [("Big mug",)]
    assert read("items", "sku,name,discontinued\nMILK,Milk,yes\n").counts == {"changed": 1}


def test_prices_by_unit_quantity_and_day(items: Imported, read: Take) -> None:
    text = (
        "Artikelnummer;Preis;Einheit;ab Menge;gültig ab\n"
        "TEA;9,50;;10;\nTEA;110,00;case;;\n4006381333931;8,80;;;01.04.2026\n"
        "GIN;1,00;;;\nMUG;1,00;barrel;;\nMUG;-1,00;;;\nMUG;4,50;;;\n"
    )
    done = read("prices", text)
    assert done.refused == {
        5: "There is no item GIN. Import the items first.",
        6: "unit: It is not sold by the “barrel”.",
        7: "price: '-1,00' is below 0.",
    }
    assert done.counts == {"made": 3, "refused": 3, "same": 1}
    assert read("prices", text).counts == {"same": 4, "refused": 3}
    assert read("prices", text.replace("9,50", "9,40")).counts == {"same": 3, "changed": 1, "refused": 3}
    nowhere = read("prices", text, options=Options(price_list="Nope"))
    assert nowhere.refused[2].startswith("There is no price list 'Nope'.")


def test_substitutes_are_rows_of_two_items_and_what_is_left_out_stays(items: Imported, read: Take) -> None:
    text = "Artikelnummer;Ersatz;Rang;gültig bis;Bemerkung\nTEA;4006381333931;2;;x\nMUG;TEA;;31.12.2026;\n"
    done = read("substitutes", text + "TEA;GIN;;;\nMUG;MUG;;;\n")
    assert done.refused == {
        2: "An item does not stand in for itself. Choose another.",
        4: "There is no item GIN. Import the items first.",
        5: "An item does not stand in for itself. Choose another.",
    }
    assert done.counts == {"made": 1, "refused": 3}
    assert read("substitutes", "sku,substitute,rank,note\nMUG,TEA,3,New\n").counts == {"changed": 1}
    assert read("substitutes", "sku,substitute\nMUG,TEA\n").counts == {"same": 1}
    assert read("substitutes", "sku,substitute,rank\nMUG,TEA,0\n").refused == {
        2: "rank: The rank is from 1 to 99; 1 is offered first."
    }
    found = sql.rows("select rank, both_ways, valid_until, note from catalog_substitute")
    assert found == [(3, False, date(2026, 12, 31), "New")]


def test_tax_rates_of_places_are_added_to_the_table_or_changed(read: Take) -> None:
    pricing.set_tax_rules(BY, rules=[TaxRuleInput("S", D(19), "DE")])
    text = "Country;Region;ZIP;Part;Rate;Valid from\nUS;ca;;;7,25;2026-01-01\nUS;CA;94 10;county;1,375;\n"
    done = read("tax_rules", text + "Atlantis;;;;1;\nUS;CA;;;101;\n;CA;;;5;\n")
    assert done.refused == {
        4: "“Atlantis” is not a country. Give its two-letter code, for example DE.",
        5: "rate: '101' is more than 100 percent.",
        6: "country: Say in which country this place is.",
    }
    assert done.counts == {"made": 2, "refused": 3}
    assert read("tax_rules", text).counts == {"same": 2}
    more = "country,region,rate,code,class,valid from,valid until,item class\n"
    assert read("tax_rules", more + "US,CA,7.5,,,2026-01-01,2027-01-01,\nUS,,0,,,,,zero\n").counts == {
        "changed": 1,
        "made": 1,
    }
    wrong = read("tax_rules", "country,rate,item class,code\nUS,0,bread,\nUS,0,,Q\n").refused
    assert wrong == {
        2: "item_class: One of standard, reduced, zero.",
        3: "code: One of S, AA, Z, E, AE, G, K, O.",
    }
    found = sql.rows(
        """select country, region, postal_prefix, part, item_class, code, rate, valid_until
           from pricing_tax_rule order by 1, 2, 3"""
    )
    assert found == [
        ("DE", "", "", "", "", "S", D(19), None),
        ("US", "", "", "", "zero", "Z", D(0), None),
        ("US", "CA", "", "", "", "S", D("7.5"), date(2027, 1, 1)),
        ("US", "CA", "9410", "county", "", "S", D("1.375"), None),
    ]


def test_certificates_are_rows_of_a_customer_and_a_place(read: Take) -> None:
    read("customers", "number,name\nC1,School\n")
    text = "Kundennummer,certificate,country,region,valid from,valid until\nc1,NY-1,US,NY,2026-01-01,2027-01-01\n"
    done = read("tax_exemptions", text + "C9,NY-2,US,NY,2026-01-01,\nC1,NY-3,,NY,2026-01-01,\n")
    assert done.refused == {
        3: "There is no customer C9. Import the customers first.",
        4: "country: Say in which country the region is.",
    }
    assert done.counts == {"made": 1, "refused": 2}
    assert read("tax_exemptions", text).counts == {"same": 1}
    assert read("tax_exemptions", text.replace("2027", "2029")).counts == {"changed": 1}
    found = sql.rows("select certificate, country, region, valid_until, version from pricing_tax_exemption")
    assert found == [("NY-1", "US", "NY", date(2029, 1, 1), 2)]


def test_prices_say_what_counts_what_is_net_and_what_is_left(items: Imported, read: Take) -> None:
    text = "sku,price,from quantity,counted with,net,quota\nTEA,9,10,Hot,,\nMUG,4,10,Hot,yes,40\nMUG,3,20,*,no,\n"
    assert read("prices", text + "TEA,8,30,Hot,maybe,\n").refused == {
        5: "net: 'maybe' is neither yes nor no."
    }
    assert read("prices", text).counts == {"same": 3}
    # What a file does not say stays.
    assert read("prices", "sku,price,from quantity\nMUG,4.10,10\n").counts == {"changed": 1}
    assert sql.rows(
        "select amount, counted, mix, is_net, quota from pricing_price_row where minimum_quantity > 1 order by 1"
    ) == [
        (D(3), "item", "", False, None), (D("4.1"), "mix", "Hot", True, 40), (D(9), "mix", "Hot", False, None),
    ]  # fmt: skip


def test_items_bear_brands_and_a_brand_has_prices(items: Imported, read: Take) -> None:
    text = "sku,name,Marke\nTEA,Green tea,Café Blüm\nMUG,Mug,cafe blum\nNEW,New,Nordic\n"
    assert read("items", text).counts == {"changed": 2, "made": 1}
    assert read("items", text).counts == {"same": 3}
    assert read("items", "sku,name,brand\nMUG,Mug," + "x" * 81 + "\n").refused.keys() == {2}
    prices = (
        "sku,brand,price,percent off,unit,from quantity\nTEA,,9,,,5\n,CAFE BLÜM,,12.5,,\n,Nordic,7,,piece,\n"
        "TEA,Nordic,1,,,\n,Unknown,,3,,\n,Nordic,1,2,,\n,,5,,,\nMUG,,,,,\n"
    )
    done = read("prices", prices)
    assert done.counts == {"made": 3, "refused": 5}
    assert done.refused == {
        5: "It names an item and a brand. Write each into a row of its own.",
        6: "There is no brand Unknown. Import the items first.",
        7: "It has a price and a percentage. Write one of them.",
        8: "sku is empty.",
        9: "price is empty.",
    }
    assert read("prices", prices.partition("TEA,Nordic")[0]).counts == {"same": 3}
    assert read("prices", "brand,percent off\nNordic,4\n").counts == {"made": 1}
    found = sql.rows(
        """select b.name, r.kind, r.amount, r.unit from pricing_price_row r join catalog_brand b on b.id = r.brand_id
           order by 1, 2"""
    )
    assert found == [
        ("Café Blüm", "percent", D("12.5"), ""), ("Nordic", "fixed", D(7), "piece"), ("Nordic", "percent", D(4), ""),
    ]  # fmt: skip
    with pytest.raises(ColumnsMissing, match="price"):
        read("prices", "brand,unit\nNordic,piece\n")


def test_opening_stock_is_in_the_books(items: Imported, read: Take) -> None:
    warehouse()
    text = (
        "Stock code,Qty on hand,Quantity,Unit cost,Batch,Best before\n"
        "TEA,,100,6.255,,\nMILK,,24,0.80,L1,2026-12-31\nMILK,,12,0.90,L2,2027-01-31\n"
        "MILK,,1,1,,\nTEA,,5,6,L9,\nMUG,,0,2,,\nMUG,,2.5,2,,\n"
    )
    done = read("stock", text, chosen={"Quantity": "quantity"})
    assert done.refused == {
        5: "Say the lot: this item is tracked by lot.",
        6: "Leave the lot out: this item is not tracked by lot.",
        8: "quantity: '2.5' is no whole number.",
    }
    assert done.counts == {"made": 3, "same": 1, "refused": 3}
    assert sql.rows(
        """select i.sku, p.on_hand, p.value from inventory_position p join catalog_item i on i.id = p.item_id
           order by 1"""
    ) == [("MILK", 36, D("30.00")), ("TEA", 100, D("625.50"))]
    assert sql.rows("select account, sum(base_amount) from accounts_posting group by 1 order by 1") == [
        ("1400", D("655.50")),
        ("3000", D("-655.50")),
    ]
    assert list(reports_queries.verify()) == []

    before = facts()
    assert read("stock", text, chosen={"Quantity": "quantity"}).counts == {"same": 4, "refused": 3}
    assert facts() == before
    other = text.replace("TEA,,100", "TEA,,90")
    assert read("stock", other, chosen={"Quantity": "quantity"}).refused[2] == (
        "100 lie there; it was traded or imported before. Count it instead."
    )


def warehouse() -> None:
    inventory.create_warehouse(BY, warehouse_id=new_id(BY.now), code="MAIN", name="Main warehouse")


ORDERS = """Order No,Customer No,Order date,SKU,Qty,Unit,Price,Discount,Delivery date,PO,Freight
A1,K1,2026-03-01,TEA,2,case,100,5,2026-03-20,PO-1,7.50
A1,K1,2026-03-01,MUG,3,,,,,,
A2,K1,2026-03-02,TEA,0,,,,,,
A2,K1,2026-03-02,MUG,1,,,,,,
A3,K9,2026-03-02,MUG,1,,,,,,
A4,K2,2026-03-02,GIN,1,,,,,,
A4,K2,2026-03-02,MUG,1,,,,,,
A5,K2,2026-03-02,MUG,-4,,,,,,
A6,K2,2026-03-03,MUG,4,,,,,,
A1,K1,2026-03-01,MUG,9,,,,,,
"""


def test_open_orders_are_placed_whole_or_not_at_all(items: Imported, read: Take) -> None:
    warehouse()
    read("customers", "number,name\nK1,Adler\nK2,Bär\n")
    done = read("orders", ORDERS)
    assert done.refused == {
        4: "The quantity must be more than 0.",
        5: "The order is refused: 1 of 2 lines cannot be priced. The first: The quantity must be more than 0.",
        6: "There is no customer K9. Import the customers first.",
        7: "There is no item GIN. Import the items first.",
        8: "Row 7 of A4 is refused.",
        9: "The quantity is below 0. Say that such rows are credits (--credits) to bring them in.",
    }
    assert done.counts == {"made": 4, "refused": 6}
    assert sql.rows(
        """select note, state, placed_at::date, requested_on, customer_po, net_total, freight, lines_count,
                  quantity_total from sales_order order by note"""
    ) == [
        (
            "Order A1, imported",
            "confirmed",
            date(2026, 3, 1),
            date(2026, 3, 20),
            "PO-1",
            D(244),
            D("7.5"),
            3,
            36,
        ),
        ("Order A6, imported", "confirmed", date(2026, 3, 3), None, "", D(18), D(0), 1, 4),
    ]
    before = facts()
    assert read("orders", ORDERS).counts == {"same": 4, "refused": 6}
    assert facts() == before
    assert list(reports_queries.verify()) == []
    other = read("orders", ORDERS.replace("MUG,4,", "MUG,5,"))
    assert other.refused[10] == (
        "This id was already used with other contents. Send the same contents again, or use a new id."
    )


MIXED = """Order No,Customer No,Order date,SKU,Qty,Unit,Price,Discount,Freight,PO
A1,K1,2026-03-01,MUG,2,,4,,,
C1,K1,2026-03-02,TEA,-1,case,100,5,,PO-1
C1,K1,2026-03-02,MUG,-3,,4.5,,,
A2,,2026-03-01,MUG,1,,4,,,
C2,,2026-03-02,MUG,-1,,5,,,
X1,K1,2026-03-02,MUG,1,,4,,,
X1,K1,2026-03-02,MUG,-1,,4,,,
C3,K1,2026-03-02,MUG,-1,,,,,
C4,K1,2026-03-02,MUG,-1,,4,,7.5,
C5,K1,2026-03-02,MUG,-1.5,,4,,,
"""


def test_rows_below_0_are_credit_notes_and_the_nameless_are_for_somebody_where_it_is_said(
    items: Imported, read: Take
) -> None:
    warehouse()
    read("customers", "number,name\nK1,Adler\nTILL,Counter\n")
    plain = read("orders", MIXED, dry_run=True)
    assert (plain.counts, plain.refused[5], plain.refused[3]) == (
        {"made": 1, "refused": 9},
        "customer is empty.",
        "The quantity is below 0. Say that such rows are credits (--credits) to bring them in.",
    )
    options = Options(credits=True, customer="TILL")
    before = facts()
    tried = read("orders", MIXED, dry_run=True, options=options)
    assert facts() == before
    done = read("orders", MIXED, options=options)
    assert [(o.number, o.verdict) for o in done.outcomes] == [(o.number, o.verdict) for o in tried.outcomes]
    twice = "X1 has quantities above 0 and below. Bring it as two: an order and a credit note."
    assert {o.number: re.sub(r"^SO-\d+", "SO", o.reason) for o in done.outcomes} == {
        2: "SO",
        3: "CN-000001. A credit note, which stays.",
        4: "CN-000001. A credit note, which stays.",
        5: "SO. It names no customer: TILL is taken.",
        6: "CN-000002. A credit note, which stays. It names no customer: TILL is taken.",
        7: twice,
        8: twice,
        9: "A credit note needs a price in each row.",
        10: "Freight is not credited by a file. Give it a row of its own, or leave it out.",
        11: "1.5 does not make whole base units (one unit is 1).",
    }
    assert sql.rows(
        """select i.number, c.number, i.invoiced_on, i.customer_po, i.reason, i.net_total, i.credits_id
           from billing_invoice i join parties_customer c on c.id = i.customer_id order by 1"""
    ) == [
        ("CN-000001", "K1", date(2026, 3, 2), "PO-1", "C1, imported", D("108.50"), None),
        ("CN-000002", "TILL", date(2026, 3, 2), "", "C2, imported", D(5), None),
    ]
    assert sql.rows(
        "select quantity, unit, unit_numerator, net from billing_invoice_line order by net desc limit 1"
    ) == [(12, "case", 12, D(95))]
    before = facts()
    assert read("orders", MIXED, options=options).counts == {"same": 5, "refused": 5}
    assert facts() == before
    nobody = read("orders", MIXED, options=Options(customer="K9"))
    assert nobody.refused[5] == "There is no customer K9. Import the customers first."
    assert list(reports_queries.verify()) == []


def test_many_credit_notes_take_the_statements_of_one(read: Take) -> None:
    warehouse()
    read("suppliers", "number,name\nS1,Tea & Co\n")
    for kind in ("customers", "items"):
        read(kind, rows_of(kind, 1, 400))

    def count(first: int, last: int) -> int:
        text = "order,customer,sku,quantity,price\n" + "".join(
            f"C{n},{n},I{n},-2,3\nC{n},{n},I2,-1,3\n" for n in range(first, last)
        )
        with CaptureQueriesContext(connection) as queries:
            assert set(read("orders", text, options=Options(credits=True)).counts) == {"made"}
        return len(queries)

    assert count(2, 12) == count(12, 212)


def test_a_sheet_is_imported_like_a_csv_file(tmp_path: Path) -> None:
    path = write_sheet(
        tmp_path / "i.xlsx",
        ["Price list 2026"],
        ["SKU", "Name", "Price", "Discontinued"],
        ["A-1", "Tea", 12.5, False],
        [17, "Mug", 3, True],
        ["A-3", "Broken", "twelve", ""],
    )
    done = take("items", path)
    assert done.verdicts == [(3, "made", "A-1"), (4, "made", "17"), (5, "refused", "A-3")]
    assert sql.rows("select sku, state from catalog_item order by 1") == [
        ("17", "discontinued"),
        ("A-1", "active"),
    ]
    assert take("items", path).counts == {"same": 2, "refused": 1}


def test_what_one_batch_kept_stays_when_the_next_is_cut_short(
    read: Take, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "BATCH", 10)
    text = "number,name\n" + "".join(f"C{n},Customer {n}\n" for n in range(35))
    attempt, calls = loading._attempt, []

    def cut(*given: object) -> object:
        calls.append(given)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return attempt(*given)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(loading, "_attempt", cut)
        with pytest.raises(KeyboardInterrupt):
            read("customers", text)
    assert sql.rows("select count(*) from parties_customer") == [(20,)]
    assert read("customers", text).counts == {"same": 20, "made": 15}


def test_many_bad_rows_cost_a_few_statements_and_no_good_row(read: Take) -> None:
    text = "number,name,email\n" + "".join(
        f"C{n},Customer {n},{'nowhere' if n % 3 == 0 else 'a@example.com'}\n" for n in range(300)
    )
    with CaptureQueriesContext(connection) as queries:
        done = read("customers", text)
    assert done.counts == {"made": 200, "refused": 100}
    assert len(queries) < 30


def test_two_codes_of_one_gtin_are_found_by_halving(items: Imported, read: Take) -> None:
    text = "sku,name,gtin\n" + "".join(f"N{n},New {n},\n" for n in range(20)) + "N99,Thief,4006381333931\n"
    done = read("items", text)
    assert done.counts == {"made": 20, "refused": 1}
    assert done.refused == {
        22: "The code 4006381333931 already stands for an item. A code names one packing only."
    }


TEN = {
    "customers": "number,name,line1,country,contact,group\n{n},Customer {n},Street {n},DE,Ann {n},Trade\n",
    "suppliers": "number,name,line1,country\n{n},Supplier {n},Street {n},DE\n",
    "items": "sku,name,category,price,case size,supplier,cost\nI{n},Item {n},Cat {n},5,12,S1,3\n",
    "substitutes": "sku,substitute,rank,note\nI{n},I400,2,New model\n",
    "prices": "sku,price,unit\nI{n},6,case\n",
    "stock": "sku,quantity,cost\nI{n},7,3\n",
    "orders": "order,customer,sku,quantity,ordered_on\nO{n},1,I{n},2,2026-03-01\n",
    "tax_rules": "country,region,postal code,rate\nUS,CA,{n},7.25\n",
    "tax_exemptions": "customer,certificate,valid from\n{n},Z{n},2026-01-01\n",
}


@pytest.mark.parametrize("kind", list(TEN))
def test_a_batch_takes_the_same_statements_for_ten_rows_and_a_hundred(kind: str, read: Take) -> None:
    warehouse()
    read("suppliers", "number,name\nS1,Tea & Co\n")
    for before in list(TEN)[: list(TEN).index(kind)]:
        read(before, rows_of(before, 1, 400))
    read(kind, rows_of(kind, 301, 303))  # what is made once per company, is made

    def count(first: int, last: int) -> int:
        with CaptureQueriesContext(connection) as queries:
            done = read(kind, rows_of(kind, first, last))
        assert set(done.counts) <= {"made", "same"}
        return len(queries)

    assert count(1, 10) == count(11, 110)
    assert count(1, 10) == count(11, 110)  # and the same when nothing is new


def rows_of(kind: str, first: int, last: int) -> str:
    heading, row = TEN[kind].split("\n", maxsplit=1)
    return heading + "\n" + "".join(row.format(n=n) for n in range(first, last + 1))
