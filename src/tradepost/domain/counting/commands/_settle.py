"""Which number of each line holds, written to the lines and summed up on their count."""

from collections import defaultdict
from collections.abc import Sequence

from django.conf import settings

from tradepost.base import sql
from tradepost.base.money import round_amount
from tradepost.domain.counting import queries, rules
from tradepost.domain.counting.models import Count
from tradepost.domain.counting.rules import Taken

_SUMMARY = (
    "lines_count",
    "counted_count",
    "recount_count",
    "differing_count",
    "found_value",
    "lost_value",
)


def holding(count_id: object, line_ids: Sequence[int] | None = None) -> dict[int, Taken | None]:
    """For each line that somebody counted the number that holds, None where it must be counted again."""
    by_line: dict[int, list[Taken]] = defaultdict(list)
    for entry in queries.taken(count_id, line_ids):  # type: ignore[arg-type]
        by_line[entry.line_id].append(entry)
    return {line_id: rules.settled(entries) for line_id, entries in by_line.items()}


def settle(one: Count, line_ids: Sequence[int] | None = None) -> dict[int, Taken | None]:
    """Write what holds on these lines (or all) of a locked count: three statements for any number of lines."""
    held = holding(one.pk, line_ids)
    if held:
        _write(held)
    return held


def _write(held: dict[int, Taken | None]) -> None:
    rows = [
        (
            line_id,
            "counted" if one else "recount",
            one.quantity if one else None,
            one.counted_at if one else None,
            one.expected if one else None,
            one.difference if one else None,
            round_amount(one.difference * one.unit_value, settings.BASE_CURRENCY) if one else None,
        )
        for line_id, one in held.items()
    ]
    sql.run(
        """update counting_line l set state = t.state, counted = t.counted, counted_at = t.counted_at,
             expected = t.expected, difference = t.difference, value = t.value
           from unnest(%s::bigint[], %s::text[], %s::bigint[], %s::timestamptz[], %s::bigint[], %s::bigint[],
                       %s::numeric[]) as t(id, state, counted, counted_at, expected, difference, value)
           where l.id = t.id""",
        [list(column) for column in zip(*rows, strict=True)],
    )


def summarise(one: Count) -> None:
    """Bring a locked count's counters and values to what its lines say, in one statement."""
    found = sql.one(
        """update counting_count c set lines_count = t.lines, counted_count = t.counted, recount_count = t.recount,
             differing_count = t.differing, found_value = t.found, lost_value = t.lost
           from (select count(*) as lines, count(*) filter (where state = 'counted') as counted,
                        count(*) filter (where state = 'recount') as recount,
                        count(*) filter (where difference <> 0) as differing,
                        coalesce(sum(value) filter (where value > 0), 0) as found,
                        coalesce(-sum(value) filter (where value < 0), 0) as lost
                 from counting_line where count_id = %s) t
           where c.id = %s
           returning c.lines_count, c.counted_count, c.recount_count, c.differing_count, c.found_value, c.lost_value,
             c.version""",
        [one.pk, one.pk],
    )
    assert found is not None
    for name, value in zip((*_SUMMARY, "version"), found, strict=True):
        setattr(one, name, value)
