"""A process of its own: `rival.py prepare`, or `rival.py receive ORDER LINE QUANTITY`. Prints JSON."""

import json
import sys
from decimal import Decimal
from uuid import UUID

import django

django.setup()

from datetime import UTC, datetime  # noqa: E402

from tradepost.base.by import system  # noqa: E402
from tradepost.base.errors import Refusal  # noqa: E402
from tradepost.base.ids import new_id  # noqa: E402
from tradepost.domain.catalog.models import Item  # noqa: E402
from tradepost.domain.inventory import commands as inventory  # noqa: E402
from tradepost.domain.inventory import queries as inventory_queries  # noqa: E402
from tradepost.domain.parties.models import Party, Supplier  # noqa: E402
from tradepost.domain.purchasing import commands as purchasing  # noqa: E402
from tradepost.domain.purchasing import queries  # noqa: E402

NOW = datetime(2026, 3, 16, 9, 0, tzinfo=UTC)
BY = system(NOW)


def prepare() -> dict[str, str]:
    warehouse, item, supplier, order, line = (new_id(NOW) for _ in range(5))
    inventory.create_warehouse(BY, warehouse_id=warehouse, code="W1", name="Main")
    Item.objects.create(id=item, sku="tea", name="Tea", made_at=NOW)
    party = Party.objects.create(id=new_id(NOW), name="Importer", made_at=NOW)
    Supplier.objects.create(id=supplier, party=party, number="S-1", currency="USD", made_at=NOW)
    wanted = purchasing.PurchaseLineInput(item, Decimal(100), unit_price=Decimal(2), line_id=line)
    purchasing.order_from_supplier(
        BY, purchase_order_id=order, supplier_id=supplier, warehouse_id=warehouse, lines=[wanted]
    )
    return {"order": str(order), "line": str(line)}


def receive(order: str, line: str, quantity: str, times: str) -> dict[str, int]:
    """Receives again and again; counts what was taken in and what was refused."""
    told = {"taken": 0, "refused": 0}
    for _ in range(int(times)):
        count = purchasing.ReceiptInput(UUID(line), int(quantity))
        try:
            purchasing.receive(
                BY, receipt_id=new_id(NOW), purchase_order_id=UUID(order), lines=[count], last=False
            )
            told["taken"] += int(quantity)
        except Refusal:
            told["refused"] += 1
    return told


def verify() -> list[str]:
    return [str(found) for found in [*queries.differences(), *inventory_queries.differences()]]


print(json.dumps({"prepare": prepare, "receive": receive, "verify": verify}[sys.argv[1]](*sys.argv[2:])))
