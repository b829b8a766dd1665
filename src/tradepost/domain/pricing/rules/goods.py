"""Whether a rule speaks of goods: an item, a category and what is inside it, a brand, or all. Pure: no database."""

from typing import Protocol

BRAND_DEPTH = 1000
"""How far a price of the brand is from the item: behind every category."""


class ForGoods(Protocol):
    """What a rule is for, at most one of the three; `categories` are those whose items it is for. None: all goods."""

    @property
    def item(self) -> str | None: ...
    @property
    def categories(self) -> frozenset[str] | None: ...
    @property
    def brand(self) -> str | None: ...


class Goods(Protocol):
    """Goods of a line, with the category they stand in and the brand they bear."""

    @property
    def item(self) -> str: ...
    @property
    def category(self) -> str | None: ...
    @property
    def brand(self) -> str | None: ...


def speaks_of(rule: ForGoods, goods: Goods) -> bool:
    """Whether the rule is for these goods."""
    if rule.item is not None:
        return rule.item == goods.item
    if rule.brand is not None:
        return rule.brand == goods.brand
    return rule.categories is None or goods.category in rule.categories
