"""What happened to prices and taxes."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
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
    includes_tax: bool = False


@dataclass(frozen=True, slots=True)
class PricesSet(Event):
    """Rows of a list were added or changed; `items` is how many different items they speak of."""

    name: ClassVar[str] = "pricing.prices_set"
    price_list_id: UUID
    rows: int
    items: int


@dataclass(frozen=True, slots=True)
class PricesRemoved(Event):
    """Rows of a list that were set by mistake are gone."""

    name: ClassVar[str] = "pricing.prices_removed"
    price_list_id: UUID
    rows: int


@dataclass(frozen=True, slots=True)
class PriceListRemoved(Event):
    """An empty list is gone."""

    name: ClassVar[str] = "pricing.price_list_removed"
    price_list_id: UUID
    title: str


@dataclass(frozen=True, slots=True)
class PricesEnded(Event):
    """Prices of a list hold no more from `ends_on`: `ended` stay with that end, `removed` had not begun by then."""

    name: ClassVar[str] = "pricing.prices_ended"
    price_list_id: UUID
    ends_on: date
    ended: int
    removed: int


@dataclass(frozen=True, slots=True)
class PriceListRenamed(Event):
    """The list is called otherwise; documents keep the name they were priced under."""

    name: ClassVar[str] = "pricing.price_list_renamed"
    price_list_id: UUID
    before: str
    title: str


@dataclass(frozen=True, slots=True)
class PriceListTaxIncluded(Event):
    """The prices of a list, which has none yet, include tax, or do not."""

    name: ClassVar[str] = "pricing.price_list_tax_included"
    price_list_id: UUID
    includes_tax: bool


@dataclass(frozen=True, slots=True)
class PriceListRetired(Event):
    """From this day the list prices nothing."""

    name: ClassVar[str] = "pricing.price_list_retired"
    price_list_id: UUID
    retired_on: date


@dataclass(frozen=True, slots=True)
class PriceListReinstated(Event):
    """A retired list prices again, with the rows and buyers it had."""

    name: ClassVar[str] = "pricing.price_list_reinstated"
    price_list_id: UUID


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


@dataclass(frozen=True, slots=True)
class TaxRulesKept(Event):
    """Rules of the tax table were added or changed, the others stand; `rules` are those, for the auditor."""

    name: ClassVar[str] = "pricing.tax_rules_kept"
    change_id: UUID
    rules: tuple[dict[str, object], ...]


@dataclass(frozen=True, slots=True)
class TaxRulesRemoved(Event):
    """Rules that were entered by mistake are gone from the tax table; `rules` are those, for the auditor."""

    name: ClassVar[str] = "pricing.tax_rules_removed"
    change_id: UUID
    rules: tuple[dict[str, object], ...]


@dataclass(frozen=True, slots=True)
class TaxExemptionKept(Event):
    """A customer's certificate was entered or changed; it counts for orders and quotes priced from now on."""

    name: ClassVar[str] = "pricing.tax_exemption_kept"
    exemption_id: UUID
    customer_id: UUID
    certificate: str
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class TaxExemptionRemoved(Event):
    """A certificate that was entered by mistake is gone; the history keeps it."""

    name: ClassVar[str] = "pricing.tax_exemption_removed"
    exemption_id: UUID
    customer_id: UUID
    certificate: str


@dataclass(frozen=True, slots=True)
class FloorsSet(Event):
    """Least margins were set or taken away; `floors` is what changed, for the auditor."""

    name: ClassVar[str] = "pricing.floors_set"
    change_id: UUID
    floors: tuple[dict[str, object], ...]


@dataclass(frozen=True, slots=True)
class DiscountKept(Event):
    """A discount rule was made or changed; it counts for lines priced from now on."""

    name: ClassVar[str] = "pricing.discount_kept"
    discount_id: UUID
    title: str
    percent: Decimal


@dataclass(frozen=True, slots=True)
class DiscountEnded(Event):
    """From `ends_on` the discount is given no more."""

    name: ClassVar[str] = "pricing.discount_ended"
    discount_id: UUID
    title: str
    ends_on: date


@dataclass(frozen=True, slots=True)
class ChargeKept(Event):
    """A rule of what orders are charged was made or changed; it counts for whatever is priced from now on."""

    name: ClassVar[str] = "pricing.charge_kept"
    charge_id: UUID
    title: str
    kind: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class ChargeEnded(Event):
    """From `ends_on` the rule charges nothing more."""

    name: ClassVar[str] = "pricing.charge_ended"
    charge_id: UUID
    title: str
    ends_on: date


@dataclass(frozen=True, slots=True)
class PromotionKept(Event):
    """A promotion was made or changed; it counts for orders and quotes priced from now on."""

    name: ClassVar[str] = "pricing.promotion_kept"
    promotion_id: UUID
    title: str
    gift_quantity: int


@dataclass(frozen=True, slots=True)
class PromotionEnded(Event):
    """From `ends_on` the promotion gives nothing more."""

    name: ClassVar[str] = "pricing.promotion_ended"
    promotion_id: UUID
    title: str
    ends_on: date


@dataclass(frozen=True, slots=True)
class VersionMade(Event):
    """A version of a price list was begun, a draft."""

    name: ClassVar[str] = "pricing.version_made"
    version_id: UUID
    price_list_id: UUID
    number: int
    title: str


@dataclass(frozen=True, slots=True)
class VersionPricesSet(Event):
    """Prices were set, ended or dropped in a draft: `rows` now; it has `changes` in all. None of them holds yet."""

    name: ClassVar[str] = "pricing.version_prices_set"
    version_id: UUID
    price_list_id: UUID
    rows: int
    changes: int


@dataclass(frozen=True, slots=True)
class VersionRepriced(Event):
    """A formula changed `rows` prices of a draft; it has `changes` in all."""

    name: ClassVar[str] = "pricing.version_repriced"
    version_id: UUID
    price_list_id: UUID
    rows: int
    changes: int
    formula: dict[str, object]


@dataclass(frozen=True, slots=True)
class VersionScheduled(Event):
    """At this moment the version shall be activated."""

    name: ClassVar[str] = "pricing.version_scheduled"
    version_id: UUID
    price_list_id: UUID
    activates_at: datetime


@dataclass(frozen=True, slots=True)
class VersionUnscheduled(Event):
    """The version is a draft again."""

    name: ClassVar[str] = "pricing.version_unscheduled"
    version_id: UUID
    price_list_id: UUID


@dataclass(frozen=True, slots=True)
class VersionActivated(Event):
    """The prices of a version hold now: so many changed, added and gone; `replaces` was active before."""

    name: ClassVar[str] = "pricing.version_activated"
    version_id: UUID
    price_list_id: UUID
    number: int
    changed: int
    added: int
    gone: int
    replaces: UUID | None


@dataclass(frozen=True, slots=True)
class VersionRolledBack(Event):
    """The prices are as they were before the version, but those changed since; `active` is the version before."""

    name: ClassVar[str] = "pricing.version_rolled_back"
    version_id: UUID
    price_list_id: UUID
    number: int
    put_back: int
    left_alone: int
    active: UUID | None


@dataclass(frozen=True, slots=True)
class VersionDiscarded(Event):
    """A draft was thrown away."""

    name: ClassVar[str] = "pricing.version_discarded"
    version_id: UUID
    price_list_id: UUID
    number: int
    title: str
