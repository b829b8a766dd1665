from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.changing import save
from tradepost.base.command import command, publish
from tradepost.base.errors import Refusal
from tradepost.domain.counting import queries
from tradepost.domain.counting.commands._settle import summarise
from tradepost.domain.counting.events import CountStarted
from tradepost.domain.counting.flows import COUNT
from tradepost.domain.counting.models import Count
from tradepost.domain.inventory.commands import GoodsOfSupplier

MOST_LINES = 20_000


class NothingToCount(Refusal):
    """By the books nothing lies within the count's scope."""


class TooManyLines(Refusal):
    """One sheet would be too long to be counted and posted at once."""


@command
def start_count(by: By, *, count_id: UUID) -> Count:
    """Write the sheet: a line for every place, item and lot where something lies now, in the order of the walk.

    Raises NotAllowed, NotFound, NothingToCount, TooManyLines (above 20,000), GoodsOfSupplier.
    """
    one = queries.count_for_update(count_id)
    state = COUNT.next(one.state, "start")
    if one.warehouse.supplier_id is not None:
        raise GoodsOfSupplier(
            f"What lies in {one.warehouse.name} is a supplier's. "
            "Count it on the page of the store: what is missing is owed."
        )
    lying = queries.lying_in(one, MOST_LINES + 1)
    if not lying:
        raise NothingToCount(
            "By the books nothing lies there. Choose other places or items; goods that were found are added"
            " to a count of their place, or corrected under Stock."
        )
    if len(lying) > MOST_LINES:
        raise TooManyLines(
            f"There are more than {MOST_LINES} lines to count. Count zone by zone, or category by category."
        )
    sql.run(
        """insert into counting_line (count_id, position, place_id, item_id, lot_id, book, is_added, state)
           select %s, n, place_id, item_id, lot_id, book, false, 'open'
           from unnest(%s::uuid[], %s::uuid[], %s::uuid[], %s::bigint[]) with ordinality
             as t(place_id, item_id, lot_id, book, n) order by n""",
        [one.pk, *[list(column) for column in zip(*lying, strict=True)]],
    )
    summarise(one)
    # Begun early is begun today, so that it stands among what is to be done.
    save(one, state=state, started_at=by.now, planned_on=min(one.planned_on, by.now.date()))
    publish(by, CountStarted(one.id, len(lying)))
    return one
