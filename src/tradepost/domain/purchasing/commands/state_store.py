from datetime import date
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid, Refusal
from tradepost.base.money import ZERO
from tradepost.base.numbers import cheap_numbers
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.purchasing import queries
from tradepost.domain.purchasing.events import StoreStated
from tradepost.domain.purchasing.models import StoreStatement


class NothingToState(Refusal):
    """Nothing of this supplier's goods became ours up to that day that was not told already."""


@command(once="statement_id", again=queries.store_statement_by_id)
def state_store(
    by: By, *, statement_id: UUID, supplier_id: UUID, until_on: date, currency: str = ""
) -> StoreStatement:
    """Tell a supplier what of their goods became ours up to a day, in all their stores: each withdrawal once.

    It posts nothing: it is owed since each withdrawal. `currency`, where the supplier's was another one before.
    Raises NotFound, NothingToState, Invalid.
    """
    supplier = parties_queries.supplier(by, supplier_id)
    if until_on > by.now.date():
        raise Invalid("Choose today, or a day that is over.", fields={"until_on": "Not in the future."})
    money = currency or supplier.currency
    found = queries.unstated_for_update(supplier_id, money, until_on)
    if not found:
        raise NothingToState(
            f"Nothing of {supplier.party.name} became ours up to that day that was not told already."
        )
    made = StoreStatement.objects.create(
        id=statement_id,
        number=cheap_numbers("store_statement")[0],
        supplier=supplier,
        supplier_name=supplier.party.name,
        currency=money,
        until_on=until_on,
        withdrawals_count=len(found),
        quantity=sum(one.quantity for one in found),
        amount=sum((one.amount for one in found), ZERO),
        made_at=by.now,
    )
    ids = [one.pk for one in found]
    sql.run(
        "update purchasing_store_withdrawal set statement_id = %s where id = any(%s::uuid[])", [made.pk, ids]
    )
    publish(by, StoreStated(made.pk, made.number, supplier_id, until_on, money, made.amount, ids))
    return made
