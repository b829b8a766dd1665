from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.domain.sales.events import BlanketExpired
from tradepost.domain.sales.flows import BLANKET


@command
def expire_blankets(by: By) -> list[UUID]:
    """Expire every open blanket order whose last day has passed; gives their ids. Safe to repeat."""
    over = sql.rows(
        """with due as (
             select id from sales_blanket where valid_until < %s and state = any(%s) order by id for no key update)
           update sales_blanket b set state = %s, closed_at = %s from due where b.id = due.id
           returning b.id, b.number""",
        [by.now.date(), list(BLANKET.sources("expire")), BLANKET.next("open", "expire"), by.now],
    )
    publish(by, *(BlanketExpired(pk, number) for pk, number in sorted(over)))
    return sorted(pk for pk, _ in over)
