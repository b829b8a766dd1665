"""What several commands ask of a price list before they change it."""

from uuid import UUID

from tradepost.base.errors import Invalid, NotFound, Refusal
from tradepost.domain.pricing.models import PriceList


class PriceListExists(Refusal):
    """Another list has this name, or is already the base list of this currency."""


class PriceListIsRetired(Refusal):
    """A retired list takes no prices and no buyers."""


def price_list_in_use(price_list_id: UUID) -> PriceList:
    """The list, for new prices or buyers. Raises NotFound, PriceListIsRetired."""
    found = _found(PriceList.objects.filter(id=price_list_id).first())
    if found.retired_on is not None:
        raise PriceListIsRetired(f"{found.name} is retired. Reinstate it first, or choose another list.")
    return found


def price_list_for_update(price_list_id: UUID) -> PriceList:
    """The list, locked until the command ends. Raises NotFound."""
    return _found(PriceList.objects.select_for_update(no_key=True).filter(id=price_list_id).first())


def free_name(name: str) -> str:
    """The name of a list as it is kept. Raises Invalid, PriceListExists."""
    name = name.strip()
    if not name:
        raise Invalid("A price list needs a name.", fields={"name": "Give a name."})
    if PriceList.objects.filter(name=name).exists():
        raise PriceListExists(f"There is already a price list called {name}. Choose another name.", name=name)
    return name


def _found(row: PriceList | None) -> PriceList:
    if row is None:
        raise NotFound("There is no such price list.")
    return row
