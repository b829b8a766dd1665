"""Prices of a quote, of which lines may be left out; and of an order that is still being typed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from tradepost.base.errors import Invalid
from tradepost.domain.parties.queries import CustomerTerms
from tradepost.domain.pricing.queries._look_up import Found, look_up
from tradepost.domain.pricing.queries._offers import Asked, Head, Offer, Priced
from tradepost.domain.pricing.queries.prices import offer_from, refusal_of
from tradepost.domain.pricing.rules import Fault


def offer_with_options(
    customer: CustomerTerms, *, on: date, asked: Sequence[Asked], head: Head, options: Collection[int] = ()
) -> Offer:
    """As offer_for, in one statement too; the lines at these places are each priced alone, after all others.

    Nobody has taken them yet, so they count for no break, no value of the order and nothing that comes free. What a
    rule takes off the whole is taken off them as well. Raises Invalid as offer_for does.
    """
    if not asked:
        return Offer()
    answer = _answer(_found(customer, on, asked), customer, on, asked, head, options)
    if isinstance(answer, Invalid):
        raise answer
    return answer


@dataclass(frozen=True, slots=True)
class Judged:
    """Lines of which some may be bad: the offer of the good ones, by their places, and what is wrong with others."""

    offer: Offer = field(default_factory=Offer)
    priced: Mapping[int, Priced] = field(default_factory=dict)
    faults: Mapping[int, Mapping[str, Fault]] = field(default_factory=dict)


def judged(
    customer: CustomerTerms,
    *,
    on: date,
    asked: Mapping[int, Asked],
    head: Head,
    options: Collection[int] = (),
) -> Judged:
    """Lines by place: the good ones priced together as if the others were not there; one statement, or none."""
    left, faults = dict(asked), dict[int, Mapping[str, Fault]]()
    found = _found(customer, on, list(asked.values())) if asked else None
    while found is not None and left:
        places = list(left)
        apart = [at for at, place in enumerate(places) if place in options]
        answer = _answer(found, customer, on, list(left.values()), head, apart)
        if isinstance(answer, Offer):
            return Judged(answer, dict(zip(places, answer.lines, strict=True)), faults)
        bad = _faults([(places, answer)])
        faults |= bad
        left = {place: line for place, line in left.items() if place not in bad}
    return Judged(faults=faults)


def _found(customer: CustomerTerms, on: date, asked: Sequence[Asked]) -> Found:
    item_ids = list(dict.fromkeys(line.item_id for line in asked))
    return look_up(customer, on, item_ids, contract=customer.customer_id)


def _answer(
    found: Found,
    customer: CustomerTerms,
    on: date,
    asked: Sequence[Asked],
    head: Head,
    options: Collection[int],
) -> Offer | Invalid:
    if not options:
        return offer_from(found, customer, on, asked, head)
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
        told = {
            f"lines.{place}.{name}": fault
            for place in sorted(faults)
            for name, fault in faults[place].items()
        }
        return refusal_of(told, len(asked))
    priced: dict[int, Priced] = {}
    for places, answer in answers:
        assert isinstance(answer, Offer)
        priced.update(zip(places, answer.lines, strict=True))
    return replace(offer, lines=[priced[place] for place in range(len(asked))])


def _faults(answers: Sequence[tuple[Sequence[int], Offer | Invalid]]) -> dict[int, dict[str, Fault]]:
    """What is wrong with lines, at their places among all of them."""
    faults: dict[int, dict[str, Fault]] = {}
    for places, answer in answers:
        if isinstance(answer, Invalid):
            for path, fault in answer.facts["fields"].items():
                _lines, at, name = path.split(".")
                faults.setdefault(places[int(at)], {})[name] = fault
    return faults
