"""Stored against derived: the count of lines (I7), and that each dispute was told of (I15)."""

from collections.abc import Iterator

from tradepost.base import sql
from tradepost.base.record import Difference

_CHECKS = (
    (
        "I7",
        """select d.number, 'lines', coalesce(l.lines, 0)::text, d.lines_count::text
           from service_dispute d
           left join (select dispute_id, count(*) as lines from service_dispute_line group by dispute_id) l
             on l.dispute_id = d.id
           where coalesce(l.lines, 0) <> d.lines_count""",
    ),
    (
        "I15",
        """select d.number, 'event service.dispute_opened', 'one', 'none' from service_dispute d
           where not exists (
             select from base_event e where e.subject_id = d.id and e.name = 'service.dispute_opened')""",
    ),
)


def differences() -> Iterator[Difference]:
    """Every stored value of this room that its rows do not bear out."""
    for invariant, statement in _CHECKS:
        for document, what, expected, found in sql.differing(statement):
            yield Difference(invariant, document, what, expected, found)
