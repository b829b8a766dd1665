from tradepost.domain.mails.commands.clear_address import clear_address
from tradepost.domain.mails.commands.fail_given_up import fail_given_up
from tradepost.domain.mails.commands.record_bounce import record_bounce
from tradepost.domain.mails.commands.record_handover import record_handover
from tradepost.domain.mails.commands.resend_mail import resend_mail
from tradepost.domain.mails.commands.reset_template import reset_template
from tradepost.domain.mails.commands.send_mail import FileInput, MailInput, send_mail
from tradepost.domain.mails.commands.set_template import set_template
from tradepost.domain.mails.commands.settle_mail import settle_mail
from tradepost.domain.mails.commands.show_mail import show_mail

__all__ = [
    "FileInput",
    "MailInput",
    "clear_address",
    "fail_given_up",
    "record_bounce",
    "record_handover",
    "resend_mail",
    "reset_template",
    "send_mail",
    "set_template",
    "settle_mail",
    "show_mail",
]
