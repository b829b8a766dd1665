from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid, NotFound
from tradepost.domain.pricing import rules
from tradepost.domain.pricing.commands._lists import hold_lists_of
from tradepost.domain.pricing.commands._standing import forget_prices
from tradepost.domain.pricing.events import PricesEnded


@command
def end_prices(by: By, *, price_ids: Sequence[UUID], ends_on: date | None = None) -> int:
    """From `ends_on` (None: today) these prices hold no more; gives how many were changed.

    A price that held before keeps its row with an end, rather than being deleted: a draft of an earlier
    day is still priced as on that day, "why this price?" can say that it ended, and setting it again
    brings it back. A price that had not begun by then never held, so its row is deleted. Either way the
    row as it was stays in the history, and documents keep what they copied. Prices that end earlier stay
    as they are. Raises NotFound when one is missing, and Invalid for a day that has passed.
    """
    day = ends_on or by.now.date()
    # Somewhere it may still be the day before.
    if day < by.now.date() - timedelta(days=1):
        raise Invalid(
            "A price cannot end in the past: what was sold by it stands.",
            fields={"ends_on": "Today or later."},
        )
    wanted = list(dict.fromkeys(price_ids))
    hold_lists_of(wanted)
    found = sql.rows(
        """select id, price_list_id, valid_from, valid_until from pricing_price_row
           where id = any(%s::uuid[]) order by id for update""",
        [wanted],
    )
    if len(found) < len(wanted):
        raise NotFound("One of these prices does not exist any more. Load the list again.")
    decided = [(row_id, list_id, rules.ending(first, until, day)) for row_id, list_id, first, until in found]
    ended = [row_id for row_id, _, what in decided if what == "end"]
    removed = [row_id for row_id, _, what in decided if what == "remove"]
    sql.run("update pricing_price_row set valid_until = %s where id = any(%s::uuid[])", [day, ended])
    forget_prices(removed)
    for list_id in sorted({list_id for _, list_id, what in decided if what}):
        here = [what for _, other, what in decided if other == list_id]
        publish(by, PricesEnded(list_id, day, here.count("end"), here.count("remove")))
    return len(ended) + len(removed)
