"""Prices of lines of which some are only offered beside the others: options and alternatives."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from tradepost.base.errors import Invalid
from tradepost.domain.parties.queries import CustomerTerms
from tradepost.domain.pricing.queries._look_up import look_up
from tradepost.domain.pricing.queries.prices import Asked, Head, Offer, Priced, offer_for, offer_from


def offer_with_options(
    customer: CustomerTerms, *, on: date, asked: Sequence[Asked], head: Head, options: Collection[int] = ()
) -> Offer:
    """As offer_for, in one statement too; the lines at these places are each priced alone, after all others.

    Nobody has taken them yet, so they count for no break, no value of the order and nothing that comes free. What a
    rule takes off the whole is taken off them as well. Raises Invalid as offer_for does.
    """
    if not options:
        return offer_for(customer, on=on, asked=asked, head=head)
    found = look_up(
        customer_id=customer.customer_id,
        group_id=customer.group_id,
        currency=customer.currency,
        country=customer.country,
        tax_class=customer.tax_class,
        on=on,
        item_ids=list(dict.fromkeys(line.item_id for line in asked)),
    )
    firm = [place for place in range(len(asked)) if place not in options]
    offer = offer_from(found, customer, on, [asked[place] for place in firm], head)
    percent = head.order_discount
    if isinstance(offer, Offer):
        percent = percent or offer.value_discount_percent
    alone = Head(percent, as_offered=True)
    answers = [(firm, offer)] + [
        ([place], offer_from(found, customer, on, [asked[place]], alone)) for place in sorted(options)
    ]
    faults = _faults(answers)
    if faults or isinstance(offer, Invalid):
        first = next(iter(faults.values()))
        bad = len({field.split(".")[1] for field in faults})
        raise Invalid(f"{bad} of {len(asked)} lines cannot be priced. The first: {first}", fields=faults)
    priced: dict[int, Priced] = {}
    for places, answer in answers:
        assert isinstance(answer, Offer)
        priced.update(zip(places, answer.lines, strict=True))
    return replace(offer, lines=[priced[place] for place in range(len(asked))])


def _faults(answers: Sequence[tuple[Sequence[int], Offer | Invalid]]) -> dict[str, str]:
    """What is wrong with lines, at their places among all of them."""
    faults: dict[int, dict[str, str]] = {}
    for places, answer in answers:
        if isinstance(answer, Invalid):
            for field, sentence in answer.facts["fields"].items():
                _lines, at, name = field.split(".")
                faults.setdefault(places[int(at)], {})[name] = sentence
    return {
        f"lines.{place}.{name}": sentence
        for place in sorted(faults)
        for name, sentence in faults[place].items()
    }
