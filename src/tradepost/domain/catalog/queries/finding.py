import re
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from tradepost.base import sql
from tradepost.base.finding import words_of


@dataclass(frozen=True, slots=True)
class FoundItem:
    """One answer of the item look-ahead. `unit` is the packing the code stood for; empty: the base unit."""

    item_id: UUID
    sku: str
    name: str
    base_unit: str
    unit: str
    state: str


# How alike a name must be to be offered when nothing matches as typed: finds two swapped letters.
_ALIKE = "0.4"
_ALIKE_CODE = "0.25"
"""The same for codes: they are short, so two swapped letters weigh more."""

_FIND = """with coded as (
  select c.item_id, min(c.unit) as unit from catalog_code c
  where (upper(c.code) = upper(%(asked)s) and (c.party_id is null or c.party_id = %(party)s::uuid))
     or (c.kind = 'gtin' and lpad(c.code, 14, '0') = lpad(%(gtin)s, 14, '0'))
  group by c.item_id),
candidates as (
  select item_id as id from coded
  union select i.id from catalog_item i where upper(i.sku) like %(start)s and i.state <> 'withdrawn'
  union select i.id from catalog_item i where {words} and i.state <> 'withdrawn'),
matched as (
  select i.id, coalesce(coded.unit, '') as unit,
         case when upper(i.sku) = upper(%(asked)s) then 0 when coded.item_id is not null then 1
              when upper(i.sku) like %(start)s then 2 when upper(i.name) like %(start)s then 3
              else 4 end as rank
  from candidates join catalog_item i using (id) left join coded on coded.item_id = i.id),
near as (
  select i.id, '' as unit, 5 as rank from catalog_item i
  where not exists (select from matched) and i.state <> 'withdrawn'
    and (select set_config('pg_trgm.word_similarity_threshold', %(alike)s, true)) is not null
    and upper(%(asked)s) <%% upper(i.name)
  order by upper(%(asked)s) <<-> upper(i.name), i.sku limit %(limit)s)
select i.id, i.sku, i.name, i.base_unit, f.unit, i.state
from (select * from matched union all select * from near) f join catalog_item i on i.id = f.id
order by i.state <> 'active', f.rank > 1, not i.id = any(%(first)s::uuid[]), f.rank,
         case when f.rank = 5 then upper(%(asked)s) <<-> upper(i.name) end, i.sort_name, i.sku
limit %(limit)s"""


def find_items(
    text: str, limit: int = 10, party_id: UUID | None = None, first: Sequence[UUID] = ()
) -> list[FoundItem]:
    """Look-ahead in one statement: exact code, then SKUs that begin so, then names with all the words.

    When nothing matches as typed, the names nearest by trigrams: a slip of the finger still finds.
    Discontinued items come last; of the others those in `first` come before what is no exact code.
    """
    asked = text.strip()
    if not asked:
        return []
    # One condition per word: `like all (array)` would not use the index.
    words = {f"word{n}": f"%{_literal(word)}%" for n, word in enumerate(words_of(asked))}
    return sql.rows_as(
        FoundItem,
        _FIND.format(words=" and ".join(f"i.found_by like base_plain(%({name})s)" for name in words)),
        {
            "asked": asked,
            "gtin": asked if re.fullmatch(r"[0-9]{8,14}", asked) else "",
            "party": party_id,
            "start": f"{_literal(asked.upper())}%",
            "alike": _ALIKE,
            "limit": limit,
            "first": list(first),
            **words,
        },
    )


def active_items(item_ids: Sequence[UUID], limit: int = 10) -> list[FoundItem]:
    """The first of these that may still be traded, in this order, as the look-ahead shows them; one statement."""
    return sql.rows_as(
        FoundItem,
        """select i.id, i.sku, i.name, i.base_unit, '', i.state
           from unnest(%s::uuid[]) with ordinality as t(id, place) join catalog_item i using (id)
           where i.state = 'active' order by t.place limit %s""",
        [list(item_ids), limit],
    )


@dataclass(frozen=True, slots=True)
class LikeItem:
    """An item that a mistyped code may have meant."""

    sku: str
    name: str


MOST_MENDED = 50
"""So many unknown codes are compared in one question; the others wait until some of these are mended."""


def look_alikes(codes: Sequence[str], limit: int = 3) -> dict[str, list[LikeItem]]:
    """For each unknown code or name the active items nearest to it, the nearest first; one statement."""
    found = sql.rows(
        """select a.code, near.sku, near.name from unnest(%s::text[]) as a(code)
           cross join lateral (
             select i.sku, i.name, greatest(similarity(upper(a.code), upper(i.sku)),
                      word_similarity(upper(a.code), upper(i.name))) as alike
             from catalog_item i
             where (select set_config('pg_trgm.similarity_threshold', %s, true)) is not null
               and (select set_config('pg_trgm.word_similarity_threshold', %s, true)) is not null
               and i.state = 'active' and (upper(i.sku) %% upper(a.code) or upper(a.code) <%% upper(i.name))
             order by alike desc, i.sku limit %s) near
           order by a.code, near.alike desc, near.sku""",
        [sorted(set(codes))[:MOST_MENDED], _ALIKE_CODE, _ALIKE, limit],
    )
    alike: dict[str, list[LikeItem]] = {}
    for code, sku, name in found:
        alike.setdefault(code, []).append(LikeItem(sku, name))
    return alike


def _literal(text: str) -> str:
    """`text` for LIKE, its signs without their meaning."""
    return re.sub(r"([\\%_])", r"\\\1", text)
