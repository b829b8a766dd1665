"""A delivery report, taken: read, matched to its mail, written down."""

from tradepost.base.by import By
from tradepost.domain.mails import commands as mails
from tradepost.domain.mails import queries as mails_queries
from tradepost.doors.integrations.mail.reports import NotAReport, read_report


def take_report(by: By, content: bytes, came_to: str = "") -> str:
    """A sentence about what it said and changed. Raises NotAReport, also for one about no mail of ours."""
    report = read_report(content, came_to)
    # One that lives in the report's own words is asked for first; both must lead to a mail that stands.
    known = mails_queries.letter(report.mail_id) if report.mail_id else None
    mail_id = known.mail.id if known else mails_queries.mail_of_message(report.message_id)
    if mail_id is None:
        raise NotAReport("it is about no mail of ours")
    found = mails.record_bounce(
        by,
        mail_id=mail_id,
        bounced=report.bounced,
        delivered=report.delivered,
        for_good=report.for_good,
    )
    return f"{found.number or found.title}: {found.state}"
