from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.domain.mails import commands as mails
from tradepost.domain.mails.commands import MailInput
from tradepost.domain.mails.models import Mail
from tradepost.domain.purchasing import queries
from tradepost.domain.purchasing.commands.send import send


@command
def mail_purchase_order(by: By, *, purchase_order_id: UUID, mail: MailInput) -> Mail:
    """Send the order by mail: an approved one is sent by it, so that stock expects the goods. Both, or nothing.

    Raises NotAllowed for a draft that nobody approved, and what mails.send_mail refuses.
    """
    order = queries.purchase_order_for_update(purchase_order_id)
    if order.state in ("draft", "approved"):
        send(by, purchase_order_id=purchase_order_id)
    return mails.send_mail(by, mail=mail)
