from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid
from tradepost.base.ids import new_id, new_ids
from tradepost.base.money import ZERO
from tradepost.base.numbers import cheap_numbers
from tradepost.domain.accounts import commands as accounts
from tradepost.domain.accounts.commands import EntryInput, PostingInput
from tradepost.domain.accounts.rules import Ledger
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.catalog.models import Item
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory.commands import LotInput, ReceivedInput, SupplyInput
from tradepost.domain.inventory.models import Warehouse
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.parties.models import Supplier
from tradepost.domain.purchasing import queries
from tradepost.domain.purchasing.commands._store import store_named
from tradepost.domain.purchasing.events import StoreFilled
from tradepost.domain.purchasing.models import StoreDelivery, StoreLine
from tradepost.domain.purchasing.rules import MOST


@dataclass(frozen=True, slots=True)
class StoreInput:
    """What came of an item, base units; a further lot or place is a line of its own. No place: where deliveries go."""

    item_id: UUID
    quantity: int
    lot_code: str = ""
    expires_on: date | None = None
    best_before_on: date | None = None
    supplier_lot: str = ""
    place_id: UUID | None = None

    @property
    def tells_lot(self) -> bool:
        """Whether anything is said that only a lot has."""
        return bool(self.lot_code or self.expires_on or self.best_before_on or self.supplier_lot)


@command(once="delivery_id", again=queries.store_delivery_by_id)
def fill_store(
    by: By,
    *,
    delivery_id: UUID,
    warehouse_id: UUID,
    lines: Sequence[StoreInput],
    delivery_note: str = "",
    note: str = "",
) -> StoreDelivery:
    """Take goods of a supplier into their store: they stay theirs, and nothing is owed.

    The warehouse beside it may promise them at once. Raises NotFound, NotAStore, SerialElsewhere, PlaceIsClosed,
    Invalid with every line that cannot be taken in.
    """
    store = store_named(warehouse_id)
    assert store.supplier_id is not None
    supplier = parties_queries.supplier(by, store.supplier_id)
    items = {one.pk: one for one in catalog_queries.items_of(by, list({line.item_id for line in lines}))}
    _refuse_bad(items, lines)

    # Lots are stock's own rows, and made before ours: the delivery's lines point at them.
    lots = inventory.ensure_lots(by, lots=_lots(lines))
    made, rows = _write(by, delivery_id, store, supplier, lines, lots, delivery_note, note)
    demands = _post(by, made, store, rows, lines)
    publish(by, StoreFilled(made.pk, made.number, store.pk, supplier.pk, made.quantity, demands))
    return made


def _write(
    by: By,
    delivery_id: UUID,
    store: Warehouse,
    supplier: Supplier,
    lines: Sequence[StoreInput],
    lots: Mapping[tuple[UUID, str], UUID],
    delivery_note: str,
    note: str,
) -> tuple[StoreDelivery, list[StoreLine]]:
    made = StoreDelivery.objects.create(
        id=delivery_id,
        number=cheap_numbers("store_delivery")[0],
        warehouse=store,
        supplier=supplier,
        supplier_name=supplier.party.name,
        delivery_note=delivery_note.strip(),
        note=note.strip(),
        lines_count=len(lines),
        quantity=sum(line.quantity for line in lines),
        came_on=by.now.date(),
        made_at=by.now,
    )
    rows = [
        StoreLine(
            id=row_id,
            delivery=made,
            position=position,
            warehouse=store,
            item_id=line.item_id,
            lot_id=lots.get((line.item_id, line.lot_code)),
            quantity=line.quantity,
            quantity_left=line.quantity,
            came_on=made.came_on,
        )
        for position, (row_id, line) in enumerate(
            zip(new_ids(by.now, len(lines)), lines, strict=True), start=1
        )
    ]
    return made, StoreLine.objects.bulk_create(rows)


def _post(
    by: By, made: StoreDelivery, store: Warehouse, rows: Sequence[StoreLine], lines: Sequence[StoreInput]
) -> list[UUID]:
    """Into the store at 0, and expected beside it for today. Gives the demands that are promised some."""
    assert store.beside_id is not None
    for warehouse_id in sorted((store.pk, store.beside_id)):
        inventory.hold_stock(
            by, warehouse_id=warehouse_id, item_ids={row.item_id for row in rows}, stores=True
        )
    arrived = [
        ReceivedInput(
            row.item_id, row.quantity, ZERO, place_id=line.place_id, lot_id=row.lot_id, source_id=row.pk
        )
        for row, line in zip(rows, lines, strict=True)
    ]
    inventory.receive(by, subject_id=made.pk, warehouse_id=store.pk, lines=arrived, kind="store_delivery")
    supplies = [SupplyInput(row.pk, row.item_id, row.quantity, made.came_on) for row in rows]
    demands = inventory.expect(by, warehouse_id=store.beside_id, source_id=made.pk, supplies=supplies)
    # It moves no money, but its day must be open.
    nothing = [PostingInput(Ledger.STOCK, ZERO)]
    entry = EntryInput(
        new_id(by.now), "store_delivery", made.pk, made.came_on, settings.BASE_CURRENCY, nothing
    )
    accounts.post(by, entries=[entry])
    return list(demands)


def _refuse_bad(items: Mapping[UUID, Item], lines: Sequence[StoreInput]) -> None:
    wrong: dict[str, str] = {} if lines else {"lines": "Name at least one item."}
    for row, line in enumerate(lines):
        item = items.get(line.item_id)
        if item is None:
            wrong[f"lines.{row}.item_id"] = "There is no such item."
            continue
        if not 1 <= line.quantity <= MOST:
            wrong[f"lines.{row}.quantity"] = "Too large." if line.quantity > MOST else "Must be at least 1."
        if item.is_traced and not line.lot_code:
            wrong[f"lines.{row}.lot_code"] = (
                "Say the lot: this item is tracked by lot."
                if item.tracking == "lot"
                else "Say the serial number: each piece of this item has its own."
            )
        if item.tracking == "serial" and line.quantity > 1:
            wrong[f"lines.{row}.quantity"] = (
                "One piece for each serial number: take each in on a line of its own."
            )
        if not item.is_traced and line.tells_lot:
            wrong[f"lines.{row}.lot_code"] = "Leave the lot out: this item is not tracked by lot."
    if wrong:
        raise Invalid("This delivery cannot be taken in. Correct the marked lines.", fields=wrong)


def _lots(lines: Sequence[StoreInput]) -> list[LotInput]:
    return [
        LotInput(line.item_id, line.lot_code, line.expires_on, line.best_before_on, line.supplier_lot)
        for line in lines
        if line.lot_code
    ]
