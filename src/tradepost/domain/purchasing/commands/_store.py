"""A supplier's store: which it is, and what happens when goods of it leave, whatever became of them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.conf import settings

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.errors import Invalid, Refusal
from tradepost.base.ids import new_id, new_ids
from tradepost.base.money import ZERO
from tradepost.base.numbers import cheap_numbers
from tradepost.domain.accounts import commands as accounts
from tradepost.domain.accounts import queries as accounts_queries
from tradepost.domain.accounts.commands import EntryInput, PostingInput
from tradepost.domain.accounts.rules import Ledger
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.commands import ReceivedInput, StoreGoods
from tradepost.domain.inventory.models import Warehouse
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.purchasing import queries
from tradepost.domain.purchasing.models import StoreWithdrawal, StoreWithdrawalLine
from tradepost.domain.purchasing.queries import StorePrice
from tradepost.domain.purchasing.rules import MOST, NAMED, in_base_currency
from tradepost.domain.purchasing.rules.store import OWED_KINDS, InStore, OfStore, Taken, owed_for


class NotAStore(Refusal):
    """What lies in this warehouse is not a supplier's."""


class LessInStore(Refusal):
    """Less of it is the supplier's than was said; `facts["there"]` says how much, by the number of the line."""


class NoPrice(Refusal):
    """The supplier has no offer of these items, so nobody knows what they cost; `facts["skus"]` names them."""


POSTINGS = {"taken_over": "takeover", "missing": "store_loss", "sent_back": "store_return"}
"""What the ledgers call it."""


@dataclass
class Leaving:
    """What leaves of one line of a delivery, with its price, what is owed for it, and its own line."""

    line: InStore
    quantity: int
    price: StorePrice | None
    amount: Decimal = ZERO
    value: Decimal = ZERO
    row: StoreWithdrawalLine | None = None


def store_named(warehouse_id: UUID) -> Warehouse:
    """The store. Raises NotFound, NotAStore."""
    found = inventory_queries.warehouse(warehouse_id)
    if found.supplier_id is None:
        raise NotAStore(
            f"{found.name} is no supplier's store: what lies there is ours.", warehouse_id=str(found.pk)
        )
    return found


def refuse_bad_quantities(lines: Sequence[OfStore], least: int) -> None:
    """Raises Invalid naming each line with a quantity that cannot be."""
    wrong: dict[str, str] = {} if lines else {"lines": "Name at least one item."}
    for row, line in enumerate(lines):
        if not least <= line.quantity <= MOST:
            wrong[f"lines.{row}.quantity"] = (
                "Too large." if line.quantity > MOST else f"Must be at least {least}."
            )
    if wrong:
        raise Invalid("This cannot be written. Correct the marked lines.", fields=wrong)


def less_in_store(less: Mapping[int, int]) -> LessInStore:
    """The refusal of lines that say more than there is."""
    return LessInStore(
        "Less of it lies there, or its lot is not usable. Count again, or name the lot.", there=dict(less)
    )


def withdraw(
    by: By,
    *,
    withdrawal_id: UUID,
    store: Warehouse,
    kind: str,
    taken: Taken,
    note: str,
    place_id: UUID | None = None,
) -> StoreWithdrawal:
    """What left of locked lines of deliveries: its rows, and both ledgers. The caller publishes it."""
    assert store.supplier_id is not None
    today, owed = by.now.date(), kind in OWED_KINDS
    supplier = parties_queries.supplier(by, store.supplier_id)
    prices = queries.store_prices(supplier.pk, [line.item_id for line, _ in taken]) if owed else {}
    rate = accounts_queries.rate_on(supplier.currency, today) if owed else ZERO
    leaving = _priced(by, taken, prices, supplier.currency, rate, owed)
    made = StoreWithdrawal(
        id=withdrawal_id,
        number=cheap_numbers("store_withdrawal")[0],
        kind=kind,
        warehouse=store,
        supplier=supplier,
        supplier_name=supplier.party.name,
        note=note.strip(),
        lines_count=len(leaving),
        quantity=sum(one.quantity for one in leaving),
        currency=supplier.currency,
        rate=rate,
        amount=sum((one.amount for one in leaving), ZERO),
        value=sum((one.value for one in leaving), ZERO),
        left_on=today,
        made_at=by.now,
    )
    _write(by, made, leaving)
    _post_stock(by, made, store, leaving, place_id)
    _post_books(by, made)
    return made


def _priced(
    by: By, taken: Taken, prices: Mapping[UUID, StorePrice], currency: str, rate: Decimal, owed: bool
) -> list[Leaving]:
    """Each with what is owed for it. Raises NoPrice."""
    unknown = list(dict.fromkeys(line.item_id for line, _ in taken if owed and line.item_id not in prices))
    if unknown:
        skus = sorted(one.sku for one in catalog_queries.items_of(by, unknown))
        named = ", ".join(skus[:NAMED]) + (", …" if len(skus) > NAMED else "")
        raise NoPrice(
            f"This supplier has no offer of {named}. Enter it first: it says what they cost.", skus=skus
        )
    leaving = []
    for line, quantity in taken:
        price = prices.get(line.item_id)
        amount = owed_for(quantity, price.price, price.pack, currency) if price else ZERO
        leaving.append(Leaving(line, quantity, price, amount))
    values = in_base_currency([one.amount for one in leaving], rate, settings.BASE_CURRENCY)
    for one, value in zip(leaving, values, strict=True):
        one.value = value
    return leaving


def _write(by: By, made: StoreWithdrawal, leaving: Sequence[Leaving]) -> None:
    """The document, its lines, and what is left of the deliveries: three statements."""
    made.save(force_insert=True)
    ids = new_ids(by.now, len(leaving))
    for position, (one, row_id) in enumerate(zip(leaving, ids, strict=True), start=1):
        price = one.price
        one.row = StoreWithdrawalLine(
            id=row_id,
            withdrawal=made,
            position=position,
            store_line_id=one.line.line_id,
            item_id=one.line.item_id,
            lot_id=one.line.lot_id,
            supplier_sku=price.supplier_sku if price else "",
            quantity=one.quantity,
            unit=price.unit if price else "",
            pack=price.pack if price else 1,
            price=price.price if price else ZERO,
            amount=one.amount,
            value=one.value,
        )
    StoreWithdrawalLine.objects.bulk_create([one.row for one in leaving if one.row is not None])
    sql.run(
        """update purchasing_store_line l set quantity_left = l.quantity_left - t.quantity
           from unnest(%s::uuid[], %s::bigint[]) as t(id, quantity) where l.id = t.id""",
        [[one.line.line_id for one in leaving], [one.quantity for one in leaving]],
    )


def _post_stock(
    by: By, made: StoreWithdrawal, store: Warehouse, leaving: Sequence[Leaving], place_id: UUID | None
) -> None:
    """Out of the store; into the warehouse beside it, or expected there no more."""
    assert store.beside_id is not None
    items = {one.line.item_id for one in leaving}
    for warehouse_id in sorted((store.pk, store.beside_id)):
        inventory.hold_stock(by, warehouse_id=warehouse_id, item_ids=items, stores=True)
    sums: dict[tuple[UUID, UUID | None], int] = defaultdict(int)
    for one in leaving:
        sums[one.line.item_id, one.line.lot_id] += one.quantity
    kind = POSTINGS[made.kind]
    inventory.leave_store(
        by,
        posting_id=new_id(by.now),
        subject_id=made.pk,
        warehouse_id=store.pk,
        goods=[StoreGoods(item_id, quantity, lot_id) for (item_id, lot_id), quantity in sums.items()],
        kind=kind,
        reason=made.note,
    )
    if made.kind != "taken_over":
        left = [(one.line.line_id, one.line.left - one.quantity, one.line.came_on) for one in leaving]
        inventory.change_supplies(by, changes=left)
        return
    arrived = [
        ReceivedInput(
            item_id=one.line.item_id,
            quantity=one.quantity,
            value=one.value,
            supply_id=one.line.line_id,
            place_id=place_id,
            lot_id=one.line.lot_id,
            source_id=one.row.pk if one.row else None,
        )
        for one in leaving
    ]
    inventory.receive(by, subject_id=made.pk, warehouse_id=store.beside_id, lines=arrived, kind=kind)


def _post_books(by: By, made: StoreWithdrawal) -> None:
    """What became ours is stock, what is missing is lost; both are owed, though not billed yet."""
    entry = EntryInput(
        entry_id=new_id(by.now),
        kind=POSTINGS[made.kind],
        subject_id=made.pk,
        posted_on=made.left_on,
        currency=settings.BASE_CURRENCY,
        lines=[
            PostingInput(Ledger.STOCK_LOSS if made.kind == "missing" else Ledger.STOCK, made.value),
            PostingInput(Ledger.RECEIVED_NOT_BILLED, -made.value),
        ],
    )
    accounts.post(by, entries=[entry])
