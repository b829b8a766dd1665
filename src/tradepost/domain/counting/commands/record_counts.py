from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.counting import queries
from tradepost.domain.counting.commands._settle import settle, summarise
from tradepost.domain.counting.events import Counted
from tradepost.domain.counting.flows import COUNT
from tradepost.domain.counting.models import Count
from tradepost.domain.counting.queries import Key
from tradepost.domain.counting.rules import MOST_PIECES, SOURCES
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.commands import LotInput

LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class CountedInput:
    """So many base units of an item and lot lie in a place; 0: none. `lot_code` names a lot that may be new.

    `counted_at` is the moment of this line, where it is not that of the whole.
    """

    place_id: UUID
    item_id: UUID
    quantity: int
    lot_id: UUID | None = None
    lot_code: str = ""
    expires_on: date | None = None
    best_before_on: date | None = None
    counted_at: datetime | None = None


def _recorded(batch_id: UUID) -> Count:
    found = sql.one(
        """select l.count_id from counting_entry e join counting_line l on l.id = e.line_id
           where e.batch_id = %s limit 1""",
        [batch_id],
    )
    assert found is not None
    return queries.count_by_id(found[0])


@command(once="batch_id", again=_recorded)
def record_counts(
    by: By,
    *,
    batch_id: UUID,
    count_id: UUID,
    lines: Sequence[CountedInput],
    source: str = "screen",
    counter: str = "",
    counted_at: datetime | None = None,
) -> Count:
    """Take what somebody counted; what does not stand on the sheet is added to it.

    `counter` is who counted, where somebody else types it. The number is held against the books of `counted_at`
    (now), so goods may move before and after. Where two people found different differences, the line is to be
    counted again, until most agree. Raises NotAllowed, NotFound, Invalid (every bad line); sent twice it counts once.
    """
    one = queries.count_for_update(count_id)
    COUNT.next(one.state, "record")
    moments = [line.counted_at or counted_at or by.now for line in lines]
    _refuse_bad(one, lines, moments, source, counter, by.now)
    keys = _keys(by, one, lines)
    known = queries.line_ids_of(one.pk, keys)
    if added := [key for key in keys if key not in known]:
        known |= _add(one, added)
    who = counter.strip() or by.actor
    sql.run(
        """insert into counting_entry
             (line_id, batch_id, quantity, source, counter, actor_id, actor, counted_at, made_at)
           select line_id, %s, quantity, %s, %s, %s, %s, counted_at, %s
           from unnest(%s::bigint[], %s::bigint[], %s::timestamptz[]) as t(line_id, quantity, counted_at)""",
        [
            *(batch_id, source, who, by.actor_id, by.actor, by.now),
            *([known[key] for key in keys], [line.quantity for line in lines], moments),
        ],
    )
    held = settle(one, list(known.values()))
    summarise(one)
    recount = sum(taken is None for taken in held.values())
    publish(by, Counted(one.id, source, who, len(lines), len(added), recount))
    return one


def _refuse_bad(
    one: Count,
    lines: Sequence[CountedInput],
    moments: Sequence[datetime],
    source: str,
    counter: str,
    now: datetime,
) -> None:
    wrong: dict[str, str] = {}
    if source not in SOURCES:
        wrong["source"] = f"One of {', '.join(SOURCES)}."
    if len(counter) > LONGEST_NAME:
        wrong["counter"] = f"At most {LONGEST_NAME} characters."
    for place, (line, moment) in enumerate(zip(lines, moments, strict=True)):
        if not 0 <= line.quantity <= MOST_PIECES:
            wrong[f"lines.{place}.quantity"] = "Give what lies there, 0 or more."
        # A sheet that is keyed later may not speak of a time when its lines were not known, or not yet come.
        if one.started_at is None or not one.started_at <= moment <= now:
            wrong[f"lines.{place}.counted_at"] = "Between the start of the count and now."
    if not lines:
        wrong["lines"] = "Count at least one line."
    if wrong:
        raise Invalid("This count cannot be taken in; nothing was written.", fields=wrong)


def _keys(by: By, one: Count, lines: Sequence[CountedInput]) -> list[Key]:
    """Place, item and lot of each line, lots made where they are new. Raises Invalid for every bad one."""
    places = {place.pk for place in inventory_queries.places_of(by, list({line.place_id for line in lines}))
              if place.warehouse_id == one.warehouse_id}  # fmt: skip
    items = {item.pk: item for item in catalog_queries.items_of(by, list({line.item_id for line in lines}))}
    named = [line.item_id for line in lines if line.lot_id]
    lots = {(item, lot) for (item, _), lot in inventory_queries.lot_ids(named).items()} if named else set()
    wrong: dict[str, str] = {}
    for number, line in enumerate(lines):
        item = items.get(line.item_id)
        if line.place_id not in places:
            wrong[f"lines.{number}.place"] = "This place is not in the warehouse that is counted."
        if item is None:
            wrong[f"lines.{number}.item"] = "There is no such item."
        elif says := _lot_fault(item.tracking, line, lots):
            wrong[f"lines.{number}.lot"] = says
    if wrong:
        raise Invalid("This count cannot be taken in; nothing was written.", fields=wrong)
    made = _lots(by, lines)
    keys = [(line.place_id, line.item_id, made.get(n, line.lot_id)) for n, line in enumerate(lines)]
    _refuse_twice(keys)
    return keys


def _lot_fault(tracking: str, line: CountedInput, known: set[tuple[UUID, UUID]]) -> str:
    """What is wrong with the lot of a line; empty: nothing."""
    if tracking == "none":
        return "This item has no lots." if line.lot_id or line.lot_code.strip() else ""
    if line.lot_id is None:
        return "" if line.lot_code.strip() else "Say the lot."
    return "" if (line.item_id, line.lot_id) in known else "This lot is not of this item."


def _lots(by: By, lines: Sequence[CountedInput]) -> Mapping[int, UUID]:
    named = {
        n: (line.item_id, line.lot_code.strip()) for n, line in enumerate(lines) if line.lot_code.strip()
    }
    if not named:
        return {}
    wanted = [
        LotInput(item_id, code, lines[n].expires_on, lines[n].best_before_on)
        for n, (item_id, code) in named.items()
    ]
    made = inventory.ensure_lots(by, lots=wanted)
    return {n: made[key] for n, key in named.items()}


def _refuse_twice(keys: Sequence[Key]) -> None:
    seen: dict[Key, int] = {}
    wrong = {}
    for number, key in enumerate(keys):
        if seen.setdefault(key, number) != number:
            wrong[f"lines.{number}.quantity"] = "This place, item and lot stand twice; count them together."
    if wrong:
        raise Invalid("This count cannot be taken in; nothing was written.", fields=wrong)


def _add(one: Count, keys: Sequence[Key]) -> dict[Key, int]:
    """New lines at the end of the sheet, for what the books knew nothing of when counting began."""
    found = sql.rows(
        """insert into counting_line (count_id, position, place_id, item_id, lot_id, book, is_added, state)
           select %s, (select coalesce(max(position), 0) from counting_line where count_id = %s) + n,
                  place_id, item_id, lot_id, 0, true, 'open'
           from unnest(%s::uuid[], %s::uuid[], %s::uuid[]) with ordinality as t(place_id, item_id, lot_id, n)
           order by n returning place_id, item_id, lot_id, id""",
        [one.pk, one.pk, *[list(column) for column in zip(*keys, strict=True)]],
    )
    return {(row[0], row[1], row[2]): row[3] for row in found}
