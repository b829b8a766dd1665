"""Choices about returns, without a database: what may come back, what it is worth, what is credited."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from tradepost.base.errors import Invalid, Refusal
from tradepost.base.money import share
from tradepost.base.units import UnitFactor
from tradepost.domain.catalog.rules.weights import is_unlikely, part_of_weight, percent_text, shown_weight

DISPOSITIONS = ("restock", "scrap")


class MoreThanShipped(Refusal):
    """More would come back than was shipped and is not already on its way back; `facts["lines"]`."""


class NotWeighed(Refusal):
    """What came back was billed by weight and is not weighed; `facts["lines"]` names the lines."""


class HeavierThanShipped(Refusal):
    """What came back weighs more than was shipped and is not back yet; `facts["lines"]` says what is left."""


class UnlikelyReturnWeight(Refusal):
    """What came back weighs more or less than so many of what was shipped, beyond what the item allows;
    `facts["lines"]` says what each line should weigh."""


class NothingCameBack(Refusal):
    """A receipt without goods."""


@dataclass(frozen=True, slots=True)
class ReturnLineInput:
    """What the customer wants to send back of one shipment line, in base units.

    `lot_id` is needed only where the line was shipped from several lots.
    """

    shipment_line_id: UUID
    quantity: int
    reason: str = ""
    lot_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Returnable:
    """A shipment line as far as it may come back. Base units; `pending` is announced and not here yet."""

    shipment_line_id: UUID
    order_line_id: UUID
    item_id: UUID
    shipped: int
    returned: int
    pending: int
    lots: Sequence[UUID | None]

    @property
    def left(self) -> int:
        """Base units that can still be asked back."""
        return self.shipped - self.returned - self.pending


def checked(lines: Sequence[ReturnLineInput], known: Mapping[UUID, Returnable]) -> list[UUID | None]:
    """The lot of each line. Raises Invalid naming every bad line, MoreThanShipped."""
    if not lines:
        raise Invalid("Name at least one line to return.", fields={"lines": "At least one."})
    wrong: dict[str, str] = {}
    lots: list[UUID | None] = []
    seen: set[tuple[UUID, UUID | None]] = set()
    for n, line in enumerate(lines):
        shipped = known.get(line.shipment_line_id)
        lot = shipped.lots[0] if shipped and len(shipped.lots) == 1 else line.lot_id
        if shipped is None:
            wrong[f"lines.{n}.shipment_line_id"] = "Not a shipped line of this order."
        elif line.quantity <= 0:
            wrong[f"lines.{n}.quantity"] = "Must be more than 0."
        elif lot not in shipped.lots or line.lot_id not in (None, lot):
            wrong[f"lines.{n}.lot_id"] = "Say which of the shipped lots it is."
        elif (line.shipment_line_id, lot) in seen:
            wrong[f"lines.{n}.shipment_line_id"] = "Named twice."
        seen.add((line.shipment_line_id, lot))
        lots.append(lot)
    if wrong:
        raise Invalid("Some lines cannot be returned. Correct them and send all again.", fields=wrong)
    _refuse_too_much(lines, known)
    return lots


def _refuse_too_much(lines: Sequence[ReturnLineInput], known: Mapping[UUID, Returnable]) -> None:
    asked: dict[UUID, int] = defaultdict(int)
    for line in lines:
        asked[line.shipment_line_id] += line.quantity
    over = {str(line_id): known[line_id].left for line_id, n in asked.items() if n > known[line_id].left}
    if over:
        raise MoreThanShipped(
            "More would come back than was shipped and is not already announced. Lower the quantity.",
            lines=over,
        )


@dataclass(frozen=True, slots=True)
class ExpectedLine:
    """A line of a return that is to be received; base units."""

    line_id: UUID
    shipment_line_id: UUID
    order_line_id: UUID
    item_id: UUID
    lot_id: UUID | None
    quantity: int


@dataclass(frozen=True, slots=True)
class ArrivedLine:
    """What came back of it. An empty disposition: it waits in quarantine for a decision."""

    line: ExpectedLine
    quantity: int
    disposition: str


def arrived(expected: Sequence[ExpectedLine], given: Sequence[tuple[UUID, int, str]]) -> list[ArrivedLine]:
    """Counted lines with goods, in the order of the return. Lines not named did not come back.

    Raises Invalid naming every bad line, NothingCameBack.
    """
    by_id = {line.line_id: line for line in expected}
    counted = {line_id: (quantity, disposition) for line_id, quantity, disposition in given}
    wrong: dict[str, str] = {}
    if len(counted) < len(given):
        wrong["lines"] = "A line is named twice."
    for n, (line_id, quantity, disposition) in enumerate(given):
        if line_id not in by_id:
            wrong[f"lines.{n}.line_id"] = "Not a line of this return."
        elif not 0 <= quantity <= by_id[line_id].quantity:
            wrong[f"lines.{n}.quantity"] = f"Give 0 to {by_id[line_id].quantity}, as was authorised."
        elif disposition not in ("", *DISPOSITIONS):
            wrong[f"lines.{n}.disposition"] = "One of restock, scrap, or empty."
    if wrong:
        raise Invalid("Some lines cannot be received. Correct them and send all again.", fields=wrong)
    found = [ArrivedLine(by_id[i], *counted[i]) for i in by_id if i in counted and counted[i][0]]
    if not found:
        raise NothingCameBack("Nothing came back. Wait for the goods, or reject the return.")
    return found


@dataclass(frozen=True, slots=True)
class ShippedWeight:
    """What so many base units weighed together when they were shipped, in thousandths, and how far off each may be."""

    pieces: int
    milli: int
    tolerance_percent: Decimal | None


def refuse_unlikely(
    lines: Sequence[ArrivedLine], weights: Sequence[int | None], shipped: Mapping[UUID, ShippedWeight]
) -> None:
    """Raises UnlikelyReturnWeight where what came back of a line does not weigh as it did when it was shipped."""
    unlikely: dict[str, str] = {}
    first = ""
    for line, milli in zip(lines, weights, strict=True):
        left = shipped.get(line.line.shipment_line_id)
        if left is None or milli is None or not left.milli:
            continue
        # The pieces of which one of the unit is made, as it was weighed.
        a_unit = Fraction(left.pieces * 1000, left.milli)
        factor = UnitFactor(a_unit.numerator, a_unit.denominator)
        if is_unlikely(milli, line.quantity, factor, left.tolerance_percent):
            should = shown_weight(part_of_weight(left.milli, left.pieces, 0, line.quantity))
            unlikely[str(line.line.line_id)] = f"{should}"
            first = first or (
                f"{line.quantity} of what was shipped weighed about {should}, give or take"
                f" {percent_text(left.tolerance_percent)} %. Weigh again, or say that it is right."
            )
    if unlikely:
        raise UnlikelyReturnWeight(first, lines=unlikely)


def weighed(
    lines: Sequence[ArrivedLine], given: Mapping[UUID, int], left: Mapping[UUID, int | None]
) -> list[int | None]:
    """What each line weighs that was billed by weight, in thousandths; None for the others.

    `left` maps a shipment line to what of its weight is not back yet. Raises Invalid, NotWeighed, HeavierThanShipped.
    """
    counts = {line.line.line_id for line in lines if left[line.line.shipment_line_id] is not None}
    wrong = {
        f"weights.{line_id}": "Billed by the piece, not here, or not above 0."
        for line_id, milli in given.items()
        if line_id not in counts or milli <= 0
    }
    if wrong:
        raise Invalid("Give weights above 0 of lines that were billed by weight.", fields=wrong)
    missing = sorted(str(line_id) for line_id in counts - given.keys())
    if missing:
        raise NotWeighed(
            f"{len(missing)} line(s) were billed by weight. Weigh what came back of them.", lines=missing
        )
    sums: dict[UUID, int] = defaultdict(int)
    for line in lines:
        sums[line.line.shipment_line_id] += given.get(line.line.line_id, 0)
    over = {
        str(one): f"{shown_weight(left[one] or 0)}" for one, milli in sums.items() if milli > (left[one] or 0)
    }
    if over:
        raise HeavierThanShipped(
            f"More weight would come back than was shipped: at most {next(iter(over.values()))} is left. Weigh again.",
            lines=over,
        )
    return [given.get(line.line.line_id) for line in lines]


def decided(waiting: Sequence[ExpectedLine], given: Sequence[tuple[UUID, str]]) -> list[ArrivedLine]:
    """Goods in quarantine with their disposition. Raises Invalid unless every line has one."""
    chosen = dict(given)
    known = {line.line_id for line in waiting}
    wrong = {f"lines.{line_id}": "Not waiting for a decision." for line_id in chosen.keys() - known}
    wrong |= {
        f"lines.{line_id}": "Decide restock or scrap."
        for line_id in known
        if chosen.get(line_id) not in DISPOSITIONS
    }
    if wrong:
        raise Invalid("Decide restock or scrap for every line that came back.", fields=wrong)
    return [ArrivedLine(line, line.quantity, chosen[line.line_id]) for line in waiting]


def costs(
    lines: Sequence[ArrivedLine], shipped: Mapping[UUID, tuple[Decimal, int, int]], currency: str
) -> list[Decimal]:
    """What each line gives back of what its shipment line cost, in base currency.

    `shipped` maps a shipment line to (cost, base units shipped, base units returned before). The shares
    of all returns of a line sum to its cost (base.money.share).
    """
    before = {line_id: returned for line_id, (_, _, returned) in shipped.items()}
    values = []
    for line in lines:
        line_id = line.line.shipment_line_id
        cost, whole, _ = shipped[line_id]
        values.append(share(cost, whole, before[line_id], line.quantity, currency))
        before[line_id] += line.quantity
    return values


@dataclass(frozen=True, slots=True)
class Settling:
    """A line of a return that is to be credited: base units that came back, and what they weigh if that counts."""

    line_id: UUID
    shipment_line_id: UUID
    order_line_id: UUID
    quantity: int
    milli: int | None = None


@dataclass(frozen=True, slots=True)
class Billed:
    """A line of a posted invoice with what is not credited of it. No shipment line: billed on order.

    `left_milli`: what is not credited of its weight; None: it was not billed by that.
    """

    invoice_line_id: UUID
    invoice_id: UUID
    shipment_line_id: UUID | None
    order_line_id: UUID
    left: int
    left_milli: int | None = None


@dataclass(frozen=True, slots=True)
class Credit:
    """Base units of a return line to credit on an invoice line, and what they weigh if that counts."""

    line_id: UUID
    invoice_id: UUID
    invoice_line_id: UUID
    quantity: int
    milli: int | None = None


def credits_for(lines: Sequence[Settling], billed: Sequence[Billed]) -> list[Credit]:
    """Spread what came back over what was billed for it, in the order given.

    Lines billed for that shipment line first, then those billed on order. What was never billed needs
    no credit and is left out. A weight is spread as the pieces are, and is at most what was billed.
    """
    left = {line.invoice_line_id: line.left for line in billed}
    weights = {line.invoice_line_id: line.left_milli for line in billed}
    found: list[Credit] = []
    for line in lines:
        wanted = line.quantity
        own = [b for b in billed if b.shipment_line_id == line.shipment_line_id]
        on_order = [b for b in billed if b.shipment_line_id is None and b.order_line_id == line.order_line_id]
        for bill in (*own, *on_order):
            part = min(wanted, left[bill.invoice_line_id])
            if part > 0:
                milli, heavy = None, weights[bill.invoice_line_id]
                if heavy is not None and line.milli is not None:
                    before = line.quantity - wanted
                    milli = min(part_of_weight(line.milli, line.quantity, before, part), heavy)
                    weights[bill.invoice_line_id] = heavy - milli
                left[bill.invoice_line_id] -= part
                wanted -= part
                found.append(Credit(line.line_id, bill.invoice_id, bill.invoice_line_id, part, milli))
    return found


def per_invoice_line(credits_: Sequence[Credit]) -> list[tuple[UUID, int]]:
    """Quantities summed per invoice line."""
    sums: dict[UUID, int] = defaultdict(int)
    for credit in credits_:
        sums[credit.invoice_line_id] += credit.quantity
    return list(sums.items())


def weight_per_invoice_line(credits_: Sequence[Credit]) -> dict[UUID, int]:
    """Weights summed per invoice line, of those that were billed by it."""
    sums: dict[UUID, int] = defaultdict(int)
    for credit in credits_:
        if credit.milli is not None:
            sums[credit.invoice_line_id] += credit.milli
    return dict(sums)
