from dataclasses import dataclass
from uuid import UUID

from tradepost.base.events import Event


@dataclass(frozen=True)
class OrderSplit(Event):
    """Base units of these lines went into an order of their own."""

    name = "sales.order_split"
    order_id: UUID
    new_order_id: UUID
    number: str
    lines: dict[str, int]
    reason: str


@dataclass(frozen=True)
class OrderSplitOff(Event):
    """It was made of lines of another order, whose number is told; with what was promised to them."""

    name = "sales.order_split_off"
    order_id: UUID
    from_id: UUID
    number: str
    reason: str


@dataclass(frozen=True)
class OrdersMerged(Event):
    """The lines of these orders, by number, went into it; they are cancelled."""

    name = "sales.orders_merged"
    order_id: UUID
    orders: dict[str, str]
    reason: str
