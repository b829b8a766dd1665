"""The wholesaler's real customers and suppliers come in as they are: nothing in them is refused."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tradepost.base.by import By
from tradepost.base.ids import new_ids
from tradepost.domain.parties import commands as parties
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.parties.commands import AddressInput, ContactInput, CustomerInput, SupplierInput
from tradepost.domain.parties.models import Address, Party
from tradepost.domain.parties.queries import CUSTOMERS

pytestmark = [pytest.mark.django_db, pytest.mark.real_book]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def _address(row: dict[str, str]) -> AddressInput:
    return AddressInput(
        line1=row["Address"],
        city=row["City"],
        region=row["Region"],
        postal_code=row["PostalCode"],
        country=row["Country"],
    )


def test_northwinds_customers_and_suppliers_come_in(by: By, shared: Path) -> None:
    customers, suppliers = (
        _rows(shared / "data/northwind" / f"{name}.csv") for name in ("customers", "suppliers")
    )
    made = parties.create_customers(
        by,
        customers=[
            CustomerInput(
                customer_id,
                row["CompanyName"],
                number=row["CustomerID"],
                phone=row["Phone"],
                addresses=[_address(row)],
                contacts=[ContactInput(row["ContactName"], row["ContactTitle"])],
            )
            for customer_id, row in zip(new_ids(by.now, len(customers)), customers, strict=True)
        ],
    )
    parties.create_suppliers(
        by,
        suppliers=[
            SupplierInput(
                supplier_id,
                row["CompanyName"],
                number=f"NW-{row['SupplierID']}",
                phone=row["Phone"],
                website=row["HomePage"].partition("#")[2],
                addresses=[_address(row)],
                contacts=[ContactInput(row["ContactName"], row["ContactTitle"])],
            )
            for supplier_id, row in zip(new_ids(by.now, len(suppliers)), suppliers, strict=True)
        ],
    )
    assert (len(made), Party.objects.count()) == (91, 120)
    assert Address.objects.filter(country="").count() == 0
    assert list(parties_queries.differences()) == []
    assert parties_queries.customer_terms(made[0].id).shipping_address == (
        "Alfreds Futterkiste\nObere Str. 57\n12209 Berlin\nGermany"
    )
    assert [row.number for row in CUSTOMERS.page(by, search="alfki").rows] == ["ALFKI"]


def test_wide_world_importers_customers_come_in(by: By, shared: Path) -> None:
    rows = _rows(shared / "data/customers-wideworldimporters/customers.csv")
    columns = {name.lower().replace(" ", "_"): name for name in rows[0]}
    name = next(columns[key] for key in columns if "name" in key)
    phone = next(columns[key] for key in columns if "phone" in key)
    site = next(columns[key] for key in columns if "web" in key)
    made = parties.create_customers(
        by,
        customers=[
            CustomerInput(customer_id, row[name], phone=row[phone], website=row[site])
            for customer_id, row in zip(new_ids(by.now, len(rows)), rows, strict=True)
        ],
    )
    assert len(made) == 663
    assert len({row.number for row in made}) == 663
