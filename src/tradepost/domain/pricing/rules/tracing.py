"""Why a price: what decided a line, as plain JSON, and the line worked out again from it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from tradepost.base.money import ZERO
from tradepost.base.units import UnitFactor
from tradepost.domain.pricing.rules.amounts import line_net
from tradepost.domain.pricing.rules.choosing import Candidate, Choice, Loser, price_by
from tradepost.domain.pricing.rules.discounts import Given

_SHOWN_LOSERS = 6


class Traced(NamedTuple):
    """A line worked out, about to be told."""

    choice: Choice
    typed: bool
    is_net: bool
    quantity: Decimal
    factor: UnitFactor
    unit_price: Decimal
    discount: Given
    order_discount: Given
    net: Decimal
    currency: str


def trace(line: Traced) -> dict[str, Any]:
    """Everything the number came from: the winner, the next losers with a reason each, discounts, what was typed.

    `source` is list, agreed or typed; `discount` typed, customer, rule or none. Numbers are texts.
    """
    choice, typed = line.choice, line.typed
    told: dict[str, Any] = {
        "source": "typed" if typed else "agreed" if choice.is_agreed else "list",
        "typed": typed,
        "quantity": str(line.quantity),
        "unit_price": str(line.unit_price),
        "discount": line.discount.source,
        "net": str(line.net),
        "currency": line.currency,
        "losers": [_loser(one) for one in choice.losers[:_SHOWN_LOSERS]],
    }
    if line.factor.numerator != 1 or line.factor.denominator != 1:
        told["factor"] = [line.factor.numerator, line.factor.denominator]
    if line.is_net:
        told["is_net"] = True
    if choice.winner is not None:
        winner = _row(choice.winner)
        if choice.winner.counted != "line":
            winner["reached"] = choice.reached
        if choice.left is not None:
            winner["left"] = choice.left
        if typed:
            told["losers"].insert(0, {**winner, "why": "typed_over"})
        else:
            told["winner"] = winner
            if choice.winner.kind == "percent":
                told["list_price"] = str(choice.list_price)
    _tell(told, "discount", line.discount)
    _tell(told, "order_discount", line.order_discount)
    return told


def _tell(told: dict[str, Any], name: str, given: Given) -> None:
    if given.percent:
        told[f"{name}_percent"] = str(given.percent)
    if given.source != "none":
        told[name] = given.source
    if given.name:
        told[f"{name}_rule"] = given.name
    if given.losers:
        told[f"{name}_losers"] = [
            {"rule": one.name, "percent": str(one.percent), "why": one.why}
            for one in given.losers[:_SHOWN_LOSERS]
        ]


def _loser(loser: Loser) -> dict[str, Any]:
    told = {**_row(loser.candidate), "why": loser.why}
    if loser.why == "quota_used":
        told["left"] = loser.number
    elif loser.number is not None and loser.candidate.counted != "line":
        told["reached"] = loser.number
    return told


def _row(candidate: Candidate) -> dict[str, Any]:
    told: dict[str, Any] = {
        "list": candidate.price_list,
        "kind": candidate.kind,
        "amount": str(candidate.amount),
        "minimum_quantity": candidate.minimum_quantity,
    }
    if candidate.unit:
        told["unit"] = candidate.unit
    if candidate.depth:
        told["category"] = True
    if candidate.counted != "line":
        told["counted"] = candidate.counted
    if candidate.is_net:
        told["is_net"] = True
    if candidate.valid_from:
        told["valid_from"] = candidate.valid_from.isoformat()
    if candidate.valid_until:
        told["valid_until"] = candidate.valid_until.isoformat()
    return told


class Replayed(NamedTuple):
    """What a trace comes to: the price per unit, and the line before tax."""

    unit_price: Decimal
    net: Decimal


def replay(told: Mapping[str, Any]) -> Replayed:
    """Work a stored trace out again, from its winner and its discounts; what it says of the result is not read."""
    numerator, denominator = told.get("factor", (1, 1))
    winner = told.get("winner")
    if winner is None:
        unit_price = Decimal(told["unit_price"])
    else:
        unit_price = price_by(
            winner["kind"],
            Decimal(winner["amount"]),
            winner.get("unit", ""),
            UnitFactor(numerator, denominator),
            Decimal(told.get("list_price", ZERO)),
        )
    net = line_net(
        Decimal(told["quantity"]),
        unit_price,
        Decimal(told.get("discount_percent", ZERO)),
        Decimal(told.get("order_discount_percent", ZERO)),
        told["currency"],
    )
    return Replayed(unit_price, net)
