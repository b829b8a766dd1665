"""Rules of what orders are charged beside their goods: freight and surcharges."""

from typing import Any
from uuid import UUID

from ninja import Router

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.base.money import ZERO
from tradepost.domain.parties.queries import CUSTOMERS
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing import queries as pricing_queries
from tradepost.domain.pricing.commands import ChargeInput
from tradepost.domain.pricing.queries import CHARGES
from tradepost.domain.pricing.rules import CHARGE_BASES, CHARGE_KINDS, USUAL_PRIORITY
from tradepost.doors.api.answers import refuse_unseen
from tradepost.doors.api.endpoints import changes, reads
from tradepost.doors.api.fields import (
    AN_ID,
    Amount,
    AmountOut,
    Country,
    Day,
    DayOut,
    Id,
    IdOut,
    MomentOut,
    about,
    one_of,
    text,
    whole,
)
from tradepost.doors.api.listings import lists
from tradepost.doors.api.shapes import In, Shape

router = Router(tags=["Prices"])


class ChargeRuleIn(In):
    """A rule of charges, whole: what is left out is as if it had never been said."""

    id: Id | None = about("Your id for it, when it is made.", AN_ID, None)
    name: text(80, 1) = about("As people say it; stands in every trace.", "Parcel DE")  # type: ignore[valid-type]
    label: text(80) = about(  # type: ignore[valid-type]
        "What papers call it; empty: by its kind. A charge of kind `other` needs one.", "Parcel", ""
    )
    kind: one_of(*CHARGE_KINDS) = about("Of one kind the first that speaks is charged.", "freight", "freight")  # type: ignore[valid-type]
    basis: one_of(*CHARGE_BASES) = about(  # type: ignore[valid-type]
        "What `amount` is of: an order; a base unit or a kilogram of the goods; per cent of the goods or the freight.",
        "amount",
        "amount",
    )
    amount: Amount = about("Money in `currency`, or per cent; 0: nothing is charged.", "12.00")
    currency: text(3) = about("Of these orders; empty: any. Money and values need one.", "EUR", "")  # type: ignore[valid-type]
    customer_id: Id | None = about("For one customer; or give `group_id`; neither: everybody.", None, None)
    group_id: Id | None = about("For a group of customers.", None, None)
    country: Country = about("Where goods go, ISO 3166; empty: anywhere.", "DE", "")
    region: text(20) = about("Of the country; empty: all of it.", None, "")  # type: ignore[valid-type]
    item_id: Id | None = about(
        "For one item; or give `category_id` or `brand_id`; none: all goods.", None, None
    )
    category_id: Id | None = about("For a category and those inside it.", None, None)
    brand_id: Id | None = about("For a brand.", None, None)
    minimum_value: Amount = about("Where these goods are worth so much, after discounts.", "0", ZERO)
    below_value: Amount | None = about("And less than this; null: any more.", "500", None)
    priority: whole(0, 9999) = about("The lowest is asked first.", 100, USUAL_PRIORITY)  # type: ignore[valid-type]
    valid_from: Day | None = about("The first day; null: ever since.", "2031-09-01", None)
    valid_until: Day | None = about("The first day it charges nothing; null: for good.", None, None)


class ChargeRuleOut(Shape):
    """A rule of charges."""

    id: IdOut = about("The rule.")
    name: str = about("As people say it.", "Parcel DE")
    label: str = about("What papers call it; empty: by its kind.", "Parcel")
    kind: str = about("What it is for.", "freight", json_schema_extra={"enum": list(CHARGE_KINDS)})
    basis: str = about("What `amount` is of.", "amount", json_schema_extra={"enum": list(CHARGE_BASES)})
    amount: AmountOut = about("Money, or per cent.", "12.00")
    currency: str = about("Of these orders; empty: any.", "EUR")
    customer_id: IdOut | None = about("For one customer; null: see the group.")
    group_id: IdOut | None = about("For a group; both null: everybody.")
    country: str = about("Where goods go; empty: anywhere.", "DE")
    region: str = about("Of the country; empty: all of it.")
    item_id: IdOut | None = about("For one item; null: see the category.")
    category_id: IdOut | None = about("For a category; null: see the brand.")
    brand_id: IdOut | None = about("For a brand; all three null: all goods.")
    minimum_value: AmountOut = about("Where these goods are worth so much.")
    below_value: AmountOut | None = about("And less than this; null: any more.")
    priority: int = about("The lowest is asked first.", 100)
    valid_from: DayOut | None = about("The first day; null: ever since.")
    valid_until: DayOut | None = about("The first day it charges nothing; null: for good.")
    made_at: MomentOut = about("When it was made.")
    version: int = about("Counts the changes; the number in the ETag.", 1)


class ChargesEndIn(In):
    """Rules that shall charge nothing more."""

    charge_ids: list[Id] = about("Which ones.", min_length=1, max_length=5000)
    ends_on: Day | None = about("The first day they charge nothing; null: today.", "2031-12-01", None)


class ChargesEnded(Shape):
    """What was ended."""

    changed: int = about("How many rules got an end or were removed.", 2)


lists(router, "/charges", CHARGES, name="list_charges", needs="pricing.read", gives=ChargeRuleOut)


# Before the address of one of them: “end” is no id.
@changes(router, "POST", "/charges/end", needs="pricing.end_charges", gives=ChargesEnded)
def end_charges(by: By, body: ChargesEndIn) -> dict[str, Any]:
    """End rules of charges, all or none; those that had not begun by then are removed."""
    refuse_unseen(by, CHARGES, body.charge_ids)
    changed = pricing.end_charges(by, charge_ids=body.charge_ids, ends_on=body.ends_on)
    return ChargesEnded.plain(None, changed=changed)


@reads(router, "/charges/{charge_id}", needs="pricing.read", gives=ChargeRuleOut)
def get_charge(by: By, charge_id: Id) -> dict[str, Any]:
    """One rule of charges."""
    return ChargeRuleOut.plain(pricing_queries.charge(by, charge_id))


@changes(
    router,
    "POST",
    "/charges",
    needs="pricing.keep_charge",
    gives=ChargeRuleOut,
    status=201,
    at="/api/v1/charges/{id}",
)
def create_charge(by: By, body: ChargeRuleIn) -> dict[str, Any]:
    """Make a rule of charges; it counts for whatever is priced from now on."""
    return _kept(by, body.id or new_id(by.now), body)


@changes(
    router,
    "PUT",
    "/charges/{charge_id}",
    needs="pricing.keep_charge",
    gives=ChargeRuleOut,
    within=CHARGES,
)
def change_charge(by: By, charge_id: Id, body: ChargeRuleIn) -> dict[str, Any]:
    """Change a rule of charges as a whole; documents keep what they were charged."""
    return _kept(by, charge_id, body)


def _kept(by: By, charge_id: UUID, body: ChargeRuleIn) -> dict[str, Any]:
    if body.customer_id is not None:
        refuse_unseen(by, CUSTOMERS, [body.customer_id])
    given = ChargeInput(**body.model_dump(exclude={"id"}))
    kept = pricing.keep_charge(by, charge_id=charge_id, charge=given)
    return ChargeRuleOut.plain(pricing_queries.charge(by, kept.pk))
