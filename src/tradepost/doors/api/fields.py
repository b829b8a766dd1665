"""The kinds of values that travel as JSON, each with its bounds: read strictly, written one way.

Exact numbers are decimal text when written ("12.50") and text or a JSON number when read; a number is
never made a float on the way. Text holds no NUL, which PostgreSQL cannot keep.
"""

import base64
import binascii
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from pydantic import BeforeValidator, Field, PlainValidator, StringConstraints, WithJsonSchema
from pydantic_core import PydanticUndefined

from tradepost.base.errors import Invalid

LARGEST_WHOLE = 2**53
_ID = re.compile(r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)")
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,10})?")
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)


@dataclass(frozen=True, slots=True)
class Out:
    """How a value is written to JSON."""

    write: Callable[[Any], Any]


def about(text: str, example: Any = None, default: Any = PydanticUndefined, **more: Any) -> Any:
    """A field of a schema: what it means, an example, and its default (none: it must be given)."""
    if example is not None:
        more["examples"] = [example]
    return Field(default, description=text, **more)


def new(text: str, example: Any = None, **more: Any) -> Any:
    """A field of a change: what is not given stays as it is."""
    if example is not None:
        more["examples"] = [example]
    return Field(None, description=text, json_schema_extra=_without_default, **more)


def _without_default(schema: dict[str, Any]) -> None:
    schema.pop("default", None)


# ---- written


def plain_number(value: Decimal) -> str:
    """12.500 is "12.5", 12 is "12"."""
    return format(value.normalize(), "f") if value else "0"


def money_text(value: Decimal) -> str:
    """At least two places: "12.50"; finer ones stay: "0.0345"."""
    text = plain_number(value)
    whole, _, places = text.partition(".")
    return text if len(places) > 1 else f"{whole}.{places:0<2}"


def _moment_text(value: datetime) -> str:
    return value.isoformat().replace("+00:00", "Z")


_DECIMAL_TEXT = {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"}
AmountOut = Annotated[Decimal, Out(money_text), WithJsonSchema({**_DECIMAL_TEXT, "examples": ["12.50"]})]
NumberOut = Annotated[Decimal, Out(plain_number), WithJsonSchema({**_DECIMAL_TEXT, "examples": ["2.5"]})]
IdOut = Annotated[UUID, Out(str), WithJsonSchema({"type": "string", "format": "uuid"})]
DayOut = Annotated[date, Out(date.isoformat), WithJsonSchema({"type": "string", "format": "date"})]
MomentOut = Annotated[datetime, Out(_moment_text), WithJsonSchema({"type": "string", "format": "date-time"})]


# ---- read


def _id(value: Any) -> UUID:
    if isinstance(value, UUID):
        return value
    if isinstance(value, str) and _ID.fullmatch(value):
        return UUID(value)
    raise ValueError("Give an id like 01890a5d-ac96-774b-bcce-b302099a8057.")


def _day(value: Any) -> date:
    if isinstance(value, str) and _DAY.fullmatch(value) and value.isascii():
        found = date.fromisoformat(value)
        if FIRST_DAY <= found <= LAST_DAY:
            return found
    raise ValueError(f"Give a day like 2026-01-31, from {FIRST_DAY} to {LAST_DAY}.")


def _moment(value: Any) -> datetime:
    if isinstance(value, str) and _MOMENT.fullmatch(value) and value.isascii():
        found = datetime.fromisoformat(value.upper())
        if FIRST_DAY <= found.date() <= LAST_DAY:
            return found
    raise ValueError(f"Give a moment with its zone, like 2026-01-31T09:30:00Z, from {FIRST_DAY} on.")


def _exact(value: Any) -> Decimal:
    """Text or a JSON number to a decimal. The parser of the door never makes a float."""
    if isinstance(value, str):
        if _NUMBER.fullmatch(value) and value.isascii():
            return Decimal(value)
    elif isinstance(value, int | Decimal) and not isinstance(value, bool):
        found = Decimal(value)
        if found.is_finite() and abs(found) < 10**15:
            return found
    raise ValueError('Give a number like "12.50".')


def _number(places: int, least: int | None, most: Decimal | int, *, above: bool = False) -> Any:
    def read(value: Any) -> Decimal:
        found = _exact(value)
        exponent = found.normalize().as_tuple().exponent
        if isinstance(exponent, int) and -exponent > places:
            raise ValueError(f"At most {places} decimal places.")
        if least is not None and (found < least or (above and found == least)):
            raise ValueError(f"Must be more than {least}." if above else f"Must be at least {least}.")
        if abs(found) > most:
            raise ValueError(f"Must be at most {most}.")
        return found

    sign = "-?" if least is None else ""
    digits = len(str(int(most)))
    shown: dict[str, Any] = {
        "type": ["string", "number"],
        "pattern": rf"^{sign}[0-9]{{1,{digits}}}(\.[0-9]{{1,{places}}})?$",
        "maximum": int(most),
    }
    if least is not None:
        shown["exclusiveMinimum" if above else "minimum"] = least
    else:
        shown["minimum"] = -int(most)
    return Annotated[Decimal, PlainValidator(read), WithJsonSchema(shown)]


def _whole_number(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int | Decimal) or value != int(value):
        raise ValueError("Give a whole number.")
    return int(value)


def whole(least: int, most: int = LARGEST_WHOLE) -> Any:
    """A whole number between bounds."""
    return Annotated[int, BeforeValidator(_whole_number), Field(ge=least, le=most)]


def text(most: int, least: int = 0) -> Any:
    """Text of at most so many characters, without NUL."""
    limits = StringConstraints(strict=True, min_length=least, max_length=most, pattern=r"^[^\x00]*$")
    return Annotated[str, limits]


def one_of(*words: str) -> Any:
    """One of some words."""

    def read(value: Any) -> str:
        if not isinstance(value, str) or value not in words:
            raise ValueError(f"One of {', '.join(word or '(empty)' for word in words)}.")
        return value

    return Annotated[str, PlainValidator(read), WithJsonSchema({"type": "string", "enum": list(words)})]


def from_base64(sent: str, field: str = "content") -> bytes:
    """What a file holds. Raises Invalid for that field."""
    try:
        return base64.b64decode(sent, validate=True)
    except (binascii.Error, ValueError):
        raise Invalid("The contents are no base64.", fields={field: "Give base64."}) from None


AN_ID = "01890a5d-ac96-774b-bcce-b302099a8057"
Id = Annotated[UUID, PlainValidator(_id), Out(str), WithJsonSchema({"type": "string", "format": "uuid"})]
Day = Annotated[
    date, PlainValidator(_day), Out(date.isoformat), WithJsonSchema({"type": "string", "format": "date"})
]
Moment = Annotated[
    datetime, PlainValidator(_moment), WithJsonSchema({"type": "string", "format": "date-time"})
]
Yes = Annotated[bool, Field(strict=True)]
Quantity = _number(6, 0, 10**12, above=True)
QuantityFrom0 = _number(6, 0, 10**12)
Amount = _number(4, 0, 10**13)
SignedAmount = _number(4, None, 10**13)
Price = _number(6, 0, 10**13)
Weight = _number(3, 0, 10**9, above=True)
Percent = _number(4, 0, 100)
Count = whole(1)
CountFrom0 = whole(0)
SignedCount = whole(-LARGEST_WHOLE)
Word = text(200)
Name = text(200, 1)
Note = text(10_000)
Currency = Annotated[str, StringConstraints(strict=True, pattern=r"^[A-Z]{3}$")]
Country = Annotated[str, StringConstraints(strict=True, pattern=r"^([A-Z]{2})?$")]
