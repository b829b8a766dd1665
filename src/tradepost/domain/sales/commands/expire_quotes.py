from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.domain.sales.events import QuoteExpired
from tradepost.domain.sales.flows import QUOTE


@command
def expire_quotes(by: By) -> list[UUID]:
    """Expire every sent quote whose last day has passed; gives their ids. Safe to repeat."""
    expired = sql.rows(
        """with due as (
             select id from sales_quote where state = any(%s) and valid_until < %s order by id for update)
           update sales_quote q set state = %s from due where q.id = due.id
           returning q.id, q.number, q.revision""",
        [list(QUOTE.sources("expire")), by.now.date(), QUOTE.next("sent", "expire")],
    )
    publish(by, *(QuoteExpired(*row) for row in sorted(expired)))
    return sorted(row[0] for row in expired)
