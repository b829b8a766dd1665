"""Quotes and returns in every state, on the newest days."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from tradepost.domain.returns import commands as returns
from tradepost.domain.returns import queries as returns_queries
from tradepost.domain.returns.commands import ReturnLineInput
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales.commands import LineInput
from tradepost.doors.cli.demo.company import Company
from tradepost.doors.cli.demo.demand import Market

QUOTES = ("draft", "sent", "accepted", "ordered", "declined", "expired", "revised") * 2 + (
    "sent",
    "sent",
    "draft",
)
RETURNS = ("requested", "authorised", "received", "inspected", "settled", "rejected") * 2
REASONS = ("Arrived broken", "Wrong item ordered", "Not as described", "Too many delivered")
DECLINED = (
    ("price", "Too dear."),
    ("competitor", "Bought elsewhere."),
    ("postponed", "The project was put off."),
)


class Offers:
    """Quotes, one by one as far as they are to come."""

    def __init__(self, company: Company, market: Market) -> None:
        self.company = company
        self.market = market
        self.dice = company.dice

    def make_all(self, moment: datetime) -> None:
        """So many quotes; the older ones are those that came to an end."""
        for n, way in enumerate(QUOTES):
            past = timedelta(days=40 if way == "expired" else 2 + n % 6, minutes=7 * n)
            self._make(way, moment - past)
        sales.expire_quotes(self.company.by("sales", moment))

    def _make(self, way: str, moment: datetime) -> None:
        company = self.company
        buyer = self.market.buyer(self.dice)
        by = company.by(buyer.rep, moment)
        lines = [
            LineInput(line.good.item_id, line.exact * 2, line.unit)
            for line in self.market.basket(self.dice, buyer, moment.month)
        ]
        quote_id = company.mint(moment)
        sales.make_quote(
            by, quote_id=quote_id, customer_id=buyer.customer_id, lines=lines, note="Prices without freight."
        )
        if way == "draft":
            return
        later = company.by(buyer.rep, moment + timedelta(hours=2))
        sales.send_quote(later, quote_id=quote_id)
        answered = company.by(buyer.rep, moment + timedelta(days=1, hours=3))
        if way == "declined":
            lost_for, said = self.dice.choice(DECLINED)
            sales.decline_quote(answered, quote_id=quote_id, lost_for=lost_for, reason=said)
        elif way in ("accepted", "ordered"):
            sales.accept_quote(answered, quote_id=quote_id, accepted_by=buyer.name)
        elif way == "revised":
            sales.revise_quote(
                answered, quote_id=quote_id, revision_id=company.mint(moment), note="With your changes."
            )
        if way == "ordered":
            sales.order_quote(
                answered, quote_id=quote_id, order_id=company.mint(moment), warehouse_id=company.warehouse_id,
                confirm=True,
            )  # fmt: skip


class Returned:
    """Goods that come back of shipments that were delivered and invoiced."""

    def __init__(self, company: Company) -> None:
        self.company = company
        self.dice = company.dice

    def make_all(self, shipped: list[tuple[UUID, UUID, datetime]], moment: datetime) -> None:
        """A return in every state, of the oldest of these (order, shipment, when)."""
        for (order_id, shipment_id, left), way in zip(shipped, RETURNS, strict=False):
            self._make(order_id, shipment_id, way, max(left + timedelta(days=4), moment - timedelta(days=6)))

    def _make(self, order_id: UUID, shipment_id: UUID, way: str, moment: datetime) -> None:
        company = self.company
        line = next(one for one in returns_queries.returnable(order_id) if one.left > 0)
        return_id = company.mint(moment)
        returns.request_return(
            company.by("sales", moment),
            return_id=return_id,
            order_id=order_id,
            reason=self.dice.choice(REASONS),
            lines=[ReturnLineInput(line.shipment_line_id, max(line.left // 3, 1), lot_id=line.lots[0])],
        )
        then = moment + timedelta(hours=3)
        if way == "rejected":
            returns.reject_return(
                company.by("sales", then), return_id=return_id, reason="Opened packs do not come back."
            )
        if way in ("requested", "rejected"):
            return
        returns.authorise_return(company.by("sales", then), return_id=return_id)
        if way != "authorised":
            self._take_in(return_id, way, moment)

    def _take_in(self, return_id: UUID, way: str, moment: datetime) -> None:
        company = self.company
        lines = returns_queries.return_lines(return_id)
        received = company.by("warehouse", moment + timedelta(days=2))
        returns.receive_return(
            received, return_id=return_id, lines=[(line.id, line.quantity, "") for line in lines]
        )
        if way == "received":
            return
        looked = company.by("warehouse", moment + timedelta(days=2, hours=4))
        fate = self.dice.choice(("restock", "scrap"))
        returns.inspect_return(looked, return_id=return_id, lines=[(line.id, fate) for line in lines])
        if way == "settled":
            settled = company.by("billing", moment + timedelta(days=3))
            returns.settle_return(settled, return_id=return_id, credit_note_id=company.mint(moment))
