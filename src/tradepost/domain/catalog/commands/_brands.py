"""Brands by the names that somebody typed, whatever their case and accents."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import publish
from tradepost.base.ids import new_ids
from tradepost.domain.catalog.events import BrandCreated
from tradepost.domain.catalog.queries.brands import brands_named


def brand_ids(by: By, names: Iterable[str]) -> Mapping[str, UUID]:
    """The brand of each name, made where there is none; at most four statements, and none without names."""
    wanted = list(dict.fromkeys(name for name in names if name))
    if not wanted:
        return {}
    found = brands_named(wanted, held=True)
    fresh = [name for name in wanted if name not in found]
    if not fresh:
        return found
    # Of two spellings the first counts; who made it meanwhile was first too.
    made = sql.rows(
        """insert into catalog_brand (id, name, made_at)
           select t.id, t.name, %s::timestamptz from unnest(%s::uuid[], %s::text[]) as t(id, name)
           on conflict do nothing returning id, name""",
        [by.now, new_ids(by.now, len(fresh)), fresh],
    )
    publish(by, *(BrandCreated(*row) for row in made))
    return brands_named(wanted, held=True)
