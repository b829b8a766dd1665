"""One day of a history: ordered, bought, received, shipped, invoiced, paid, each at its own hour."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import TypeVar
from uuid import UUID

from tradepost.base.by import By, system
from tradepost.base.errors import Refusal
from tradepost.domain.billing import commands as billing
from tradepost.domain.catalog import commands as catalog
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.queries import DemandCover
from tradepost.domain.purchasing import commands as purchasing
from tradepost.domain.purchasing import queries as purchasing_queries
from tradepost.domain.purchasing.commands import PurchaseLineInput, ReceiptInput
from tradepost.domain.purchasing.models import PurchaseOrder
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales.commands import LineInput
from tradepost.doors.integrations.replay.bought import order_as_told, receive_as_told, send_back_as_told
from tradepost.doors.integrations.replay.buying import Purchase, purchases_of
from tradepost.doors.integrations.replay.history import History, Order, Payment, Receipt, Shipment
from tradepost.doors.integrations.replay.history import PurchaseOrder as ToldOrder
from tradepost.doors.integrations.replay.ids import id_of

T = TypeVar("T")
ORDERED, BOUGHT, RECEIVED, SENT_BACK, SHIPPED, INVOICED, PAID, CLOSED = 9, 11, 13, 14, 15, 17, 18, 19


class HistoryRefused(Refusal):
    """A command would not do what history says was done; the sentence names day and document."""


def moment(day: date, hour: int) -> By:
    """The machine, at an hour of a day of history."""
    return system(datetime.combine(day, time(hour), UTC), "Replay")


@contextmanager
def told(day: date, what: str) -> Iterator[None]:
    """A refusal inside is told with its day and document."""
    try:
        yield
    except Refusal as refusal:
        raise HistoryRefused(f"{day}, {what}: {refusal.message}", **refusal.facts) from refusal


@dataclass(frozen=True)
class Trading:
    """A history by day, and the warehouse it goes through."""

    history: History
    warehouse_id: UUID
    orders: Mapping[date, Sequence[Order]] = field(init=False)
    shipments: Mapping[date, Sequence[Shipment]] = field(init=False)
    payments: Mapping[date, Sequence[Payment]] = field(init=False)
    purchases: Mapping[date, Sequence[Purchase]] = field(init=False)
    bought: Mapping[date, Sequence[ToldOrder]] = field(init=False)
    receipts: Mapping[date, Sequence[Receipt]] = field(init=False)

    def __post_init__(self) -> None:
        history = self.history
        found = {
            "orders": _by_day(history.orders.values(), lambda order: order.ordered_on),
            "shipments": _by_day(history.shipments.values(), lambda shipment: shipment.shipped_on),
            "payments": _by_day(history.payments.values(), lambda payment: payment.paid_on),
            "purchases": {} if history.tells_purchases else purchases_of(history),
            "bought": _by_day(history.purchase_orders.values(), lambda order: order.ordered_on),
            "receipts": _by_day(history.receipts.values(), lambda receipt: receipt.received_on),
        }
        for name, value in found.items():
            object.__setattr__(self, name, value)

    def is_quiet(self, day: date) -> bool:
        """Whether history says nothing of this day and no goods are due."""
        if any(
            day in told for told in (self.orders, self.shipments, self.payments, self.bought, self.receipts)
        ):
            return False
        return self.history.tells_purchases or not self._due(moment(day, RECEIVED), frozenset())

    def trade(self, day: date) -> None:
        """All that happened on a day. Raises HistoryRefused."""
        for order in self.orders.get(day, ()):
            with told(day, f"order {order.key}"):
                self._place(moment(day, ORDERED), order)
        shipments = self.shipments.get(day, ())
        if self.history.tells_purchases:
            self._buy_as_told(day)
        else:
            for purchase in self.purchases.get(day, ()):
                self._buy(moment(day, BOUGHT), purchase, "short")
            self._receive(moment(day, RECEIVED), shipments)
        for shipment in shipments:
            with told(day, f"shipment {shipment.key}"):
                self._ship(moment(day, SHIPPED), shipment)
        if shipments:
            with told(day, "invoices"):
                self._invoice(moment(day, INVOICED), shipments)
        for payment in self.payments.get(day, ()):
            with told(day, f"payment {payment.key}"):
                self._take(moment(day, PAID), payment)

    def _place(self, by: By, order: Order) -> None:
        sales.place_order(
            by,
            order_id=id_of("order", order.key),
            customer_id=id_of("customer", order.customer),
            warehouse_id=self.warehouse_id,
            lines=[
                LineInput(
                    item_id=id_of("item", line.item),
                    quantity=Decimal(line.quantity),
                    unit_price=line.unit_price,
                    discount_percent=line.discount_percent,
                    line_id=id_of("line", order.key, line.key),
                )
                for line in order.lines
            ],
            requested_on=order.requested_on,
            order_discount_percent=order.discount_percent,
            freight=order.freight,
            shipping_address=order.shipping_address,
            customer_po=order.customer_po,
            note=order.note or f"Order {order.key} of the history",
            confirm=True,
        )

    def _buy_as_told(self, day: date) -> None:
        for order in self.bought.get(day, ()):
            with told(day, f"purchase order {order.key}"):
                order_as_told(moment(day, BOUGHT), order, self.warehouse_id)
        for receipt in self.receipts.get(day, ()):
            with told(day, f"receipt {receipt.key}"):
                receive_as_told(moment(day, RECEIVED), receipt)
        for receipt in self.receipts.get(day, ()):
            with told(day, f"what was rejected of receipt {receipt.key}"):
                send_back_as_told(moment(day, SENT_BACK), receipt)

    def _buy(self, by: By, purchase: Purchase, why: str) -> UUID:
        key = (why, by.now.date(), purchase.supplier)
        purchase_order_id = id_of("purchase", *key)
        with told(by.now.date(), f"purchase from {purchase.supplier}"):
            purchasing.order_from_supplier(
                by,
                purchase_order_id=purchase_order_id,
                supplier_id=id_of("supplier", purchase.supplier),
                warehouse_id=self.warehouse_id,
                expected_on=purchase.expected_on,
                lines=[
                    PurchaseLineInput(
                        id_of("item", item), Decimal(quantity), line_id=id_of("purchase line", *key, item)
                    )
                    for item, quantity in purchase.quantities.items()
                ],
            )
        return purchase_order_id

    def _receive(self, by: By, shipments: Sequence[Shipment]) -> None:
        """What is due comes in, and what today's shipments wait for: history says that it was there."""
        order_ids = {id_of("order", shipment.order) for shipment in shipments}
        cover = inventory_queries.demands_of(sorted(order_ids), on=by.now.date()) if order_ids else {}
        leaving = {
            id_of("line", shipment.order, line) for shipment in shipments for line in shipment.quantities
        }
        early = frozenset(_awaited(row) for row in cover.values() if row.demand_id in leaving)
        for order in self._due(by, frozenset().union(*early)):
            self._take_in(by, order)

    def _due(self, by: By, early: frozenset[UUID]) -> list[PurchaseOrder]:
        today = by.now.date()
        return [
            order
            for order in purchasing_queries.to_receive(by, self.warehouse_id)
            if order.id in early or (order.expected_on is not None and order.expected_on <= today)
        ]

    def _take_in(self, by: By, order: PurchaseOrder) -> None:
        """Everything that is still to come of a purchase order."""
        with told(by.now.date(), f"receipt of {order.number}"):
            lines = purchasing_queries.lines_of(order.id)
            purchasing.receive(
                by,
                receipt_id=id_of("receipt", order.id),
                purchase_order_id=order.id,
                lines=[ReceiptInput(line.id, line.open) for line in lines if line.open],
            )

    def _ship(self, by: By, shipment: Shipment) -> None:
        made = fulfilment.ship_order(
            by,
            shipment_id=id_of("shipment", shipment.key),
            order_id=id_of("order", shipment.order),
            quantities=[
                (id_of("line", shipment.order, line), quantity)
                for line, quantity in shipment.quantities.items()
            ],
            carrier=shipment.carrier,
            tracking_number=shipment.tracking_number,
        )
        asked = sum(shipment.quantities.values())
        if made.shipped_total != asked:
            raise HistoryRefused(f"{asked} left in history, but only {made.shipped_total} could.")

    def _invoice(self, by: By, shipments: Sequence[Shipment]) -> None:
        billing.invoice_shipments(
            by,
            shipments=[
                (id_of("invoice", shipment.key), id_of("shipment", shipment.key)) for shipment in shipments
            ],
        )

    def _take(self, by: By, payment: Payment) -> None:
        billing.record_payment(
            by,
            payment_id=id_of("payment", payment.key),
            customer_id=id_of("customer", payment.customer),
            amount=payment.amount,
            paid_on=payment.paid_on,
            method=payment.method,
            reference=payment.reference,
            allocations="oldest first",
        )

    def close(self, day: date) -> None:
        """After the last day: shelves as they stand today, and what is sold no more."""
        by = moment(day, CLOSED)
        if self.history.closing:
            self._stock_up(by)
        for key, item in self.history.items.items():
            if item.discontinued:
                catalog.discontinue_item(by, item_id=id_of("item", key))

    def _stock_up(self, by: By) -> None:
        """First what is on its way: customers wait for it, and would else take the new goods."""
        closing, today = self.history.closing, by.now.date()
        for order in purchasing_queries.to_receive(by, self.warehouse_id):
            self._take_in(by, order)
        stands = inventory_queries.availability(
            self.warehouse_id, wanted=[(id_of("item", row.item), 1) for row in closing], on=today
        )
        short = {row.item: row.on_hand - now.available for row, now in zip(closing, stands, strict=True)}
        for purchase in self._per_supplier(short, today):
            made = self._buy(by, purchase, "closing stock")
            self._take_in(by, purchasing_queries.purchase_order_by_id(made))
        for purchase in self._per_supplier({row.item: row.on_order for row in closing}, None):
            self._buy(by, purchase, "on order")

    def _per_supplier(self, wanted: Mapping[str, int], day: date | None) -> list[Purchase]:
        """Purchases of these base units per item, for a day or after the lead time."""
        found: dict[str, dict[str, int]] = defaultdict(dict)
        for item, quantity in wanted.items():
            if quantity > 0:
                found[self.history.items[item].supplier][item] = quantity
        last = self.history.last_day()
        return [
            Purchase(
                supplier, day or last + timedelta(days=self.history.suppliers[supplier].lead_days), quantities
            )
            for supplier, quantities in found.items()
        ]


def _awaited(cover: DemandCover) -> frozenset[UUID]:
    """The purchase orders whose goods a line waits for."""
    return frozenset(UUID(str(peg["source_id"])) for peg in cover.why if peg["source_id"])


def _by_day(things: Iterable[T], day_of: Callable[[T], date]) -> dict[date, list[T]]:
    found: dict[date, list[T]] = defaultdict(list)
    for thing in things:
        found[day_of(thing)].append(thing)
    return dict(found)
