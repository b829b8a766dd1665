"""What several commands ask of a price list before they change it."""

from collections.abc import Sequence
from uuid import UUID

from tradepost.base import sql
from tradepost.base.errors import Invalid, NotFound, Refusal
from tradepost.domain.pricing.models import PriceList


class PriceListExists(Refusal):
    """Another list has this name, or is already the base list of this currency."""


class PriceListIsRetired(Refusal):
    """A retired list takes no prices and no buyers."""


def price_list_in_use(price_list_id: UUID) -> PriceList:
    """The list, for new prices or buyers. Raises NotFound, PriceListIsRetired.

    Held so that no version of it is activated meanwhile; others may set prices beside.
    """
    held = PriceList.objects.raw("select * from pricing_price_list where id = %s for share", [price_list_id])
    found = _found(next(iter(held), None))
    refuse_retired(found)
    return found


def refuse_retired(found: PriceList) -> None:
    """Raises PriceListIsRetired."""
    if found.retired_on is not None:
        raise PriceListIsRetired(f"{found.name} is retired. Reinstate it first, or choose another list.")


def hold_lists_of(price_ids: Sequence[UUID]) -> None:
    """Hold the lists of these prices against a version's activation, together with others who change single ones."""
    sql.run(
        """select from pricing_price_list where id in (
             select price_list_id from pricing_price_row where id = any(%s::uuid[])) order by id for share""",
        [list(price_ids)],
    )


def price_list_for_update(price_list_id: UUID) -> PriceList:
    """The list, locked until the command ends. Raises NotFound."""
    return _found(PriceList.objects.select_for_update(no_key=True).filter(id=price_list_id).first())


def base_is_net() -> Invalid:
    """The refusal of list prices that include tax: margins, floors and percentages are measured by them."""
    return Invalid(
        "List prices are net. Make another list for prices that include tax.",
        fields={"includes_tax": "Not of the list prices."},
    )


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
