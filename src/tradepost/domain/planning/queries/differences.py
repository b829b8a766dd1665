from collections.abc import Iterator

from tradepost.base import sql
from tradepost.base.record import Difference


def differences() -> Iterator[Difference]:
    """I7: what a run says it ordered stands on its purchase orders; I15: each run is on the change feed.

    A draft that somebody rewrote afterwards is the buyer's, and no longer what the run ordered.
    """
    for number, sku, ordered, found in sql.differing(
        """select o.number, i.sku, r.ordered, coalesce(l.ordered, 0)
           from (select purchase_order_id, item_id, sum(ordered)::bigint as ordered
                 from planning_run_line group by purchase_order_id, item_id) r
           join purchasing_purchase_order o on o.id = r.purchase_order_id
           join catalog_item i on i.id = r.item_id
           left join (select purchase_order_id, item_id, sum(ordered)::bigint as ordered
                      from purchasing_purchase_order_line group by purchase_order_id, item_id) l
             on l.purchase_order_id = r.purchase_order_id and l.item_id = r.item_id
           where r.ordered <> coalesce(l.ordered, 0)
             and not exists (select from base_event e
                             where e.subject_id = o.id and e.name = 'purchasing.order_changed')
           order by o.number, i.sku"""
    ):
        yield Difference("I7", number, f"{sku} ordered by its planning run", str(ordered), str(found))
    for (run_id,) in sql.differing(
        """select r.id from planning_run r
           where not exists (select from base_event e
                             where e.subject_id = r.id and e.name = 'planning.proposals_ordered')
           order by r.id"""
    ):
        yield Difference("I15", f"planning run {run_id}", "the event planning.proposals_ordered", "1", "0")
