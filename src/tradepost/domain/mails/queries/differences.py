"""Stored against derived: where a mail stands (I7), and that it was told (I15)."""

from collections.abc import Iterator

from tradepost.base import sql
from tradepost.base.record import Difference

_CHECKS = (
    (
        "I7",
        """with r as (
             select mail_id, case when bool_or(state = 'queued') then 'queued'
                                  when bool_or(state = 'failed') then 'failed'
                                  when bool_or(state = 'bounced') then 'bounced'
                                  when bool_or(state = 'sent') then 'sent'
                                  when bool_or(state = 'shown') then 'shown' else 'delivered' end as state
             from mails_recipient group by mail_id)
           select 'mail ' || m.id, 'state', coalesce(r.state, 'a recipient'), m.state, m.subject_id
           from mails_mail m left join r on r.mail_id = m.id where m.state is distinct from r.state""",
    ),
    (
        "I15",
        """select 'mail ' || m.id, 'the event mails.queued', '1', '0', m.subject_id from mails_mail m
           where m.subject_id is not null and not exists (
             select from base_event e where e.subject_id = m.subject_id and e.name = 'mails.queued'
               and e.data ->> 'mail_id' = m.id::text)""",
    ),
)


def differences() -> Iterator[Difference]:
    """Mails that stand elsewhere than their recipients, and mails that nobody was told of."""
    for invariant, statement in _CHECKS:
        for document, what, expected, found, subject_id in sql.differing(statement):
            yield Difference(invariant, document, what, expected, found, subject_id)
