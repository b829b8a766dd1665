from decimal import Decimal
from uuid import UUID

from tradepost.base import sql


def open_value_of(customer_id: UUID) -> Decimal:
    """What the customer's confirmed orders still count against the credit limit, base currency, with tax."""
    found = sql.one(
        "select coalesce(sum(open_value), 0) from sales_order where customer_id = %s and open_value > 0",
        [customer_id],
    )
    assert found is not None
    value: Decimal = found[0]
    return value
