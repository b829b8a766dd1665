from decimal import Decimal
from uuid import UUID

from django.conf import settings

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid, NotFound
from tradepost.base.ids import new_id
from tradepost.base.money import ZERO, round_amount
from tradepost.domain.inventory.events import LegSet
from tradepost.domain.inventory.models import Leg, Warehouse
from tradepost.domain.parties.rules import country_code

FARTHEST = 1_000_000


@command
def set_leg(by: By, *, warehouse_id: UUID, country: str = "", distance: int = 0, cost: Decimal = ZERO) -> Leg:
    """Say how far the customers of a country are from a warehouse and what a shipment costs; said again, it is anew.

    Without a country it is the way to everywhere else. Orders that are confirmed stay where they are.
    Raises Invalid, NotFound.
    """
    warehouse = Warehouse.objects.select_for_update(no_key=True).filter(pk=warehouse_id).first()
    if warehouse is None:
        raise NotFound("There is no such warehouse.")
    code = _checked(country, distance, cost)
    found = Leg.objects.filter(warehouse_id=warehouse_id, country=code).first()
    if found is not None and (found.distance, found.cost) == (distance, cost):
        return found
    found = found or Leg(id=new_id(by.now), warehouse=warehouse, country=code, made_at=by.now)
    found.distance, found.cost = distance, cost
    found.save()
    publish(by, LegSet(warehouse_id, code, distance, cost))
    return found


def _checked(country: str, distance: int, cost: Decimal) -> str:
    """The country's code. Raises Invalid naming every bad field."""
    wrong: dict[str, str] = {}
    code = ""
    try:
        code = country_code(country)
    except ValueError as problem:
        wrong["country"] = str(problem)
    if not 0 <= distance <= FARTHEST:
        wrong["distance"] = f"A distance is between 0 and {FARTHEST}."
    if not 0 <= cost < Decimal(10) ** 9 or cost != round_amount(cost, settings.BASE_CURRENCY):
        wrong["cost"] = "A cost is 0 or more, in whole cents."
    if wrong:
        raise Invalid(next(iter(wrong.values())), fields=wrong)
    return code
