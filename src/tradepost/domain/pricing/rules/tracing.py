"""Why a price: what decided a line, as plain JSON, and the line worked out again from it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from tradepost.base.money import ZERO
from tradepost.base.units import UnitFactor
from tradepost.domain.pricing.rules.amounts import line_net
from tradepost.domain.pricing.rules.choosing import Candidate, Choice, Loser, price_by
from tradepost.domain.pricing.rules.discounts import Given
from tradepost.domain.pricing.rules.goods import BRAND_DEPTH
from tradepost.domain.pricing.rules.inclusive import net_within, price_within

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
    # The unit price with tax, what the line comes to with it (None: the buyer owes none), and the tax in percent.
    gross_price: Decimal | None = None
    gross: Decimal | None = None
    included: Decimal = ZERO


def trace(line: Traced) -> dict[str, Any]:
    """Everything the number came from: the winner, the next losers with a reason each, discounts, what was typed.

    `source` is list, agreed or typed; `discount` typed, customer, rule, bundle or none. Numbers are texts.
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
    if line.discount.source == "bundle":
        told["bundle"] = {"sets": line.discount.sets, "taken": line.discount.taken}
        if line.discount.alone:
            told["bundle"]["alone"] = True
    _tell(told, "order_discount", line.order_discount)
    _tell_gross(told, line)
    return told


def _tell_gross(told: dict[str, Any], line: Traced) -> None:
    """The tax in the price: of which gross, what the line comes to with it, and the cent that others left over."""
    if line.gross_price is None:
        return
    told["gross_price"], told["included"] = str(line.gross_price), str(line.included)
    if line.gross is not None:
        told["gross"] = str(line.gross)
        if carried := line.net - net_within(line.gross, line.included, line.currency):
            told["carried"] = str(carried)


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
        told["brand" if candidate.depth == BRAND_DEPTH else "category"] = True
    if candidate.counted != "line":
        told["counted"] = candidate.counted
    if candidate.is_net:
        told["is_net"] = True
    if candidate.is_gross:
        told["with_tax"] = True
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
    asked, included = _price_of(told), Decimal(told.get("included", ZERO))
    price = price_within(asked, included) if "included" in told else asked
    if "gross" not in told:
        return Replayed(price, _amount(told, price))
    net = net_within(_amount(told, asked), included, told["currency"])
    return Replayed(price, net + Decimal(told.get("carried", ZERO)))


def replay_gross(told: Mapping[str, Any]) -> Decimal | None:
    """What the line of a stored trace comes to with tax, worked out again; None: its price is net."""
    return _amount(told, _price_of(told)) if "gross" in told else None


def _price_of(told: Mapping[str, Any]) -> Decimal:
    """The unit price as its list has it, or as it was typed or offered: with tax where that says so."""
    numerator, denominator = told.get("factor", (1, 1))
    winner = told.get("winner")
    if winner is None:
        return Decimal(told.get("gross_price", told["unit_price"]))
    return price_by(
        winner["kind"],
        Decimal(winner["amount"]),
        winner.get("unit", ""),
        UnitFactor(numerator, denominator),
        Decimal(told.get("list_price", ZERO)),
    )


def _amount(told: Mapping[str, Any], price: Decimal) -> Decimal:
    return line_net(
        Decimal(told["quantity"]),
        price,
        Decimal(told.get("discount_percent", ZERO)),
        Decimal(told.get("order_discount_percent", ZERO)),
        told["currency"],
    )
