from tradepost.base.models.answer import Answer
from tradepost.base.models.delivery import Delivery
from tradepost.base.models.event import Consumer, EventRow
from tradepost.base.models.job import Job, JobLine
from tradepost.base.models.number import NumberSequence

__all__ = ["Answer", "Consumer", "Delivery", "EventRow", "Job", "JobLine", "NumberSequence"]
