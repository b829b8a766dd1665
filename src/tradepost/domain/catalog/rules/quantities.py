"""In which quantities an item is sold: least, multiples, whole cases. Told in docs/algorithms/quantities.md."""

from dataclasses import dataclass
from math import lcm
from typing import NamedTuple

ROUNDINGS = ("refuse", "up", "nearest")
"""What becomes of a quantity that is not sold: refused, the next that is, or the nearest that is."""
_MOST = 2**53


class Pack(NamedTuple):
    """A unit, and how many base units make whole ones of it."""

    name: str
    holds: int


@dataclass(frozen=True, slots=True)
class Selling:
    """How an item is sold, in base units: only in whole ones of `sold_by`, and of `round_to`, a layer or a pallet.

    `rounding` says what becomes of other quantities (ROUNDINGS).
    """

    minimum: int = 1
    increment: int = 1
    base_unit: str = "piece"
    sold_by: Pack | None = None
    round_to: Pack | None = None
    rounding: str = "refuse"

    @property
    def step(self) -> int:
        """What every quantity is a multiple of."""
        packs = [pack.holds for pack in (self.sold_by, self.round_to) if pack is not None]
        return lcm(self.increment, *packs)


class Fitted(NamedTuple):
    """A quantity that is sold, in base units; `code` and `reason` say why it is not the one asked, "" that it is.

    `refused`: it is only proposed.
    """

    quantity: int
    code: str = ""
    reason: str = ""
    refused: bool = False


def fitted(quantity: int, selling: Selling, typed_in: int = 1) -> Fitted:
    """The quantity that is sold where somebody asks for so many base units.

    `typed_in`: base units of whole ones of the unit it was typed in; what is changed stays whole in it.
    """
    step = selling.step
    if quantity >= selling.minimum and quantity % step == 0:
        return Fitted(quantity)
    code = _why(quantity, selling)
    step = lcm(step, typed_in)
    least = _up(selling.minimum, step)
    above = max(_up(quantity, step), least)
    below = quantity - quantity % step
    is_nearer = below >= least and (quantity - below) * 2 < step
    fit = below if selling.rounding == "nearest" and is_nearer else above
    if selling.rounding == "refuse" or fit > _MOST:
        nearest = f"{below} or {above}" if least <= below < above else str(above)
        return Fitted(above, code, _refusal(code, selling, nearest), refused=True)
    return Fitted(fit, code, _changed(code, selling, quantity, fit))


def _up(quantity: int, step: int) -> int:
    return -(-quantity // step) * step


def _why(quantity: int, selling: Selling) -> str:
    if selling.sold_by is not None and quantity % selling.sold_by.holds:
        return "only-by-unit"
    if quantity < selling.minimum:
        return "below-minimum"
    if selling.round_to is not None and quantity % selling.round_to.holds:
        return "not-whole-units"
    return "not-a-multiple"


def _refusal(code: str, selling: Selling, nearest: str) -> str:
    base_unit = selling.base_unit
    if code == "below-minimum":
        return f"The least is {selling.minimum} ({base_unit})."
    if code == "only-by-unit" and selling.sold_by is not None:
        name, holds = selling.sold_by
        return f"Sold only by the {name} of {holds} ({base_unit}): {nearest}."
    if code == "not-whole-units" and selling.round_to is not None:
        name, holds = selling.round_to
        return f"Sold in whole ones of {name}, {holds} ({base_unit}) each: {nearest}."
    return f"Sold in multiples of {selling.step} ({base_unit}): {nearest}."


def _changed(code: str, selling: Selling, asked: int, fit: int) -> str:
    base_unit = selling.base_unit
    if code == "below-minimum":
        return f"{asked} became {fit} ({base_unit}): the least is {selling.minimum}."
    if code == "only-by-unit" and selling.sold_by is not None:
        name, holds = selling.sold_by
        return f"{asked} became {fit} ({base_unit}): sold only by the {name} of {holds}."
    if code == "not-whole-units" and selling.round_to is not None:
        name, holds = selling.round_to
        return f"{asked} became {fit} ({base_unit}): it comes in whole ones of {name}, {holds} each."
    return f"{asked} became {fit} ({base_unit}): sold in multiples of {selling.step}."
