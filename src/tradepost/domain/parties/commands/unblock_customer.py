from uuid import UUID

from tradepost.base.by import By
from tradepost.base.changing import save_fields
from tradepost.base.command import command, publish
from tradepost.base.errors import NotFound
from tradepost.domain.parties.events import CustomerUnblocked
from tradepost.domain.parties.flows import CUSTOMER
from tradepost.domain.parties.models import Customer


@command
def unblock_customer(by: By, *, customer_id: UUID) -> Customer:
    """Trade with this customer again. Raises NotAllowed, NotFound."""
    row = Customer.objects.select_for_update().filter(id=customer_id).first()
    if row is None:
        raise NotFound("There is no such customer.", customer_id=customer_id)
    row.state = CUSTOMER.next(row.state, "unblock")
    save_fields(row, ["state"])
    publish(by, CustomerUnblocked(row.id))
    return row
