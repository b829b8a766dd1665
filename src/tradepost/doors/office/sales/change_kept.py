"""What a change would do, kept with the session while somebody looks at it."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from tradepost.base.events import to_json
from tradepost.domain.sales.queries import ChangedRow, Effect
from tradepost.domain.sales.rules.changing import Proposal


def packed(effect: Effect) -> dict[str, Any]:
    """As plain values."""
    kept: dict[str, Any] = json.loads(to_json(effect))
    return kept


def unpacked(kept: Mapping[str, Any]) -> Effect:
    """The effect again; days of the order itself stay texts."""
    limit = kept["limit"]
    return Effect(
        kept["number"],
        kept["currency"],
        [_row(row) for row in kept["lines"]],
        {name: (was, now) for name, (was, now) in kept["head"].items()},
        *(_pair(kept[name]) for name in ("net", "tax", "total", "exposure")),
        limit=None if limit is None else Decimal(limit),
        holds=[(kind, note) for kind, note in kept["holds"]],
        proposals=[Proposal(**{**one, "amount": Decimal(one["amount"])}) for one in kept["proposals"]],
        fingerprint=kept["fingerprint"],
    )


def _row(row: Mapping[str, Any]) -> ChangedRow:
    cover, covered = tuple(row["cover"]), tuple(row["covered"])
    return ChangedRow(**{**row, "line_id": UUID(row["line_id"]), "cover": cover, "covered": covered})


def _pair(both: Any) -> tuple[Decimal, Decimal]:
    was, now = both
    return Decimal(was), Decimal(now)
