"""Prices that a file set in the draft of a version: the draft is as it was, as long as it is one."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from tradepost.base.by import By
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing import queries as pricing_queries
from tradepost.domain.pricing.commands import PriceInput
from tradepost.domain.pricing.models import VersionRow
from tradepost.doors.files.back.done import GONE, Back, Done, Reasons, changed_since
from tradepost.doors.files.back.prices import abouts, called, subject_and_kind

_BESIDE = ("valid_until", "counted", "mix", "is_net", "quota")
NO_DRAFT = "The version is no draft any more."
_Key = tuple[str, str, str, int, str | None, str]


def _standing(by: By, done: Sequence[Done]) -> dict[_Key, VersionRow]:
    """The prices of these items and brands in their drafts; one for the base unit stands under its name too."""
    drafts = {"version": sorted({one.at["version_id"] for one in done})}
    found = {}
    rows = (
        row
        for about in abouts(done)
        for row in pricing_queries.VERSION_ROWS.narrowed(by, {**drafts, **about})
    )
    for row in rows:
        first = row.valid_from.isoformat() if row.valid_from else None
        names = {
            row.unit.lower(),
            row.item.base_unit.lower() if row.item and not row.unit else row.unit.lower(),
        }
        for unit in names:
            subject = str(row.item_id or row.brand_id)
            found[str(row.of_id), subject, unit, row.minimum_quantity, first, row.kind] = row
    return found


def _key(one: Done) -> _Key:
    at = one.at
    kind = at.get("kind", "fixed")
    return at["version_id"], str(one.id), at["unit"].lower(), at["minimum_quantity"], at["valid_from"], kind


def _look(by: By, done: Sequence[Done]) -> Reasons:
    standing = _standing(by, done)
    found: Reasons = {}
    for one in done:
        row = standing.get(_key(one))
        if row is None:
            found[one.row] = GONE
        elif row.of.state != "draft":
            found[one.row] = NO_DRAFT
        elif sentence := changed_since(one.new, {called(one): row.amount, **_beside(row)}):
            found[one.row] = sentence
    return found


def _undo(by: By, done: Sequence[Done]) -> None:
    standing = _standing(by, done)
    again: dict[UUID, list[PriceInput]] = defaultdict(list)
    dropped: dict[UUID, list[UUID]] = defaultdict(list)
    for one in done:
        row = standing.get(_key(one))
        if row is None:
            continue
        if one.old is not None and one.at["was_drafted"]:
            again[row.of_id].append(_price(one, one.old, row))
        else:
            dropped[row.of_id].append(row.pk)
    for version_id, rows in sorted(again.items()):
        pricing.set_version_prices(by, version_id=version_id, rows=rows)
    for version_id, ids in sorted(dropped.items()):
        pricing.drop_version_rows(by, version_id=version_id, row_ids=ids)


def _beside(row: VersionRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _BESIDE}


def _price(one: Done, old: Any, now: VersionRow) -> PriceInput:
    """As the draft had it; what the file did not say is as it stands."""
    before = {**_beside(now), **old, "valid_until": _day(old["valid_until"])}
    return PriceInput(
        Decimal(old[called(one)]),
        **subject_and_kind(one),
        unit=one.at["unit"],
        minimum_quantity=one.at["minimum_quantity"],
        valid_from=_day(one.at["valid_from"]),
        **{name: before[name] for name in _BESIDE},
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


DRAFT_PRICE = Back("draft_price", _look, _undo)
