from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid, NotFound
from tradepost.base.ids import new_id
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.fulfilment import queries
from tradepost.domain.fulfilment.events import LotRuleSet
from tradepost.domain.fulfilment.models import LotRule
from tradepost.domain.inventory.rules.lots import AGES
from tradepost.domain.parties import queries as parties_queries


@command
def set_lot_rule(
    by: By,
    *,
    customer_id: UUID,
    item_id: UUID | None = None,
    same_lot: bool = False,
    age: str = "",
    one_lot: bool = False,
) -> LotRule:
    """Say how a customer takes the lots of an item, or of all others; said again, it is anew.

    It counts from the next release on. What changes nothing writes nothing. Raises Invalid, NotFound.
    """
    parties_queries.customer_terms(customer_id)
    _refuse_nonsense(item_id, same_lot=same_lot, age=age, one_lot=one_lot)
    found = queries.rule_for(customer_id, item_id).select_for_update(no_key=True).first()
    if found is not None and (found.same_lot, found.age, found.one_lot) == (same_lot, age, one_lot):
        return found
    found = found or LotRule(id=new_id(by.now), customer_id=customer_id, item_id=item_id, made_at=by.now)
    found.same_lot, found.age, found.one_lot = same_lot, age, one_lot
    found.save()
    publish(by, LotRuleSet(customer_id, item_id, same_lot, age, one_lot))
    return found


def _refuse_nonsense(item_id: UUID | None, *, same_lot: bool, age: str, one_lot: bool) -> None:
    if age not in AGES:
        raise Invalid(
            "There is no such rule for the age of lots.", fields={"age": f"One of {', '.join(AGES)}."}
        )
    if not (same_lot or age or one_lot):
        raise Invalid(
            "Say at least one thing about the lots, or remove the rule.",
            fields={"same_lot": "Nothing is said."},
        )
    if item_id is not None and not catalog_queries.names_of([item_id]):
        raise NotFound("There is no such item.")
