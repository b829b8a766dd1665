"""The lists of stock show fifty rows and stay within their bytes, with long names and figures that all lead on."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from desk import Desk
from shop import open_shop, rows_of, url
from trade import NOW, Trade
from tradepost.base.ids import new_id
from tradepost.domain.catalog.models import Item
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.fulfilment import queries as fulfilment_queries
from tradepost.domain.parties import commands as parties
from tradepost.domain.reports import commands as reports
from tradepost.doors.office.inventory.screens import STOCK_WITH_VALUE
from tradepost.render.screens.columns import cells_of

MOST_BYTES = 60_000
ROWS = 50
CUSTOMER = "Feinkosthaus Adler & Töchter am Rathausplatz KG"
LISTS = ("stock", "moves", "shelves", "lots", "lot_deliveries", "turnover")


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


def sell_fifty_lots(trade: Trade) -> None:
    """Fifty tracked items with long names, of which each went in part to one customer, in one shipment."""
    skus = [f"TEA-{4711 + number}-LOOSE" for number in range(ROWS)]
    trade.add_items(*skus, tracking="lot")
    Item.objects.filter(sku__in=skus).update(name="Earl Grey with bergamot, loose leaves, 12 tins of 500 g")
    trade.receive(*[(sku, 1234, "6.25") for sku in skus], lot="L26320-1154-B", expires_on=date(2027, 5, 1))
    ida = parties.ContactInput("Ida Adler-Winkelmann", email="purchasing@adler-feinkost.example")
    trade.add_customer(CUSTOMER, email="post@adler-feinkost.example", contacts=[ida])
    order = trade.order(*[(sku, 1000) for sku in skus], customer=CUSTOMER, customer_po="PO 2026-000815/2")
    shipment = fulfilment.release_order(trade.by, shipment_id=new_id(NOW), order_id=order.id)
    picks = [fulfilment.Pick(task.id, task.asked) for task in fulfilment_queries.pick_list(shipment.id)]
    fulfilment.record_picks(trade.by, shipment_id=shipment.id, picks=picks)
    parcels = [fulfilment.PackageInput(tracking_number="00340434161094015902")]
    fulfilment.pack_shipment(trade.by, shipment_id=shipment.id, packages=parcels)
    fulfilment.ship_shipment(trade.at(hours=1), shipment_id=shipment.id)
    while reports.class_stock(trade.at(days=1)):
        pass


@pytest.mark.django_db
def test_fifty_rows_of_each_list_are_within_their_bytes() -> None:
    trade = open_shop().trade
    sell_fifty_lots(trade)
    desk = Desk("owner")
    answers = {name: desk.get(url(name)) for name in LISTS}
    assert {name: len(rows_of(answer)) for name, answer in answers.items()} == dict.fromkeys(LISTS, ROWS)
    weights = {name: len(answer.content) for name, answer in answers.items()}
    assert {name: bytes_ for name, bytes_ in weights.items() if bytes_ > MOST_BYTES} == {}
    page = answers["stock"].content.decode()
    beside = len(re.sub(r"<tbody>.*?</tbody>", "", page, flags=re.DOTALL).encode())
    full, nothing = (
        len(cells_of(STOCK_WITH_VALUE.columns, position(figure)).encode()) for figure in (1234, 0)
    )
    assert beside + (full + len("<tr></tr>\n")) * ROWS < MOST_BYTES
    assert nothing < full / 2


def test_what_is_not_there_is_said_quietly_by_its_cell_alone() -> None:
    shown = cells_of(STOCK_WITH_VALUE.columns, position(0))
    assert '<td class="is-quiet">0<' in shown
    assert "tp-toned" not in shown
