from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid, NotFound
from tradepost.base.ids import new_id
from tradepost.domain.delivery.commands._kept import days_of
from tradepost.domain.delivery.events import TransitKept
from tradepost.domain.delivery.models import Carrier, Transit
from tradepost.domain.delivery.queries.ways import plain_postal
from tradepost.domain.inventory.models import Warehouse
from tradepost.domain.parties.rules import country_code

LONGEST_PREFIX = 10


@command
def keep_transit(
    by: By,
    *,
    carrier_id: UUID,
    days: int,
    warehouse_id: UUID | None = None,
    country: str = "",
    postal_prefix: str = "",
) -> Transit:
    """Say how many working days a carrier takes to a country, or a part of it; said again, the days are the new ones.

    Confirmed orders that go by this row get other days with it, which are news. Raises Invalid, NotFound.
    """
    carrier = Carrier.objects.select_for_update(no_key=True).filter(pk=carrier_id, ended_at=None).first()
    if carrier is None:
        raise NotFound("There is no such carrier any more. Choose another.")
    if warehouse_id is not None and not Warehouse.objects.filter(pk=warehouse_id).exists():
        raise NotFound("There is no such warehouse.")
    place = {"country": _country(country), "postal_prefix": plain_postal(postal_prefix)}
    _refuse_bad_part(place["country"], place["postal_prefix"])
    rows = Transit.objects.filter(carrier_id=carrier_id, ended_at=None, **place)
    row = (rows.filter(warehouse=warehouse_id) if warehouse_id else rows.filter(warehouse=None)).first()
    if row is not None and row.days == days:
        return row
    row = row or Transit(
        id=new_id(by.now), carrier=carrier, warehouse_id=warehouse_id, made_at=by.now, **place
    )
    row.days = days_of("days", days)
    row.save()
    publish(by, TransitKept(carrier_id, warehouse_id, row.country, row.postal_prefix, row.days))
    return row


def _country(typed: str) -> str:
    try:
        return country_code(typed)
    except ValueError as wrong:
        raise Invalid(str(wrong), fields={"country": str(wrong)}) from None


def _refuse_bad_part(country: str, prefix: str) -> None:
    if prefix and not country:
        raise Invalid("Of which country are these postal codes?", fields={"country": "Give the country."})
    if len(prefix) > LONGEST_PREFIX:
        sentence = f"At most {LONGEST_PREFIX} characters."
        raise Invalid(sentence, fields={"postal_prefix": sentence})
