"""What charges, discounts and promotions have in common: names, for whom, for what, validity, versions."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.changing import changed_in
from tradepost.base.errors import ChangedMeanwhile, Invalid, NotFound
from tradepost.domain.catalog.models import Brand, Category, Item
from tradepost.domain.parties.models import Customer, CustomerGroup
from tradepost.domain.pricing import rules
from tradepost.domain.pricing.models import ChargeRule, DiscountRule, Promotion

_NAMED: dict[str, type[Any]] = {
    "customer_id": Customer,
    "group_id": CustomerGroup,
    "item_id": Item,
    "category_id": Category,
    "brand_id": Brand,
    "gift_item_id": Item,
}


def kept_row(kind: type[Any], row_id: UUID, version: int | None) -> Any:
    """The row to be changed, locked; None: it is new. Raises ChangedMeanwhile."""
    row = kind.objects.select_for_update(no_key=True).filter(pk=row_id).first()
    if row is not None and version is not None and version != row.version:
        raise ChangedMeanwhile(
            f"{row.name} was changed by someone else. Load it again and repeat your change.",
            version=row.version,
        )
    return row


def write_kept(by: By, kind: type[Any], row: Any, row_id: UUID, wanted: Mapping[str, Any]) -> Any:
    """Make the row, or change what differs; None when nothing does."""
    if row is None:
        return kind.objects.create(id=row_id, made_at=by.now, version=1, **wanted)
    return row if changed_in(row, wanted) else None


def faults_of_kept(kind: type[Any], wanted: Mapping[str, Any], row_id: UUID, another: str) -> dict[str, str]:
    """What is wrong with a name, with for whom and for what it is, its currency and its priority, by field."""
    faults = {}
    if not 0 < len(wanted["name"]) <= 80:
        faults["name"] = "Give 1 to 80 characters."
    elif kind.objects.filter(name=wanted["name"]).exclude(pk=row_id).exists():
        faults["name"] = another
    if wanted["customer_id"] and wanted["group_id"]:
        faults["group_id"] = "Name a customer or a group, not both."
    named = [name for name in ("item_id", "category_id", "brand_id") if wanted[name]]
    if len(named) > 1:
        faults[named[1]] = "Name an item, a category or a brand: one of them."
    currency = wanted["currency"]
    if wanted["minimum_value"] and not currency:
        faults["currency"] = "Say in which currency."
    if currency and not (len(currency) == 3 and currency.isascii() and currency.isupper()):
        faults["currency"] = "Three capital letters, such as EUR."
    if not 0 <= wanted["priority"] <= 9999:
        faults["priority"] = "Between 0 and 9999."
    for name, model in _NAMED.items():
        if wanted.get(name) and not model.objects.filter(pk=wanted[name]).exists():
            faults[name] = "It does not exist any more."
    return faults


Ended = tuple[UUID, str]
"""What was ended: its id and name."""


def end_kept(
    by: By,
    kind: type[ChargeRule] | type[DiscountRule] | type[Promotion],
    ids: Sequence[UUID],
    ends_on: date | None,
) -> tuple[date, list[Ended]]:
    """From a day on they are given no more; what had not begun by then is deleted. Raises Invalid, NotFound."""
    day = ends_on or by.now.date()
    # Somewhere it may still be the day before.
    if day < by.now.date() - timedelta(days=1):
        raise Invalid(
            "It cannot end in the past: what was sold by it stands.",
            fields={"ends_on": "Today or later."},
        )
    wanted = sorted(set(ids))
    found: list[ChargeRule | DiscountRule | Promotion] = list(
        kind.objects.select_for_update().filter(pk__in=wanted).order_by("pk")
    )
    if len(found) < len(wanted):
        raise NotFound("One of these does not exist any more. Load the list again.")
    decided = [(row, rules.ending(row.valid_from, row.valid_until, day)) for row in found]
    kind.objects.filter(pk__in=[row.pk for row, verdict in decided if verdict == "end"]).update(
        valid_until=day
    )
    kind.objects.filter(pk__in=[row.pk for row, verdict in decided if verdict == "remove"]).delete()
    return day, [(row.pk, row.name) for row, verdict in decided if verdict]
