from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from tradepost.base.events import Event


@dataclass(frozen=True)
class SupplierItemsSet(Event):
    """What a supplier sells, and at which price, was written; `items` counts the rows."""

    name = "purchasing.supplier_items_set"
    supplier_id: UUID
    items: int


@dataclass(frozen=True)
class SupplierItemsRemoved(Event):
    """Offers of a supplier are gone; `items` counts them."""

    name = "purchasing.supplier_items_removed"
    supplier_id: UUID
    items: int


@dataclass(frozen=True)
class PurchaseOrderMade(Event):
    name = "purchasing.order_made"
    purchase_order_id: UUID
    number: str
    supplier_id: UUID


@dataclass(frozen=True)
class PurchaseOrderChanged(Event):
    """A draft was rewritten; `changed` names what: lines, warehouse_id, supplier_reference, note."""

    name = "purchasing.order_changed"
    purchase_order_id: UUID
    changed: list[str]


@dataclass(frozen=True)
class PurchaseOrderApproved(Event):
    name = "purchasing.order_approved"
    purchase_order_id: UUID


@dataclass(frozen=True)
class PurchaseOrderSent(Event):
    """The supplier is asked to deliver; the open quantities are expected supply from now on."""

    name = "purchasing.order_sent"
    purchase_order_id: UUID
    number: str
    supplier_id: UUID


@dataclass(frozen=True)
class PurchaseOrderAcknowledged(Event):
    """The supplier confirmed days and quantities; `demand_ids` are the order lines this touches."""

    name = "purchasing.order_acknowledged"
    purchase_order_id: UUID
    supplier_reference: str
    demand_ids: list[UUID] = field(default_factory=list)


@dataclass(frozen=True)
class PurchaseLinesCancelled(Event):
    """Quantities (base units) that will not come; `demand_ids` are the order lines this touches."""

    name = "purchasing.lines_cancelled"
    purchase_order_id: UUID
    line_ids: list[UUID]
    quantity: int
    demand_ids: list[UUID] = field(default_factory=list)


@dataclass(frozen=True)
class PurchaseOrderCancelled(Event):
    """Nothing came and nothing will; who waited for it stands in stock's own event."""

    name = "purchasing.order_cancelled"
    purchase_order_id: UUID


@dataclass(frozen=True)
class Received(Event):
    """Goods of a purchase order were counted in; `demand_ids` lost their supply by a short delivery."""

    name = "purchasing.received"
    receipt_id: UUID
    number: str
    purchase_order_id: UUID
    counted: int
    damaged: int
    demand_ids: list[UUID] = field(default_factory=list)


@dataclass(frozen=True)
class PurchaseOrderClosed(Event):
    """Nothing more is to come: everything was received or cancelled."""

    name = "purchasing.order_closed"
    purchase_order_id: UUID


@dataclass(frozen=True)
class VariancesFound(Event):
    """A receipt differs from the order; `kinds` names how."""

    name = "purchasing.variances_found"
    receipt_id: UUID
    purchase_order_id: UUID
    variance_ids: list[UUID]
    kinds: list[str]


@dataclass(frozen=True)
class VarianceClosed(Event):
    name = "purchasing.variance_closed"
    variance_id: UUID
    purchase_order_id: UUID
    note: str


@dataclass(frozen=True)
class LandedCostAdded(Event):
    """What goods cost on their way here was split over them: a part went into stock, the rest to cost of goods.

    Amounts are in base currency; `receipt_ids` are the deliveries that brought them.
    """

    name = "purchasing.landed_cost_added"
    landed_cost_id: UUID
    number: str
    kind: str
    value: Decimal
    to_stock: Decimal
    to_cost: Decimal
    receipt_ids: list[UUID]


@dataclass(frozen=True)
class LandedCostCancelled(Event):
    """A landed cost was taken back by another document, which `reversal_id` and `number` name."""

    name = "purchasing.landed_cost_cancelled"
    landed_cost_id: UUID
    reversal_id: UUID
    number: str
    to_stock: Decimal
    to_cost: Decimal
    receipt_ids: list[UUID]


@dataclass(frozen=True)
class SentBack(Event):
    """Damaged goods of a receipt went back to the supplier: `quantity` base units, which are not owed any more."""

    name = "purchasing.sent_back"
    receipt_id: UUID
    purchase_order_id: UUID
    variance_ids: list[UUID]
    quantity: int


@dataclass(frozen=True)
class PackagesAnnounced(Event):
    """A supplier said which pallets and cartons come; `notice` is the number of their despatch advice."""

    name = "purchasing.packages_announced"
    purchase_order_id: UUID
    notice: str
    ssccs: list[str]


@dataclass(frozen=True)
class PackageReceived(Event):
    """An announced package was taken in as a whole."""

    name = "purchasing.package_received"
    package_id: UUID
    sscc: str
    purchase_order_id: UUID
    receipt_id: UUID


@dataclass(frozen=True)
class PackageWithdrawn(Event):
    """An announced package will not come like this."""

    name = "purchasing.package_withdrawn"
    package_id: UUID
    sscc: str
    purchase_order_id: UUID
    reason: str


@dataclass(frozen=True)
class StoreFilled(Event):
    """Goods of a supplier came into their store with us: `quantity` base units, theirs until they are taken over.

    `demands` are those of orders that are promised some of them.
    """

    name = "purchasing.store_filled"
    delivery_id: UUID
    number: str
    warehouse_id: UUID
    supplier_id: UUID
    quantity: int
    demands: list[UUID]


@dataclass(frozen=True)
class TakenOver(Event):
    """Goods of a supplier left their store and are ours: `value` in base currency is owed."""

    name = "purchasing.taken_over"
    withdrawal_id: UUID
    number: str
    warehouse_id: UUID
    supplier_id: UUID
    quantity: int
    value: Decimal


@dataclass(frozen=True)
class MissingInStore(Event):
    """Goods of a supplier are not in their store any more: lost, and owed all the same. `value` in base currency."""

    name = "purchasing.missing_in_store"
    withdrawal_id: UUID
    number: str
    warehouse_id: UUID
    supplier_id: UUID
    quantity: int
    value: Decimal


@dataclass(frozen=True)
class SentBackFromStore(Event):
    """Goods went from their store back to the supplier; nothing is owed for them."""

    name = "purchasing.sent_back_from_store"
    withdrawal_id: UUID
    number: str
    warehouse_id: UUID
    supplier_id: UUID
    quantity: int


@dataclass(frozen=True)
class StoreStated(Event):
    """A supplier is told what of their goods became ours up to a day; `amount` in `currency`, the supplier's."""

    name = "purchasing.store_stated"
    statement_id: UUID
    number: str
    supplier_id: UUID
    until_on: date
    currency: str
    amount: Decimal
    withdrawal_ids: list[UUID]


@dataclass(frozen=True)
class OpeningStockTaken(Event):
    """Stock with which the books begin was taken in: so many base units, `value` in base currency."""

    name = "purchasing.opening_stock_taken"
    posting_id: UUID
    warehouse_id: UUID
    lines: int
    quantity: int
    value: Decimal


@dataclass(frozen=True)
class OpeningStockTakenBack(Event):
    """Opening stock was a mistake and is gone again: so many base units, `value` in base currency."""

    name = "purchasing.opening_stock_taken_back"
    posting_id: UUID
    warehouse_id: UUID
    lines: int
    quantity: int
    value: Decimal
