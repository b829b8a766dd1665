"""Which price stands under the key of a version's change."""

_SUBJECTS = {"ri": "item_id", "rc": "category_id", "rb": "brand_id"}

STANDING_ID = "coalesce(ri.id, rc.id, rb.id)"
STANDING_AMOUNT = "coalesce(ri.amount, rc.amount, rb.amount)"


def stands(price_list: str) -> str:
    """Joins of the change `w` to the price of its list under the same key: of an item, a category, a brand."""
    return "".join(
        f"""
    left join pricing_price_row {row} on {row}.{subject} = w.{subject} and {row}.price_list_id = {price_list}
      and {" and ".join(f"{row}.{other} is null" for other in _SUBJECTS.values() if other != subject)}
      and {row}.unit = w.unit and {row}.minimum_quantity = w.minimum_quantity
      and {row}.kind = w.kind and {row}.valid_from is not distinct from w.valid_from"""
        for row, subject in _SUBJECTS.items()
    )
