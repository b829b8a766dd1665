"""What somebody told of goods that lie in a warehouse, line by line: what is gone, or what is still there."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from tradepost.base.by import By
from tradepost.base.errors import Invalid, Refusal
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.catalog.models import Item
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.doors.office.parts.figures import figure
from tradepost.render.formats import number_text

Key = tuple[UUID, str]
"""An item, and the code of its lot or none."""


@dataclass(frozen=True, slots=True)
class Told:
    """A line as read; `gone` is None where nothing was told of it. Base units."""

    item: Item | None
    lot_id: UUID | None
    lies: int
    gone: int | None
    wrong: Mapping[str, str]


def told_lines(
    by: By, warehouse_id: UUID, lines: Sequence[Mapping[str, str]], *, is_left: bool
) -> list[Told]:
    """Each line against the books; `is_left`: what was told is what is still there. Six statements at most."""
    codes = [line.get("item", "") for line in lines]
    known = catalog_queries.items_by_codes(codes)
    ids = list({one.item_id for one in known.values()})
    items = {one.pk: one for one in catalog_queries.items_of(by, ids)}
    lots = inventory_queries.lot_ids(ids)
    lying: dict[Key, int] = defaultdict(int)
    for (item_id, _place, lot), count in inventory_queries.balances_of(warehouse_id, ids).items():
        lying[item_id, lot] += count
    keys = [
        (known[code].item_id, line.get("lot", "")) if code in known else None
        for code, line in zip(codes, lines, strict=True)
    ]
    # A line without a lot is about all that no other line names.
    named = {key for key in keys if key and key[1]}
    there: dict[Key, int] = defaultdict(int)
    for (item_id, lot), count in lying.items():
        there[item_id, lot if (item_id, lot) in named else ""] += count
    return [_line(line, key, items, lots, there, is_left) for line, key in zip(lines, keys, strict=True)]


def _line(
    line: Mapping[str, str],
    key: Key | None,
    items: Mapping[UUID, Item],
    lots: Mapping[Key, UUID],
    there: Mapping[Key, int],
    is_left: bool,
) -> Told:
    item = items.get(key[0]) if key else None
    if key is None or item is None:
        return Told(None, None, 0, None, {"item": _("No item has this code.")})
    wrong: dict[str, str] = {}
    if key[1] and key not in lots:
        wrong["lot"] = _("This item has no such lot.")
    lies, told = there.get(key, 0), None
    if line.get("quantity"):
        number = figure(line["quantity"])
        if number is None or number < 0 or number != int(number):
            wrong["quantity"] = _("Give a number, 0 or more.")
        else:
            told = int(number)
    if told is not None and told > lies:
        wrong["quantity"] = _("Only %s lie there by the books.") % number_text(lies)
    gone = None if told is None else lies - told if is_left else told
    return Told(item, lots.get(key), lies, gone, wrong)


def at_lines(refusal: Refusal, places: Sequence[int]) -> Invalid:
    """The same refusal at the grid's own lines: those of which nothing was told were not sent."""
    fields = {
        f"lines.{places[int(n)]}.quantity": _("Only %s can be taken.") % number_text(may)
        for n, may in (refusal.facts.get("there") or {}).items()
    }
    for path, says in (refusal.facts.get("fields") or {}).items():
        front, _dot, rest = str(path).partition(".")
        n, _dot, _name = rest.partition(".")
        fields[f"lines.{places[int(n)]}.quantity" if front == "lines" and n.isdigit() else path] = says
    return Invalid(refusal.message, fields=fields)
