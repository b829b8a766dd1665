"""Choices of the warehouse, without a database: what may be released, what a pick list's answers mean."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import reduce
from typing import Any
from uuid import UUID

from tradepost.base.errors import Invalid, Refusal
from tradepost.base.units import UnitFactor
from tradepost.domain.catalog.rules.weights import expected_milli, is_unlikely, shown_weight
from tradepost.domain.inventory.rules import why_stopped
from tradepost.domain.inventory.rules.lots import Aged, LotWish, SeenLot


class NothingToRelease(Refusal):
    """No stock is promised to the order's lines that is not already with the warehouse."""


class OrderOnHold(Refusal):
    """The order has an open hold; `facts["reasons"]` names them."""


class CreditRefused(Refusal):
    """The customer may not owe so much, or owes it too long; `facts["orders"]` are the ids of the orders."""


class SsccsUsedUp(Refusal):
    """Every SSCC of the company's prefix is given; `facts["prefix"]` names it."""


class SeveralWarehouses(Refusal):
    """What is to leave at once lies in several warehouses; `facts["warehouses"]` counts them."""


class NotWhole(Refusal):
    """The order leaves only when whole, and it is not whole; `facts["missing"]` in base units."""


class NotWeighed(Refusal):
    """Goods that are billed by weight would leave without; `facts["lines"]` names the lines."""


class WeightUnlikely(Refusal):
    """A weight is further from what it should be than the item allows; `facts["lines"]` says what each should weigh."""


class NothingPicked(Refusal):
    """The shipment is empty."""


class StillToPick(Refusal):
    """Some pick tasks are not done; `facts["tasks"]` counts them."""


class AlreadyPicked(Refusal):
    """A pick task was done before, with another quantity."""


class MoreThanShipped(Refusal):
    """More would have come back than was shipped; `facts["lines"]` names the shipment lines."""


@dataclass(frozen=True, slots=True)
class OpenLine:
    """An order line the warehouse could work on. Base units.

    `open` is not yet shipped or cancelled, `promised` lies in stock for it and is not reserved; fewer than
    `least` of these do not leave, for its customer takes no smaller part of a line. It comes from `warehouse_id`.
    `wished` are ids of lots, by hand; `same_lot`, `age` and `one_lot` its customer's rule (LotRule).
    """

    order_id: UUID
    order_line_id: UUID
    position: int
    item_id: UUID
    open: int
    promised: int
    least: int = 0
    warehouse_id: UUID | None = None
    customer_id: UUID | None = None
    wished: Sequence[str] = ()
    same_lot: bool = False
    age: str = ""
    one_lot: bool = False
    weighed: bool = False

    @property
    def looks_back(self) -> bool:
        """Whether the lots of the last delivery matter for it."""
        return self.same_lot or bool(self.age)


@dataclass(frozen=True, slots=True)
class LastLot:
    """A lot in the last delivery of an item to a customer."""

    customer_id: UUID
    item_id: UUID
    lot_id: UUID
    code: str
    over_on: date | None
    since: datetime

    @property
    def aged(self) -> Aged:
        """How old it is."""
        return Aged(self.code, self.over_on, self.since)


def wishes(lines: Iterable[OpenLine], last: Iterable[LastLot]) -> dict[UUID, LotWish]:
    """What lines wish of their lots: by hand, and by their customer's rule; lines without a wish are left out."""
    delivered: dict[tuple[UUID | None, UUID], list[LastLot]] = defaultdict(list)
    for lot in last:
        delivered[lot.customer_id, lot.item_id].append(lot)
    found: dict[UUID, LotWish] = {}
    for line in lines:
        before = delivered[line.customer_id, line.item_id] if line.looks_back else []
        again = tuple(lot.lot_id for lot in before) if line.same_lot else ()
        age = line.age if before else ""
        named = tuple(UUID(one) for one in line.wished)
        if named or again or age or line.one_lot:
            than = reduce(_younger, (lot.aged for lot in before)) if age else None
            found[line.order_line_id] = LotWish(named, again, age, than, line.one_lot)
    return found


def _younger(one: Aged, other: Aged) -> Aged:
    return other if one.is_older(other) else one


def lot_trace(wish: LotWish | None, seen: Sequence[SeenLot]) -> dict[str, Any]:
    """Why a line got its lots, to be kept: the rule, and each lot that was looked at; empty without lots."""
    if not seen:
        return {}
    than = wish.than if wish else None
    return {
        "age": wish.age if wish else "",
        "than": than.code if than else "",
        "than_over_on": str(than.over_on) if than and than.over_on else "",
        "one_lot": wish.one_lot if wish else False,
        "seen": [
            {
                "lot_id": str(lot.lot_id),
                "code": lot.code,
                "over_on": str(lot.over_on) if lot.over_on else "",
                "free": lot.free,
                "taken": lot.taken,
                "why": lot.why,
            }
            for lot in seen
        ],
    }


def demands_to_reserve(
    lines: Sequence[OpenLine],
    chosen: Sequence[UUID] | None = None,
    quantities: Sequence[tuple[UUID, int]] | None = None,
    warehouse_id: UUID | None = None,
) -> list[tuple[UUID, int | None]]:
    """What to ask stock for: everything promised (None), or at most the given base units of a line.

    Only of one warehouse, where one is named. Lines of which too little lies there are left out. Raises Invalid when
    a chosen line is not open, a quantity is not above 0, or what is asked of a line is less than leaves at once.
    """
    limits = dict(quantities or ())
    everything = chosen is None and quantities is None
    wanted = {line.order_line_id for line in lines} if everything else {*limits, *(chosen or ())}
    known = {line.order_line_id for line in lines}
    few = {line.order_line_id: line.least for line in lines if line.least}
    wrong = {f"lines.{line_id}": "Not an open line of this order." for line_id in wanted - known}
    wrong |= {f"lines.{line_id}": "Must be more than 0." for line_id, limit in limits.items() if limit <= 0}
    wrong |= {
        f"lines.{line_id}": f"At least {few[line_id]} of this line leave at once."
        for line_id, limit in limits.items()
        if 0 < limit < few.get(line_id, 0)
    }
    if wrong:
        raise Invalid("Some lines cannot be released. Choose open lines of this order.", fields=wrong)
    return [
        (line.order_line_id, limits.get(line.order_line_id))
        for line in lines
        if line.promised >= max(line.least, 1)
        and line.order_line_id in wanted
        and warehouse_id in (None, line.warehouse_id)
    ]


def missing_to_be_whole(lines: Iterable[OpenLine], taken: Mapping[UUID, int]) -> dict[UUID, int]:
    """Base units per order that are open and not taken; orders that are whole are left out."""
    missing: dict[UUID, int] = defaultdict(int)
    for line in lines:
        missing[line.order_id] += line.open - taken.get(line.order_line_id, 0)
    return {order_id: quantity for order_id, quantity in missing.items() if quantity > 0}


def lot_reason(trace: Mapping[str, Any], lot_id: UUID | None) -> str:
    """The word for why a line took this lot; empty where it is just the one that is over first, or nobody knows."""
    seen = trace.get("seen") or ()
    why = next((one["why"] for one in seen if one["taken"] and one["lot_id"] == str(lot_id)), "")
    return "" if why == "first" else str(why)


@dataclass(frozen=True, slots=True)
class Used:
    """What a customer says they used, perhaps of one lot, and what of it stock promised; base units."""

    item_id: UUID
    lot_id: UUID | None
    quantity: int
    promised: int


def less_there(used: Sequence[Used], free: Mapping[tuple[UUID, UUID | None], int]) -> dict[int, int]:
    """By the number of a line, from 0: how much of it may be taken, where that is less than was used.

    `free` is what lies there by item and lot. Lines that name a lot take first.
    """
    left: dict[UUID, dict[UUID | None, int]] = defaultdict(dict)
    for (item_id, lot_id), quantity in free.items():
        left[item_id][lot_id] = quantity
    there: dict[int, int] = {}
    for n in sorted(range(len(used)), key=lambda n: used[n].lot_id is None):
        one, taken = used[n], 0
        lots = left[one.item_id]
        for lot_id in [lot_id for lot_id in lots if one.lot_id in (None, lot_id)]:
            part = min(lots[lot_id], one.quantity - taken)
            lots[lot_id] -= part
            taken += part
        if (may := min(taken, one.promised)) < one.quantity:
            there[n] = may
    return dict(sorted(there.items()))


@dataclass(frozen=True, slots=True)
class Pick:
    """A picker's answer to one task: what was taken, in base units, and why it was less."""

    task_id: UUID
    quantity: int
    short_reason: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """A pick task as it stands; `unweighed`: its line needs a weight before it leaves, and has none."""

    id: UUID
    line_id: UUID
    order_line_id: UUID
    item_id: UUID
    place_code: str
    lot_code: str
    asked: int
    picked: int
    done_at: datetime | None
    lot_state: str = "usable"
    lot_expires_on: date | None = None
    unweighed: bool = False

    def why_not(self, today: date) -> str:
        """Why nothing may be taken for it: quarantine, recalled or expired; empty when it may, or was."""
        return "" if self.done_at else why_stopped(self.lot_state, self.lot_expires_on, today)


@dataclass(frozen=True, slots=True)
class LineToWeigh:
    """A line of a shipment that is billed by weight: base units picked and still to pick; what they weigh together.

    `milli` is in thousandths of `unit`; null: not weighed yet.
    """

    line_id: UUID
    sku: str
    name: str
    unit: str
    unit_numerator: int
    unit_denominator: int
    base_unit: str
    tolerance_percent: Decimal | None
    picked: int
    to_pick: int
    milli: int | None
    item_id: UUID

    @property
    def factor(self) -> UnitFactor:
        """By which pieces and their weight belong together."""
        return UnitFactor(self.unit_numerator, self.unit_denominator)

    @property
    def should_weigh(self) -> Decimal:
        """What is picked should weigh, in `unit`."""
        return shown_weight(expected_milli(self.picked, self.factor))

    def is_unlikely(self, milli: int) -> bool:
        """Whether that is further from it than the item allows."""
        return is_unlikely(milli, self.picked, self.factor, self.tolerance_percent)


@dataclass(frozen=True, slots=True)
class Done:
    """One task and its answer."""

    task: Task
    quantity: int
    short_reason: str

    @property
    def short(self) -> int:
        """Base units asked and not found."""
        return self.task.asked - self.quantity


def answered(tasks: Sequence[Task], picks: Sequence[Pick], today: date = date.min) -> list[Done]:
    """The tasks that these picks do now. The same answer given twice is left out: it changes nothing.

    Raises Invalid (unknown task, two answers, not within 0 and asked, short without a reason, of a lot that is
    stopped or past its last day) naming every bad pick, AlreadyPicked when a done task gets another answer.
    """
    by_id = {task.id: task for task in tasks}
    wrong: dict[str, str] = {}
    seen: set[UUID] = set()
    for n, pick in enumerate(picks):
        task = by_id.get(pick.task_id)
        if task is None:
            wrong[f"picks.{n}.task_id"] = "Not a task of this shipment."
        elif pick.task_id in seen:
            wrong[f"picks.{n}.task_id"] = "Answered twice."
        elif not 0 <= pick.quantity <= task.asked:
            wrong[f"picks.{n}.quantity"] = f"Give 0 to {task.asked}."
        elif pick.quantity < task.asked and not pick.short_reason.strip():
            wrong[f"picks.{n}.short_reason"] = "Say why less was taken."
        elif pick.quantity and (why := task.why_not(today)):
            wrong[f"picks.{n}.quantity"] = (
                f"Lot {task.lot_code} is not usable ({why}): take nothing, and say why."
            )
        seen.add(pick.task_id)
    if wrong:
        raise Invalid("Some picks cannot be recorded. Correct them and send all again.", fields=wrong)
    fresh = []
    for pick in picks:
        task = by_id[pick.task_id]
        if task.done_at is None:
            short = pick.quantity < task.asked
            fresh.append(Done(task, pick.quantity, pick.short_reason.strip() if short else ""))
        elif task.picked != pick.quantity:
            raise AlreadyPicked(
                f"{task.picked} were already picked from {task.place_code}; a second answer must be equal.",
                task=str(task.id),
                picked=task.picked,
            )
    return fresh


def per_line(amounts: Iterable[tuple[UUID, int]]) -> list[tuple[UUID, int]]:
    """Quantities summed per id, zero sums left out, in order of first appearance."""
    sums: dict[UUID, int] = defaultdict(int)
    for line_id, quantity in amounts:
        sums[line_id] += quantity
    return [(line_id, quantity) for line_id, quantity in sums.items() if quantity]
