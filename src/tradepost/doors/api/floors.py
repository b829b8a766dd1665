"""Least margins: below what orders are held."""

from typing import Any

from ninja import Router

from tradepost.base.by import By
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing.commands import FloorInput
from tradepost.domain.pricing.queries import FLOORS
from tradepost.doors.api.endpoints import changes
from tradepost.doors.api.fields import Id, IdOut, MomentOut, NumberOut, Percent, about
from tradepost.doors.api.listings import lists
from tradepost.doors.api.shapes import In, Shape

router = Router(tags=["Prices"])


class FloorIn(In):
    """The least margin of an item, a category, a brand, or (none) of all goods."""

    percent: Percent | None = about(
        "Per cent of the net price; 0: not below cost; null: none of its own.", "15"
    )
    item_id: Id | None = about(
        "Of one item; or give `category_id` or `brand_id`; none: all goods.", None, None
    )
    category_id: Id | None = about("Of a category and those inside it.", None, None)
    brand_id: Id | None = about("Of a brand.", None, None)


class FloorsIn(In):
    """Least margins to be set; others stay."""

    floors: list[FloorIn] = about("Up to 1,000.", min_length=1, max_length=1000)


class FloorOut(Shape):
    """A least margin."""

    id: IdOut = about("The row.")
    item_id: IdOut | None = about("Of one item; null: see the category.")
    category_id: IdOut | None = about("Of a category; null: see the brand.")
    brand_id: IdOut | None = about("Of a brand; all three null: all goods.")
    percent: NumberOut = about("Per cent of the net price.")
    made_at: MomentOut = about("When it was set first.")


class FloorsSetOut(Shape):
    """What was set."""

    changed: int = about("How many are others than before.", 2)


lists(router, "/margin-floors", FLOORS, name="list_margin_floors", needs="catalog.read_cost", gives=FloorOut)


@changes(router, "PUT", "/margin-floors", needs="pricing.set_floors", gives=FloorsSetOut)
def set_margin_floors(by: By, body: FloorsIn) -> dict[str, Any]:
    """Set least margins, or take them away; they count for orders confirmed from now on.

    What says most about an item counts: its own, that of its nearest category, of its brand, that of all goods.
    """
    floors = [FloorInput(one.percent, one.item_id, one.category_id, one.brand_id) for one in body.floors]
    return FloorsSetOut.plain(None, changed=pricing.set_floors(by, floors=floors))
