"""What became of the quotes that were sent: won, lost and why, by rep, customer, month or reason."""

from dataclasses import dataclass
from decimal import Decimal

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.errors import Invalid
from tradepost.domain.reports.queries.work import scope_of
from tradepost.domain.reports.rules import Days

# What a row is about: its key, its words, and where the words stand.
_GROUPS = {
    "month": ("to_char(s.day, 'YYYY-MM')", "to_char(s.day, 'YYYY-MM')", ""),
    "rep": (
        "coalesce(s.rep_id::text, '')",
        "coalesce(nullif(u.name, ''), u.email, '')",
        "left join access_user u on u.id = s.rep_id",
    ),
    "customer": (
        "s.customer_id::text",
        "p.name",
        "join parties_customer c on c.id = s.customer_id join parties_party p on p.id = c.party_id",
    ),
    "reason": ("s.lost_for", "s.lost_for", ""),
}
QUOTE_GROUPS = tuple(_GROUPS)


@dataclass(frozen=True, slots=True)
class QuotesRow:
    """The quotes of one group in one currency, as their newest revision stands: how many, and what they come to, net.

    `won` was accepted, ordered or not; `lost` was declined; `expired` nobody answered; the rest waits.
    """

    key: str
    label: str
    currency: str
    sent: int
    sent_net: Decimal
    won: int
    won_net: Decimal
    lost: int
    lost_net: Decimal
    expired: int
    expired_net: Decimal

    @property
    def rate(self) -> Decimal | None:
        """Of those that are decided, how many were won."""
        decided = self.won + self.lost + self.expired
        return Decimal(self.won) / decided if decided else None

    @property
    def value_rate(self) -> Decimal | None:
        """Of what those that are decided came to, how much was won."""
        decided = self.won_net + self.lost_net + self.expired_net
        return self.won_net / decided if decided else None


def quotes_by(by: By, period: Days, group: str = "month", *, zone: str = "UTC") -> list[QuotesRow]:
    """Quotes sent in a half-open range of days of a time zone; months in order, all else the largest first.

    By reason only what was declined. Each currency for itself, within the actor's scope; one statement. Raises
    Invalid.
    """
    if group not in _GROUPS:
        raise Invalid("This report does not exist.", fields={"group": f"One of {', '.join(QUOTE_GROUPS)}."})
    key, label, joined = _GROUPS[group]
    states = ["declined"] if group == "reason" else ["sent", "accepted", "ordered", "declined", "expired"]
    return sql.rows_as(
        QuotesRow,
        f"""select {key}, {label}, s.currency, count(*), sum(s.net),
                   count(*) filter (where s.is_won), coalesce(sum(s.net) filter (where s.is_won), 0),
                   count(*) filter (where s.state = 'declined'),
                   coalesce(sum(s.net) filter (where s.state = 'declined'), 0),
                   count(*) filter (where s.state = 'expired'),
                   coalesce(sum(s.net) filter (where s.state = 'expired'), 0)
            from (
              select (q.sent_at at time zone %(zone)s)::date as day, q.rep_id, q.customer_id, q.lost_for, q.state,
                     q.currency, q.net_total as net, q.state in ('accepted', 'ordered') as is_won
              from sales_quote q
              where q.sent_at >= %(since)s::timestamp at time zone %(zone)s
                and q.sent_at < %(until)s::timestamp at time zone %(zone)s and q.state = any(%(states)s::text[])
                and (%(customer)s::uuid is null or q.customer_id = %(customer)s::uuid)
                and (%(rep)s::uuid is null or q.rep_id = %(rep)s::uuid)) s {joined}
            group by 1, 2, 3 order by {"1, 3" if group == "month" else "5 desc, 2, 1, 3"}""",  # noqa: S608 constants
        {**scope_of(by), "since": period[0], "until": period[1], "zone": zone, "states": states},
    )
