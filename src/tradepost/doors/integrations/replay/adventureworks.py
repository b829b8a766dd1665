"""Five of AdventureWorks' purchasing files, put into the folder format. What they do not say is chosen here.

Chosen, and told in docs/guide/replay.md: what came of a line came on the day on which the line was last written
(ModifiedDate; where that is a moment of the sample's making, on the order's ShipDate), in one delivery; after the
delivery of an order that is complete or rejected nothing more comes, of one that is pending or approved the rest
stays to come; a product is bought first from the vendor with most lines of it; quantities are pieces, whatever the
vendor's unit.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from tradepost.doors.integrations.replay.folder import TABLES as FOLDER
from tradepost.doors.integrations.replay.folder import history_of
from tradepost.doors.integrations.replay.history import History
from tradepost.doors.integrations.replay.tables import Columns, Faults, Row, digest_of, read_tables

FINISHED = ("3", "4")
"""The states of orders of which nothing more comes: rejected and complete."""

TABLES: dict[str, Columns] = {
    "product": Columns(
        (
            "ProductID", "Name", "ProductNumber", "MakeFlag", "FinishedGoodsFlag", "Color", "SafetyStockLevel",
            "ReorderPoint", "StandardCost", "ListPrice", "Size", "SizeUnitMeasureCode", "WeightUnitMeasureCode",
            "Weight", "DaysToManufacture", "ProductLine", "Class", "Style", "ProductSubcategoryID",
            "ProductModelID", "SellStartDate", "SellEndDate", "DiscontinuedDate", "ModifiedDate",
        )
    ),
    "product_vendor": Columns(
        (
            "ProductID", "VendorID", "AverageLeadTime", "StandardPrice", "LastReceiptCost", "LastReceiptDate",
            "MinOrderQty", "MaxOrderQty", "OnOrderQty", "UnitMeasureCode", "ModifiedDate",
        )
    ),
    "purchase_order_detail": Columns(
        (
            "PurchaseOrderID", "PurchaseOrderDetailID", "DueDate", "OrderQty", "ProductID", "UnitPrice",
            "LineTotal", "ReceivedQty", "RejectedQty", "StockedQty", "ModifiedDate",
        )
    ),
    "purchase_order_header": Columns(
        (
            "PurchaseOrderID", "RevisionNumber", "Status", "EmployeeID", "VendorID", "ShipMethodID", "OrderDate",
            "ShipDate", "SubTotal", "TaxAmt", "Freight", "TotalDue", "ModifiedDate",
        )
    ),
    "vendor": Columns(
        (
            "VendorID", "AccountNumber", "Name", "CreditRating", "PreferredVendorStatus", "ActiveFlag",
            "PurchasingWebServiceURL", "ModifiedDate",
        )
    ),
}  # fmt: skip

Cells = dict[str, str]
Tables = Mapping[str, Sequence[Row]]


def read_adventureworks(folder: Path) -> History:
    """The history in AdventureWorks' purchasing files. Raises BadHistory."""
    faults = Faults()
    told = read_tables(folder, TABLES, faults)
    faults.refuse()
    mapped = _mapped(told)
    faults.refuse()
    return history_of(mapped, faults, digest_of(folder, TABLES, "adventureworks"))


def _mapped(told: Tables) -> dict[str, list[Row]]:
    headers, details = told["purchase_order_header"], told["purchase_order_detail"]
    vendors = _names(told["vendor"], "VendorID", "AccountNumber")
    skus = _names(told["product"], "ProductID", "ProductNumber")
    orders = {row.text("PurchaseOrderID"): row for row in headers}
    offers = [_as(row, _offer(row, vendors, skus)) for row in told["product_vendor"]]
    first = _first_offers(offers, _times_bought(details, orders, vendors, skus))
    return {
        **{name: [] for name in FOLDER},
        "suppliers": [_as(row, _supplier(row, _lead_days(offers))) for row in told["vendor"]],
        "items": [_as(row, _item(row, first)) for row in told["product"]],
        "supplier_items": offers,
        "purchase_orders": [_as(row, _order(row, vendors)) for row in headers],
        "purchase_order_lines": [_as(row, _line(row, skus)) for row in details],
        "receipts": [
            _as(row, _receipt(row, orders[row.text("PurchaseOrderID")]))
            for row in details
            if row.text("PurchaseOrderID") in orders
        ],
    }


def _as(row: Row, cells: Cells) -> Row:
    """The same row of the same file, in other words."""
    return Row(row.file, row.number, cells, row.faults)


def _names(rows: Iterable[Row], key: str, name: str) -> dict[str, str]:
    return {row.text(key): row.text(name) for row in rows}


def _times_bought(
    details: Iterable[Row], orders: Mapping[str, Row], vendors: Mapping[str, str], skus: Mapping[str, str]
) -> Counter[tuple[str, str]]:
    """How many lines of each item each supplier was sent."""
    found: Counter[tuple[str, str]] = Counter()
    for row in details:
        order = orders.get(row.text("PurchaseOrderID"))
        if order is not None:
            supplier = vendors.get(order.text("VendorID"), "")
            found[skus.get(row.text("ProductID"), ""), supplier] += 1
    return found


def _first_offers(offers: Iterable[Row], times: Mapping[tuple[str, str], int]) -> dict[str, Row]:
    """For each item the offer it is bought by first: of equals the one with the lower supplier number."""
    by_item: dict[str, list[Row]] = defaultdict(list)
    for row in offers:
        by_item[row.text("item")].append(row)
    return {
        item: min(found, key=lambda row: (-times.get((item, row.text("supplier")), 0), row.text("supplier")))
        for item, found in by_item.items()
    }


def _lead_days(offers: Iterable[Row]) -> dict[str, str]:
    """For each supplier the longest lead time of its offers."""
    found: dict[str, int] = defaultdict(int)
    for row in offers:
        found[row.text("supplier")] = max(found[row.text("supplier")], row.whole("lead_days"))
    return {supplier: str(days) for supplier, days in found.items()}


def _key(row: Row, column: str, names: Mapping[str, str]) -> str:
    """Our name of what a cell points to; a fault when there is none."""
    return names.get(row.key(column, names, column), "")


def _supplier(row: Row, lead: Mapping[str, str]) -> Cells:
    key = row.text("AccountNumber")
    return {
        "supplier": key,
        "name": row.text("Name"),
        "website": row.text("PurchasingWebServiceURL"),
        "lead_days": lead.get(key, ""),
    }


def _item(row: Row, first: Mapping[str, Row]) -> Cells:
    key = row.text("ProductNumber")
    offer = first.get(key)
    return {
        "item": key,
        "name": row.text("Name"),
        "supplier": offer.text("supplier") if offer else "",
        "supplier_price": offer.text("price") if offer else "",
        "list_price": row.text("ListPrice") if row.amount("ListPrice") else "",
        "reorder_point": row.text("ReorderPoint"),
        "order_up_to": row.text("SafetyStockLevel"),
        "discontinued": "1" if row.text("SellEndDate") or row.text("DiscontinuedDate") else "",
    }


def _offer(row: Row, vendors: Mapping[str, str], skus: Mapping[str, str]) -> Cells:
    return {
        "supplier": _key(row, "VendorID", vendors),
        "item": _key(row, "ProductID", skus),
        "price": row.text("StandardPrice"),
        "minimum_quantity": row.text("MinOrderQty"),
        "lead_days": row.text("AverageLeadTime"),
    }


def _order(row: Row, vendors: Mapping[str, str]) -> Cells:
    return {
        "purchase_order": row.text("PurchaseOrderID"),
        "supplier": _key(row, "VendorID", vendors),
        "ordered_on": row.text("OrderDate"),
    }


def _line(row: Row, skus: Mapping[str, str]) -> Cells:
    return {
        "purchase_order": row.text("PurchaseOrderID"),
        "line": row.text("PurchaseOrderDetailID"),
        "item": _key(row, "ProductID", skus),
        "quantity": row.text("OrderQty"),
        "unit_cost": row.text("UnitPrice"),
        "expected_on": row.text("DueDate"),
    }


def _receipt(row: Row, order: Row) -> Cells:
    written = row.text("ModifiedDate")
    return {
        "receipt": row.text("PurchaseOrderID"),
        "purchase_order": row.text("PurchaseOrderID"),
        "received_on": written if len(written) == len("2000-01-01") else order.text("ShipDate"),
        "line": row.text("PurchaseOrderDetailID"),
        "received": _pieces(row, "ReceivedQty"),
        "rejected": _pieces(row, "RejectedQty"),
        "last": "1" if order.text("Status") in FINISHED else "",
    }


def _pieces(row: Row, column: str) -> str:
    """A quantity with decimals of 0, as it stands in the files."""
    return str(int(row.amount(column, places=0)))
