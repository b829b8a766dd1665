from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from tradepost.domain.mails.models.mail import Mail


class BouncedAddress(models.Model):
    """An address that a server refused for good: whoever writes to it again is warned. In small letters.

    The mark belongs to the address, so it stands at every contact that has it, and at those typed by hand.
    """

    address = models.TextField(primary_key=True)
    mail = models.ForeignKey(Mail, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(default="")
    since = models.DateTimeField()

    class Meta:
        db_table = "mails_bounced_address"
        constraints = [
            models.CheckConstraint(
                condition=Q(address=Lower("address")), name="bounced_address_is_lower_case"
            )
        ]
