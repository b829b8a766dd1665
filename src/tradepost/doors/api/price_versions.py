"""Versions of price lists: changed in a draft, scheduled, activated, rolled back."""

from typing import Any
from uuid import UUID

from ninja import Router

from tradepost.base import jobs
from tradepost.base.by import By
from tradepost.base.errors import NotPermitted
from tradepost.base.ids import new_id
from tradepost.domain.access import queries as access_queries
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing import queries as pricing_queries
from tradepost.domain.pricing.commands import PriceInput
from tradepost.domain.pricing.flows import PRICE_VERSION
from tradepost.domain.pricing.models import PriceVersion
from tradepost.domain.pricing.queries import EFFECTS, PRICE_LISTS, PRICE_VERSIONS, VERSION_ROWS, Pick
from tradepost.domain.pricing.rules import FORMULAS, ROUNDINGS, Formula
from tradepost.doors.api.endpoints import COSTS, changes, reads
from tradepost.doors.api.fields import (
    AN_ID,
    AmountOut,
    DayOut,
    Id,
    IdOut,
    Moment,
    MomentOut,
    NumberOut,
    SignedAmount,
    Word,
    about,
    one_of,
    text,
    whole,
)
from tradepost.doors.api.listings import Under, lists
from tradepost.doors.api.pricing import PricesIn
from tradepost.doors.api.shapes import In, Shape
from tradepost.render.sentences import said

router = Router(tags=["Prices"])


class VersionIn(In):
    """A version to be begun."""

    id: Id | None = about("Your id for it.", AN_ID, None)
    name: text(80) = about("What people call it beside its number.", "Spring 2027", "")  # type: ignore[valid-type]


class DifferenceOut(Shape):
    """What a version changes, in numbers."""

    changed: int = about("Prices that become others.", 120)
    added: int = about("Prices that are new.", 8)
    gone: int = about("Prices that hold no more.", 2)
    dearer: int = about("Of the changed ones, those that cost more then.", 100)
    cheaper: int = about("Those that cost less.", 20)
    lowest: NumberOut | None = about("The least change of a fixed price, as a share; null: there is none.")
    highest: NumberOut | None = about("The largest.")


class WorkOnOut(Shape):
    """The work on a version that is in hand, or the last one."""

    state: str = about(
        "How far it is.",
        "done",
        json_schema_extra={"enum": ["queued", "running", "done", "failed", "cancelled"]},
    )
    done: int = about("Prices done.", 20000)
    total: int | None = about("Prices in all, when that is known.", 100000)
    said: str = about("What came out, or what went wrong.")


class PriceVersionRow(Shape):
    """A version of a price list."""

    id: IdOut = about("The version.")
    price_list_id: IdOut = about("Its list.")
    number: int = about("Counted in each list.", 3)
    name: str = about("What people call it.", "Spring 2027")
    state: str = about("Where it is.", "draft", json_schema_extra={"enum": list(PRICE_VERSION.states)})
    rows: int = about("How many prices it changes.", 130)
    activates_at: MomentOut | None = about("The moment it is scheduled for.")
    activated_at: MomentOut | None = about("When its prices began to hold.")
    retired_at: MomentOut | None = about("When they were replaced, or rolled back.")
    rolled_back: bool = about("Whether it was rolled back.")
    put_back: int = about("Then: prices that are as they were before.", 0)
    left_alone: int = about("Then: prices that somebody had changed since.", 0)
    made_at: MomentOut = about("When it was begun.")
    version: int = about("Counts the changes; the number in the ETag.", 1)


class PriceVersionOut(PriceVersionRow):
    """A version of a price list, and what it changes."""

    difference: DifferenceOut = about("What it changes, against what holds, or held before it.")
    work: WorkOnOut | None = about("Activating or rolling it back; null: nobody asked for it yet.")


class VersionRowOut(Shape):
    """One price of a version: as it shall be, or gone."""

    id: IdOut = about("The change.")
    effect: str = about("What becomes of the price.", "changed", json_schema_extra={"enum": list(EFFECTS)})
    item_id: IdOut | None = about("The item; or a category or brand.")
    category_id: IdOut | None = about("The category.")
    brand_id: IdOut | None = about("The brand.")
    unit: str = about("Per which unit; empty: the base unit.")
    minimum_quantity: int = about("From so many base units on.", 1)
    kind: str = about("fixed or percent.", "fixed")
    old_amount: AmountOut | None = about("The amount now, or before it was activated; null: there is none.")
    amount: AmountOut = about("The amount then.")
    valid_from: DayOut | None = about("The first day; null: ever since.")
    valid_until: DayOut | None = about("The first day it does not hold; null: for good.")
    counted: str = about("What reaches the minimum: line, item or mix.", "line")
    mix: str = about("The mixed group whose items count together.")
    is_net: bool = about("Whether no discount comes off it any more.")
    quota: int | None = about("So many base units may be sold at it; null: any number.", 1000)
    price_row_id: IdOut | None = about("The price of the list that it changes; null: it is new.")


class ChangesLeft(Shape):
    """What a draft changes by now."""

    changes: int = about("How many prices.", 130)


class PricesGoneIn(In):
    """Prices that shall hold no more with a version."""

    price_ids: list[Id] = about("Prices of its list.", min_length=1, max_length=5000)


class RowsDropIn(In):
    """Changes that shall be none."""

    row_ids: list[Id] = about("Changes of this version.", min_length=1, max_length=5000)


class FormulaIn(In):
    """Which prices of a draft, and how they change. What is left out does not narrow."""

    category_id: Id | None = about("Items in this category and those below it.", None, None)
    brand_id: Id | None = about("Items of this brand.", None, None)
    text: Word = about("Items with these words.", None, "")
    item_ids: list[Id] = about("These items.", None, [], max_length=5000)
    unit: Word = about("Prices per this unit; empty: of any.", None, "")
    kind: one_of(*FORMULAS) = about(  # type: ignore[valid-type]
        "percent: so many per cent more; amount: so much more; cost: the cost and so many per cent.",
        "percent",
    )
    value: SignedAmount = about("How much; below 0: less.", "4")
    rounding: one_of(*ROUNDINGS) = about(  # type: ignore[valid-type]
        "To places; to a multiple of 0.05; to the nearest price that ends in .95 or .99.", "end_95", "places"
    )
    places: whole(0, 6) = about("To how many places.", 2, 2)  # type: ignore[valid-type]


class RepricedOut(Shape):
    """What a formula did."""

    picked: int = about("Prices it was used on.", 250)
    changed: int = about("Of them, those that are others now.", 248)
    without: int = about("Those without a result: no cost is known, or it would be below 0. They stay.", 0)


class ScheduleIn(In):
    """When a version shall be activated."""

    activates_at: Moment = about("A moment to come, within five years.", "2031-05-01T00:00:00Z")


lists(
    router, "/price-versions", PRICE_VERSIONS, name="list_price_versions", needs="pricing.read", gives=PriceVersionRow
)  # fmt: skip
lists(
    router,
    "/price-versions/{version_id}/rows",
    VERSION_ROWS,
    name="list_price_version_rows",
    needs="pricing.read",
    gives=VersionRowOut,
    under=Under("version_id", "version", pricing_queries.price_version),
    says="What a version changes, the biggest change first, a page at a time.",
)


def _whole(by: By, version_id: UUID) -> dict[str, Any]:
    row: PriceVersion = pricing_queries.price_version(by, version_id)
    work = jobs.work_on(row.job_id)
    told = WorkOnOut.plain(work, said=said(work.said)) if work is not None else None
    difference = DifferenceOut.plain(pricing_queries.difference_of(row))
    return PriceVersionOut.plain(row, difference=difference, work=told)


@changes(
    router, "POST", "/price-lists/{price_list_id}/versions", needs="pricing.make_version", gives=PriceVersionOut,
    status=201, at="/api/v1/price-versions/{id}", within=PRICE_LISTS,
)  # fmt: skip
def make_price_version(by: By, price_list_id: Id, body: VersionIn) -> dict[str, Any]:
    """Begin a version of a list: a draft that changes nothing yet."""
    made = pricing.make_version(
        by, version_id=body.id or new_id(by.now), price_list_id=price_list_id, name=body.name
    )
    return _whole(by, made.pk)


@reads(router, "/price-versions/{version_id}", needs="pricing.read", gives=PriceVersionOut)
def get_price_version(by: By, version_id: Id) -> dict[str, Any]:
    """One version, what it changes in numbers, and how far the work on it is."""
    return _whole(by, version_id)


@changes(
    router, "POST", "/price-versions/{version_id}/prices", needs="pricing.set_version_prices", gives=ChangesLeft,
    within=PRICE_VERSIONS,
)  # fmt: skip
def set_version_prices(by: By, version_id: Id, body: PricesIn) -> dict[str, Any]:
    """Set prices in a draft; all or none. A price as it stands already is no change."""
    rows = [PriceInput(**price.model_dump()) for price in body.prices]
    return ChangesLeft.plain(None, changes=pricing.set_version_prices(by, version_id=version_id, rows=rows))


@changes(
    router, "POST", "/price-versions/{version_id}/end", needs="pricing.end_version_prices", gives=ChangesLeft,
    within=PRICE_VERSIONS,
)  # fmt: skip
def end_version_prices(by: By, version_id: Id, body: PricesGoneIn) -> dict[str, Any]:
    """These prices of the list hold no more once the version is activated; all or none."""
    left = pricing.end_version_prices(by, version_id=version_id, price_ids=body.price_ids)
    return ChangesLeft.plain(None, changes=left)


@changes(
    router, "POST", "/price-versions/{version_id}/drop", needs="pricing.drop_version_rows", gives=ChangesLeft,
    within=PRICE_VERSIONS,
)  # fmt: skip
def drop_version_rows(by: By, version_id: Id, body: RowsDropIn) -> dict[str, Any]:
    """Take changes out of a draft: these prices stay as they stand."""
    left = pricing.drop_version_rows(by, version_id=version_id, row_ids=body.row_ids)
    return ChangesLeft.plain(None, changes=left)


@changes(
    router, "POST", "/price-versions/{version_id}/reprice", needs="pricing.reprice_version", gives=RepricedOut,
    within=PRICE_VERSIONS,
)  # fmt: skip
def reprice_version(by: By, version_id: Id, body: FormulaIn) -> dict[str, Any]:
    """Change prices of a draft by a formula: as they are in the draft, else as they stand in the list."""
    if body.kind == "cost" and not access_queries.may(by, COSTS):
        raise NotPermitted(
            "A price made of the cost tells the cost, which your role does not see.", verb=COSTS
        )
    pick = Pick(body.category_id, body.text, body.item_ids, body.unit, body.brand_id)
    formula = Formula(body.kind, body.value, body.rounding, body.places)
    return RepricedOut.plain(pricing.reprice_version(by, version_id=version_id, pick=pick, formula=formula))


@changes(
    router, "POST", "/price-versions/{version_id}/schedule", needs="pricing.schedule_version", gives=PriceVersionOut,
    within=PRICE_VERSIONS,
)  # fmt: skip
def schedule_version(by: By, version_id: Id, body: ScheduleIn) -> dict[str, Any]:
    """A worker activates it at this moment; until then nobody changes it."""
    pricing.schedule_version(by, version_id=version_id, activates_at=body.activates_at)
    return _whole(by, version_id)


@changes(
    router, "POST", "/price-versions/{version_id}/unschedule", needs="pricing.unschedule_version",
    gives=PriceVersionOut, within=PRICE_VERSIONS,
)  # fmt: skip
def unschedule_version(by: By, version_id: Id) -> dict[str, Any]:
    """A draft again."""
    pricing.unschedule_version(by, version_id=version_id)
    return _whole(by, version_id)


@changes(
    router, "POST", "/price-versions/{version_id}/activate", needs="pricing.activate_version", gives=PriceVersionOut,
    status=202, within=PRICE_VERSIONS,
)  # fmt: skip
def activate_version(by: By, version_id: Id) -> dict[str, Any]:
    """Ask a worker to let its prices hold now, all at once. Documents keep the prices they have."""
    return _asked(by, version_id, "activate")


@changes(
    router, "POST", "/price-versions/{version_id}/roll-back", needs="pricing.roll_back_version",
    gives=PriceVersionOut, status=202, within=PRICE_VERSIONS,
)  # fmt: skip
def roll_back_version(by: By, version_id: Id) -> dict[str, Any]:
    """Ask a worker to put its prices back as they were before, but those that somebody changed since."""
    return _asked(by, version_id, "roll_back")


@changes(
    router, "POST", "/price-versions/{version_id}/discard", needs="pricing.discard_version", gives=PriceVersionRow,
    within=PRICE_VERSIONS,
)  # fmt: skip
def discard_version(by: By, version_id: Id) -> dict[str, Any]:
    """Throw a draft away; gives it as it was."""
    gone = PriceVersionRow.plain(pricing_queries.price_version(by, version_id))
    pricing.discard_version(by, version_id=version_id)
    return gone


def _asked(by: By, version_id: UUID, verb: str) -> dict[str, Any]:
    found = pricing_queries.price_version(by, version_id)
    title = f"{found.price_list.name}, version {found.number}"
    pricing.ask_for_version(by, version_id=version_id, verb=verb, job_id=new_id(by.now), title=title)
    return _whole(by, version_id)
