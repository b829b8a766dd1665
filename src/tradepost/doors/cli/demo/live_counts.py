"""Counts of today: one waits for approval, one is half done and two people disagree on a line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from tradepost.base.by import By
from tradepost.domain.counting import commands as counting
from tradepost.domain.counting import queries as counting_queries
from tradepost.domain.counting.commands import CountedInput
from tradepost.domain.counting.models import Count, CountLine
from tradepost.doors.cli.demo.company import Company, Good

ITEMS = 8


class Counts:
    """What the warehouse counts this morning."""

    def __init__(self, company: Company) -> None:
        self.company = company

    def make_all(self, moment: datetime) -> None:
        """Nothing is posted: the stock stays as the history left it."""
        goods = self.company.goods
        checked = self._begin(moment, goods[:ITEMS], "First shelves, before the season")
        lines = self._lines(checked, moment)
        self._count(checked, lines, moment, missing={1: 2, 3: -1})
        counting.finish_count(self._by(moment, 20), count_id=checked.pk)
        half = self._begin(moment, goods[ITEMS : 2 * ITEMS], "Second aisle, with paper")
        lines = self._lines(half, moment)
        self._count(half, lines[: len(lines) // 2 + 1], moment, missing={})
        self._count(half, lines[:1], moment, missing={0: 1}, counter="Nora Quist")

    def _by(self, moment: datetime, minute: int = 0) -> By:
        return self.company.by("warehouse", moment + timedelta(minutes=minute))

    def _begin(self, moment: datetime, goods: Sequence[Good], note: str) -> Count:
        one = counting.plan_count(
            self._by(moment),
            count_id=self.company.mint(moment),
            warehouse_id=self.company.warehouse_id,
            scope="items",
            item_ids=[good.item_id for good in goods],
            note=note,
        )
        return counting.start_count(self._by(moment, 1), count_id=one.pk)

    def _lines(self, one: Count, moment: datetime) -> list[CountLine]:
        return counting_queries.sheet_lines(self._by(moment, 2), one.pk, states=("open",), limit=500)

    def _count(
        self,
        one: Count,
        lines: Sequence[CountLine],
        moment: datetime,
        *,
        missing: dict[int, int],
        counter: str = "",
    ) -> None:
        """Each line as the books say, less what is missing on some."""
        counting.record_counts(
            self._by(moment, 15),
            batch_id=self.company.mint(moment),
            count_id=one.pk,
            lines=[
                CountedInput(
                    line.place_id, line.item_id, max(line.book - missing.get(number, 0), 0), line.lot_id
                )
                for number, line in enumerate(lines)
            ],
            source="paper" if counter else "screen",
            counter=counter,
        )
