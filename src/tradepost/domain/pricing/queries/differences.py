from collections.abc import Iterator

from tradepost.base import sql
from tradepost.base.record import Difference
from tradepost.domain.pricing.queries.standing import STANDING_AMOUNT, STANDING_ID, stands


def differences() -> Iterator[Difference]:
    """Prices are typed in, and constraints keep them in order; but a change that waits in a version knows the price
    it would change."""
    drifted = sql.differing(
        f"""select l.name || ' ' || v.number || ', ' || coalesce(i.sku, c.name, b.name), 'the price it would change',
              coalesce({STANDING_AMOUNT}::text, 'none'), coalesce(w.old_amount::text, 'none')
            from pricing_version_row w join pricing_version v on v.id = w.of_id
              join pricing_price_list l on l.id = v.price_list_id
              left join catalog_item i on i.id = w.item_id left join catalog_category c on c.id = w.category_id
              left join catalog_brand b on b.id = w.brand_id
              {stands("v.price_list_id")}
            where v.state in ('draft', 'scheduled') and (w.price_row_id, w.old_amount) is distinct from
              ({STANDING_ID}, {STANDING_AMOUNT})"""  # noqa: S608 constants only
    )
    for subject, what, expected, found in drifted:
        yield Difference("I7", str(subject), what, expected, found)
