"""What happened to prices and taxes."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from tradepost.base.events import Event


@dataclass(frozen=True, slots=True)
class PriceListCreated(Event):
    """A new list exists; it prices nothing until rows and buyers are given to it."""

    name: ClassVar[str] = "pricing.price_list_created"
    price_list_id: UUID
    title: str
    currency: str
    is_base: bool


@dataclass(frozen=True, slots=True)
class PricesSet(Event):
    """Rows of a list were added or changed; `items` is how many different items they speak of."""

    name: ClassVar[str] = "pricing.prices_set"
    price_list_id: UUID
    rows: int
    items: int


@dataclass(frozen=True, slots=True)
class PriceListAssigned(Event):
    """These customers and groups buy by the list, at this rank."""

    name: ClassVar[str] = "pricing.price_list_assigned"
    price_list_id: UUID
    rank: int
    customer_ids: tuple[UUID, ...]
    group_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class TaxRulesSet(Event):
    """The tax table was replaced; `rules` is the whole new table, for the auditor."""

    name: ClassVar[str] = "pricing.tax_rules_set"
    change_id: UUID
    rules: tuple[dict[str, object], ...]
