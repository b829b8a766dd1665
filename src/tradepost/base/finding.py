"""Finding by words typed loosely: case and accents do not count, and every word may stand anywhere.

Rows that are searched keep their text once more without case and accents, in a column of the database's own
(`Plain`), under one trigram index. So "cafe bramble" finds "Café Bramble", and a search costs one index.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import (
    CharField,
    F,
    Func,
    IntegerField,
    Lookup,
    Q,
    QuerySet,
    TextField,
    UUIDField,
    Value,
)
from django.db.models.functions import Cast
from django.db.models.lookups import In

_MOST_WORDS = 8


def words_of(text: str) -> list[str]:
    """The words that are looked for: the first few, whatever was typed or pasted."""
    return text.split()[:_MOST_WORDS]


_TELLS = re.compile(r"[^\W\d_]{3}|\w{4}")


def tells(text: str) -> bool:
    """Whether an index finds few rows by it: three letters in a row, or four letters and figures."""
    return bool(_TELLS.search(text))


class Plain(Func):
    """Texts joined by blanks, in small letters without accents: for a generated column."""

    function = "base_plain"
    arg_joiner = " || ' ' || "
    output_field = TextField()


@TextField.register_lookup
class Has(Lookup):
    """`found_by__has="Cafe"`: a plain column holds the word, whatever its case and accents."""

    lookup_name = "has"
    template = "{column} like base_plain(%s)"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, given = self.process_lhs(compiler, connection)
        return self.template.format(column=column), (*given, _like(str(self.rhs)))


@CharField.register_lookup
@TextField.register_lookup
class Loosely(Has):
    """The same for any column, of few rows: no index helps. Text of one byte a letter has no accents to lose."""

    lookup_name = "loosely"
    template = (
        "case when octet_length({column}) = length({column}) then lower({column}) else base_plain({column}) end"
        " like base_plain(%s)"
    )


@UUIDField.register_lookup
class Among(In):
    """`id__among=rows`: of these ids, found once and beforehand. For `in` PostgreSQL may look through all that was
    found again for each row, where it expects the first rows in order soon to be of it."""

    lookup_name = "among"

    def get_rhs_op(self, connection: Any, rhs: str) -> str:
        return f"= any(array{rhs})"


def _like(word: str) -> str:
    for sign in "\\%_":
        word = word.replace(sign, f"\\{sign}")
    return f"%{word}%"


def like_words(text: str) -> list[str]:
    """The same for a statement: `found_by like all (select base_plain(w) from unnest(%s::text[]) w)`."""
    return [_like(word) for word in words_of(text)]


def having(text: str, path: str = "found_by") -> Q:
    """All words of the text stand in the plain column at `path`."""
    return _each(text, [f"{path}__has"])


def loosely(text: str, *paths: str) -> Q:
    """Each word of the text stands in one of these columns, of few rows."""
    return _each(text, [f"{path}__loosely" for path in paths])


def _each(text: str, lookups: Sequence[str]) -> Q:
    found = Q()
    for word in words_of(text):
        found &= reduce(or_, (Q(**{lookup: word}) for lookup in lookups))
    return found


@dataclass(frozen=True)
class Asked:
    """One kind of row to look for: rows already scoped, searched and in order; what to call them.

    `kind` is whatever number the caller knows it by; it comes back with the hits.
    """

    kind: int
    rows: "QuerySet[Any]"
    label: str
    detail: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    kind: int
    id: UUID
    label: str
    detail: str


class Words(Func):
    """Texts with a dot between them; empty ones are left out."""

    template = "concat_ws(' · ', %(expressions)s)"
    output_field = TextField()


class Unless(Func):
    """A text, or nothing where it is empty."""

    template = "nullif(%(expressions)s, '')"
    output_field = TextField()


def hits(asked: Sequence[Asked], each: int) -> list[Hit]:
    """The first rows of every kind, in the order of the kinds: one statement, however many there are."""
    parts = [
        one.rows.values_list(
            Value(one.kind, output_field=IntegerField()),
            "pk",
            Cast(F(one.label), TextField()),
            Words(*(Unless(F(path)) for path in one.detail)) if one.detail else Value("", TextField()),
        )[:each]
        for one in asked
    ]
    if not parts:
        return []
    found = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    return [Hit(*row) for row in found]
