"""Facts about items. The details are in the rows and their history."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from tradepost.base.events import Event


@dataclass(frozen=True)
class CategoryCreated(Event):
    name = "catalog.category_created"
    category_id: UUID


@dataclass(frozen=True)
class BrandCreated(Event):
    name = "catalog.brand_created"
    brand_id: UUID
    title: str


@dataclass(frozen=True)
class BrandRenamed(Event):
    """What it is called now."""

    name = "catalog.brand_renamed"
    brand_id: UUID
    title: str


@dataclass(frozen=True)
class BrandRemoved(Event):
    name = "catalog.brand_removed"
    brand_id: UUID
    title: str


@dataclass(frozen=True)
class ItemCreated(Event):
    name = "catalog.item_created"
    item_id: UUID
    sku: str


@dataclass(frozen=True)
class ItemChanged(Event):
    """`fields` are the names of what is different now."""

    name = "catalog.item_changed"
    item_id: UUID
    fields: list[str]


@dataclass(frozen=True)
class ItemWeighed(Event):
    """It is priced by weight from now on; an empty unit: by the piece."""

    name = "catalog.item_weighed"
    item_id: UUID
    unit: str
    piece_weight: Decimal | None
    tolerance_percent: Decimal | None


@dataclass(frozen=True)
class ItemDiscontinued(Event):
    name = "catalog.item_discontinued"
    item_id: UUID


@dataclass(frozen=True)
class ItemReactivated(Event):
    name = "catalog.item_reactivated"
    item_id: UUID


@dataclass(frozen=True)
class ItemRemoved(Event):
    """Nothing referred to it; what it was stands in the history."""

    name = "catalog.item_removed"
    item_id: UUID
    sku: str


@dataclass(frozen=True)
class ItemWithdrawn(Event):
    """Entered by mistake: it is in no list any more, only in the stock ledger."""

    name = "catalog.item_withdrawn"
    item_id: UUID
    sku: str


@dataclass(frozen=True)
class CategoryRemoved(Event):
    name = "catalog.category_removed"
    category_id: UUID
    title: str


@dataclass(frozen=True)
class UnitRemoved(Event):
    name = "catalog.unit_removed"
    item_id: UUID
    unit: str


@dataclass(frozen=True)
class CodeRemoved(Event):
    name = "catalog.code_removed"
    item_id: UUID
    kind: str
    code: str


@dataclass(frozen=True)
class UnitAdded(Event):
    name = "catalog.unit_added"
    item_id: UUID
    unit: str


@dataclass(frozen=True)
class CodeAdded(Event):
    name = "catalog.code_added"
    item_id: UUID
    kind: str
    code: str


@dataclass(frozen=True)
class SubstituteKept(Event):
    """`other_id` is offered instead of the item; how, stands in the row and its history."""

    name = "catalog.substitute_kept"
    item_id: UUID
    other_id: UUID


@dataclass(frozen=True)
class SubstituteRemoved(Event):
    name = "catalog.substitute_removed"
    item_id: UUID
    other_id: UUID


@dataclass(frozen=True)
class KitDefined(Event):
    """How many parts the item has now as a kit; 0: it is a kit no more."""

    name = "catalog.kit_defined"
    item_id: UUID
    parts: int
