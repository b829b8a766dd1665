from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.domain.mails.commands._outcome import mail_for_update, move, save, tell

AT_ONCE = 100


@command
def fail_given_up(by: By) -> int:
    """Mark as failed what the worker gave up, also where it died each time; gives how many. Called until it gives 0."""
    found = sql.rows(
        """select m.id, d.error from mails_mail m
           cross join lateral (
             select e.id from base_event e
             where e.subject_id = m.subject_id and e.name = 'mails.queued' and e.data ->> 'mail_id' = m.id::text
             order by e.id desc limit 1) newest
           join base_delivery d on d.event_id = newest.id
           where m.state = 'queued' and d.given_up_at is not null and d.done_at is null
           order by m.made_at, m.id limit %s""",
        [AT_ONCE],
    )
    for mail_id, error in found:
        row, recipients = mail_for_update(mail_id)
        row.answer = row.answer or error
        changed = move(by, recipients, "refuse", row.answer)
        save(row, recipients, changed)
        tell(by, row, changed)
    return len(found)
