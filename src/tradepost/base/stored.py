"""Rows that a statement of ours has just written, as model instances, without reading them back."""

import functools
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, models

Row = TypeVar("Row", bound=models.Model)


def as_stored(model: type[Row], values: dict[str, Any]) -> Row:
    """`values` by column as an instance that stands in the database; the others have their defaults.

    By position, as Django makes what it has read: half the time of naming each field.
    """
    names, defaults = _fields(model)
    by_position = [values.get(name, default) for name, default in zip(names, defaults, strict=True)]
    return model.from_db(DEFAULT_DB_ALIAS, names, by_position)


@functools.cache
def _fields(model: type[models.Model]) -> tuple[list[str], list[Any]]:
    # What the database makes itself is read when somebody asks for it.
    fields = [field for field in model._meta.concrete_fields if not field.generated]  # noqa: SLF001 the documented way to a model's fields
    return [field.attname for field in fields], [field.get_default() for field in fields]
