from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.domain.mails import commands as mails
from tradepost.domain.mails.commands import MailInput
from tradepost.domain.mails.models import Mail
from tradepost.domain.sales.commands._told import Days, tell


@command
def mail_new_dates(by: By, *, days: Days, mail: MailInput) -> Mail:
    """Tell a customer new days by mail: they are the told days from then on. Both, or nothing.

    Raises NothingToTell, MovedAgain, and what mails.send_mail refuses.
    """
    tell(by, days, mail_id=mail.mail_id)
    return mails.send_mail(by, mail=mail)
