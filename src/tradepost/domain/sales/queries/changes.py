"""Changes of confirmed orders: what is asked, and what was changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Max, Prefetch

from tradepost.base.errors import NotFound
from tradepost.domain.sales.models import ChangeOperation, ChangeSet, OrderLine
from tradepost.domain.sales.queries.cancelling import cut_lines
from tradepost.domain.sales.rules import is_free
from tradepost.domain.sales.rules.cancelling import gift_cuts
from tradepost.domain.sales.rules.changing import Proposal


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """What a line of a confirmed order is to be, or with `item_id` and no `line_id`, a new one. None: as it is.

    `quantity` in `unit` is what is wanted of it in all, with what was shipped; 0 takes it away. `no_day`: no day of
    its own any more. A new price or discount is given by hand; another unit without one is priced as of today.
    `gross_price` is a price with tax, by hand.
    """

    line_id: UUID | None = None
    item_id: UUID | None = None
    quantity: Decimal | None = None
    unit: str | None = None
    unit_price: Decimal | None = None
    discount_percent: Decimal | None = None
    requested_on: date | None = None
    no_day: bool = False
    note: str | None = None
    warehouse_id: UUID | None = None
    gross_price: Decimal | None = None

    @property
    def by_hand(self) -> bool:
        """Whether a price or a discount is given."""
        return not (self.unit_price is None and self.gross_price is None and self.discount_percent is None)


@dataclass(frozen=True, slots=True)
class ChangeAsked:
    """What is to be other on an order; None leaves it as it is. `terms_days`: days until it is to be paid."""

    lines: Sequence[ChangedLine] = ()
    requested_on: date | None = None
    no_day: bool = False
    shipping_address: str | None = None
    terms_days: int | None = None
    reason: str = ""
    wants_word: bool = False


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A line before and after a change (rules.changing.LineState as kept); None: it was not there, or is gone."""

    kind: str
    position: int
    line_id: UUID
    sku: str
    name: str
    was: dict[str, Any]
    now: dict[str, Any]
    cover: tuple[int, int, int] = (0, 0, 0)
    covered: tuple[int, int, int] = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change does. Amounts in the order's currency; exposure and limit in ours, and None where none is set.

    `cover` and `covered` of a line are base units from stock, from supply and without any, before and after. `holds`
    are those that come. `fingerprint` is equal for equal effects.
    """

    number: int
    currency: str
    lines: list[ChangedRow]
    head: dict[str, tuple[Any, Any]]
    net: tuple[Decimal, Decimal]
    tax: tuple[Decimal, Decimal]
    total: tuple[Decimal, Decimal]
    exposure: tuple[Decimal, Decimal]
    limit: Decimal | None
    holds: list[tuple[str, str]]
    proposals: list[Proposal]
    fingerprint: str = ""


def next_change_number(order_id: UUID) -> int:
    """The number of the next change of an order, from 1."""
    last = ChangeSet.objects.filter(order_id=order_id).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def changes_of_order(order_id: UUID) -> list[ChangeSet]:
    """The changes of an order with their operations, the newest first; two statements."""
    rows = ChangeSet.objects.filter(order_id=order_id).select_related("order")
    shown = Prefetch("operations", ChangeOperation.objects.order_by("position"))
    return list(rows.prefetch_related(shown).order_by("-number"))


def change_set(change_id: UUID) -> ChangeSet:
    """One change with its order. Raises NotFound."""
    found = ChangeSet.objects.select_related("order").filter(pk=change_id).first()
    if found is None:
        raise NotFound("There is no such change.")
    return found


def operations_of(change_id: UUID) -> list[ChangeOperation]:
    """What a change did, in its order."""
    return list(ChangeOperation.objects.filter(change_set_id=change_id).order_by("position"))


def gifts_less(lines: Sequence[OrderLine], cuts: dict[UUID, int]) -> dict[UUID, int]:
    """What of the free goods goes with these cuts, by line, each line with its item."""
    found = gift_cuts(cut_lines(lines), cuts)
    return {line.pk: found[line.pk] for line in lines if is_free(line.price_trace) and line.pk in found}
