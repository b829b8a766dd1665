"""The hall of the demonstration company today: zones, bins that items call their own, goods on the dock."""

from datetime import datetime

from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.commands import MoveInput
from tradepost.doors.cli.demo.company import Company

ZONES = (("FRONT", "Front hall", "A-01 .. D-06"), ("BACK", "Back hall", "E-01 .. J-06"))
"""The last aisles that a company has may end earlier."""
FREE_BINS = "K-01-01 .. K-02-12"
OWN_BINS, ON_DOCK = 24, 6


def arrange(company: Company, moment: datetime) -> None:
    """Two zones, a rack with free bins, bins of their own for what sells best, and a pallet to put away."""
    by = company.by("warehouse", moment)
    home = company.warehouse_id
    for code, name, codes in ZONES:
        zone = inventory.create_zone(
            by, zone_id=company.mint(moment), warehouse_id=home, code=code, name=name
        )
        inventory.zone_places(by, zone_id=zone.pk, codes=codes)
    spare = inventory.create_zone(
        by, zone_id=company.mint(moment), warehouse_id=home, code="RACK", name="Pallet rack"
    )
    inventory.create_places(
        by, warehouse_id=home, codes=FREE_BINS, pick_sequence=5000, there_and_back=True, zone_id=spare.pk
    )
    inventory.create_place(by, place_id=company.mint(moment), warehouse_id=home, code="SCRAP", kind="scrap")
    best = sorted(company.goods, key=lambda good: (-good.popularity, good.sku))
    for good in best[:OWN_BINS]:
        inventory.fix_bin(by, item_id=good.item_id, place_id=good.place_id)
    inventory.change_warehouse(company.owner.at(moment), warehouse_id=home, receives_into="dock")
    _onto_the_dock(company, moment)


def _onto_the_dock(company: Company, moment: datetime) -> None:
    """A pallet came back from a fair: it waits to be put away."""
    home = company.warehouse_id
    dock = inventory_queries.place_ids(home, ["RECEIVING"])["RECEIVING"]
    best = sorted(company.goods, key=lambda good: (-good.popularity, good.sku))
    lines: list[MoveInput] = []
    for good in best[:: OWN_BINS // 4]:
        shelves = inventory_queries.shelves_of(good.item_id, home)
        free = [one for one in shelves if one.kind == "bin" and one.on_hand - one.reserved > good.per_case]
        if free and len(lines) < ON_DOCK:
            lines.append(MoveInput(good.item_id, good.per_case, free[0].place_id, dock, free[0].lot_id))
    if lines:
        by = company.by("warehouse", moment)
        inventory.move_stock(
            by, posting_id=company.mint(moment), warehouse_id=home, lines=lines, reason="Back from the fair."
        )
