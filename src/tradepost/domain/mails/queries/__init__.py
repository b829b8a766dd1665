from tradepost.domain.mails.queries.addresses import bounced_addresses, bounced_among, last_recipients
from tradepost.domain.mails.queries.differences import differences
from tradepost.domain.mails.queries.letters import Letter, letter, mail_of_message
from tradepost.domain.mails.queries.mails import (
    MAILS,
    file_of,
    files_of,
    mail,
    mails_about,
    recipients_of,
    trouble,
)
from tradepost.domain.mails.queries.templates import (
    StandingTemplate,
    template,
    template_id,
    templates,
)

__all__ = [
    "MAILS",
    "Letter",
    "StandingTemplate",
    "bounced_addresses",
    "bounced_among",
    "differences",
    "file_of",
    "files_of",
    "last_recipients",
    "letter",
    "mail",
    "mail_of_message",
    "mails_about",
    "recipients_of",
    "template",
    "template_id",
    "templates",
    "trouble",
]
