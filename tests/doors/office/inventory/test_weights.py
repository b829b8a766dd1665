"""The list of stock stays within its bytes when each of its figures says something and leads to its rows."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace

from trade import NOW
from tradepost.base.ids import new_id
from tradepost.doors.office.inventory.screens import STOCK_WITH_VALUE
from tradepost.render.screens.columns import cells_of

BESIDE_ROWS = 29_000
"""The page without its rows: navigation, filters, dialogs."""


def position(figure: int) -> SimpleNamespace:
    figures = dict.fromkeys(
        ("on_hand", "reserved", "promised", "available", "incoming", "backordered", "unsellable"), figure
    )
    item = SimpleNamespace(sku="TEA-4711", name="Earl Grey, loose leaves, 1 kg", base_unit="piece")
    return SimpleNamespace(
        pk=123456, item_id=new_id(NOW), warehouse_id=new_id(NOW), item=item,
        warehouse=SimpleNamespace(code="MAIN"), supplier_name="", customer_name="", supply_on=None,
        value=Decimal(figure) * Decimal("2.50"), **figures,
    )  # fmt: skip


def test_a_page_of_stock_is_within_its_bytes_when_every_figure_leads_somewhere() -> None:
    full, nothing = (
        len(cells_of(STOCK_WITH_VALUE.columns, position(figure)).encode()) for figure in (1234, 0)
    )
    assert BESIDE_ROWS + full * STOCK_WITH_VALUE.limit < 60_000
    assert BESIDE_ROWS + nothing * 50 < 60_000


def test_what_is_not_there_is_said_quietly_by_its_cell_alone() -> None:
    shown = cells_of(STOCK_WITH_VALUE.columns, position(0))
    assert '<td class="tp-p2 tp-end is-quiet">0<' in shown
    assert "tp-toned" not in shown
