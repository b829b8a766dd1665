"""What the door says and hears: schemas whose fields are described one by one.

An `In` is checked by pydantic and knows no further fields. A `Shape` is written by a plan made once
from its annotations; it is documented by pydantic, but not validated again on its way out, which costs
more than the query (tests compare answers with the document).
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from operator import attrgetter
from types import NoneType, UnionType
from typing import Annotated, Any, ClassVar, Union, get_args, get_origin
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from tradepost.doors.api.fields import Out, money_text

Plan = tuple[tuple[str, Callable[[Any], Any], Callable[[Any], Any] | None], ...]
_NATIVE: dict[type, Callable[[Any], Any]] = {
    Decimal: money_text,
    UUID: str,
    datetime: datetime.isoformat,
    date: date.isoformat,
}


class _Named(BaseModel):
    """The document of the API knows each schema by its bare name, so there is one of each."""

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        other = _NAMES.setdefault(cls.__name__, cls.__module__)
        if other != cls.__module__:
            raise ValueError(f"{other} and {cls.__module__} both describe a {cls.__name__}")


_NAMES: dict[str, str] = {}


class In(_Named):
    """A request body or a part of one: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid")


class Shape(_Named):
    """A part of an answer. `FROM` names where a field is read when not from the attribute of its name."""

    FROM: ClassVar[Mapping[str, str | Callable[[Any], Any]]] = {}
    _plan: ClassVar[Plan | None] = None

    @classmethod
    def plain(cls, thing: Any, **given: Any) -> dict[str, Any]:
        """`thing` as plain JSON values; fields in `given` are taken from there. A dict is plain already."""
        if type(thing) is dict:
            return thing
        plan = cls.__dict__.get("_plan") or cls._make_plan()
        written = {}
        for name, read, write in plan:
            value = given[name] if name in given else read(thing)
            written[name] = value if write is None or value is None else write(value)
        return written

    @classmethod
    def _make_plan(cls) -> Plan:
        plan = tuple(
            (name, _reader(cls.FROM.get(name, name)), _writer(field.annotation, field.metadata))
            for name, field in cls.model_fields.items()
        )
        cls._plan = plan
        return plan


def _reader(source: str | Callable[[Any], Any]) -> Callable[[Any], Any]:
    return attrgetter(source) if isinstance(source, str) else source


def _writer(annotation: Any, metadata: list[Any] | tuple[Any, ...] = ()) -> Callable[[Any], Any] | None:
    for mark in metadata:
        if isinstance(mark, Out):
            return mark.write
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _writer(arguments[0], arguments[1:])
    if origin in (Union, UnionType):
        return _writer(next(kind for kind in arguments if kind is not NoneType))
    if origin is list:
        each = _writer(arguments[0])
        return list if each is None else lambda values: [each(value) for value in values]
    if isinstance(annotation, type) and issubclass(annotation, Shape):
        return annotation.plain
    return _NATIVE.get(annotation)
