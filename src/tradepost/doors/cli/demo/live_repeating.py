"""What customers order again: blanket orders with a call-off, standing orders, and a certificate that ends soon."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing.commands import TaxExemptionInput
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.commands import LineInput
from tradepost.doors.cli.demo.company import Buyer, Company
from tradepost.doors.cli.demo.demand import Market

CALENDARS: tuple[tuple[str, dict[str, int | str]], ...] = (
    ("Weekly restock", {"kind": "weekly", "weekday": 2}),
    ("Pantry", {"kind": "monthly", "day": 5}),
    ("End of month", {"kind": "month_end"}),
)


class Repeating:
    """So many agreements; the dates that one missed wait for somebody."""

    def __init__(self, company: Company, market: Market) -> None:
        self.company = company
        self.market = market

    def make_all(self, moment: datetime) -> None:
        buyers = list({(buyer := self._buyer()).customer_id: buyer for _ in range(12)}.values())
        for months, buyer in zip((2, 6), buyers, strict=False):
            self._agree(buyer, moment, timedelta(days=30 * months))
        for (name, calendar), buyer in zip(CALENDARS, buyers[1:], strict=False):
            self._stand(buyer, name, calendar, moment)
        self._stand(buyers[0], "Autumn shelf", {"kind": "weekly", "weekday": 4}, moment - timedelta(days=10))
        for standing_id, due_on in sales_queries.standing_due(moment.date()):
            sales.make_standing_order(
                self.company.by("sales", moment), standing_id=standing_id, due_on=due_on
            )
        self._exempt(buyers[-1], moment)

    def _buyer(self) -> Buyer:
        return self.market.buyer(self.company.dice)

    def _lines(self, buyer: Buyer, moment: datetime, times: int) -> list[LineInput]:
        basket = self.market.basket(self.company.dice, buyer, moment.month)
        return [LineInput(line.good.item_id, line.exact * times, line.unit) for line in basket]

    def _agree(self, buyer: Buyer, moment: datetime, lasts: timedelta) -> None:
        """Ten times what it usually orders; the first is called off."""
        company, begun = self.company, moment - timedelta(days=9)
        blanket_id = company.mint(begun)
        sales.make_blanket(
            company.by(buyer.rep, begun),
            blanket_id=blanket_id,
            customer_id=buyer.customer_id,
            lines=self._lines(buyer, begun, 10),
            valid_until=company.today + lasts,
            customer_po=f"FRAME {company.today.year}",
        )
        called = moment - timedelta(days=2)
        sales.place_order(
            company.by(buyer.rep, called),
            order_id=company.mint(called),
            customer_id=buyer.customer_id,
            warehouse_id=company.warehouse_id,
            lines=[
                LineInput(one.item_id, one.typed_quantity / 10, one.unit, blanket_line_id=one.pk)
                for one in sales_queries.blanket_lines(blanket_id)
            ],
            confirm=True,
        )

    def _stand(self, buyer: Buyer, name: str, calendar: dict[str, int | str], moment: datetime) -> UUID:
        company = self.company
        template_id, standing_id = company.mint(moment), company.mint(moment)
        by = company.by(buyer.rep, moment)
        sales.keep_order_template(
            by,
            template_id=template_id,
            customer_id=buyer.customer_id,
            name=name,
            lines=self._lines(buyer, moment, 1),
        )
        sales.keep_standing_order(
            by, standing_id=standing_id, template_id=template_id, first_on=moment.date(), **calendar
        )  # type: ignore[arg-type]
        return standing_id

    def _exempt(self, buyer: Buyer, moment: datetime) -> None:
        company = self.company
        pricing.keep_tax_exemption(
            company.by("sales", moment),
            exemption_id=company.mint(moment),
            exemption=TaxExemptionInput(
                buyer.customer_id,
                "RES-20418",
                company.today - timedelta(days=345),
                company.today + timedelta(days=20),
                note="Resale certificate",
            ),
        )
