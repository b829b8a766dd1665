"""Codes that nobody knows: what they may have meant stands at their line, to be taken with one key."""

from collections.abc import Mapping, Sequence
from typing import Any

from tradepost.domain.catalog import queries as catalog_queries


def propose(typed: Sequence[Mapping[str, str]], told: Sequence[dict[str, Any]]) -> None:
    """Add `likes` to each told line whose item is wrong; one statement, none when all are known.

    What was typed itself is no other: that item is known, and something else is wrong with it.
    """
    unknown = {
        line["item"]
        for line, said in zip(typed, told, strict=True)
        if line.get("item") and "item" in said["errors"]
    }
    alike = catalog_queries.look_alikes(sorted(unknown)) if unknown else {}
    for line, said in zip(typed, told, strict=True):
        if "item" in said["errors"] and (near := alike.get(line.get("item", ""))):
            others = [one for one in near if one.sku.lower() != line["item"].lower()]
            said["likes"] = [{"code": one.sku, "name": one.name} for one in others]
