from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid
from tradepost.domain.pricing.commands._lists import PriceListExists, base_is_net, free_name
from tradepost.domain.pricing.events import PriceListCreated
from tradepost.domain.pricing.models import PriceList


def _again(price_list_id: UUID) -> PriceList:
    return PriceList.objects.get(id=price_list_id)


@command(once="price_list_id", again=_again)
def create_price_list(
    by: By,
    *,
    price_list_id: UUID,
    name: str,
    currency: str,
    is_base: bool = False,
    includes_tax: bool = False,
) -> PriceList:
    """Make an empty list. `is_base`: it holds the list prices of its currency, which are net. Raises PriceListExists.

    `includes_tax`: its prices are what buyers pay who owe tax.
    """
    name = free_name(name)
    if not (len(currency) == 3 and currency.isascii() and currency.isupper()):
        raise Invalid(
            "A currency is three letters.", fields={"currency": "Three capital letters, such as EUR."}
        )
    if is_base and includes_tax:
        raise base_is_net()
    if is_base and PriceList.objects.filter(currency=currency, is_base=True).exists():
        raise PriceListExists(
            f"There is already a list with the list prices in {currency}. Add prices to that one.",
            currency=currency,
        )
    made = PriceList.objects.create(
        id=price_list_id,
        name=name,
        currency=currency,
        is_base=is_base,
        includes_tax=includes_tax,
        made_at=by.now,
    )
    publish(by, PriceListCreated(price_list_id, name, currency, is_base, includes_tax))
    return made
