"""Which price stands under the key of a version's change."""


def stands(price_list: str) -> str:
    """Joins of the change `w` to the price of its list under the same key: `ri` of an item, `rc` of a category."""
    return f"""
    left join pricing_price_row ri on ri.item_id = w.item_id and ri.price_list_id = {price_list}
      and ri.category_id is null and ri.unit = w.unit and ri.minimum_quantity = w.minimum_quantity
      and ri.kind = w.kind and ri.valid_from is not distinct from w.valid_from
    left join pricing_price_row rc on rc.category_id = w.category_id and rc.price_list_id = {price_list}
      and rc.item_id is null and rc.unit = w.unit and rc.minimum_quantity = w.minimum_quantity
      and rc.kind = w.kind and rc.valid_from is not distinct from w.valid_from"""
