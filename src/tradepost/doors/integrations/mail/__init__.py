"""The mail server: mails out by SMTP, delivery reports in from a mailbox or a pipe."""

from tradepost.doors.integrations.mail.bounces import take_report
from tradepost.doors.integrations.mail.mailbox import fetch_bounces
from tradepost.doors.integrations.mail.reports import NotAReport, Report, read_report
from tradepost.doors.integrations.mail.sending import HAND_OVER

__all__ = ["HAND_OVER", "NotAReport", "Report", "fetch_bounces", "read_report", "take_report"]
