"""An import is taken back: what it made is gone, what it changed is as before; what happened since stays, with why."""

from __future__ import annotations

from decimal import Decimal as D

import pytest
from django.db import connection

from tradepost.base import sql
from tradepost.base.ids import new_id
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.imports import queries as imports_queries
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.parties import commands as parties
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing import queries as pricing_queries
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales.commands import LineInput
from tradepost.doors.files.bringing import look
from tradepost.doors.files.reading import Reading

from .brought import BY, brought, kept, rows, standing, take_back, verdicts

pytestmark = pytest.mark.django_db

CUSTOMERS = """number,name,group,line1,city,country,credit limit,contact
C1,Adler & Sons,Trade,High St 1,Leeds,GB,1500,Ann Adler
C2,Blue Cafe,Trade,,,,,
"""
ITEMS = """sku,name,category,EAN,units per case,list price,tracking
TEA,Green tea,Drinks,4006381333931,12,10.00,none
MUG,Mug,Kitchen,,,4.50,none
"""
STOCK = "sku,quantity,unit cost\nTEA,100,6\nMUG,40,2\n"
ORDERS = "order,customer,sku,quantity\nA1,C1,TEA,5\nA1,C1,MUG,2\nA2,C2,TEA,1\n"


@pytest.fixture(autouse=True)
def warehouse() -> None:
    inventory.create_warehouse(BY, warehouse_id=new_id(BY.now), code="MAIN", name="Main")


def books() -> dict[str, int]:
    """How many rows stand in each table of master data and prices."""
    tables = (
        "parties_customer", "parties_supplier", "parties_party", "parties_address", "parties_contact",
        "parties_customer_group", "catalog_item", "catalog_unit", "catalog_code", "catalog_category", "catalog_brand",
        "pricing_price_list", "pricing_price_row", "purchasing_supplier_item", "catalog_substitute",
        "pricing_tax_rule", "pricing_tax_exemption",
    )  # fmt: skip
    return {table: sql.rows(f"select count(*) from {table}")[0][0] for table in tables}


def is_whole() -> bool:
    connection.check_constraints()
    return not list(reports_queries.verify())


def test_what_was_made_is_gone() -> None:
    before = books()
    done = [
        kept("customers", CUSTOMERS),
        kept("suppliers", "number,name\nS1,Tea Traders\n"),
        kept("items", ITEMS),
        kept("prices", "sku,price,minimum quantity\nTEA,9.00,10\n"),
        kept("items", "sku,name,brand\nTEA,Green tea,Highland\nCUP,Cup,Nordic\n"),
        kept("prices", "brand,percent off\nHighland,5\nNordic,6\n"),
        kept("prices", "brand,percent off\nHighland,7\n"),
        kept("substitutes", "sku,substitute,valid until\nTEA,MUG,2027-01-01\n"),
        kept("substitutes", "sku,substitute,rank,valid until,note\nTEA,MUG,4,2028-01-01,New\n"),
        kept("tax_rules", "country,region,part,rate\nUS,CA,,7.25\nUS,CA,county,1\n"),
        kept("tax_rules", "country,region,rate,valid until\nUS,CA,7.5,2028-01-01\n"),
        kept("tax_exemptions", "customer,certificate,valid from,valid until\nC1,X-1,2026-01-01,2027-01-01\n"),
        kept("tax_exemptions", "customer,certificate,valid until\nC1,X-1,2029-01-01\n"),
    ]
    assert books() != before
    for import_id in reversed(done):
        take_back(import_id)
        assert standing(import_id) == {}
    assert books() == before
    assert is_whole()


BRANCHES = """number,name,parent,shares limit,credit limit
B1,Toys Leeds,Toys Head Office,yes,
H1,Toys Head Office,,,5000
B2,Toys York,h1,,
"""


def test_a_parent_goes_with_its_branches_and_stays_while_one_of_them_does() -> None:
    before = books()
    done = kept("customers", BRANCHES)
    assert [row.verdict for row in rows(done)] == ["made"] * 3
    found = {one.number: one for one in parties_queries.visible_customers(BY)}
    assert {n: (one.parent and one.parent.number, one.shares_limit) for n, one in found.items()} == {
        "B1": ("H1", True), "H1": (None, False), "B2": ("H1", False),
    }  # fmt: skip
    assert [row.verdict for row in rows(kept("customers", BRANCHES))] == ["same"] * 3
    take_back(done)
    assert books() == before

    done = kept("customers", BRANCHES)
    parties.change_customer(BY, customer_id=parties_queries.customer_ids(["B2"])["B2"], name="Toys of York")
    take_back(done)
    assert set(standing(done)) == {"B2", "H1"}
    assert "branches" in standing(done)["H1"]
    assert is_whole()


def test_a_branch_of_nobody_known_or_of_several_is_refused_alone() -> None:
    done = kept(
        "customers",
        "number,name,parent\nH1,Twin,\nH2,Twin,\nB1,Of a twin,twin\nB2,Of nobody,Nobody\n"
        "B3,Of a branch,B4\nB4,Branch,H1\n",
    )
    assert verdicts(done)[:2] == [(2, "made", ""), (3, "made", "")]
    refused = {row.key: row.reason for row in rows(done) if row.verdict == "refused"}
    assert set(refused) == {"B1", "B2", "B3"}
    assert refused["B1"] == "Several customers are called twin. Give the number of their parent."
    assert refused["B2"] == "There is no customer Nobody to be a branch of. Bring the parent first."


def test_a_branch_is_moved_to_another_parent_and_back() -> None:
    kept("customers", BRANCHES)
    kept("customers", "number,name\nH2,Other Head Office\n")
    moved = kept("customers", "number,name,parent,shares limit\nB1,Toys Leeds,H2,no\n")

    def of() -> tuple[str, bool]:
        (found,) = parties_queries.visible_customers(BY).filter(number="B1")
        return found.parent.number if found.parent else "", found.shares_limit

    assert of() == ("H2", False)
    take_back(moved)
    assert of() == ("H1", True)


def test_a_corrected_file_can_be_brought_in_after_it() -> None:
    take_back(kept("customers", CUSTOMERS))
    again = kept("customers", CUSTOMERS.replace("Adler & Sons", "Adler & Daughters"))
    assert [row.verdict for row in rows(again)] == ["made", "made"]


def test_what_was_changed_is_as_before() -> None:
    kept("customers", CUSTOMERS)
    kept("items", ITEMS)
    kept("suppliers", "number,name,lead days\nS1,Tea Traders,5\n")
    kept("items", "sku,name,supplier,supplier price,supplier sku\nTEA,Green tea,S1,6.00,T-1\n")
    before = snapshot()
    changes = [
        kept(
            "customers",
            "number,name,group,line1,city,credit limit,contact,blocked,discount\n"
            "C1,Adler Ltd,Retail,Low St 9,York,99.50,Bob Adler,yes,5\n",
        ),
        kept("suppliers", "number,name,lead days,line1\nS1,Tea Traders,9,Quay 1\n"),
        kept(
            "items",
            "sku,name,category,list price,discontinued,units per case,supplier,supplier price\n"
            "TEA,Sencha,Fine drinks,12,yes,12,S1,7\nMUG,Mug,Kitchen,4.50,no,6,,\n",
        ),
        kept("prices", "sku,price,counted with,net,quota\nMUG,5.25,*,yes,40\n"),
        kept("prices", "sku,price,quota\nMUG,5.30,\n"),
    ]
    assert snapshot() != before
    for import_id in reversed(changes):
        take_back(import_id)
        assert standing(import_id) == {}
    assert snapshot() == before
    assert is_whole()


def snapshot() -> list[list[tuple[object, ...]]]:
    """Everything an import may change, as it stands."""
    return [
        sql.rows(question)
        for question in (
            """select c.number, p.name, g.name, c.credit_limit, c.state, c.discount_percent from parties_customer c
               join parties_party p on p.id = c.party_id left join parties_customer_group g on g.id = c.group_id
               order by 1""",
            "select party_id, kind, line1, city, is_default from parties_address order by 1, 2, 3",
            "select party_id, name from parties_contact order by 1, 2",
            "select name from parties_customer_group order by 1",
            "select number, lead_days from parties_supplier order by 1",
            """select i.sku, i.name, c.name, i.state from catalog_item i
               left join catalog_category c on c.id = i.category_id order by 1""",
            "select item_id, name, numerator from catalog_unit order by 1, 2",
            "select name from catalog_category order by 1",
            "select item_id, amount, valid_until, counted, is_net, quota from pricing_price_row order by 1, 2",
            "select item_id, price, supplier_sku from purchasing_supplier_item order by 1",
        )
    ]


def test_stock_goes_out_by_moves_of_its_own() -> None:
    items, stock = kept("items", ITEMS), kept("stock", STOCK)
    take_back(stock)
    assert standing(stock) == {}
    assert sql.rows("select sum(on_hand), sum(value) from inventory_position") == [(0, D(0))]
    assert sql.rows("select count(*) from inventory_move") == [(4,)], "what brought it stays in the ledger"
    assert set(sql.rows("select sum(base_amount) from accounts_posting group by account")) == {(D(0),)}
    assert is_whole()

    again = kept("stock", STOCK.replace("100", "90"))
    assert [row.verdict for row in rows(again)] == ["made", "made"]
    take_back(again)

    take_back(items)
    assert standing(items) == {}
    assert list(catalog_queries.ITEMS.rows(BY)) == []
    assert catalog_queries.items_by_codes(["TEA", "4006381333931"]) == {}
    assert is_whole()
    fresh = kept("items", ITEMS)
    assert [row.verdict for row in rows(fresh)] == ["made", "made"]


def test_orders_are_cancelled_and_may_come_again() -> None:
    kept("customers", CUSTOMERS), kept("items", ITEMS), kept("stock", STOCK)
    orders = kept("orders", ORDERS)
    assert sql.rows("select state from sales_order") == [("confirmed",), ("confirmed",)]
    take_back(orders)
    assert standing(orders) == {}
    assert sql.rows("select state from sales_order") == [("cancelled",), ("cancelled",)]
    assert sql.rows("select sum(promised) from inventory_position") == [(0,)]

    again = kept("orders", ORDERS.replace("TEA,5", "TEA,6"))
    assert [row.verdict for row in rows(again)] == ["made", "made", "made"]
    assert {row.verdict for row in rows(kept("orders", ORDERS.replace("TEA,5", "TEA,6")))} == {"same"}
    assert is_whole()


def test_credit_notes_stay_for_what_is_posted_is_never_taken_back() -> None:
    kept("customers", CUSTOMERS), kept("items", ITEMS), kept("stock", STOCK)
    text = "order,customer,sku,quantity,price\nA1,C1,TEA,5,3\nB1,C1,TEA,-1,3\n"
    orders = kept("orders", text, options={"credits": True, "confirm": True})
    take_back(orders)
    assert standing(orders) == {
        "B1": "CN-000001 is posted, and what is posted stays. Invoice what was credited too much."
    }
    assert sql.rows("select state from sales_order") == [("cancelled",)]
    assert sql.rows("select state, net_total from billing_invoice") == [("posted", 3)]
    assert is_whole()


def test_an_item_that_only_a_credit_note_names_stays() -> None:
    kept("customers", CUSTOMERS)
    items = kept("items", "sku,name\nTEA,Tea\nMUG,Mug\n")
    credit = "order,customer,sku,quantity,price\nB1,C1,TEA,-1,3\n"
    kept("orders", credit, options={"credits": True})
    take_back(items)
    assert standing(items) == {"TEA": "It is used: credit notes."}


def test_the_first_rows_are_shown_as_what_was_said_makes_them() -> None:
    import_id = brought("orders", "order,customer,sku,quantity\nA1,,TEA,5\n")
    found = imports_queries.import_by_id(import_id)

    def wrong(**options: str) -> list[str]:
        return [cell.wrong for cell in look(found, Reading(), None, options=options).rows[0].cells]

    assert (wrong(), wrong(customer="C1")) == (["", "is empty.", "", ""], ["", "", "", ""])


def test_what_happened_since_stays_and_says_why() -> None:
    customers, items, stock = kept("customers", CUSTOMERS), kept("items", ITEMS), kept("stock", STOCK)
    known = parties_queries.customer_ids(["C1", "C2"])
    sales.place_order(
        BY,
        order_id=new_id(BY.now),
        customer_id=known["C1"],
        lines=[LineInput(catalog_queries.item_ids(["TEA"])["TEA"], D(3))],
        confirm=True,
    )
    parties.change_customer(BY, customer_id=known["C2"], name="Blue Bar")
    before = snapshot()

    take_back(stock)
    assert standing(stock) == {"TEA": "It is promised to orders. Cancel those first."}
    take_back(items)
    assert standing(items) == {"TEA": "It is used: orders."}
    take_back(customers)
    assert standing(customers) == {
        "C1": "It is used: orders.",
        "C2": "name: 'Blue Bar' now; the file said 'Blue Cafe', and somebody changed it since.",
    }
    assert [row[0] for row in snapshot()[0]] == [row[0] for row in before[0]]
    assert is_whole()


def test_an_item_with_a_price_of_somebody_stays_whole() -> None:
    items = kept("items", ITEMS)
    kept("prices", "sku,price,minimum quantity\nMUG,4.00,100\n")
    take_back(items)
    assert standing(items) == {"MUG": "It has prices or suppliers that were set since. Remove those first."}
    assert [row.sku for row in catalog_queries.ITEMS.rows(BY)] == ["MUG"]


def test_uses_name_every_key_of_the_database() -> None:
    """A new table that refers to master data is not forgotten."""
    tables = {
        "customer": "parties_customer", "supplier": "parties_supplier", "item": "catalog_item",
        "group": "parties_customer_group", "category": "catalog_category", "price_list": "pricing_price_list",
        "order": "sales_order",
    }  # fmt: skip
    own = {
        ("catalog_unit", "item_id"),
        ("catalog_code", "item_id"),
        ("sales_order_line", "order_id"),
        ("sales_hold", "order_id"),
    }
    for kind, table in tables.items():
        keys = {
            (name, column)
            for name, column in sql.rows(
                """select c.conrelid::regclass::text, a.attname from pg_constraint c
                   join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
                   where c.contype = 'f' and c.confrelid = %s::regclass""",
                [table],
            )
        }
        assert keys - own <= {(use.table, use.column) for use in reports_queries.USES[kind]}, kind


def test_verdicts_of_a_dry_run_stand_row_by_row() -> None:
    import_id = kept("customers", CUSTOMERS + "C3,,,,,,,\n")
    assert verdicts(import_id) == [(2, "made", ""), (3, "made", ""), (4, "refused", "name is empty.")]
    assert rows(import_id)[2].cells == ["C3"]
    assert rows(import_id)[0].effects[-1]["new"]["credit_limit"] == "1500"


def test_prices_go_to_the_draft_of_a_version_and_back() -> None:
    kept("items", ITEMS)
    kept("prices", "sku,price\nTEA,11\n")
    (listed,) = pricing_queries.PRICE_LISTS.rows(BY)
    draft = pricing.make_version(BY, version_id=new_id(BY.now), price_list_id=listed.pk).pk

    def drafted() -> dict[str, D]:
        found = pricing_queries.VERSION_ROWS.narrowed(BY, {"version": [str(draft)]})
        return {row.item.sku: row.amount for row in found if row.item}

    def in_list() -> dict[str, D]:
        rows = pricing_queries.PRICES.rows(BY).filter(unit="")
        return {row.item.sku: row.amount for row in rows if row.item}

    before, into = in_list(), {"price_version": str(draft)}
    first = kept("prices", "sku,price\nTEA,12\nMUG,4.50\n", options=into)
    assert [verdict for _, verdict, _ in verdicts(first)] == ["changed", "same"]
    second = kept("prices", "sku,price\nTEA,13\nMUG,5\n", options=into)
    assert (drafted(), in_list()) == ({"TEA": 13, "MUG": 5}, before)
    take_back(second)
    assert (drafted(), standing(second)) == ({"TEA": 12}, {})
    kept("items", "sku,name,brand\nTEA,Green tea,Highland\n")
    third = kept("prices", "brand,percent off\nHighland,5\n", options=into)
    of_brands = pricing_queries.VERSION_ROWS.narrowed(BY, {"version": [str(draft)]}).filter(item=None)
    assert [(row.brand.name, row.kind, row.amount) for row in of_brands.all()] == [("Highland", "percent", 5)]
    take_back(third)
    assert (list(of_brands.all()), standing(third)) == ([], {})
    pricing.activate_version(BY, version_id=draft)
    take_back(first)
    assert (list(standing(first)), in_list()["TEA"]) == (["TEA"], 12)
    assert is_whole()
