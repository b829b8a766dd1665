"""Preferred lots, as they were typed: each is of its line's item."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from tradepost.base.errors import Invalid
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.sales.queries import LineInput

MOST_LOTS = 20


def strange_lots(wished: Sequence[tuple[UUID, Sequence[UUID]]]) -> dict[int, str]:
    """What is wrong with the lots wished for items, by place. One statement, and none where nothing is wished."""
    asked = {lot_id for _, lots in wished for lot_id in lots}
    if not asked:
        return {}
    items = inventory_queries.items_of_lots(asked)
    wrong: dict[int, str] = {}
    for place, (item_id, lots) in enumerate(wished):
        if any(items.get(lot_id) != item_id for lot_id in lots):
            wrong[place] = "Not a lot of this item."
        elif len(set(lots)) < len(lots) or len(lots) > MOST_LOTS:
            wrong[place] = f"Name each lot once, and at most {MOST_LOTS}."
    return wrong


def as_refusal(wrong: Mapping[int, str]) -> Invalid | None:
    """The refusal of what is wrong, by the place of the line; None where nothing is."""
    if not wrong:
        return None
    fields = {f"lines.{place}.lot_ids": sentence for place, sentence in wrong.items()}
    return Invalid("Some lines wish lots that they cannot have.", fields=fields)


def refuse_strange_lots(lines: Sequence[LineInput]) -> None:
    """Raises Invalid, naming each line."""
    if (refusal := as_refusal(strange_lots([(line.item_id, line.lot_ids) for line in lines]))) is not None:
        raise refusal
