"""What `tradepost verify` asks of the money ledger."""

from collections.abc import Iterator

from tradepost.base import sql
from tradepost.base.record import Difference

# Each statement gives (document, what, expected, found, and the id of a document above or none).
_CHECKS = (
    (
        "I8",
        """select e.kind || ' entry', 'sum in document and base currency', '0 and 0',
                  sum(p.amount) || ' and ' || sum(p.base_amount), e.subject_id
           from accounts_entry e join accounts_posting p on p.entry_id = e.id
           group by e.id having sum(p.amount) <> 0 or sum(p.base_amount) <> 0""",
    ),
    (
        "I8",
        """select e.kind || ' entry', 'postings', 'at least two', 'none', e.subject_id from accounts_entry e
           where not exists (select 1 from accounts_posting p where p.entry_id = e.id)""",
    ),
    (
        "I7",
        """with p as (select party_id, account, sum(base_amount) as balance from accounts_posting
                      where party_id is not null group by 1, 2)
           select coalesce('customer ' || c.number, 'supplier ' || s.number,
                           'party ' || coalesce(p.party_id, b.party_id)),
                  'balance of ' || coalesce(p.account, b.account),
                  coalesce(p.balance, 0)::text, coalesce(b.balance, 0)::text, null::uuid
           from p full join accounts_party_balance b using (party_id, account)
           left join parties_customer c on c.id = coalesce(p.party_id, b.party_id)
           left join parties_supplier s on s.id = coalesce(p.party_id, b.party_id)
           where coalesce(p.balance, 0) <> coalesce(b.balance, 0)""",
    ),
)


def differences() -> Iterator[Difference]:
    """Entries that do not balance and party balances that are not the sum of their postings."""
    for invariant, statement in _CHECKS:
        for document, what, expected, found, subject_id in sql.differing(statement):
            yield Difference(invariant, document, what, expected, found, subject_id)
