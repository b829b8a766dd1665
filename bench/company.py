"""The company that is measured: its own PostgreSQL (syncing to disk, as in production) in var/bench."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.private_postgres import PrivateServer, find_binaries

ROOT = Path(__file__).resolve().parents[1]
NOW = datetime(2026, 3, 16, 9, 0, tzinfo=UTC)
ITEMS, CUSTOMERS = 2000, 200
MEMBER = "bench@example.com"


@dataclass(frozen=True)
class Company:
    """Where it lies and who is in it."""

    url: str
    token: str
    warehouse_id: UUID
    items: list[UUID]
    customers: list[UUID]


def server() -> PrivateServer:
    """The server of the measurements, started if need be."""
    made = PrivateServer(ROOT / "var" / "bench", find_binaries())
    made.start()
    return made


def fresh_database(name: str) -> str:
    """An empty database; one of the same name is dropped. Gives its URL and points Django at it."""
    import psycopg

    running = server()
    with psycopg.connect(running.url("postgres"), autocommit=True) as connection:
        connection.execute(f"drop database if exists {name} with (force)")
    running.ensure_database(name)
    url = running.url(name)
    os.environ |= {
        "DATABASE_URL": url,
        "TRADEPOST_ENV": "development",
        "TRADEPOST_DEBUG": "no",
        "TRADEPOST_LOG_FORMAT": "json",  # as in production
        "DJANGO_SETTINGS_MODULE": "tradepost.config.settings",
    }
    return url


def open_company(name: str = "bench", stock: int = 10_000_000) -> Company:
    """A migrated database with goods, prices, customers and a token that may sell."""
    url = fresh_database(name)
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from tradepost.base.by import system
    from tradepost.base.ids import new_id, new_ids
    from tradepost.domain.catalog import commands as catalog
    from tradepost.domain.inventory import commands as inventory
    from tradepost.domain.parties import commands as parties
    from tradepost.domain.pricing import commands as pricing

    by = system(NOW, "Bench")
    warehouse = inventory.create_warehouse(by, warehouse_id=new_id(NOW), code="MAIN", name="Main warehouse")
    items, customers = new_ids(NOW, ITEMS), new_ids(NOW, CUSTOMERS)
    catalog.create_items(
        by, items=[catalog.ItemInput(i, f"BENCH-{n:05}", f"Bench item {n}") for n, i in enumerate(items)]
    )
    parties.create_customers(
        by, customers=[parties.CustomerInput(c, f"Customer {n}") for n, c in enumerate(customers)]
    )
    prices = pricing.create_price_list(
        by, price_list_id=new_id(NOW), name="List prices", currency="USD", is_base=True
    )
    pricing.set_prices(
        by,
        price_list_id=prices.id,
        rows=[pricing.PriceInput(Decimal(n % 90 + 10), item_id=i) for n, i in enumerate(items)],
    )
    pricing.set_tax_rules(by, rules=[pricing.TaxRuleInput(code="S", rate=Decimal(19))])
    inventory.receive(
        by,
        subject_id=new_id(NOW),
        warehouse_id=warehouse.id,
        from_kind="loss",
        lines=[inventory.ReceivedInput(i, stock, Decimal(stock)) for i in items],
    )
    return Company(url, _token(by), warehouse.id, items, customers)


def _token(by: By) -> str:
    """The secret of a token of an owner."""
    from tradepost.base.ids import new_id
    from tradepost.domain.access import commands as access

    user = access.create_user(
        by,
        user_id=new_id(NOW),
        email=MEMBER,
        name="Bench",
        grants=[access.GrantInput("owner")],
    )
    token = access.make_token(
        by, token_id=new_id(NOW), user_id=user.id, name="bench", expires_at=NOW + timedelta(days=3650)
    )
    return token.secret
