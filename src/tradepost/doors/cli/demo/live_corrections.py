"""Corrections of today: a sample given away, a broken case, and one that waits for somebody who may approve it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings

from tradepost.domain.corrections import commands as corrections
from tradepost.domain.corrections.commands import CorrectionInput
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.reports import commands as reports
from tradepost.doors.cli.demo.company import Company, Good


class Corrections:
    """What was taken out this morning."""

    def __init__(self, company: Company) -> None:
        self.company = company
        self.taken = 0

    def make_all(self, moment: datetime) -> None:
        """Of goods that have no lots, from the fullest of their places."""
        goods = [good for good in self.company.goods if good.tracking == "none"]
        self._take(moment, goods, 1, "sample", "For the tasting at the fair")
        self._take(moment, goods, 2, "damaged", "Fell from the fork lift")
        self._take(
            moment, sorted(goods, key=lambda good: -good.cost), 0, "stolen", "Missing since the weekend"
        )

    def _take(self, moment: datetime, goods: list[Good], pieces: int, reason: str, note: str) -> None:
        """So many pieces of the first good that has them; 0: as many as are worth more than a worker may correct."""
        by = self.company.by("warehouse", moment + timedelta(minutes=self.taken))
        self.taken += 1
        for good in goods:
            wanted = pieces or int(settings.CORRECTION_LIMITS.get("warehouse", 0) / good.cost) + 2
            shelves = inventory_queries.placed_stock(by, good.item_id)
            if shelf := next((one for one in shelves if one.kind == "bin" and one.free >= wanted), None):
                corrections.correct_stock(
                    by,
                    correction_id=self.company.mint(moment),
                    warehouse_id=shelf.warehouse_id,
                    lines=[CorrectionInput(good.item_id, shelf.place_id, -wanted)],
                    reason=reason,
                    note=note,
                )
                return


def class_all_stock(company: Company) -> None:
    """How goods turned over, as the worker will do every day."""
    while reports.class_stock(company.owner.at(company.now)):
        pass
