from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.domain.mails import commands as mails
from tradepost.domain.mails.commands import MailInput
from tradepost.domain.mails.models import Mail
from tradepost.domain.sales import queries
from tradepost.domain.sales.commands.send_quote import send_quote
from tradepost.domain.sales.flows import QUOTE


@command
def mail_quote(by: By, *, quote_id: UUID, mail: MailInput) -> Mail:
    """Send the quote by mail: a draft is sent by it, one that was sent stays as it is. Both, or nothing.

    Raises what send_quote and mails.send_mail refuse.
    """
    quote = queries.quote_for_update(quote_id)
    if "send" in QUOTE.allowed(quote.state):
        send_quote(by, quote_id=quote_id)
    return mails.send_mail(by, mail=mail)
