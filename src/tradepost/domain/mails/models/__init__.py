from tradepost.domain.mails.models.address import BouncedAddress
from tradepost.domain.mails.models.mail import Mail, MailFile, Recipient
from tradepost.domain.mails.models.template import Template

__all__ = ["BouncedAddress", "Mail", "MailFile", "Recipient", "Template"]
