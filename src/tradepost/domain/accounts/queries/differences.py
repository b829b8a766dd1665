"""What `tradepost verify` asks of the money ledger."""

from collections.abc import Iterator

from tradepost.base import sql
from tradepost.base.record import Difference

_CHECKS = (
    (
        "I8",
        """select e.kind || ' entry ' || e.id, 'sum in document and base currency', '0 and 0',
                  sum(p.amount) || ' and ' || sum(p.base_amount)
           from accounts_entry e join accounts_posting p on p.entry_id = e.id
           group by e.id having sum(p.amount) <> 0 or sum(p.base_amount) <> 0""",
    ),
    (
        "I8",
        """select 'entry ' || e.id, 'postings', 'at least two', 'none' from accounts_entry e
           where not exists (select 1 from accounts_posting p where p.entry_id = e.id)""",
    ),
    (
        "I7",
        """with p as (select party_id, account, sum(base_amount) as balance from accounts_posting
                      where party_id is not null group by 1, 2)
           select 'party ' || coalesce(p.party_id, b.party_id), 'balance of ' || coalesce(p.account, b.account),
                  coalesce(p.balance, 0)::text, coalesce(b.balance, 0)::text
           from p full join accounts_party_balance b using (party_id, account)
           where coalesce(p.balance, 0) <> coalesce(b.balance, 0)""",
    ),
)


def differences() -> Iterator[Difference]:
    """Entries that do not balance and party balances that are not the sum of their postings."""
    for invariant, statement in _CHECKS:
        for document, what, expected, found in sql.rows(statement):
            yield Difference(invariant, document, what, expected, found)
