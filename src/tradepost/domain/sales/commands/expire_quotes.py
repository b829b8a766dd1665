from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.domain.sales.events import QuoteExpired, QuoteLapsed
from tradepost.domain.sales.flows import QUOTE


@command
def expire_quotes(by: By) -> list[UUID]:
    """Expire every sent quote whose last day has passed; of one that was ordered in part, what is left lapses.

    Gives their ids. Safe to repeat.
    """
    over = sql.rows(
        """with due as (
             select q.id, q.state from sales_quote q
             where q.valid_until < %s and (q.state = any(%s) or q.state = any(%s) and exists (
               select 1 from sales_quote_line l where l.quote_id = q.id and l.ordered > 0))
             order by q.id for update of q)
           update sales_quote q set state = case when due.state = any(%s) then %s else %s end
           from due where q.id = due.id
           returning q.id, q.number, q.revision, due.state""",
        [
            by.now.date(),
            list(QUOTE.sources("expire")),
            list(QUOTE.sources("lapse")),
            list(QUOTE.sources("expire")),
            QUOTE.next("sent", "expire"),
            QUOTE.next("accepted", "lapse"),
        ],
    )
    expired = set(QUOTE.sources("expire"))
    publish(
        by,
        *(
            QuoteExpired(pk, number, revision) if was in expired else QuoteLapsed(pk, number, revision)
            for pk, number, revision, was in sorted(over)
        ),
    )
    return sorted(row[0] for row in over)
