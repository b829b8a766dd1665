"""Counts: plan, start, record, finish, approve and post."""

from typing import Any

from ninja import Router

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.counting import commands as counting
from tradepost.domain.counting import queries as counting_queries
from tradepost.domain.counting.commands import CountedInput
from tradepost.domain.counting.flows import COUNT
from tradepost.domain.counting.models import Count, CountLine
from tradepost.domain.counting.queries import COUNTS, ENTRIES, LINES
from tradepost.domain.counting.rules import CHOSEN_SCOPES, LINE_STATES, MOST_PIECES, SCOPES, SOURCES
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.doors.api.endpoints import changes, reads, sees_costs
from tradepost.doors.api.fields import (
    AN_ID,
    AmountOut,
    Day,
    DayOut,
    Id,
    IdOut,
    Moment,
    MomentOut,
    Note,
    Word,
    Yes,
    about,
    one_of,
    text,
    whole,
)
from tradepost.doors.api.listings import Under, lists
from tradepost.doors.api.shapes import In, Shape

router = Router(tags=["Counts"])


class CountIn(In):
    """A count to be planned."""

    id: Id | None = about("Your id for it: sent twice, it is one count.", AN_ID, None)
    warehouse_id: Id = about("Where.", AN_ID)
    scope: one_of(*CHOSEN_SCOPES) = about("What is counted.", "zone", "warehouse")  # type: ignore[valid-type]
    zone: text(120) = about("Instead of a zone: how codes begin, or the first and the last.", "A-01", "")  # type: ignore[valid-type]
    zone_id: Id | None = about("Of a zone: the places in it when counting starts.", None, None)
    category_id: Id | None = about("Of a category, with those under it.", None, None)
    item_ids: list[Id] = about("Of some items.", None, [], max_length=5000)
    is_blind: Yes = about("Who counts is not told what the books say.", True, True)
    planned_on: Day | None = about("For which day; null: today.", None, None)
    note: Note = about("For the people who count.", None, "")


class CountedLineIn(In):
    """What lies in a place, of one item and lot."""

    place_id: Id = about("The place.", AN_ID)
    item_id: Id = about("The item.", AN_ID)
    quantity: whole(0, MOST_PIECES) = about("Base units; 0: nothing lies there.", 12)  # type: ignore[valid-type]
    lot_id: Id | None = about("The lot.", None, None)
    lot_code: text(80) = about("Or its code, which may be new.", None, "")  # type: ignore[valid-type]
    expires_on: Day | None = about("The last day of a new lot.", None, None)
    best_before_on: Day | None = about("Until when a new lot is best; stops nothing.", None, None)
    counted_at: Moment | None = about("When, where it is not that of the whole.", None, None)


class CountedLinesIn(In):
    """What somebody counted."""

    id: Id | None = about("Your id for it: sent twice, it counts once.", AN_ID, None)
    source: one_of(*SOURCES) = about("How it was taken.", "scan", "scan")  # type: ignore[valid-type]
    counter: Word = about("Who counted, where it is not you.", "Mara Lindt", "")
    counted_at: Moment | None = about("When; null: now. Goods may have moved since.", None, None)
    lines: list[CountedLineIn] = about(
        "What does not stand on the sheet is added.", min_length=1, max_length=5000
    )


class FinishIn(In):
    """How counting ends."""

    leave_uncounted: Yes = about("Lines without a number stay as they are.", False, False)


class CountReasonIn(In):
    """Why."""

    reason: text(500) = about("In words.", "wrong aisle", "")  # type: ignore[valid-type]


class CancelCountIn(In):
    """Why nothing comes of it."""

    reason: text(500, 1) = about("In words.", "wrong aisle")  # type: ignore[valid-type]


class CountRow(Shape):
    """A count in a list. What a blind count hides is null while it is counted."""

    FROM = {"zone_id": "in_zone_id"}

    id: IdOut = about("The count, and its posting.")
    number: str = about("The number people say.", "CNT-1000001")
    warehouse_id: IdOut = about("Where.")
    scope: str = about("What is counted.", "zone", json_schema_extra={"enum": list(SCOPES)})
    zone_id: IdOut | None = about("Which zone.")
    zone: str = about("Which places, where no zone is named.", "A-01")
    category_id: IdOut | None = about("Which category.")
    is_blind: bool = about("Whether who counts is not told what the books say.", True)
    note: str = about("For the people who count.")
    planned_on: DayOut = about("For which day.")
    state: str = about("What people decided.", "counting", json_schema_extra={"enum": list(COUNT.states)})
    lines_count: int = about("Lines of its sheet.", 120)
    counted_count: int = about("Lines with a number that holds.", 80)
    recount_count: int = about("Lines to be counted again.", 2)
    differing_count: int | None = about("Lines that differ from the books.", 3)
    made_at: MomentOut = about("When it was planned.")
    started_at: MomentOut | None = about("When counting began.")
    finished_at: MomentOut | None = about("When counting ended.")
    posted_at: MomentOut | None = about("When it was approved and posted.")
    posted_by: str = about("Who approved it.", "Olga Brandt")
    cancelled_at: MomentOut | None = about("When it was cancelled.")
    cancelled_reason: str = about("Why it was cancelled.")
    version: int = about("Counts the changes; the number in the ETag.", 3)


class CountOut(CountRow):
    """A count with the worth of its differences; null for those who see no costs."""

    found_value: AmountOut | None = about("What was found beyond the books, base currency.")
    lost_value: AmountOut | None = about("What is missing, base currency.")
    value: AmountOut | None = about("What its posting was worth: found less lost.")


class CountLineOut(Shape):
    """A line of a count, in base units. What a blind count hides is null while it is counted."""

    FROM = {
        "place_code": "place.code",
        "sku": "item.sku",
        "lot_code": lambda line: line.lot.code if line.lot else "",
        "book": "shown_book",
        "counted": "shown_counted",
        "expected": "shown_expected",
        "difference": "shown_difference",
    }

    id: int = about("The line.", 4711)
    position: int = about("Its place on the walk, from 1.", 1)
    place_id: IdOut = about("The place.")
    place_code: str = about("What its label says.", "A-01-03")
    item_id: IdOut = about("The item.")
    sku: str = about("Our number of it.", "TEA-1")
    lot_id: IdOut | None = about("The lot.")
    lot_code: str = about("Its code; empty: none.")
    is_added: bool = about("Whether it was found beside the sheet.", False)
    state: str = about("Whether a number holds.", "counted", json_schema_extra={"enum": list(LINE_STATES)})
    book: int | None = about("What the books said when counting began.", 20)
    counted: int | None = about("The number that holds.", 18)
    counted_at: MomentOut | None = about("Its moment.")
    expected: int | None = about("What the books say of that moment.", 20)
    difference: int | None = about("Counted less expected; this is posted.", -2)
    value: AmountOut | None = about("Its worth, base currency; null for those who see no costs.")


class CountEntryOut(Shape):
    """One number that somebody counted, in base units."""

    FROM = {
        "line_id": "line_id",
        "place_code": "line.place.code",
        "sku": "line.item.sku",
        "lot_code": lambda entry: entry.line.lot.code if entry.line.lot else "",
    }

    id: int = about("The entry.", 815)
    line_id: int = about("The line.", 4711)
    place_code: str = about("What the place's label says.", "A-01-03")
    sku: str = about("Our number of the item.", "TEA-1")
    lot_code: str = about("The lot; empty: none.")
    quantity: int = about("What was counted.", 18)
    source: str = about("How it was taken.", "scan", json_schema_extra={"enum": list(SOURCES)})
    counter: str = about("Who counted.", "Mara Lindt")
    actor: str = about("Who typed it.", "Tom Hart")
    counted_at: MomentOut = about("When it was counted.")
    made_at: MomentOut = about("When it was typed.")


def _rows(_by: By, rows: list[Count]) -> list[dict[str, Any]]:
    return [CountRow.plain(row, differing_count=_unless_hidden(row, row.differing_count)) for row in rows]


def _unless_hidden(row: Count, value: Any) -> Any:
    return None if row.is_hidden else value


def _lines(by: By, rows: list[CountLine]) -> list[dict[str, Any]]:
    costs = sees_costs(by)
    return [CountLineOut.plain(row, value=row.shown_value if costs else None) for row in rows]  # type: ignore[attr-defined]


def _whole(by: By, one: Count) -> dict[str, Any]:
    told = sees_costs(by) and not one.is_hidden
    values = {name: getattr(one, name) if told else None for name in ("found_value", "lost_value", "value")}
    return CountOut.plain(one, differing_count=_unless_hidden(one, one.differing_count), **values)


lists(router, "/counts", COUNTS, name="list_counts", needs="counting.read", gives=CountRow, write=_rows)
lists(
    router,
    "/counts/{count_id}/lines",
    LINES,
    name="list_count_lines",
    needs="counting.read",
    gives=CountLineOut,
    write=_lines,
    costly=("value",),
    says="List the lines of a count, in the order of the walk.",
    under=Under("count_id", "count", counting_queries.count),
)
lists(
    router,
    "/counts/{count_id}/entries",
    ENTRIES,
    name="list_count_entries",
    needs="counting.read",
    gives=CountEntryOut,
    says="List every number that was counted; of a blind count none until counting ended.",
    under=Under("count_id", "count", counting_queries.count),
)
NOT_SAID, WHOLE = CountReasonIn(), FinishIn()


@changes(
    router,
    "POST",
    "/counts",
    needs="counting.plan_count",
    gives=CountOut,
    status=201,
    at="/api/v1/counts/{id}",
)
def plan_count(by: By, body: CountIn) -> dict[str, Any]:
    """Plan a count. Nothing is on its sheet until it is started."""
    inventory_queries.visible_warehouse(by, body.warehouse_id)
    given = body.model_dump(exclude={"id"})
    return _whole(by, counting.plan_count(by, count_id=body.id or new_id(by.now), **given))


@reads(router, "/counts/{count_id}", needs="counting.read", gives=CountOut)
def get_count(by: By, count_id: Id) -> dict[str, Any]:
    """One count; its lines stand under /lines."""
    return _whole(by, counting_queries.count(by, count_id))


@changes(
    router, "POST", "/counts/{count_id}/start", needs="counting.start_count", gives=CountOut, within=COUNTS
)
def start_count(by: By, count_id: Id) -> dict[str, Any]:
    """Write the sheet: a line for every place, item and lot where something lies now."""
    return _whole(by, counting.start_count(by, count_id=count_id))


@changes(
    router,
    "POST",
    "/counts/{count_id}/entries",
    needs="counting.record_counts",
    gives=CountOut,
    within=COUNTS,
)
def record_counts(by: By, count_id: Id, body: CountedLinesIn) -> dict[str, Any]:
    """Take what was counted. Where people find different differences, the line is to be counted again."""
    one = counting.record_counts(
        by,
        batch_id=body.id or new_id(by.now),
        count_id=count_id,
        lines=[CountedInput(**line.model_dump()) for line in body.lines],
        source=body.source,
        counter=body.counter,
        counted_at=body.counted_at,
    )
    return _whole(by, one)


@changes(
    router, "POST", "/counts/{count_id}/finish", needs="counting.finish_count", gives=CountOut, within=COUNTS
)
def finish_count(by: By, count_id: Id, body: FinishIn = WHOLE) -> dict[str, Any]:
    """End counting: the differences can be looked at."""
    return _whole(by, counting.finish_count(by, count_id=count_id, leave_uncounted=body.leave_uncounted))


@changes(
    router, "POST", "/counts/{count_id}/reopen", needs="counting.reopen_count", gives=CountOut, within=COUNTS
)
def reopen_count(by: By, count_id: Id, body: CountReasonIn = NOT_SAID) -> dict[str, Any]:
    """Back to the shelves; what was counted stays."""
    return _whole(by, counting.reopen_count(by, count_id=count_id, reason=body.reason))


@changes(
    router, "POST", "/counts/{count_id}/post", needs="counting.post_count", gives=CountOut, within=COUNTS
)
def post_count(by: By, count_id: Id, body: CountReasonIn = NOT_SAID) -> dict[str, Any]:
    """Approve the differences and post them, up to the limit of your role."""
    return _whole(by, counting.post_count(by, count_id=count_id, reason=body.reason))


@changes(
    router, "POST", "/counts/{count_id}/cancel", needs="counting.cancel_count", gives=CountOut, within=COUNTS
)
def cancel_count(by: By, count_id: Id, body: CancelCountIn) -> dict[str, Any]:
    """Nothing is corrected by it; what was counted stays to be read."""
    return _whole(by, counting.cancel_count(by, count_id=count_id, reason=body.reason))
