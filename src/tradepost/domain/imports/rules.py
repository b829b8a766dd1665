"""Kinds of files, what each asks of the one who brings it, and how a mapping is recognised."""

import unicodedata
from collections.abc import Mapping, Sequence

NEEDS: Mapping[str, tuple[str, ...]] = {
    "customers": (
        "parties.create_customers",
        "parties.change_customer",
        "parties.create_group",
        "parties.change_credit",
        "parties.block_customer",
    ),
    "suppliers": ("parties.create_suppliers", "parties.change_supplier"),
    "items": (
        "catalog.create_items",
        "catalog.change_item",
        "pricing.set_prices",
        "purchasing.set_supplier_items",
    ),
    "substitutes": ("catalog.keep_substitutes",),
    "prices": ("pricing.set_prices",),
    "tax_rules": ("pricing.keep_tax_rules",),
    "tax_exemptions": ("pricing.keep_tax_exemptions",),
    "stock": ("purchasing.take_opening_stock",),
    "orders": ("sales.place_orders",),
}
"""What one row of a kind may do: whoever may not say all of it, may not bring such a file."""

KINDS = tuple(NEEDS)
VERDICTS = ("made", "changed", "same", "refused")
STAGES = ("checked", "kept", "undone", "standing")


def signature(heading: Sequence[str]) -> str:
    """What a heading is recognised by: its words in order, whatever their case, blanks and signs."""
    return "|".join(_plain(word) for word in heading)


def _plain(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", text.casefold()) if letter.isalnum())
