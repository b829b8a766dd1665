from collections.abc import Sequence
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.domain.fulfilment import rules


@command
def record_returned(
    by: By, *, lines: Sequence[tuple[UUID, int]], weights: Sequence[tuple[UUID, int]] = ()
) -> None:
    """Count base units of shipment lines as returned; called by the room that took them back.

    `weights`: what those weigh that were billed by weight, in thousandths of their unit. Locks the shipments in id
    order. The caller publishes. Raises MoreThanShipped.
    """
    wanted = rules.per_line(lines)
    ids, quantities = [line_id for line_id, _ in wanted], [quantity for _, quantity in wanted]
    weighed = dict(rules.per_line(weights))
    sql.run(
        """select id from fulfilment_shipment
           where id in (select shipment_id from fulfilment_shipment_line where id = any(%s::uuid[]))
           order by id for no key update""",
        [ids],
    )
    counted = sql.rows(
        """with t as (select * from unnest(%s::uuid[], %s::bigint[], %s::bigint[]) as t(id, quantity, milli)),
                l as (update fulfilment_shipment_line l
                      set returned = l.returned + t.quantity, returned_milli = l.returned_milli + t.milli
                      from t where l.id = t.id and l.returned + t.quantity between 0 and l.shipped
                        and (t.milli = 0 or l.returned_milli + t.milli <= l.weight_milli)
                      returning l.id, l.shipment_id, t.quantity),
                s as (update fulfilment_shipment s set returned_total = s.returned_total + l.quantity
                      from (select shipment_id, sum(quantity) as quantity from l group by shipment_id) l
                      where s.id = l.shipment_id)
           select id from l""",
        [ids, quantities, [weighed.get(line_id, 0) for line_id in ids]],
    )
    refused = sorted(set(ids) - {line_id for (line_id,) in counted})
    if refused:
        raise rules.MoreThanShipped(
            "More would have come back than was shipped. Correct the quantities.",
            lines=[str(line) for line in refused],
        )
