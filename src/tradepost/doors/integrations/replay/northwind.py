"""The eleven files of Northwind, put into the folder format. What they do not say is chosen here.

Chosen, and told in docs/guide/replay.md: what goods cost (60 percent of today's list price), how long
suppliers take (7 days) and how far ahead is bought (28 days), who looks after a customer (who took most of
its orders), and that nothing lay in stock before the first day. Payments are not recorded: none are made.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from tradepost.domain.parties.rules import AddressLines, address_text, country_code
from tradepost.doors.integrations.replay.folder import history_of
from tradepost.doors.integrations.replay.folder_buying import TABLES as BUYING
from tradepost.doors.integrations.replay.history import History
from tradepost.doors.integrations.replay.tables import Columns, Faults, Row, digest_of, read_tables

COST_PERCENT = 60
LEAD_DAYS = "7"
BUYS_FOR_DAYS = "28"

_ADDRESS = ("Address", "City", "Region", "PostalCode", "Country")
_COMPANY = ("CompanyName", "ContactName", "ContactTitle", *_ADDRESS, "Phone", "Fax")
TABLES: dict[str, Columns] = {
    "categories": Columns(("CategoryID", "CategoryName", "Description")),
    "customers": Columns(("CustomerID", *_COMPANY)),
    "employee_territories": Columns(("EmployeeID", "TerritoryID")),
    "employees": Columns(
        (
            "EmployeeID", "LastName", "FirstName", "Title", "TitleOfCourtesy", "BirthDate", "HireDate",
            *_ADDRESS, "HomePhone", "Extension", "Notes", "ReportsTo",
        )
    ),
    "order_details": Columns(("OrderID", "ProductID", "UnitPrice", "Quantity", "Discount")),
    "orders": Columns(
        (
            "OrderID", "CustomerID", "EmployeeID", "OrderDate", "RequiredDate", "ShippedDate", "ShipVia",
            "Freight", "ShipName", "ShipAddress", "ShipCity", "ShipRegion", "ShipPostalCode", "ShipCountry",
        )
    ),
    "products": Columns(
        (
            "ProductID", "ProductName", "SupplierID", "CategoryID", "QuantityPerUnit", "UnitPrice",
            "UnitsInStock", "UnitsOnOrder", "ReorderLevel", "Discontinued",
        )
    ),
    "region": Columns(("RegionID", "RegionDescription")),
    "shippers": Columns(("ShipperID", "CompanyName", "Phone")),
    "suppliers": Columns(("SupplierID", *_COMPANY, "HomePage")),
    "territories": Columns(("TerritoryID", "TerritoryDescription", "RegionID")),
}  # fmt: skip

Cells = dict[str, str]


def read_northwind(folder: Path) -> History:
    """The history in Northwind's files. Raises BadHistory."""
    faults = Faults()
    northwind = read_tables(folder, TABLES, faults)
    faults.refuse()
    return history_of(_mapped(northwind), faults, digest_of(folder, TABLES, "northwind"))


def _mapped(northwind: Mapping[str, Sequence[Row]]) -> dict[str, list[Row]]:
    orders, products = northwind["orders"], northwind["products"]
    reps = _reps_of(orders)
    names = _names(northwind["categories"], "CategoryID", "CategoryName")
    carriers = _names(northwind["shippers"], "ShipperID", "CompanyName")
    shipped = [row for row in orders if row.text("ShippedDate")]
    return {
        "reps": [_as(row, _rep(row)) for row in northwind["employees"]],
        "customers": [_as(row, _customer(row, reps)) for row in northwind["customers"]],
        "suppliers": [_as(row, _supplier(row)) for row in northwind["suppliers"]],
        "items": [_as(row, _item(row, names)) for row in products],
        "orders": [_as(row, _order(row)) for row in orders],
        "order_lines": [_as(row, _line(row)) for row in northwind["order_details"]],
        "shipments": [_as(row, _shipment(row, carriers)) for row in shipped],
        **{name: [] for name in ("payments", "opening", *BUYING)},
        "closing": [_as(row, _closing(row)) for row in products],
    }


def _as(row: Row, cells: Cells) -> Row:
    """The same row of the same file, in other words."""
    return Row(row.file, row.number, cells, row.faults)


def _names(rows: Iterable[Row], key: str, name: str) -> dict[str, str]:
    return {row.text(key): row.text(name) for row in rows}


def _reps_of(orders: Iterable[Row]) -> dict[str, str]:
    """For each customer the employee who took most of its orders; of equals the lower number."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in orders:
        counts[row.text("CustomerID")][row.text("EmployeeID")] += 1
    return {
        customer: min(found, key=lambda employee: (-found[employee], employee))
        for customer, found in counts.items()
    }


def _rep(row: Row) -> Cells:
    first, last = row.text("FirstName"), row.text("LastName")
    return {
        "rep": row.text("EmployeeID"),
        "name": f"{first} {last}",
        "email": f"{first}.{last}@northwind.example".lower().replace(" ", ""),
    }


def _who(row: Row) -> Cells:
    return {
        "name": row.text("CompanyName"),
        "contact": row.text("ContactName"),
        "contact_title": row.text("ContactTitle"),
        "line1": row.text("Address"),
        "city": row.text("City"),
        "region": row.text("Region"),
        "postal_code": row.text("PostalCode"),
        "country": row.text("Country"),
        "phone": row.text("Phone"),
    }


def _customer(row: Row, reps: Mapping[str, str]) -> Cells:
    key = row.text("CustomerID")
    return {"customer": key, "rep": reps.get(key, ""), **_who(row)}


def _supplier(row: Row) -> Cells:
    return {
        "supplier": f"NW-{row.text('SupplierID')}",
        "lead_days": LEAD_DAYS,
        "buys_for_days": BUYS_FOR_DAYS,
        **_who(row),
    }


def _item(row: Row, categories: Mapping[str, str]) -> Cells:
    cost = row.amount("UnitPrice") * COST_PERCENT / 100
    level = row.whole("ReorderLevel")
    return {
        "item": _sku(row),
        "name": row.text("ProductName"),
        "description": row.text("QuantityPerUnit"),
        "category": categories.get(row.text("CategoryID"), ""),
        "supplier": f"NW-{row.text('SupplierID')}",
        "supplier_price": str(cost),
        "list_price": row.text("UnitPrice"),
        "reorder_point": str(level),
        "order_up_to": str(level * 2),
        "discontinued": row.text("Discontinued"),
    }


def _sku(row: Row) -> str:
    return f"NW-{row.text('ProductID').rjust(2, '0')}"


def _order(row: Row) -> Cells:
    return {
        "order": row.text("OrderID"),
        "customer": row.text("CustomerID"),
        "ordered_on": row.text("OrderDate"),
        "requested_on": row.text("RequiredDate"),
        "freight": row.text("Freight"),
        "shipping_address": _ship_to(row),
    }


def _ship_to(row: Row) -> str:
    try:
        country = country_code(row.text("ShipCountry"))
    except ValueError as problem:
        row.fault(str(problem))
        country = ""
    return address_text(
        AddressLines(
            name=row.text("ShipName"),
            line1=row.text("ShipAddress"),
            city=row.text("ShipCity"),
            region=row.text("ShipRegion"),
            postal_code=row.text("ShipPostalCode"),
            country=country,
        )
    )


def _line(row: Row) -> Cells:
    return {
        "order": row.text("OrderID"),
        "line": row.text("ProductID"),
        "item": _sku(row),
        "quantity": row.text("Quantity"),
        "unit_price": row.text("UnitPrice"),
        "discount_percent": str(row.amount("Discount", default=Decimal(0)) * 100),
    }


def _shipment(row: Row, carriers: Mapping[str, str]) -> Cells:
    return {
        "shipment": row.text("OrderID"),
        "order": row.text("OrderID"),
        "shipped_on": row.text("ShippedDate"),
        "carrier": carriers.get(row.text("ShipVia"), ""),
    }


def _closing(row: Row) -> Cells:
    return {
        "item": _sku(row),
        "on_hand": row.text("UnitsInStock"),
        "on_order": row.text("UnitsOnOrder"),
    }
