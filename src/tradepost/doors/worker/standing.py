"""Standing orders that are due, made one day at a time: what is refused is written down, and the others go on."""

from uuid import UUID

import structlog
from django.db import InterfaceError, OperationalError

from tradepost.base.by import By
from tradepost.base.errors import Refusal
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries as sales_queries

log = structlog.get_logger("tradepost.worker")
MOST_SAID = 3


def make_standing_orders(by: By) -> int:
    """Make what is due, each day in a transaction of its own; gives how many days were dealt with.

    Killed in between, or run by two at once, each day is made once: whoever comes later finds it dealt with.
    """
    dealt_with, faulty = 0, set[UUID]()
    while due := [one for one in sales_queries.standing_due(by.now.date()) if one[0] not in faulty]:
        for standing_id, due_on in due:
            try:
                sales.make_standing_order(by, standing_id=standing_id, due_on=due_on)
            except Refusal as refusal:
                sales.record_standing_failure(
                    by, standing_id=standing_id, due_on=due_on, reason=_told(refusal)
                )
            except (OperationalError, InterfaceError):
                raise
            except Exception:  # the others are due as well; this one again at the next turn
                log.exception("a standing order failed", standing_id=standing_id, due_on=due_on)
                faulty.add(standing_id)
                continue
            dealt_with += 1
    return dealt_with


def _told(refusal: Refusal) -> str:
    """The sentence of a refusal, and what it says of the first lines."""
    said = [str(sentence) for sentence in (refusal.facts.get("fields") or {}).values()]
    return " ".join(dict.fromkeys([refusal.message, *said[:MOST_SAID]]))
