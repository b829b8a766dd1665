"""Sends tea and cups from one warehouse to the other and takes them in: `python rival.py FROM TO ROUNDS`."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from decimal import Decimal as D
from uuid import UUID


def main(one: UUID, other: UUID, rounds: int) -> None:
    import django

    django.setup()
    from tradepost.base.by import system
    from tradepost.base.command import REPEATS
    from tradepost.base.ids import new_id
    from tradepost.domain.catalog import queries as catalog_queries
    from tradepost.domain.transfers import commands as transfers
    from tradepost.domain.transfers import queries
    from tradepost.domain.transfers.commands import ArrivedInput, TransferLineInput

    by = system(datetime(2026, 3, 16, 10, 0, tzinfo=UTC), "Rival")
    items = catalog_queries.item_ids(["tea", "cup"])
    for _ in range(rounds):
        pk = new_id(by.now)
        transfers.draft_transfer(
            by, transfer_id=pk, from_warehouse_id=one, to_warehouse_id=other,
            lines=[TransferLineInput(item_id, D(3)) for item_id in items.values()],
        )  # fmt: skip
        transfers.release_transfer(by, transfer_id=pk)
        transfers.dispatch_transfer(by, transfer_id=pk)
        loads = queries.loads_of(pk)
        transfers.receive_transfer(
            by, receipt_id=new_id(by.now), transfer_id=pk, lines=[ArrivedInput(load.pk, 3) for load in loads]
        )
    found = [sample for metric in REPEATS.collect() for sample in metric.samples]
    print(json.dumps({"repeats": sum(one.value for one in found if one.name.endswith("_total"))}))


if __name__ == "__main__":
    main(UUID(sys.argv[1]), UUID(sys.argv[2]), int(sys.argv[3]))
