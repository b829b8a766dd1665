"""Reads a table of priced orders: what stands in lists, what is asked, and what it comes to, worked out by hand.

A case is `story | prices | lines | terms | results`. Prices: `List 18`, `Own 15 >=10`, `Group 10%`, each for tea
unless an item stands before a colon. After the amount: `/cs` per case of 12, `>=10` from ten on, `*item` all lines of
the item count, `*mix:A` the group A counts, `net`, `q40` a quota, `cat` for the category, `brand` for the brand,
`old` ended yesterday, `new` begins tomorrow, `today` began today. Lines: `3 tea @17 -5 net`. Terms: a currency, `own
5` the customer's discount, `all 2` typed on the order, `offered`, and rules in brackets: `[Autumn 10% hot agreed
p50]`, `~Highland` for a brand, `[Big 3% >=1000]`. Results: `price/discount/net` a line, then `= net + tax`, of goods
taxed at 19, books at 7, gold at none.
"""

import itertools
import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal as D
from typing import Any

from tradepost.base.money import ZERO
from tradepost.base.units import UnitFactor
from tradepost.domain.pricing import rules
from tradepost.domain.pricing.rules import AskedLine, Candidate, Discount, OrderTerms, PricedOrder

TODAY = date(2026, 3, 16)
PLACES = {"Own": (1, False), "Second": (2, False), "Group": (3, False), "List": (9, True)}
CATEGORY = {"tea": "hot", "coffee": "hot", "cup": "ware", "book": "paper", "gold": None}
BRAND = {"tea": "Highland", "coffee": "Highland", "cup": "Nordic", "book": None, "gold": None}
TAX = {"book": ("S", D(7)), "gold": ("Z", D(0))}
CASE = UnitFactor(12)


@dataclass
class Case:
    """One order, and what it comes to."""

    story: str
    asked: list[AskedLine]
    terms: OrderTerms
    results: list[str]
    totals: str = ""
    items: list[str] = field(default_factory=list)

    def price(self) -> PricedOrder:
        return rules.price_order(self.asked, self.terms)

    def totals_of(self, order: PricedOrder) -> str:
        taxed = [
            rules.Taxed(line.net, *TAX.get(item, ("S", D(19))))
            for item, line in zip(self.items, order.lines, strict=True)
        ]
        net = sum((line.net for line in order.lines), ZERO)
        tax = sum((one.tax for one in rules.tax_lines(taxed, self.terms.currency)), ZERO)
        return f"{net} + {tax}"


def result_of(line: rules.PricedLine) -> str:
    price = "none" if line.unit_price is None else f"{line.unit_price.normalize():f}"
    return f"{price}/{line.discount.percent.normalize():f}/{line.net}"


def cases(table: str) -> list[Case]:
    return [_case(row) for row in table.strip().splitlines() if row.strip() and not row.startswith("#")]


def _case(row: str) -> Case:
    story, prices, lines, terms, results = (part.strip() for part in row.split("|"))
    candidates: dict[str, list[Candidate]] = {}
    for text in filter(None, (one.strip() for one in prices.split(";"))):
        item, _, rest = text.partition(": ") if ": " in text else ("tea", "", text)
        candidates.setdefault(item, []).append(_candidate(rest.split(), item))
    asked = [_line(one.split(), candidates) for one in lines.split(";")]
    told, _, totals = results.partition("=")
    return Case(story, asked, _terms(terms), told.split(), totals.strip(), [line.item for line in asked])


def _candidate(words: list[str], item: str) -> Candidate:
    name, amount, *more = words
    place, is_base = PLACES[name]
    given: dict[str, Any] = {
        "price_list": name, "place": place, "is_base": is_base, "depth": 0, "unit": "", "minimum_quantity": 1,
        "kind": "percent" if amount.endswith("%") else "fixed", "amount": D(amount.rstrip("%")), "valid_from": None,
        "valid_until": None,
    }  # fmt: skip
    for word in more:
        if word == "/cs":
            given["unit"] = "cs"
        elif word.startswith(">="):
            given["minimum_quantity"] = int(word[2:])
        elif word.startswith("*"):
            kind, _, mix = word[1:].partition(":")
            given |= {"counted": kind, "mix": mix}
        elif word.startswith("q"):
            given |= {"left": int(word[1:]), "row_id": f"{item} {name} {amount}"}
        elif word == "net":
            given["is_net"] = True
        elif word == "brand":
            given["depth"] = rules.BRAND_DEPTH
        elif word.startswith("cat"):
            given["depth"] = int(word[3:] or 1)
        else:
            days = {"old": ("valid_until", TODAY), "new": ("valid_from", TODAY + timedelta(days=1))}
            name_of, day = days.get(word, ("valid_from", TODAY))
            assert word in ("old", "new", "today"), word
            given[name_of] = day
    return Candidate(**given)


def _line(words: list[str], candidates: dict[str, list[Candidate]]) -> AskedLine:
    count, item, *more = words
    in_cases = count.endswith("cs")
    typed = D(count.removesuffix("cs"))
    price = next((D(word[1:]) for word in more if word.startswith("@")), None)
    discount = next((D(word[1:]) for word in more if word.startswith("-")), None)
    return AskedLine(
        item, candidates.get(item, []), typed, int(typed * 12) if in_cases else int(typed), CATEGORY[item],
        "cs" if in_cases else "", CASE if in_cases else UnitFactor(), price, discount, "net" in more,
        brand=BRAND[item],
    )  # fmt: skip


def _terms(text: str) -> OrderTerms:
    sets = [_bundle(one.split()) for one in re.findall(r"\{([^}]*)\}", text)]
    before, *ruled = re.sub(r"\{[^}]*\}", "", text).split("[")
    discounts = [_discount(one.strip().rstrip("]").split()) for one in ruled]
    words = before.split()
    following = dict(itertools.pairwise(words))
    return OrderTerms(
        currency=next((word for word in words if word.isupper()), "EUR"),
        on=TODAY,
        own_discount=D(following.get("own", "0")),
        order_discount=D(following.get("all", "0")),
        discounts=discounts,
        as_offered="offered" in words,
        bundles=sets,
    )


def _bundle(words: list[str]) -> rules.Bundle:
    name, *more = words
    given: dict[str, Any] = {"priority": 100, "is_exclusive": "alone" in more}
    parts: dict[str, int] = {}
    for before, word in itertools.pairwise(["", *more]):
        if word in CATEGORY:
            parts[word] = int(before)
        elif word[0] == "=":
            given["price"] = D(word[1:])
        elif word[-1] == "%":
            given["percent"] = D(word[:-1])
        elif word.startswith("most"):
            given["most"] = int(word[4:])
        elif word[0] == "p":
            given["priority"] = int(word[1:])
    return rules.Bundle(name, parts=parts, **given)


def _discount(words: list[str]) -> Discount:
    name, percent, *more = words
    given: dict[str, Any] = {"name": name, "kind": "line", "percent": D(percent.rstrip("%"))}
    for word in more:
        if word.startswith(">="):
            given |= {"kind": "order", "minimum_value": D(word[2:])}
        elif word == "agreed":
            given["on_agreed"] = True
        elif word[0] == "p" and word[1:].isdigit():
            given["priority"] = int(word[1:])
        elif word[0] == "~":
            given["brand"] = word[1:]
        elif word in CATEGORY:
            given["item"] = word
        else:
            given["categories"] = frozenset([word])
    return Discount(**given)
