"""A clerk who does random things through the commands, and a process of such clerks.

`python trader.py SEED STEPS [SIZE]` trades in the database of DATABASE_URL and prints what happened as JSON; with a
size its documents have so many times the lines, and each step is told on a line of its own once it is done, because
somebody may kill the process. Refusals are part of trade; any other error ends the process.
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal as D
from uuid import UUID

NOW = datetime(2026, 3, 16, 9, 0, tzinfo=UTC)


@dataclass
class Clerk:
    """Does one random thing a step; counts what was done and what was refused."""

    rng: random.Random
    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    clock: datetime = NOW
    size: int = 1

    def step(self, verb: str = "") -> None:
        from tradepost.base.by import system
        from tradepost.base.errors import Refusal

        verbs = VERBS if not verb else {verb: VERBS[verb]}
        name = self.rng.choices(list(verbs), weights=[weight for _, weight in verbs.values()])[0]
        self.clock += timedelta(minutes=1)
        try:
            did = verbs[name][0](self, system(self.clock, "Clerk"))
        except Refusal as refusal:
            self.refused[f"{name}: {refusal.code}"] += 1
        else:
            self.done[name if did is not False else f"{name}: nothing to do"] += 1

    def many(self, most: int, least: int = 1) -> int:
        """How many lines a document gets."""
        return self.rng.randint(least, most) * self.size

    def new_id(self) -> UUID:
        from tradepost.base.ids import new_id

        return new_id(self.clock)

    def pick(self, statement: str) -> UUID | None:
        from tradepost.base import sql

        found = sql.rows(statement + " order by random() limit 1")
        return found[0][0] if found else None

    def quantity(self) -> D:
        return D(self.rng.choice([1, 1, 2, 3, 5, 8, 20]))


Verb = Callable[[Clerk, object], object]


def _items(count: int) -> list[UUID]:
    from tradepost.base import sql

    return [row[0] for row in sql.rows("select id from catalog_item order by random() limit %s", [count])]


def place(clerk: Clerk, by: object) -> object:
    from tradepost.domain.sales import commands as sales

    items = _items(clerk.many(3, 3))
    chosen = [clerk.rng.choice(items) for _ in range(clerk.many(5))]  # often one item twice
    return sales.place_order(
        by,
        order_id=clerk.new_id(),
        customer_id=clerk.pick("select id from parties_customer"),
        lines=[sales.LineInput(item, clerk.quantity()) for item in chosen],
        confirm=clerk.rng.random() < 0.8,
        priority=clerk.rng.choice([0, 0, 0, 5]),
    )


def _open_order(clerk: Clerk) -> UUID | None:
    return clerk.pick("select id from sales_order where state in ('draft', 'submitted', 'confirmed')")


def confirm(clerk: Clerk, by: object) -> object:
    from tradepost.domain.sales import commands as sales

    order_id = _open_order(clerk)
    return sales.confirm_order(by, order_id=order_id) if order_id else False


def cancel(clerk: Clerk, by: object) -> object:
    from tradepost.domain.sales import commands as sales

    order_id = _open_order(clerk)
    return sales.cancel_order(by, order_id=order_id) if order_id else False


def close_short(clerk: Clerk, by: object) -> object:
    from tradepost.domain.sales import commands as sales

    order_id = _open_order(clerk)
    return sales.close_order(by, order_id=order_id) if order_id else False


def cut(clerk: Clerk, by: object) -> object:
    from tradepost.domain.sales import commands as sales
    from tradepost.domain.sales.models import OrderLine

    order_id = _open_order(clerk)
    if not order_id:
        return False
    lines = list(OrderLine.objects.filter(order_id=order_id))
    cuts = [(line.id, clerk.rng.randint(0, line.quantity)) for line in lines]
    return sales.cancel_lines(by, order_id=order_id, cuts=cuts)


def change(clerk: Clerk, by: object) -> object:
    """Change some lines of a confirmed order, often as somebody saw it, and add one now and then."""
    from tradepost.domain.sales import commands as sales
    from tradepost.domain.sales.models import OrderLine

    order_id = clerk.pick("select id from sales_order where state = 'confirmed'")
    if not order_id:
        return False
    dice = clerk.rng
    asked = []
    for line in OrderLine.objects.filter(order_id=order_id).order_by("position"):
        if line.price_trace.get("source") != "gift" and dice.random() < 0.5:
            price = D(dice.randint(1, 12)) if dice.random() < 0.3 else None
            asked.append(sales.ChangedLine(line.pk, quantity=D(dice.randint(0, 12)), unit_price=price))
    if dice.random() < 0.4:
        asked.append(sales.ChangedLine(item_id=_items(1)[0], quantity=clerk.quantity()))
    wanted = sales.ChangeAsked(asked, terms_days=dice.choice([None, None, 14]), reason="Changed")
    seen = (
        sales.preview_change(by, order_id=order_id, asked=wanted).fingerprint if dice.random() < 0.5 else ""
    )
    return sales.apply_change(by, change_id=clerk.new_id(), order_id=order_id, asked=wanted, seen=seen)


def hold(clerk: Clerk, by: object) -> object:
    from tradepost.domain.sales import commands as sales

    hold_id = clerk.pick("select id from sales_hold where released_at is null")
    if hold_id:
        return sales.release_hold(by, hold_id=hold_id, note="It may go.")
    order_id = _open_order(clerk)
    return (
        sales.hold_order(by, hold_id=clerk.new_id(), order_id=order_id, note="Why not") if order_id else False
    )


def release(clerk: Clerk, by: object) -> object:
    from tradepost.domain.fulfilment import commands as fulfilment

    order_id = clerk.pick("select id from sales_order where state = 'confirmed' and not held")
    return fulfilment.release_order(by, shipment_id=clerk.new_id(), order_id=order_id) if order_id else False


def pick(clerk: Clerk, by: object) -> object:
    from tradepost.base import sql
    from tradepost.domain.fulfilment import commands as fulfilment

    shipment_id = clerk.pick("select id from fulfilment_shipment where state in ('planned', 'picking')")
    if not shipment_id:
        return False
    tasks = sql.rows(
        """select p.id, p.asked from fulfilment_pick_task p join fulfilment_shipment_line l on l.id = p.line_id
           where l.shipment_id = %s and p.done_at is null""",
        [shipment_id],
    )
    short = clerk.rng.random() < 0.2
    picks = [
        fulfilment.Pick(task_id, clerk.rng.randint(0, asked) if short else asked, "missing" if short else "")
        for task_id, asked in tasks
    ]
    return fulfilment.record_picks(by, shipment_id=shipment_id, picks=picks)


def pack_and_ship(clerk: Clerk, by: object) -> object:
    from tradepost.domain.fulfilment import commands as fulfilment

    shipment_id = clerk.pick("select id from fulfilment_shipment where state in ('picking', 'packed')")
    if not shipment_id:
        return False
    if clerk.rng.random() < 0.7:
        fulfilment.pack_shipment(by, shipment_id=shipment_id)
    return fulfilment.ship_shipment(by, shipment_id=shipment_id)


def ship_at_once(clerk: Clerk, by: object) -> object:
    from tradepost.domain.fulfilment import commands as fulfilment

    order_id = clerk.pick("select id from sales_order where state = 'confirmed' and not held")
    return fulfilment.ship_order(by, shipment_id=clerk.new_id(), order_id=order_id) if order_id else False


def cancel_shipment(clerk: Clerk, by: object) -> object:
    from tradepost.domain.fulfilment import commands as fulfilment

    shipment_id = clerk.pick(
        "select id from fulfilment_shipment where state in ('planned', 'picking', 'packed')"
    )
    return fulfilment.cancel_shipment(by, shipment_id=shipment_id) if shipment_id else False


def buy(clerk: Clerk, by: object) -> object:
    from tradepost.domain.purchasing import commands as purchasing

    lines = [
        purchasing.PurchaseLineInput(item, clerk.quantity(), unit_price=D(6))
        for item in _items(clerk.many(4, 4))
    ]
    return purchasing.order_from_supplier(
        by,
        purchase_order_id=clerk.new_id(),
        supplier_id=clerk.pick("select id from parties_supplier"),
        lines=lines,
        expected_on=clerk.clock.date() + timedelta(days=clerk.rng.randint(1, 30)),
    )


def receive(clerk: Clerk, by: object) -> object:
    from tradepost.base import sql
    from tradepost.domain.purchasing import commands as purchasing

    order_id = clerk.pick("select id from purchasing_purchase_order where state in ('sent', 'acknowledged')")
    if not order_id:
        return False
    lines = sql.rows(
        """select l.id, l.ordered - l.received - l.rejected - l.cancelled, i.tracking
           from purchasing_purchase_order_line l join catalog_item i on i.id = l.item_id
           where l.purchase_order_id = %s""",
        [order_id],
    )
    counted = [
        (line_id, clerk.rng.randint(0, max(left, 0)), clerk.rng.choice("ABC") if tracking == "lot" else "")
        for line_id, left, tracking in lines
    ]
    return purchasing.receive(
        _now_or_late(clerk, by),
        receipt_id=clerk.new_id(),
        purchase_order_id=order_id,
        lines=[
            purchasing.ReceiptInput(
                line_id, count, damaged=clerk.rng.choice([0, 0, min(1, count)]), lot_code=lot
            )
            for line_id, count, lot in counted
            if count
        ],
        last=clerk.rng.random() < 0.3,
    )


def _now_or_late(clerk: Clerk, by: object) -> object:
    """Sometimes a delivery is keyed days after it came, with its own day."""
    from tradepost.base.by import system

    return system(clerk.clock - timedelta(days=clerk.rng.randint(1, 20))) if clerk.rng.random() < 0.2 else by


def slip(clerk: Clerk, by: object) -> object:
    """A supplier says that some of it comes on another day."""
    from tradepost.base import sql
    from tradepost.domain.purchasing import commands as purchasing

    order_id = clerk.pick("select id from purchasing_purchase_order where state in ('sent', 'acknowledged')")
    if not order_id:
        return False
    lines = sql.rows(
        "select id from purchasing_purchase_order_line where purchase_order_id = %s order by random() limit %s",
        [order_id, clerk.many(2, 2)],
    )
    day = _day(clerk, clerk.rng.randint(1, 40))
    return purchasing.acknowledge(
        by,
        purchase_order_id=order_id,
        lines=[purchasing.AcknowledgedInput(line_id, expected_on=day) for (line_id,) in lines],
    )


def _day(clerk: Clerk, days: int) -> date:
    return clerk.clock.date() + timedelta(days=days)


def count(clerk: Clerk, by: object) -> object:
    """One step of a stock take: begun, counted, sometimes sent back to counting, and posted."""
    from tradepost.base import sql
    from tradepost.domain.counting import commands as counting
    from tradepost.domain.counting.models import CountLine

    found = sql.rows(
        """select id, state from counting_count where state in ('planned', 'counting', 'review')
           order by random() limit 1"""
    )
    if not found:
        return _begin_count(clerk, by)
    count_id, state = found[0]
    if state == "planned":
        return counting.start_count(by, count_id=count_id)
    if state == "review":
        verb = counting.post_count if clerk.rng.random() < 0.8 else counting.reopen_count
        return verb(by, count_id=count_id)
    lines = [
        counting.CountedInput(
            line.place_id,
            line.item_id,
            max(line.book + clerk.rng.choice([-2, -1, 0, 0, 1, 2]), 0),
            line.lot_id,
        )
        for line in CountLine.objects.filter(count_id=count_id).exclude(state="counted").order_by("position")
    ]
    if lines:
        counting.record_counts(by, batch_id=clerk.new_id(), count_id=count_id, lines=lines)
    return counting.finish_count(by, count_id=count_id, leave_uncounted=True)


def _begin_count(clerk: Clerk, by: object) -> object:
    from tradepost.domain.counting import commands as counting
    from tradepost.domain.inventory import queries as inventory_queries

    return counting.plan_count(
        by,
        count_id=clerk.new_id(),
        warehouse_id=inventory_queries.default_warehouse().id,
        scope="items",
        item_ids=_items(clerk.many(2, 2)),
    )


def move(clerk: Clerk, by: object) -> object:
    """Goods are carried from one place of a warehouse to another; sometimes more than is free."""
    from tradepost.base import sql
    from tradepost.domain.inventory import commands as inventory

    found = sql.rows(
        """select b.item_id, b.on_hand, b.place_id, t.id, b.lot_id, f.warehouse_id
           from inventory_balance b join inventory_place f on f.id = b.place_id
             join inventory_place t on t.warehouse_id = f.warehouse_id and t.id <> f.id
           where f.kind in ('bin', 'receiving', 'quarantine') and t.kind in ('bin', 'receiving', 'quarantine')
             and b.on_hand > 0 order by random() limit 1"""
    )
    if not found:
        return False
    item_id, lies, from_id, to_id, lot_id, warehouse_id = found[0]
    line = inventory.MoveInput(item_id, clerk.rng.randint(1, lies), from_id, to_id, lot_id)
    return inventory.move_stock(by, posting_id=clerk.new_id(), warehouse_id=warehouse_id, lines=[line])


def stop_lot(clerk: Clerk, by: object) -> object:
    """Somebody stops a lot, lets it go, or reads its last day anew."""
    from tradepost.domain.inventory import commands as inventory

    lot_id = clerk.pick("select id from inventory_lot")
    if not lot_id:
        return False
    verb = clerk.rng.choice(["quarantine", "recall", "release", "release", "day"])
    if verb == "day":
        day = clerk.rng.choice([None, _day(clerk, -1), _day(clerk, 0), _day(clerk, 9)])
        return inventory.change_lot(by, lot_id=lot_id, expires_on=day, reason="Read anew")
    said = {"quarantine": inventory.quarantine_lot, "recall": inventory.recall_lot}
    return said.get(verb, inventory.release_lot)(by, lot_id=lot_id, reason="Why not")


def expire(clerk: Clerk, by: object) -> object:
    from tradepost.base.by import system
    from tradepost.domain.inventory import commands as inventory

    return inventory.expire_lots(system(clerk.clock + timedelta(days=clerk.rng.choice([0, 0, 1])), "Clerk"))


def land(clerk: Clerk, by: object) -> object:
    """A bill for freight comes, for any delivery; some are taken back."""
    from tradepost.domain.purchasing import commands as purchasing

    standing = clerk.pick(
        """select c.id from purchasing_landed_cost c where reverses_id is null
             and not exists (select from purchasing_landed_cost r where r.reverses_id = c.id)"""
    )
    if standing and clerk.rng.random() < 0.4:
        return purchasing.cancel_landed_cost(by, reversal_id=clerk.new_id(), landed_cost_id=standing)
    receipt_id = clerk.pick("select id from purchasing_receipt")
    if not receipt_id:
        return False
    return purchasing.add_landed_cost(
        by,
        landed_cost_id=clerk.new_id(),
        receipt_ids=[receipt_id],
        kind="freight",
        basis=clerk.rng.choice(["value", "count"]),
        amount=D(clerk.rng.randint(1, 9999)) / 100,
        currency="USD",
    )


def invoice(clerk: Clerk, by: object) -> object:
    from tradepost.domain.billing import commands as billing

    shipment_id = clerk.pick("select id from fulfilment_shipment where state = 'dispatched'")
    if not shipment_id:
        return False
    return billing.invoice_shipment(by, invoice_id=clerk.new_id(), shipment_id=shipment_id)


def pay(clerk: Clerk, by: object) -> object:
    from tradepost.domain.billing import commands as billing

    customer_id = clerk.pick("select customer_id from billing_invoice where kind = 'invoice'")
    if not customer_id:
        return False
    return billing.record_payment(
        by,
        payment_id=clerk.new_id(),
        customer_id=customer_id,
        amount=D(clerk.rng.randint(1, 200)),
        paid_on=clerk.clock.date(),
        allocations="oldest first",
    )


def credit(clerk: Clerk, by: object) -> object:
    from tradepost.domain.billing import commands as billing

    invoice_id = clerk.pick("select id from billing_invoice where kind = 'invoice'")
    if not invoice_id:
        return False
    return billing.credit_lines(
        by, credit_note_id=clerk.new_id(), invoice_id=invoice_id, reason="Wrong price", bill_again=True
    )


def ask_back(clerk: Clerk, by: object) -> object:
    """A customer wants to send part of what was shipped back."""
    from tradepost.domain.returns import commands as returns
    from tradepost.domain.returns import queries

    order_id = clerk.pick("select order_id from fulfilment_shipment where state = 'dispatched'")
    found = [line for line in queries.returnable(order_id) if line.left > 0] if order_id else []
    if not found:
        return False
    one = returns.request_return(
        by,
        return_id=clerk.new_id(),
        order_id=order_id,
        reason="Not wanted",
        lines=[
            returns.ReturnLineInput(
                line.shipment_line_id, clerk.rng.randint(1, line.left), "", clerk.rng.choice(line.lots)
            )
            for line in clerk.rng.sample(found, min(len(found), clerk.many(2)))
        ],
    )
    return returns.authorise_return(by, return_id=one.id)


def take_back(clerk: Clerk, by: object) -> object:
    """It comes, or less of it; is looked at, at once or later, and credited."""
    from tradepost.base import sql
    from tradepost.domain.returns import commands as returns

    found = sql.rows(
        "select id, state from returns_return where state not in ('settled', 'rejected') order by random() limit 1"
    )
    if not found:
        return False
    return_id, state = found[0]
    if state == "inspected":
        return returns.settle_return(by, return_id=return_id)
    lines = sql.rows(
        "select id, quantity, received, disposition from returns_return_line where return_id = %s",
        [return_id],
    )
    ends = ["restock", "restock", "scrap"]
    if state == "received":
        decided = [(line, clerk.rng.choice(ends)) for line, _, here, end in lines if here and not end]
        return returns.inspect_return(by, return_id=return_id, lines=decided)
    came = [
        (line, clerk.rng.randint(1, asked), clerk.rng.choice([*ends, ""])) for line, asked, *_rest in lines
    ]
    return returns.receive_return(by, return_id=return_id, lines=came)


def scrap(clerk: Clerk, by: object) -> object:
    """Goods are broken, or given away: for a reason, whose account bears them."""
    from tradepost.base import sql
    from tradepost.domain.corrections import commands as corrections
    from tradepost.domain.inventory import queries as inventory_queries

    found = sql.rows(
        """select b.item_id, b.place_id, b.lot_id from inventory_balance b
           join inventory_place p on p.id = b.place_id and p.warehouse_id = %s
           where p.kind = 'bin' and b.on_hand > b.reserved order by random() limit %s""",
        [inventory_queries.default_warehouse().id, clerk.many(2)],
    )
    lines = [corrections.CorrectionInput(item, place, -1, lot) for item, place, lot in found]
    if not lines:
        return False
    return corrections.correct_stock(
        by,
        correction_id=clerk.new_id(),
        warehouse_id=inventory_queries.default_warehouse().id,
        lines=lines,
        reason=clerk.rng.choice(["damaged", "lost"]),
    )


def draft_transfer(clerk: Clerk, by: object) -> object:
    """From either warehouse to the other; set aside at once, as far as it is free."""
    from tradepost.base import sql
    from tradepost.domain.transfers import commands as transfers

    first, second = (
        row[0]
        for row in sql.rows(
            "select id from inventory_warehouse where supplier_id is null order by random() limit 2"
        )
    )
    one = transfers.draft_transfer(
        by, transfer_id=clerk.new_id(), from_warehouse_id=first, to_warehouse_id=second,
        lines=[transfers.TransferLineInput(item_id, clerk.quantity()) for item_id in _items(clerk.many(3))],
        expected_on=clerk.clock.date() + timedelta(days=clerk.rng.randint(0, 9)),
    )  # fmt: skip
    return transfers.release_transfer(by, transfer_id=one.id, send_what_is_free=clerk.rng.random() < 0.9)


def send_transfer(clerk: Clerk, by: object) -> object:
    from tradepost.domain.inventory import queries as inventory_queries
    from tradepost.domain.transfers import commands as transfers

    transfer_id = clerk.pick("select id from transfers_transfer where state = 'released'")
    if not transfer_id:
        return False
    parts = inventory_queries.set_aside_for(transfer_id)
    picks = [(part.reserve_id, clerk.rng.randint(0, part.quantity)) for part in parts]
    return transfers.dispatch_transfer(by, transfer_id=transfer_id, picks=clerk.rng.choice([picks, None]))


def take_transfer(clerk: Clerk, by: object) -> object:
    from tradepost.domain.transfers import commands as transfers
    from tradepost.domain.transfers import queries

    transfer_id = clerk.pick("select id from transfers_transfer where state = 'in_transit'")
    if not transfer_id:
        return False
    lines = []
    for load in queries.loads_of(transfer_id):
        counted = clerk.rng.randint(0, load.to_come + 1)
        lines.append(transfers.ArrivedInput(load.id, counted, clerk.rng.randint(0, counted) // 2))
    return transfers.receive_transfer(
        by, receipt_id=clerk.new_id(), transfer_id=transfer_id, lines=lines, is_last=clerk.rng.random() < 0.4
    )


def settle_discrepancy(clerk: Clerk, by: object) -> object:
    from tradepost.domain.transfers import commands as transfers
    from tradepost.domain.transfers.models import Discrepancy
    from tradepost.domain.transfers.rules import OUTCOMES

    found = clerk.pick("select id from transfers_discrepancy where state = 'open'")
    if not found:
        return False
    one = Discrepancy.objects.get(pk=found)
    return transfers.settle_discrepancy(
        by, discrepancy_id=found, outcome=clerk.rng.choice(OUTCOMES[one.kind]), reason="Looked for it",
        quantity=clerk.rng.choice([None, 1]),
    )  # fmt: skip


def cancel_transfer(clerk: Clerk, by: object) -> object:
    from tradepost.domain.transfers import commands as transfers

    transfer_id = clerk.pick("select id from transfers_transfer where state in ('draft', 'released')")
    if not transfer_id:
        return False
    return transfers.cancel_transfer(by, transfer_id=transfer_id, reason="Not now")


def reallocate(clerk: Clerk, by: object) -> object:
    from tradepost.base import sql
    from tradepost.domain.inventory import commands as inventory
    from tradepost.domain.inventory import queries as inventory_queries

    here = sql.rows(
        """select warehouse_id, item_id from inventory_position where warehouse_id =
             (select warehouse_id from inventory_position order by random() limit 1)
           order by random() limit %s""",
        [clerk.size],
    )
    if not here:
        return False
    warehouse_id, items = here[0][0], [item_id for _, item_id in here]
    policy = clerk.rng.choice(["priority", "needed", "first_come", "fair_share"])
    shown = inventory_queries.preview_reallocation(
        warehouse_id, item_ids=items, policy=policy, on=clerk.clock.date()
    )
    return inventory.reallocate(
        by,
        reallocation_id=clerk.new_id(),
        warehouse_id=warehouse_id,
        item_ids=items,
        policy=policy,
        reason="Otherwise.",
        mark=shown.mark,
    )


def give(clerk: Clerk, by: object) -> object:
    from tradepost.base import sql
    from tradepost.domain.inventory import commands as inventory

    pairs = sql.rows(
        """select a.id, b.id from inventory_demand a
           join inventory_demand b on b.item_id = a.item_id and b.warehouse_id = a.warehouse_id and b.id <> a.id
           where a.promised_stock > a.reserved and b.quantity > b.promised_stock order by random() limit 1"""
    )
    if not pairs:
        return False
    giver, taker = pairs[0]
    return inventory.shift_promise(
        by,
        shift_id=clerk.new_id(),
        from_demand_id=giver,
        to_demand_id=taker,
        quantity=clerk.rng.choice([1, 2, 5]),
        reason="By hand.",
    )


def fill_store(clerk: Clerk, by: object) -> object:
    """A supplier brings goods into their store: some in lots, some that they never offered."""
    from tradepost.base import sql
    from tradepost.domain.purchasing import commands as purchasing

    store = clerk.pick("select id from inventory_warehouse where supplier_id is not null")
    if not store:
        return False
    items = sql.rows("select id, tracking from catalog_item order by random() limit %s", [clerk.many(3, 3)])
    lines = [
        purchasing.StoreInput(
            item_id, clerk.rng.randint(1, 20), clerk.rng.choice("AB") if tracking == "lot" else ""
        )
        for item_id, tracking in items
    ]
    return purchasing.fill_store(by, delivery_id=clerk.new_id(), warehouse_id=store, lines=lines)


def leave_store(clerk: Clerk, by: object) -> object:
    """Some of what lies there becomes ours, is missing, goes back or is counted; sometimes more than there is."""
    from tradepost.base import sql
    from tradepost.domain.purchasing import commands as purchasing

    store = clerk.pick("select id from inventory_warehouse where supplier_id is not null")
    rows = sql.rows(
        """select item_id, lot_id, sum(quantity_left)::bigint from purchasing_store_line
           where quantity_left > 0 group by 1, 2 order by random() limit %s""",
        [clerk.many(2, 2)],
    )
    if not rows:
        return False
    ways = (
        purchasing.take_over,
        purchasing.report_missing,
        purchasing.send_back_from_store,
        purchasing.count_store,
    )
    command = clerk.rng.choices(ways, weights=[6, 1, 1, 1])[0]
    lines = [
        purchasing.OfStore(item_id, clerk.rng.randint(1, left + (left < 3)), clerk.rng.choice([lot_id, None]))
        for item_id, lot_id, left in rows
    ]
    return command(by, withdrawal_id=clerk.new_id(), warehouse_id=store, lines=lines)


def state_store(clerk: Clerk, by: object) -> object:
    from tradepost.domain.purchasing import commands as purchasing

    supplier = clerk.pick("select supplier_id from inventory_warehouse where supplier_id is not null")
    if not supplier:
        return False
    until = clerk.clock.date() - timedelta(days=clerk.rng.randint(0, 1))
    return purchasing.state_store(by, statement_id=clerk.new_id(), supplier_id=supplier, until_on=until)


VERBS: dict[str, tuple[Verb, int]] = {
    "place": (place, 30),
    "confirm": (confirm, 5),
    "cancel": (cancel, 8),
    "cut": (cut, 5),
    "change": (change, 6),
    "close short": (close_short, 2),
    "hold": (hold, 3),
    "release": (release, 14),
    "pick": (pick, 12),
    "pack and ship": (pack_and_ship, 12),
    "ship at once": (ship_at_once, 5),
    "cancel shipment": (cancel_shipment, 3),
    "buy": (buy, 5),
    "receive": (receive, 6),
    "land": (land, 4),
    "slip": (slip, 3),
    "reallocate": (reallocate, 5),
    "give": (give, 3),
    "count": (count, 8),
    "move": (move, 3),
    "stop lot": (stop_lot, 5),
    "expire lots": (expire, 2),
    "invoice": (invoice, 6),
    "pay": (pay, 4),
    "credit": (credit, 2),
    "ask back": (ask_back, 4),
    "take back": (take_back, 8),
    "scrap": (scrap, 3),
    "draft transfer": (draft_transfer, 5),
    "send transfer": (send_transfer, 5),
    "take transfer": (take_transfer, 6),
    "settle discrepancy": (settle_discrepancy, 3),
    "cancel transfer": (cancel_transfer, 1),
    "fill store": (fill_store, 4),
    "leave store": (leave_store, 7),
    "state store": (state_store, 1),
}


def main(seed: int, steps: int, size: int = 0) -> None:
    """Trade; with a size, what each step did is printed once it is done: its name and the lines it wrote."""
    from tradepost.base.beginning import begin

    begin()
    clerk = Clerk(random.Random(seed), size=size or 1)
    for _ in range(steps):
        clerk.step()
        if size:
            print(json.dumps({"done": clerk.done, "refused": clerk.refused}), flush=True)
            clerk.done.clear(), clerk.refused.clear()
    if not size:
        print(json.dumps({"done": clerk.done, "refused": clerk.refused}))


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
