from collections.abc import Sequence
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.changing import save
from tradepost.base.command import command, publish
from tradepost.base.ids import new_id
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory.commands import MoveInput
from tradepost.domain.returns import queries, rules
from tradepost.domain.returns.commands._stock import post_values, scrap
from tradepost.domain.returns.commands.receive_return import inspected_fact
from tradepost.domain.returns.flows import RETURN
from tradepost.domain.returns.models import Return
from tradepost.domain.returns.rules import ArrivedLine


@command
def inspect_return(by: By, *, return_id: UUID, lines: Sequence[tuple[UUID, str]]) -> Return:
    """Decide what becomes of the goods in quarantine: (line, restock or scrap), every one of them.

    Raises NotAllowed, NotFound, Invalid (a line missing, unknown, or without a decision).
    """
    one = queries.return_for_update(return_id)
    state = RETURN.next(one.state, "inspect")
    found = rules.decided(queries.undecided_lines(return_id), lines)
    sql.run(
        """update returns_return_line l set disposition = t.disposition
           from unnest(%s::uuid[], %s::text[]) as t(id, disposition) where l.id = t.id""",
        [[line.line.line_id for line in found], [line.disposition for line in found]],
    )
    save(one, state=state, inspected_at=by.now)
    quarantine = queries.first_place(one.warehouse_id, "quarantine")
    if len({line.disposition for line in found}) > 1:
        touched = {line.line.item_id for line in found}
        inventory.hold_stock(by, warehouse_id=one.warehouse_id, item_ids=touched)
    _restock(by, one, quarantine, found)
    lost = scrap(by, one.warehouse_id, quarantine, found, one.number)
    post_values(by, one.id, scrapped=lost)
    publish(by, inspected_fact(one, found))
    return one


def _restock(by: By, one: Return, quarantine: UUID, found: Sequence[ArrivedLine]) -> None:
    good = [line for line in found if line.disposition == "restock"]
    if not good:
        return
    shelf = queries.first_place(one.warehouse_id, "bin")
    inventory.move_stock(
        by,
        posting_id=new_id(by.now),
        warehouse_id=one.warehouse_id,
        lines=[
            MoveInput(
                item_id=line.line.item_id,
                quantity=line.quantity,
                from_place_id=quarantine,
                to_place_id=shelf,
                lot_id=line.line.lot_id,
            )
            for line in good
        ],
        reason=f"Restocked from return {one.number}",
    )
