"""A history in memory: what a folder says, checked. Quantities are base units, money is base currency."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Who:
    """What customers and suppliers have in common."""

    name: str
    line1: str = ""
    line2: str = ""
    city: str = ""
    region: str = ""
    postal_code: str = ""
    country: str = ""
    contact: str = ""
    contact_title: str = ""
    email: str = ""
    phone: str = ""
    website: str = ""
    tax_number: str = ""
    terms_days: int = 30


@dataclass(frozen=True, slots=True)
class Rep:
    """Somebody who sells; `email` is how they would sign in."""

    key: str
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Customer:
    """Somebody who buys; `rep` is a key or empty."""

    key: str
    who: Who
    rep: str = ""


@dataclass(frozen=True, slots=True)
class Supplier:
    """Somebody we buy from: goods come `lead_days` after they were ordered.

    Who is asked for goods that ran short is asked for the `buys_for_days` that follow as well.
    """

    key: str
    who: Who
    lead_days: int = 7
    buys_for_days: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """What is sold. `supplier_price` is what one base unit costs; nobody sells us an item without supplier."""

    key: str
    name: str
    supplier: str
    supplier_price: Decimal
    list_price: Decimal | None = None
    description: str = ""
    category: str = ""
    reorder_point: int | None = None
    order_up_to: int | None = None
    discontinued: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an order, with the price that was asked then."""

    key: str
    item: str
    quantity: int
    unit_price: Decimal
    discount_percent: Decimal


@dataclass(frozen=True, slots=True)
class Order:
    """What a customer ordered on a day."""

    key: str
    customer: str
    ordered_on: date
    lines: tuple[Line, ...]
    requested_on: date | None = None
    freight: Decimal = Decimal(0)
    discount_percent: Decimal = Decimal(0)
    shipping_address: str = ""
    customer_po: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Shipment:
    """What left on a day: so many of each line (by line key)."""

    key: str
    order: str
    shipped_on: date
    quantities: Mapping[str, int]
    carrier: str = ""
    tracking_number: str = ""


@dataclass(frozen=True, slots=True)
class Payment:
    """Money that came in on a day; it settles the customer's oldest invoices."""

    key: str
    customer: str
    paid_on: date
    amount: Decimal
    method: str = "transfer"
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """What a supplier asks for one base unit of an item; without lead days the supplier's own."""

    supplier: str
    item: str
    price: Decimal
    supplier_sku: str = ""
    minimum_quantity: int = 1
    lead_days: int | None = None


@dataclass(frozen=True, slots=True)
class PurchaseLine:
    """One line of an order to a supplier: base units, and what one of them costs."""

    key: str
    item: str
    quantity: int
    unit_cost: Decimal
    expected_on: date | None = None


@dataclass(frozen=True, slots=True)
class PurchaseOrder:
    """What a supplier was asked for on a day; without a day of its own a line is expected with the order."""

    key: str
    supplier: str
    ordered_on: date
    lines: tuple[PurchaseLine, ...]
    expected_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What came of a purchase order on a day.

    By line key: base units that came, and how many of them were rejected. After the `last` one nothing more comes.
    """

    key: str
    purchase_order: str
    received_on: date
    counts: Mapping[str, tuple[int, int]]
    last: bool = False
    delivery_note: str = ""


@dataclass(frozen=True, slots=True)
class Opening:
    """What lay in stock before the first day, and what one base unit had cost."""

    item: str
    quantity: int
    unit_cost: Decimal


@dataclass(frozen=True, slots=True)
class Closing:
    """What is free to sell after the last day, and what is on its way beyond what customers wait for."""

    item: str
    on_hand: int
    on_order: int


@dataclass(frozen=True, slots=True)
class History:
    """All of it. `digest` is that of the files; the same history has the same."""

    digest: str
    reps: Mapping[str, Rep]
    customers: Mapping[str, Customer]
    suppliers: Mapping[str, Supplier]
    items: Mapping[str, Item]
    orders: Mapping[str, Order]
    shipments: Mapping[str, Shipment]
    payments: Mapping[str, Payment] = field(default_factory=dict)
    opening: tuple[Opening, ...] = ()
    closing: tuple[Closing, ...] = ()
    offers: tuple[Offer, ...] = ()
    purchase_orders: Mapping[str, PurchaseOrder] = field(default_factory=dict)
    receipts: Mapping[str, Receipt] = field(default_factory=dict)

    @property
    def tells_purchases(self) -> bool:
        """Whether it says what was bought; else that follows from what was sold."""
        return bool(self.purchase_orders)

    def first_day(self) -> date:
        """The day of the first order, to us or by us, or payment."""
        return min(self._ordered() + self._paid())

    def last_day(self) -> date:
        """The day of the last thing that happened."""
        return max(
            self._ordered()
            + [shipment.shipped_on for shipment in self.shipments.values()]
            + [receipt.received_on for receipt in self.receipts.values()]
            + self._paid()
        )

    def _ordered(self) -> list[date]:
        sold = [order.ordered_on for order in self.orders.values()]
        return sold + [order.ordered_on for order in self.purchase_orders.values()]

    def _paid(self) -> list[date]:
        return [payment.paid_on for payment in self.payments.values()]
