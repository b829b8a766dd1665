"""What is offered instead of items that are short."""

from collections.abc import Sequence
from uuid import UUID

from tradepost.base.by import By
from tradepost.domain.catalog import commands as catalog
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.catalog.commands import SubstituteInput
from tradepost.domain.catalog.models import Substitute
from tradepost.domain.catalog.queries import CodeOf
from tradepost.domain.catalog.rules.substitutes import SAID
from tradepost.doors.files.faults import by_row
from tradepost.doors.files.fields import Field, Values
from tradepost.doors.files.kinds.prices import SKU
from tradepost.doors.files.outcome import Effect, Kind, Options, Outcome, RowsRefused, Typed, changed_or_same

_FIELDS = (
    SKU,
    Field(
        "substitute",
        ("substitute SKU", "replacement", "replaced by", "alternative", "successor", "Ersatz", "Ersatzartikel",
         "Alternative", "Nachfolger", "Nachfolgeartikel", "sustituto", "artículo sustituto", "alternativa", "sucesor"),
        needed=True,
    ),
    Field("rank", ("order", "priority", "Rang", "Reihenfolge", "Priorität", "rango", "prioridad"), "whole"),
    Field("both_ways", ("two way", "mutual", "in beide Richtungen", "gegenseitig", "en ambos sentidos"), "yes"),
    Field("valid_from", ("from", "start date", "gültig ab", "von", "válido desde", "desde"), "day"),
    Field("valid_until", ("until", "end date", "gültig bis", "bis", "válido hasta", "hasta"), "day"),
    Field("note", ("remark", "reason", "comment", "Bemerkung", "Notiz", "Grund", "nota", "observación", "motivo")),
)  # fmt: skip


def _key(values: Values) -> str:
    return f"{values['sku']} {values['substitute']}"


def _items(rows: Sequence[Typed]) -> dict[str, CodeOf]:
    """The items that both columns name, by their text. Raises RowsRefused for unknown ones."""
    texts = {row.values[name] for row in rows for name in ("sku", "substitute")}
    found = catalog_queries.items_by_codes(sorted(texts))
    wrong = {}
    for row in rows:
        unknown = [row.values[name] for name in ("sku", "substitute") if row.values[name] not in found]
        if unknown:
            wrong[row.number] = f"There is no item {unknown[0]}. Import the items first."
        elif found[row.values["sku"]].item_id == found[row.values["substitute"]].item_id:
            wrong[row.number] = "An item does not stand in for itself. Choose another."
    if wrong:
        raise RowsRefused(wrong)
    return found


def _wanted(row: Typed, pair: tuple[UUID, UUID], standing: Substitute | None) -> SubstituteInput:
    """What the row says, and of what it leaves out what stands."""
    old = {name: getattr(standing, name) for name in SAID} if standing else {}
    given = {name: row.values[name] for name in SAID if row.values.get(name) is not None}
    return SubstituteInput(*pair, **{**old, **given})


def _load(by: By, rows: Sequence[Typed], options: Options) -> list[Outcome]:
    items = _items(rows)
    pairs = {
        row.number: (items[row.values["sku"]].item_id, items[row.values["substitute"]].item_id)
        for row in rows
    }
    standing = catalog_queries.substitutes_between(list(pairs.values()))
    asked = [_wanted(row, pairs[row.number], standing.get(pairs[row.number])) for row in rows]
    with by_row(rows):
        catalog.keep_substitutes(by, substitutes=asked)
    return [
        _outcome(row, wanted, standing.get((wanted.item_id, wanted.other_id)))
        for row, wanted in zip(rows, asked, strict=True)
    ]


def _outcome(row: Typed, wanted: SubstituteInput, old: Substitute | None) -> Outcome:
    key, new = _key(row.values), {name: getattr(wanted, name) for name in SAID}
    at = {"other_id": wanted.other_id}
    if old is None:
        made = Effect("substitute", wanted.item_id, {"substitute": row.values["substitute"], **new}, None, at)
        return Outcome(row.number, key, "made", "", wanted.item_id, (made,))
    changed = {name: value for name, value in new.items() if value != getattr(old, name)}
    was = {name: getattr(old, name) for name in changed}
    effects = [Effect("substitute", wanted.item_id, changed, was, at)] if changed else []
    return changed_or_same(row.number, key, wanted.item_id, effects)


SUBSTITUTES = Kind("substitutes", _FIELDS, _key, _load)
