"""Disputes on the newest days: one late to answer, one that waits for its customer, one settled, one of nobody's."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.service import commands as service
from tradepost.domain.service.commands import DisputeLineInput
from tradepost.doors.cli.demo.company import Company


@dataclass(frozen=True, slots=True)
class Story:
    """What a customer says of an order; `ago` days ago. Owned by whoever sells, or by nobody."""

    reason: str
    said: str
    ago: int
    owned: bool = True
    asked: str = ""
    ended: str = ""
    explained: str = ""


STORIES = (
    Story("damaged", "Two cartons came wet, the lower layer is spoilt.", 9),
    Story("missing", "The delivery note says all of it, we counted less.", 6,
          asked="Which lot is on the cartons you have?"),
    Story("wrong_price", "We agreed on the price of the spring offer.", 5, ended="explained",
          explained="The spring offer ended the week before; they saw the offer again and agree."),
    Story("late", "It came two days after our market day.", 1, owned=False),
)  # fmt: skip


class Disputes:
    """About orders that were shipped and invoiced, the newest first; those that came back are left alone."""

    def __init__(self, company: Company) -> None:
        self.company = company

    def make_all(self, shipped: list[tuple[UUID, UUID, datetime]], moment: datetime) -> None:
        for (order_id, _shipment, left), story in zip(reversed(shipped), STORIES, strict=False):
            said = max(left + timedelta(hours=5), moment - timedelta(days=story.ago))
            self._make(order_id, story, min(said, moment - timedelta(hours=3)))

    def _make(self, order_id: UUID, story: Story, moment: datetime) -> None:
        company = self.company
        seller = company.by("sales", moment)
        line = sales_queries.lines_of(order_id)[0]
        dispute_id = company.mint(moment)
        service.open_dispute(
            seller,
            dispute_id=dispute_id,
            kind="order",
            document_id=order_id,
            reason=story.reason,
            said=story.said,
            lines=[] if story.reason == "late" else [DisputeLineInput(line.id, max(line.quantity // 2, 1))],
            owner_id=seller.actor_id if story.owned else None,
        )
        later = company.by("sales", moment + timedelta(hours=2))
        if story.asked:
            service.ask_customer(later, dispute_id=dispute_id, question=story.asked)
        if story.ended:
            service.settle_dispute(
                later, dispute_id=dispute_id, outcome=story.ended, explanation=story.explained
            )
